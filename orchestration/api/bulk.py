"""Many intakes in one call, in one commit."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import IntegrityError

from aicmo_site.kernel.persistence import atomic
from onboarding import services as onboarding
from onboarding.contracts import IntakeFormDTO, InvalidIntake
from orchestration.engine.events import tell_each
from orchestration.errors import KeyReused
from orchestration.models import Run
from orchestration.options import COPY, comparable, options_of, stops_of
from orchestration.services import new_run

MAX_INTAKES = 1_000

Line = Run | InvalidIntake


def submit_runs(
    *,
    intakes: Sequence[Any],
    actor: str,
    idempotency_key: str | None = None,
    **asked: Any,
) -> list[Line]:
    """Queue a run for each intake that is one; in order, the run or what is wrong. At most MAX_INTAKES.

    The same key and request give the runs there are. Raises KeyReused.
    """
    options = options_of(**asked)
    checked = [_checked(intake) for intake in intakes]
    digest = _digest(intakes, options)
    before = _runs_with(idempotency_key, digest)
    runs = {
        index: new_run(
            {"intake": intakes[index], **options},
            client_id=form.client_id,
            idempotency_key=_key(idempotency_key, index),
            metadata={"bulk": {"sha256": digest, "line": index}},
        )
        for index, form in enumerate(checked)
        if isinstance(form, IntakeFormDTO) and index not in before
    }
    try:
        with atomic():
            Run.objects.bulk_create(runs.values())
            tell_each((run.pk for run in runs.values()), "submitted", actor)
    except IntegrityError:  # the same request, answered at the same moment
        if not (runs := _runs_with(idempotency_key, digest)):
            raise
    return list(_lines(checked, {**before, **runs}))


def _checked(intake: Any) -> IntakeFormDTO | InvalidIntake:
    try:
        return onboarding.check_intake(responses=intake)
    except InvalidIntake as error:
        return error


def _lines(checked: Sequence[IntakeFormDTO | InvalidIntake], runs: dict[int, Run]) -> Iterator[Line]:
    for index, form in enumerate(checked):
        yield form if isinstance(form, InvalidIntake) else runs[index]


def _key(key: str | None, index: int) -> str | None:
    """The key of one line: a line feed is in no header, so it is no other request's key."""
    return f"{key}\n{index}" if key else None


def _runs_with(key: str | None, digest: str) -> dict[int, Run]:
    """What an earlier request with this key made, by line; one query, however many lines."""
    if key is None:
        return {}
    keys = [_key(key, index) for index in range(MAX_INTAKES)]
    found = list(Run.objects.filter(idempotency_key__in=keys).prefetch_related("steps"))
    for run in found:
        if run.metadata["bulk"]["sha256"] != digest:
            raise KeyReused(run_id=run.pk)
    return {run.metadata["bulk"]["line"]: run for run in found}


def _digest(intakes: Sequence[Any], options: Mapping[str, Any]) -> str:
    """The same for the same request, also for one of before there were further options: then these two were named."""
    further = {name: value for name, value in comparable(options).items() if value and value != [COPY]}
    named = {"require_approval": COPY in stops_of(options), "force_qc_fail": "force_qc_fail" in options}
    request = [intakes, {**further, **named}]
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
