"""The client's notes, every sentence with what became of it; for the agency alone."""

from typing import NamedTuple

from delivery.document.labels import Labels
from onboarding.contracts import NormalizedBriefDTO


class MarkedNote(NamedTuple):
    """Words of the notes and the white space behind them. `used_for`: the fields that were read in them."""

    words: str
    space: str
    mark: str
    used_for: str
    is_asked: bool


def marked_notes(brief: NormalizedBriefDTO, labels: Labels) -> tuple[MarkedNote, ...]:
    names = {fact.id: labels.field(_root(fact.field)) for fact in brief.standing_facts}
    return tuple(
        MarkedNote(
            part.words,
            part.space,
            part.mark,
            labels.page["between"].join(dict.fromkeys(names[id] for id in part.facts)),
            bool(part.questions),
        )
        for part in brief.accounted_notes()
    )


def _root(place: str) -> str:
    """`scope.deliverables.0` as people know it: `channels`."""
    names = [part for part in place.split(".") if not part.isdigit() and part not in ("scope", "brand_guidelines")]
    return {"deliverables": "channels"}.get(names[0], names[0])
