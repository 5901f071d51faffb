"""What people and programs want to know of a run, worked out from its row and its journal; writes nothing."""

from typing import Any

from orchestration.models import FINAL, STANDING, Run, RunStep, Status
from orchestration.options import BRIEF, COPY, STOPS, STRATEGY
from orchestration.stations import in_order, that_stand
from orchestration.workflow import WORKFLOW, approval_at, workflow_of

THE_WHOLE = "the whole"
WAITING = {
    BRIEF: ("answers", "approve", "reject"),
    STRATEGY: ("approve", "adjust_plan", "answers", "reject"),
    COPY: ("approve", "request_changes", "answers", "reject"),
}


def progress(run: Run) -> float:
    """The share of the steps that stand, from 0 to 1: it falls again while a run is undone."""
    names = [step.name for step in (workflow_of(run) or WORKFLOW).steps]
    if run.status == Status.COMPLETED:
        return 1.0
    if run.status in (Status.COMPENSATING, Status.COMPENSATED, Status.FAILED):
        done = len({step.step_name for step in standing_steps(run)})
    else:
        done = names.index(run.next_step) if run.next_step in names else 0
    return round(done / len(names), 2)


def standing_steps(run: Run) -> list[RunStep]:
    """The steps whose rows are there, in the order of the work."""
    return [step for step in run.steps.all() if step.state in STANDING]


def made(run: Run) -> dict[str, list[str]]:
    """IDs by table of the rows that the run made and that stand: of each step those of its last round, and what every
    round adds to."""
    tables: dict[str, dict[str, None]] = {}
    steps = standing_steps(run)
    last = {step.step_name: step for step in steps}
    for step in steps:
        for table, ids in that_stand(step.created, is_latest=step is last[step.step_name]).items():
            tables.setdefault(table, {}).update(dict.fromkeys(ids))
    return {table: list(ids) for table, ids in in_order(tables).items()}


def stopped_pieces(run: Run) -> tuple[str, ...]:
    """The pieces of the copy at which the run rests that must not go out as they are, by the names of their places."""
    stopped = run.evidence.get("qc", {}).get("stopped", ()) if _rests_at_copy(run) else ()
    return tuple(one["piece"] or THE_WHOLE for one in stopped)


def did_not_pass(run: Run) -> bool:
    """Whether it rests at a copy that quality control has not let pass."""
    return _rests_at_copy(run) and not run.evidence.get("qc", {}).get("passed", True)


def _rests_at_copy(run: Run) -> bool:
    return run.status == Status.AWAITING_APPROVAL and run.awaiting == COPY


def approvals(run: Run) -> list[dict[str, Any]]:
    """What was last approved at each stop, in the order of the work, and whether that is still what stands there."""
    return [{**approval, "stop": stop} for stop in STOPS if (approval := approval_at(run, stop))]


def version(run: Run) -> str:
    """What changes whenever the run does: its strong ETag."""
    return f'"{run.epoch}-{run.updated_at:%Y%m%d%H%M%S%f}"'


def decisions(run: Run) -> tuple[str, ...]:
    """What may be asked of the run as it stands; a race is still settled by the verb itself."""
    if run.status in FINAL:
        return ("retry",)
    if run.status == Status.FAILED:
        return ("resume",)
    waiting = WAITING.get(run.awaiting, ()) if run.status == Status.AWAITING_APPROVAL else ()
    if stopped_pieces(run):
        waiting = tuple(verb for verb in waiting if verb != "approve")
    return waiting if run.cancel_requested or run.status == Status.COMPENSATING else (*waiting, "cancel")
