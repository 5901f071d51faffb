"""The phases and waves that a client named, in the order of their days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onboarding.contracts import NormalizedBriefDTO

KIND = "phase"


@dataclass(frozen=True)
class Phase:
    """`last` is None where its end is open: then it lasts until the next one begins."""

    first: date
    last: date | None = None
    words: str = ""
    proposed: bool = False

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def phases_of(brief: NormalizedBriefDTO) -> tuple[Phase, ...]:
    return tuple(sorted(_phases(brief), key=lambda phase: phase.first))


def _phases(brief: NormalizedBriefDTO) -> Iterator[Phase]:
    proposed = {fact.field for fact in brief.proposed_facts}
    for position, named in enumerate(brief.dates):
        if named.kind == KIND:
            last = date.fromisoformat(named.until) if named.until else None
            yield Phase(date.fromisoformat(named.day), last, named.words, f"dates.{position}" in proposed)


def into_phases(day: date, phases: tuple[Phase, ...]) -> date:
    """The day itself where a phase holds it, or none is to come; else the first day of the next one."""
    if not phases or any(phase.holds(day) for phase in phases):
        return day
    return next((phase.first for phase in phases if phase.first > day), day)
