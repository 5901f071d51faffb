"""Private contact data do not leave the house: a model reads marks in their stead, and its answer has them again.

What a text itself says like a mark is given a mark of its own, so that whatever the texts of a question say, each mark
in the answer stands for one thing.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import regex

from aicmo_site.kernel.contact_data import KINDS, contacts_in

_MARK = regex.compile(rf"\[({'|'.join(KINDS)}) \d+\]")


@dataclass
class Hidden:
    """Texts whose telephone numbers, mail and postal addresses are marks, such as [telephone 1]; the same words are the
    same mark. `shown`: texts that go out anyway; what stands there stays."""

    shown: Iterable[str] = ()
    kinds: Collection[str] = KINDS
    marks: dict[str, str] = field(default_factory=dict)  # by the words in whose stead they stand

    def __post_init__(self) -> None:
        shown = list(self.shown)
        self._stays = {one.same for text in shown for one in contacts_in(text)}
        self._taken = {mark[0] for text in shown for mark in _MARK.finditer(text)}

    def of(self, text: str) -> str:
        found = [
            (one.start, one.end, one.kind)
            for one in contacts_in(text)
            if one.kind in self.kinds and one.same not in self._stays
        ]
        found += [(mark.start(), mark.end(), mark[1]) for mark in _MARK.finditer(text) if mark[0] not in self._taken]
        parts, end = [], 0
        for start, behind, kind in sorted(found):
            if start >= end:
                parts += [text[end:start], self._mark_of(text[start:behind], kind)]
                end = behind
        return "".join([*parts, text[end:]])

    def _mark_of(self, words: str, kind: str) -> str:
        if words not in self.marks:
            taken = {*self._taken, *self.marks.values()}
            self.marks[words] = next(mark for n in count(1) if (mark := f"[{kind} {n}]") not in taken)
        return self.marks[words]

    def within(self, value: Any) -> Any:
        """The same of all texts in what is to be JSON."""
        return _mapped(self.of, value)

    def restored(self, answer: Any) -> Any:
        """What a model answered, with the words again wherever it repeats a mark."""
        words = {mark: words for words, mark in self.marks.items()}
        return _mapped(lambda text: _MARK.sub(lambda found: words.get(found[0], found[0]), text), answer)


def _mapped(change: Callable[[str], str], value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _mapped(change, each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(change, each) for each in value]
    return change(value) if isinstance(value, str) else value
