"""The facts of a brief: each of its items with where it was read, and whether anybody has stood up for it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import derived_id
from onboarding.contracts import (
    CLIENT,
    CONFIRMED,
    KEPT_TO,
    NOTES,
    PROPOSED,
    REMEMBERED,
    STATED,
    FactDTO,
    NormalizedBriefDTO,
)
from onboarding.fields import field_of, without_position
from onboarding.notes.cues import label_of

_TELLING = {"money": ("low", "high", "currency"), "dates": ("day", "until")}  # by list, what tells its entries apart
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")


@dataclass(frozen=True)
class Source:
    """Where an item of the brief comes from: its place there, the answer of the form, and the very words of it.

    `headed`: the words stand under a heading of the notes that names the field.
    """

    field: str
    answer: str
    words: str = ""
    headed: bool = False


def facts_of(brief: NormalizedBriefDTO, sources: Iterable[Source]) -> tuple[FactDTO, ...]:
    """A fact for each source, in their order; what is quoted stands so in the notes."""
    notes = " ".join(brief.notes.split())
    quoted = (replace(source, words=_verbatim(source.words, notes)) for source in sources)
    return tuple(_identified((source, _value_at(brief, source)) for source in quoted))


def _verbatim(words: str, notes: str) -> str:
    """Sentences that do not follow one another where they stand, as when two people said them, are quoted apart."""
    if not words or not notes or words.rstrip("…") in notes:
        return words
    parts = _SENTENCE_END.split(words)
    return " … ".join(parts) if all(part in notes for part in parts) else words


def _identified(found: Iterable[tuple[Source, Any]]) -> Iterator[FactDTO]:
    told: Counter[tuple[str, str]] = Counter()
    for source, value in found:
        key = (without_position(source.field), (source.words or str(value)) + _which(source.field, value))
        told[key] += 1
        yield FactDTO(source.field, source.answer, source.words, value, _state(source), fact_id(*key, told[key]))


def _which(place: str, value: Any) -> str:
    """Of the several sums or days that a sentence may name, the one: which of them are listed can change."""
    root = place.partition(".")[0]
    return " ".join(["", *(str(value[name]) for name in _TELLING[root])]) if root in _TELLING else ""


def fact_id(place: str, words: str, nth: int = 1) -> str:
    """Of the same words in the same list or field, in whatever run; `nth`: of several such."""
    return derived_id("fact", place, words, str(nth))


def _state(source: Source) -> str:
    """What stands under a label is stated; so is what no words were quoted for, such as the language of the form. Of
    what is remembered, what restricts or must appear stands, and the rest is proposed anew."""
    if source.answer == CLIENT and (name := field_of(source.field)) in REMEMBERED:
        return CONFIRMED if name in KEPT_TO else PROPOSED
    is_prose = source.answer == NOTES and bool(source.words) and not source.headed
    return PROPOSED if is_prose and label_of(field_of(source.field), source.words) is None else STATED


def _value_at(brief: NormalizedBriefDTO, source: Source) -> Any:
    """What stands at a place of the brief, as JSON; the words where it is no single item."""
    value: Any = brief
    for part in source.field.split("."):
        try:
            value = _part(value, part)
        except (AttributeError, LookupError):
            return source.words
    return source.words if isinstance(value, tuple) else thaw(getattr(value, "text", value))


def _part(value: Any, name: str) -> Any:
    if name.isdigit():
        return value[int(name)]
    return value[name] if isinstance(value, Mapping) else getattr(value, name)
