"""The client of any OpenAI-compatible server. Its package is an optional extra, imported by the first call."""

import asyncio
import json
import math
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.model.asking import Question
from aicmo_site.kernel.model.conversation import LONGEST_REASON, Message, Reply, clipped, storable, with_schema
from aicmo_site.kernel.model.errors import ModelRefusedCall, ModelUnavailable

FORMATS = ("json_schema", "json_object", "none")  # the strictest first
LIMITS = ("max_tokens", "max_completion_tokens")  # the older name first: who does not know the other leaves it out
MAY_PASS = (408, 409, 425, 429)  # beside what begins with 5
PAID_UP = "insufficient_quota"  # the 429 that does not pass by waiting
MANNER_REFUSED = (400, 415, 422)
BYTES_PER_TOKEN = 3  # fewer than in most texts of most languages: where a server does not count, we count too many


@dataclass(frozen=True)
class Server:
    """Where a model answers. `seconds`: how long one call may take, whatever it comes to."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 120.0


@dataclass(frozen=True)
class _Manner:
    """How a server wants to be asked."""

    format: str = FORMATS[0]
    limit: str = LIMITS[0]


_manners: dict[tuple[str, str], _Manner] = {}  # as learned by this process, by address and model


def call(server: Server, question: Question, messages: list[Message]) -> Reply:
    """One reply. Raises ModelUnavailable where waiting may help, ModelRefusedCall where it does not."""
    import openai

    began = time.monotonic()
    try:
        body = asyncio.run(asyncio.wait_for(_exchange(server, question, messages), server.seconds))
    except (TimeoutError, openai.APITimeoutError):
        raise ModelUnavailable(f"no answer within {server.seconds:g} s") from None
    except openai.APIStatusError as error:
        raise _trouble(server, error) from None
    except openai.APIConnectionError as error:
        raise ModelUnavailable(f"the connection failed ({type(error.__cause__ or error).__name__})") from None
    return _reply(body, messages, time.monotonic() - began)


async def _exchange(server: Server, question: Question, messages: list[Message]) -> bytes:
    """The body of the answer; a server that refuses the manner of asking is asked in the next one."""
    import openai

    manner = _manners.get((server.url, server.model), _Manner())
    async with openai.AsyncOpenAI(
        base_url=server.url, api_key=server.key or "none", max_retries=0, timeout=server.seconds
    ) as client:
        while True:
            asked = _parameters(manner, question, messages)
            try:
                answer = await client.chat.completions.with_raw_response.create(model=server.model, **asked)
            except openai.APIStatusError as error:
                following = _next_manner(manner, error)
                if following is None:
                    raise
                manner = following
            else:
                _manners[server.url, server.model] = manner
                return answer.http_response.content


def _parameters(manner: _Manner, question: Question, messages: list[Message]) -> dict[str, Any]:
    asked: dict[str, Any] = {manner.limit: question.max_output_tokens, "messages": messages}
    if manner.format == "json_schema":
        schema = {"name": question.prompt.name, "strict": True, "schema": thaw(question.schema)}
        return {**asked, "response_format": {"type": "json_schema", "json_schema": schema}}
    asked["messages"] = with_schema(messages, question.schema)
    return asked if manner.format == "none" else {**asked, "response_format": {"type": "json_object"}}


def _next_manner(manner: _Manner, error: Any) -> _Manner | None:
    """What to try where a server does not know what it was asked for; None where it is something else."""
    if error.status_code not in MANNER_REFUSED:
        return None
    if manner.limit == LIMITS[0] and LIMITS[1] in str(error.body):
        return _Manner(manner.format, LIMITS[1])
    rest = FORMATS[FORMATS.index(manner.format) + 1 :]
    return _Manner(rest[0], manner.limit) if rest else None


def _trouble(server: Server, error: Any) -> Exception:
    status, said = error.status_code, _said(server, error)
    if (status in MAY_PASS or status >= 500) and error.code != PAID_UP:
        return ModelUnavailable(f"status {status}{said}", wait_seconds(error.response.headers.get("retry-after")))
    if status in (401, 403):  # some servers repeat the key that they refuse
        return ModelRefusedCall(reason=f"status {status}, see AICMO_MODEL_KEY")
    return ModelRefusedCall(reason=f"status {status}{said}")


def _said(server: Server, error: Any) -> str:
    """The server's own words, without what must not be repeated."""
    body = error.body if isinstance(error.body, Mapping) else {}
    message = body.get("message")
    if not isinstance(message, str):
        return ""
    message = message.replace(server.key, "[key]") if server.key else message
    return f": {clipped(message)[:LONGEST_REASON]}"


def wait_seconds(header: str | None) -> float | None:
    """What Retry-After says, in seconds from now; None where it says nothing that can be understood."""
    if header is None:
        return None
    with suppress(ValueError):
        seconds = float(header)
        return max(0.0, seconds) if math.isfinite(seconds) else None
    with suppress(ValueError, OverflowError):
        until = parsedate_to_datetime(header)
        return max(0.0, (until.astimezone(UTC) - datetime.now(UTC)).total_seconds())
    return None


def _reply(body: bytes, messages: list[Message], seconds: float) -> Reply:
    try:
        answer = json.loads(body)
        choice = answer["choices"][0]
        message = choice["message"]
        text, refusal = message.get("content") or "", message.get("refusal")
        stopped = choice.get("finish_reason") or ""
        usage = answer.get("usage") or {}
        counted = usage.get("prompt_tokens"), usage.get("completion_tokens")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        reason = "what came back is no chat completion; see AICMO_MODEL_URL"
        raise ModelRefusedCall(reason=reason) from None
    if refusal:
        text, stopped = str(refusal), "refusal"
    text = storable(str(text))
    tokens_in, tokens_out = map(_whole, counted)
    return Reply(
        text,
        stopped if stopped in ("length", "content_filter", "refusal") else "",
        tokens_in if tokens_in is not None else tokens_of(messages),
        tokens_out if tokens_out is not None else len(text.encode()) // BYTES_PER_TOKEN,
        round(seconds, 3),
    )


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31 else None


def tokens_of(messages: list[Message]) -> int:
    """At least as many as a server will probably count."""
    return sum(len(message["content"].encode()) for message in messages) // BYTES_PER_TOKEN
