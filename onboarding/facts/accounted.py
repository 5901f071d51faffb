"""Every sentence of the notes, and what became of it: used, asked about, kept in the house, or left."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from onboarding.notes.sentences import pieces_of

USED, ASKED, INTERNAL, LEFT = "used", "asked", "internal", "left"
AGAIN = 20  # characters from which words that a thread quotes again are found again, too
_BETWEEN = re.compile(r"\s*\n[>|\s]*|\s+")  # what white space, and the marks of a quoted mail, may stand for
_JOINED = " … "  # between quotations that are told as one
_CUT = "…"


class NotePart(NamedTuple):
    """Words of the notes as they stand. `facts` and `questions`: the IDs of those that were read in them."""

    text: str
    facts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    is_internal: bool = False

    @property
    def mark(self) -> str:
        return INTERNAL if self.is_internal else USED if self.facts else ASKED if self.questions else LEFT

    @property
    def words(self) -> str:
        return self.text.rstrip()

    @property
    def space(self) -> str:
        """What stands behind the words."""
        return self.text[len(self.words) :]


def accounted(
    parts: Iterable[tuple[str, bool]], facts: Iterable[tuple[str, str]], questions: Iterable[tuple[str, str]]
) -> tuple[NotePart, ...]:
    """`parts`: the notes, and of each part whether it is internal; facts and questions: (ID, quotation). What is
    given back is the notes again, to the letter."""
    parts = list(parts)
    notes = "".join(words for words, _ in parts)
    quoted = _Quoted(notes)
    used, asked = quoted.where(facts), quoted.where(questions)
    start = 0
    told: list[NotePart] = []
    for words, is_internal in parts:
        for begin, end in _sentences(words):
            place = (start + begin, start + end)
            part = NotePart(words[begin:end], used.at(*place), asked.at(*place), is_internal)
            if told and told[-1][1:] == part[1:]:
                told[-1] = part._replace(text=told[-1].text + part.text)
            else:
                told.append(part)
        start += len(words)
    return tuple(told)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end; the white space behind one goes with it."""
    starts, at = {0}, 0
    for line in text.splitlines(keepends=True):
        starts |= {at + start for start, _ in pieces_of(line)}
        at += len(line)
    return ((start, end) for start, end in pairwise((*sorted(starts), len(text))) if start < end)


class _Places:
    """Who was read where."""

    def __init__(self, places: Iterable[tuple[int, int, str]]) -> None:
        self._places = sorted(places)
        self._starts = [start for start, *_ in self._places]
        self._longest = max((end - start for start, end, _ in self._places), default=0)

    def at(self, start: int, end: int) -> tuple[str, ...]:
        """The IDs of those that some words from here to there were read for."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_right(self._starts, end - 1)
        return tuple(dict.fromkeys(id for _, until, id in self._places[first:last] if until > start))


class _Quoted:
    """Finds quotations in the notes, however their lines were broken."""

    def __init__(self, notes: str) -> None:
        flat: list[str] = []
        self._at: list[int] = []  # of each character of the flat text, its place in the notes
        end = 0
        for found in _BETWEEN.finditer(notes):
            flat += (notes[end : found.start()], " ")
            self._at += range(end, found.start() + 1)
            end = found.end()
        self._at += range(end, len(notes) + 1)
        self._flat = "".join((*flat, notes[end:]))

    def where(self, quotations: Iterable[tuple[str, str]]) -> _Places:
        return _Places((*place, id) for id, words in quotations for place in self._places(words))

    def _places(self, words: str) -> Iterator[tuple[int, int]]:
        whole = list(self._found(words))
        for part in [] if whole else words.split(_JOINED):
            yield from self._found(part)
        yield from whole

    def _found(self, words: str) -> Iterator[tuple[int, int]]:
        flat = _BETWEEN.sub(" ", words).strip().removesuffix(_CUT)
        start = self._flat.find(flat) if flat else -1
        while start >= 0:
            end = start + len(flat)
            yield self._at[start], self._at[end - 1] + 1
            start = self._flat.find(flat, end) if len(flat) >= AGAIN else -1
