"""Private contact data do not leave the house: a model reads marks in their stead, and its answer has them again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import regex

from aicmo_site.kernel.contact_data import KINDS, contacts_in


@dataclass
class Hidden:
    """Texts whose telephone numbers, mail and postal addresses are marks, such as [telephone 1]; the same words are the
    same mark. `shown`: texts that go out anyway; what stands there stays."""

    shown: Iterable[str] = ()
    kinds: Collection[str] = KINDS
    marks: dict[str, str] = field(default_factory=dict)  # by the words in whose stead they stand

    def __post_init__(self) -> None:
        self._stays = {one.same for text in self.shown for one in contacts_in(text)}

    def of(self, text: str) -> str:
        parts, end = [], 0
        for one in contacts_in(text):
            if one.kind in self.kinds and one.same not in self._stays:
                parts += [text[end : one.start], self._mark_of(one.words, one.kind, text)]
                end = one.end
        return "".join([*parts, text[end:]])

    def _mark_of(self, words: str, kind: str, text: str) -> str:
        if words not in self.marks:
            taken = {*self.marks.values()}
            new = (f"[{kind} {number}]" for number in count(1))
            self.marks[words] = next(mark for mark in new if mark not in taken and mark not in text)
        return self.marks[words]

    def restored(self, answer: Any) -> Any:
        """What a model answered, with the words again wherever it repeats a mark."""
        if isinstance(answer, Mapping):
            return {name: self.restored(value) for name, value in answer.items()}
        if isinstance(answer, list | tuple):
            return [self.restored(value) for value in answer]
        if not isinstance(answer, str) or not self.marks:
            return answer
        words = {mark: words for words, mark in self.marks.items()}
        return regex.sub(r"\[\p{L}+ \d+\]", lambda found: words.get(found[0], found[0]), answer)
