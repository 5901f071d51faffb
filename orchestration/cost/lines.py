"""The ways on which cost is measured: a campaign through the five stations, and copy from elsewhere being checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from orchestration import workflow
from orchestration.models import Run
from qc import services as qc


@dataclass(frozen=True)
class Line:
    """`begin` makes of an input what the stations hand on; each station is measured by itself, in order."""

    begin: Callable[[Any], Any]
    stations: Mapping[str, Callable[[Any], object]]


def _work(intake: Mapping[str, Any]) -> workflow.Work:
    run = Run(id="cost", brief_id="cost", input={"intake": intake}, created_at=timezone.now(), workflow_version=1)
    return workflow.Work(run)


def _brief(work: workflow.Work) -> None:
    understood = workflow.understand_intake(work)
    assert understood is not None  # the run has an intake
    work.brief = understood[1]


def _plan(work: workflow.Work) -> None:
    work.strategy = workflow.plan_strategy(work)


def _copy(work: workflow.Work) -> None:
    copy = workflow.compose_draft(work).copy
    assert copy is not None  # it is no revision
    work.copy = copy


def _qc(work: workflow.Work) -> None:
    work.result = workflow.judge_draft(work)


def _revision(work: workflow.Work) -> None:
    if not work.result.passed:
        work.run.revision = 1
        workflow.compose_draft(work)


# What the steps of a run prepare, from an intake on; nothing is written but a package's files.
CAMPAIGN = Line(
    _work,
    {
        "brief": _brief,
        "plan": _plan,
        "copy": _copy,
        "qc": _qc,
        "document": workflow.write_package,
        "revision": _revision,
    },
)
# A batch of drafts, as `check_copy` and the API take them.
CHECK = Line(list, {"check": lambda drafts: qc.check_copy(batch=[qc.parse_copy(draft=draft) for draft in drafts])})
