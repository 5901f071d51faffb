"""The language model as a run's steps are given it: every answer is kept, and nobody pays for one twice.

A step asks in its `prepare`, outside any transaction. What comes back is committed by itself, so that a step done
again, by whomever, works with the same words; it goes with what the step made.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Sum
from django.utils import timezone

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import derived_id
from aicmo_site.kernel.model import client
from aicmo_site.kernel.model.asking import Model, Question
from aicmo_site.kernel.model.conversation import Message, Reply, answer_to, with_schema
from aicmo_site.kernel.model.errors import OutOfTokens, about
from aicmo_site.kernel.persistence import alias, mode
from onboarding import services as onboarding
from orchestration.engine.events import tell
from orchestration.engine.progress import progress
from orchestration.engine.steps import Created, Done, Step
from orchestration.models import ModelCall, Run

TABLE = ModelCall._meta.db_table
LONG = ("messages", "schema", "answer")  # columns that only the page of one call shows
MILLION = 1_000_000
SMALLEST_COST = Decimal("0.000001")


def model_for(run: Run, step: str) -> Model | None:
    """Whom this step of a run may ask; None where it has to do without: by the settings, in a preview, or because the
    client is not to be spoken of to a model."""
    if settings.AICMO_GENERATOR != BY_MODEL or mode() == "inmemory":
        return None
    known = onboarding.recall_client(client_id=run.client_id)
    if known and not known.model_allowed:
        return None
    return KeptModel(run, step, server())


def server() -> client.Server:
    return client.Server(
        settings.AICMO_MODEL_URL, settings.AICMO_MODEL, settings.AICMO_MODEL_KEY, settings.AICMO_MODEL_SECONDS
    )


@dataclass(frozen=True)
class KeptModel:
    """A model that is asked each question once a run."""

    run: Run
    step: str
    server: client.Server

    def ask(self, question: Question) -> Mapping[str, Any]:
        return answer_to(question, partial(self._reply, question))

    def _reply(self, question: Question, messages: list[Message]) -> Reply:
        key = key_of(self.server.model, question, messages)
        if kept := ModelCall.objects.filter(run=self.run, key=key).first():
            return _reply_of(kept)
        if connections[alias()].in_atomic_block:
            raise RuntimeError("a model is asked in `prepare`: nothing may wait for it inside a transaction")
        self._require_tokens(question, messages)
        reply = client.call(self.server, question, messages)
        with progress(self.run):
            return _reply_of(self._kept(key, question, messages, reply))

    def _require_tokens(self, question: Question, messages: list[Message]) -> None:
        calls = ModelCall.objects.filter(run=self.run).aggregate(into=Sum("tokens_in"), out=Sum("tokens_out"))
        used = (calls["into"] or 0) + (calls["out"] or 0)
        needed = client.tokens_of(with_schema(messages, question.schema)) + question.max_output_tokens
        budget = settings.AICMO_MODEL_TOKENS_PER_RUN
        if used + needed > budget:
            raise OutOfTokens(about=about(question), needed=needed, used=used, budget=budget)

    def _kept(self, key: str, question: Question, messages: list[Message], reply: Reply) -> ModelCall:
        """What everybody is given from now on: the first answer, should several threads of a step have asked."""
        told = {
            "id": derived_id("call", self.run.pk, key),
            "step_name": self.step,
            "revision": self.run.revision,
            "about": question.about,
            "prompt_name": question.prompt.name,
            "prompt_version": question.prompt.version,
            "prompt_sha256": question.prompt.sha256,
            "model": self.server.model,
            "settings": settings_of(question),
            "messages": messages,
            "schema": thaw(question.schema),
            "answer": reply.text,
            "stopped": reply.stopped,
            "tokens_in": reply.tokens_in,
            "tokens_out": reply.tokens_out,
            "seconds": reply.seconds,
            "attempt": len(messages) // 2,
            "cost": cost_of(reply),
            "at": timezone.now(),
        }
        call, is_new = ModelCall.objects.get_or_create(run=self.run, key=key, defaults=told)
        if is_new:
            tell(self.run.pk, "model_asked", self.run.claimed_by, **_spent(call))
        return call


def _spent(call: ModelCall) -> dict[str, Any]:
    """What a call cost, for the run's story, which its undoing leaves there."""
    cost = {} if call.cost is None else {"cost": str(call.cost)}
    asked = {"step": call.step_name, "about": call.about, "prompt": call.prompt_name, "version": call.prompt_version}
    return {**asked, "model": call.model, "tokens": call.tokens_in + call.tokens_out, "seconds": call.seconds, **cost}


def _reply_of(kept: ModelCall) -> Reply:
    return Reply(kept.answer, kept.stopped, kept.tokens_in, kept.tokens_out, kept.seconds)


def settings_of(question: Question) -> dict[str, Any]:
    return {"max_output_tokens": question.max_output_tokens}


def key_of(model: str, question: Question, messages: list[Message]) -> str:
    """The hash of all that an answer hangs on, and of nothing else."""
    asked = {
        "prompt": [question.prompt.name, question.prompt.version, question.prompt.sha256],
        "model": model,
        "settings": settings_of(question),
        "schema": thaw(question.schema),
        "messages": messages,
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def cost_of(reply: Reply) -> Decimal | None:
    """In the currency of the prices that are set; None where one is not."""
    price_in, price_out = settings.AICMO_MODEL_PRICE_IN, settings.AICMO_MODEL_PRICE_OUT
    if price_in is None or price_out is None:
        return None
    cost = (reply.tokens_in * price_in + reply.tokens_out * price_out) / MILLION
    return cost.quantize(SMALLEST_COST)


# --- what becomes of them


def keeping_calls(step: Step) -> Step:
    """The step, whose journal names the calls that were made for it, and whose undoing takes them along."""

    def do(work: Any, prepared: Any) -> Done:
        done = step.do(work, prepared)
        made = _made_for(work.run, step.name)
        return replace(done, created={**done.created, TABLE: made}) if made else done

    def undo(created: Created) -> None:
        step.undo(created)
        discard_calls(created.get(TABLE, ()))

    return replace(step, do=do, undo=undo)


def _made_for(run: Run, step: str) -> list[str]:
    if mode() == "inmemory":
        return []
    calls = ModelCall.objects.filter(run=run, step_name=step, revision=run.revision)
    return list(calls.values_list("pk", flat=True))


def discard_calls(ids: Iterable[str]) -> None:
    """Exactly these, if they are there."""
    if ids := list(ids):
        ModelCall.objects.filter(pk__in=ids).delete()


def discard_calls_of(run_id: str) -> None:
    """Those of steps that never came to their commit, which no journal names."""
    discard_calls(ModelCall.objects.filter(run_id=run_id).values_list("pk", flat=True))


# --- what is shown of them

OFFLINE, BY_MODEL = "offline", "model"
PREVIEWED_OFFLINE = "A preview asks no language model: it was written offline, and the run itself reads otherwise."


def generator_of(run: Run) -> str:
    """By what a run was written, as it came to be."""
    return BY_MODEL if ModelCall.objects.filter(run=run).exists() else OFFLINE


def differs_from_runs() -> bool:
    """Whether a preview is written otherwise than the run would be."""
    return settings.AICMO_GENERATOR == BY_MODEL


def calls_of(run: Run) -> list[ModelCall]:
    """All of a run in order, without their long columns."""
    return list(ModelCall.objects.filter(run=run).defer(*LONG))
