"""Words and signs looked for at one place of a text, the longest first, in a time that the place's length bounds."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from typing import Generic, TypeVar

UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts that join words, or particles to them
SPACES = " \t\n\u00a0\u2009\u202f"
_RANGES = tuple((part[0], part[2]) for part in (UNSPACED[at : at + 3] for at in range(0, len(UNSPACED), 3)))

T = TypeVar("T")


_DOTTED_I = str.maketrans("İ", "i")


def lowered(text: str) -> str:
    """In small letters, as long as before; in Greek the last sigma of a word is as any other."""
    return text.translate(_DOTTED_I).lower().replace("ς", "σ")


def is_unspaced(char: str) -> bool:
    return any(first <= char <= last for first, last in _RANGES)


def is_wordy(char: str) -> bool:
    """Whether a letter, or a mark on one."""
    return char.isalpha() or (char > "\u02ff" and unicodedata.category(char)[0] == "M")


class Words(Generic[T]):
    """Words and signs with what each means."""

    def __init__(self, meanings: Mapping[str, T]):
        self._meanings = {lowered(word): meant for word, meant in meanings.items()}
        first, last = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
        for word in self._meanings:
            first[word[0]].add(len(word))
            last[word[-1]].add(len(word))
        self._first = {char: sorted(lengths, reverse=True) for char, lengths in first.items()}
        self._last = {char: sorted(lengths, reverse=True) for char, lengths in last.items()}

    def after(self, text: str, at: int, *, joined: bool = False) -> tuple[T, int] | None:
        """What the longest word that begins there means, and its end; if `joined`, letters may follow it."""
        for length in self._first.get(text[at : at + 1], ()):
            meant = self._meanings.get(text[at : at + length]) if at + length <= len(text) else None
            if meant is not None and (joined or _ends(text, at + length)):
                return meant, at + length
        return None

    def before(self, text: str, end: int, floor: int = 0) -> tuple[T, int] | None:
        """What the longest word that ends there means, and its beginning, not before `floor`."""
        for length in self._last.get(text[end - 1 : end], ()) if end > floor else ():
            meant = self._meanings.get(text[end - length : end]) if end - length >= max(floor, 0) else None
            if meant is not None and _begins(text, end - length):
                return meant, end - length
        return None


def _ends(text: str, end: int) -> bool:
    """Whether a word can end there: no letter goes on, but in scripts without spaces."""
    following, last = text[end : end + 1], text[end - 1]
    return not following or not is_wordy(following) or not is_wordy(last) or is_unspaced(last) or is_unspaced(following)


def _begins(text: str, start: int) -> bool:
    before, first = text[start - 1 : start], text[start]
    return not before or not is_wordy(before) or not is_wordy(first) or is_unspaced(first) or is_unspaced(before)
