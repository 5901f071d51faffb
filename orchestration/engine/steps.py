"""What a workflow is written in: its steps, and what a step may come to.

Step(name, prepare, do, undo)   prepare: slow, outside any transaction · do: short, inside · undo: by exact IDs
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from orchestration.models import Run, StepState

Created = dict[str, list[str]]  # IDs by table


@dataclass(frozen=True)
class Done:
    """A step's outcome: what it made, what to remember on the run, what to say of it in the story."""

    created: Created
    story: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)

    state = StepState.DONE


@dataclass(frozen=True)
class SendBack(Done):
    """Done, and the verdict is to do an earlier step again, as the next revision."""

    to: str = ""

    state = StepState.SENT_BACK


@dataclass(frozen=True)
class AwaitApproval(Done):
    """Done, and the run rests at this stop until a person approves exactly this content."""

    stop: str = ""
    content_sha256: str = ""


class Refused(Exception):
    """A step's verdict is that the run must not go on; the evidence outlives the undoing."""

    def __init__(self, reason: str, **evidence: Any):
        super().__init__(reason)
        self.evidence = evidence


@dataclass(frozen=True)
class Step:
    """`do(work, prepared)` returns Done, SendBack or AwaitApproval; `undo(created)` may find nothing left to delete.

    `sweep(run_id)` removes what `prepare` may have left outside the database; it runs after the last undo.
    """

    name: str
    prepare: Callable[[Any], Any]
    do: Callable[[Any, Any], Done]
    undo: Callable[[Created], None]
    sweep: Callable[[str], None] | None = None


@dataclass(frozen=True)
class Workflow:
    """`open(run)` makes the `work` that steps share while one worker advances a run; `leftovers(run_id)` names the
    tables that still hold rows of a run. `clear(run_id)` removes rows that a `prepare` committed for a step which then
    never did, so that no journal names them; in the transaction of the last check. `keep(run_id)` copies what people
    may still want to read of a run that is undone; in the transaction of its first undo."""

    version: int
    steps: tuple[Step, ...]
    open: Callable[[Run], Any]
    leftovers: Callable[[str], list[str]]
    clear: Callable[[str], None] = lambda run_id: None
    keep: Callable[[str], None] = lambda run_id: None

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)

    def after(self, name: str) -> str:
        """The name of the following step, "" after the last."""
        names = [step.name for step in self.steps]
        return [*names, ""][names.index(name) + 1]
