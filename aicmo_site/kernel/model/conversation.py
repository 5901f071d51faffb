"""From a question to an answer that fits: what is sent, what came back, and the one chance to put it right."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.model.asking import Question
from aicmo_site.kernel.model.errors import AnswerCutOff, AnswerRefused, AnswerUnusable, about
from aicmo_site.kernel.strict_json import MalformedJSON, loads

Message = dict[str, str]  # role and content

CUT_OFF = "length"
REFUSED = ("refusal", "content_filter")
_THOUGHT = ("<think>", "</think>")  # around what some models tell themselves first
LONGEST_REASON = 300  # characters of what somebody else wrote, within an error


@dataclass(frozen=True)
class Reply:
    """What a server gave back, as it came. `stopped`: why it ends, "" where the model had said all."""

    text: str
    stopped: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0


class Unfit(Exception):
    """A reply is no answer to its question."""


def answer_to(question: Question, send: Callable[[list[Message]], Reply]) -> Mapping[str, Any]:
    """The answer that fits the schema; a reply that does not is sent back once, with what is wrong."""
    messages = opening(question)
    reply = send(messages)
    try:
        return read(reply, question)
    except Unfit as flaw:
        said = {"role": "assistant", "content": reply.text or "(nothing)"}  # an empty message is refused by some
        reply = send([*messages, said, _sent_back(question, flaw)])
    try:
        return read(reply, question)
    except Unfit as flaw:
        raise AnswerUnusable(about=about(question), reason=clipped(flaw)) from None


def opening(question: Question) -> list[Message]:
    return [
        {"role": "system", "content": question.prompt.text},
        {"role": "user", "content": storable(question.material)},
    ]


def _sent_back(question: Question, flaw: Unfit) -> Message:
    """With the schema: there are servers that take one, and do nothing with it."""
    text = (
        f"That answer cannot be used: {clipped(flaw)}\nGive the whole answer again, put right. {_told(question.schema)}"
    )
    return {"role": "user", "content": text}


def read(reply: Reply, question: Question) -> Mapping[str, Any]:
    """Raises Unfit where asking again may help, AnswerCutOff or AnswerRefused where it does not."""
    if reply.stopped == CUT_OFF:
        raise AnswerCutOff(about=about(question), tokens=question.max_output_tokens)
    if reply.stopped in REFUSED:
        reason = reply.text if reply.stopped == "refusal" else "its server's content filter stopped it"
        raise AnswerRefused(about=about(question), reason=clipped(reason))
    answer = _parsed(reply.text)
    if flaw := best_match(Draft202012Validator(thaw(question.schema)).iter_errors(answer)):
        raise Unfit(f"at {flaw.json_path}: {clipped(flaw.message)}")
    return answer


def _parsed(text: str) -> dict[str, Any]:
    """The JSON object of a reply; what models put around it where no format binds them is left out."""
    if text.lstrip().startswith(_THOUGHT[0]):
        text = text.partition(_THOUGHT[1])[2]
    begin = text.find("{")
    if begin < 0:
        raise Unfit("it holds no JSON object")
    try:
        answer = loads(text[begin : text.rfind("}") + 1])
    except MalformedJSON as error:
        raise Unfit(str(error)) from None
    return answer


def clipped(reason: object) -> str:
    text = " ".join(str(reason).split())
    return text if len(text) <= LONGEST_REASON else text[:LONGEST_REASON] + "…"


def with_schema(messages: list[Message], schema: Mapping[str, Any]) -> list[Message]:
    """For servers that take no schema: it stands in the prompt."""
    first = {**messages[0], "content": f"{messages[0]['content']}\n\n{_told(schema)}"}
    return [first, *messages[1:]]


def _told(schema: Mapping[str, Any]) -> str:
    written = json.dumps(thaw(schema), ensure_ascii=False)
    return f"Answer with one JSON object and nothing else. It must fit this JSON Schema:\n{written}"


def storable(text: str) -> str:
    """Without the two kinds of characters that a database does not take."""
    return text.replace("\0", "�").encode(errors="replace").decode()
