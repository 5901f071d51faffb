"""What people approved in a run before it was sent back, and whether it still stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aicmo_site.kernel.errors import NotFound
from orchestration.models import Run, Status
from orchestration.options import STRATEGY
from orchestration.plan_in_lines import difference, plan_in_lines
from orchestration.workflow import Work, approval_at


@dataclass(frozen=True)
class Approved:
    """An approval at a stop. `gone` and `new`: the lines in which the content of today differs from what was approved;
    `is_open`: it waits for approval again."""

    stop: str
    name: str
    what: str
    by: str
    at: datetime
    stands: bool
    is_open: bool
    gone: list[str]
    new: list[str]


def changed_since(run: Run, work: Work) -> list[Approved]:
    """Of the plan, where the run was sent back since it was approved; of copy there is none to compare: it is delivered
    as it is approved."""
    former = approval_at(run, STRATEGY)
    try:
        plan = work.strategy if former and run.revision else None
    except NotFound:
        plan = None
    if plan is None:
        return []
    stands = bool(former["stands"])
    gone, new = ([], []) if stands else difference(former.get("lines", []), plan_in_lines(plan))
    told: dict[str, Any] = {"stop": STRATEGY, "name": "Plan", "what": "plan", "by": former["by"], "stands": stands}
    told |= {"at": datetime.fromisoformat(former["at"]), "gone": gone, "new": new}
    return [Approved(**told, is_open=run.status == Status.AWAITING_APPROVAL and run.awaiting == STRATEGY)]
