"""Where a form speaks of its launch: its texts, with the dates that they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.partial_dates import PartialDate
from onboarding.facts.typed import names_a_phase
from onboarding.form.answers import NOTES, Form
from onboarding.notes.cues import patterns, says, speaks_of, topic_of, without
from onboarding.notes.recency import Age
from onboarding.notes.texts import MAX_SENTENCE
from onboarding.once import once
from onboarding.schedule.stance import NamedDates, read_dates

# "Start on 4 May, party on the 9th, and the end in June": another day's clause begins there.
_CLAUSE_END = re.compile(
    r"[,;]\s|\s(?:and|und|et|y|e|i|en|og|och|until|till|bis|jusqu['’]|hasta|fino|tot|do|a|al|au)\s", re.IGNORECASE
)
_CLAUSE_ENDS = re.compile(r"[,;:]\s|\s[–—-]\s")
CLOSE = 8  # characters between "instead of" and the day that it replaces
MOST_GONE = 20  # days that notes call off


@dataclass(frozen=True)
class Dated:
    """A text that names a date, and the answer of the form that it stands in."""

    text: str
    answer: str
    named: NamedDates

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        return self.named.meant


@once
def texts_ruling_out(form: Form) -> dict[str, tuple[PartialDate, ...]]:
    """Texts that say on which day something may not be."""
    named = {text: read_dates(text).ruled_out for text, _ in _sentences(form)}
    return {text: dates for text, dates in named.items() if dates}


def _sentences(form: Form) -> Iterator[tuple[str, str]]:
    """(text, answer) of all that may speak of the launch."""
    for name in ("objectives", "key_messages", "exclusions"):
        yield from ((text[:MAX_SENTENCE], f"{name}.{index}") for index, text in enumerate(form.entries(name)))
    yield from ((said, NOTES) for said in form.note_sentences)


def undecided_text(form: Form) -> str:
    """The first text that leaves the day of the launch open, "" where none does."""
    said = (text for text, _ in _sentences(form) if speaks_of("launch_date", text))
    return next((text for text in said if says("unconfirmed", text) or says("asks", text)), "")


@once
def dated_texts(form: Form) -> list[Dated]:
    """Texts that name a date for the launch or for the whole work; dates of a step on the way are no such thing."""
    found = []
    for text, answer in _sentences(form):
        rest = without("milestones", text)
        if (
            speaks_of("launch_date", rest)
            or says("deadline", rest)
            or (answer == NOTES and _moves_the_launch(form, text))
        ):
            found.append(Dated(text, answer, read_dates(_on_the_launch(text))))
    gone = _superseded(form)
    held = [replace(dated, named=_still_held(dated.named, gone)) for dated in found]
    named = [dated for dated in held if dated.dates or dated.named.bounds]
    return [dated for dated in named if not says("past", dated.text)]


def tells_the_launch(form: Form, text: str) -> bool:
    """Whether a text speaks of the launch, or corrects what was said of it; an event that begins is none."""
    if says("events_begin", text) and not says("campaign", text):
        return False
    return speaks_of("launch_date", text) or _moves_the_launch(form, text)


def tells_a_phase(text: str) -> bool:
    """Whether all that a text tells to begin is one of several phases: "Phase 1 starts in March, phase 2 in May"."""
    clauses = [clause for clause in _CLAUSE_END.split(text) if speaks_of("launch_date", clause)]
    dated = [(clause, found[0].start) for clause in clauses if (found := find_dates(clause))]
    return bool(dated) and all(names_a_phase(clause[:start]) for clause, start in dated)


def _moves_the_launch(form: Form, said: str) -> bool:
    """Whether a correction gives another day for what an earlier sentence said of the launch, without naming it."""
    if not says("corrects", said) or topic_of(said) or says("occasions", said) or without("milestones", said) != said:
        return False
    first = _first_on_the_launch(form)
    return first is not None and form.age(said) > first


@once
def _first_on_the_launch(form: Form) -> Age | None:
    """How old the oldest sentence is that names a day for the launch."""
    told = (text for text in form.note_sentences if speaks_of("launch_date", text) and read_dates(text).meant)
    return min(map(form.age, told), default=None)


def _still_held(named: NamedDates, gone: list[PartialDate]) -> NamedDates:
    """The dates of a text without those that the notes tell us to ignore."""
    return replace(named, meant=tuple(one for one in named.meant if all(one.contradicts(other) for other in gone)))


def _on_the_launch(text: str) -> str:
    """Of a text that names several days, the one clause that names a day for the launch; else the whole text."""
    clauses = _CLAUSE_END.split(text)
    dated = [clause for clause in clauses if any(date.is_whole for date in read_dates(clause).meant)]
    starts = [clause for clause in dated if speaks_of("launch_date", clause)]
    return starts[0] if len(starts) == 1 < len(dated) else text


def clauses_with_days(text: str) -> list[str]:
    """The parts of a text, of which each tells of one day: of all that stands before the next one is spoken of."""
    parts = re.split(r"[,;]\s", text[:MAX_SENTENCE])
    return parts if sum(bool(read_dates(part).meant) for part in parts) > 1 else [text[:MAX_SENTENCE]]


def _superseded(form: Form) -> list[PartialDate]:
    """The dates that the notes tell us to ignore, the first MOST_GONE of them."""
    gone: dict[PartialDate, None] = {}
    for said in form.note_sentences:
        found = (match for pattern in patterns("superseded") if (match := pattern.search(said)))
        for match in found if len(gone) < MOST_GONE else ():
            named = read_dates(_CLAUSE_ENDS.split(said[match.end() :], maxsplit=1)[0])
            gone |= dict.fromkeys([*named.meant, *named.ruled_out][:1])
        if len(gone) < MOST_GONE and says("corrects", said):
            gone |= dict.fromkeys(_moved_from(said))
    return list(gone)


def _moved_from(said: str) -> Iterator[PartialDate]:
    """The days that a correction replaces: "8 June instead of 4 May"."""
    left = [match.end() for pattern in patterns("moved_from") for match in pattern.finditer(said)]
    for found in find_dates(said) if left else ():
        if any(0 <= found.start - end <= CLOSE for end in left):
            yield from found.dates
