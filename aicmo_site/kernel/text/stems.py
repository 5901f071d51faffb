"""Words but for their endings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from aicmo_site.kernel.text.folding import bare_letters, unaccented

_BORDER = re.compile(r"\b")


def stem(word: str) -> str:
    """A word in a form that its plural shares, roughly."""
    word = bare_letters(word)
    for ending in ("ies", "es", "en", "s", "n", "e", "i", "a", "o"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


class Stems:
    """Beginnings of words, folded once: in an unaccented text they begin a word; one in another script stands
    anywhere."""

    def __init__(self, texts: Iterable[str]):
        self.texts = frozenset(map(unaccented, texts))
        latin: dict[str, list[str]] = defaultdict(list)
        for text in filter(str.isascii, self.texts):
            latin[text[:1]].append(text)
        self._by_letter = {letter: tuple(texts) for letter, texts in latin.items()}
        self._anywhere = tuple(text for text in self.texts if not text.isascii())

    def occur(self, text: str) -> bool:
        if any(stem in text for stem in self._anywhere):
            return True
        return any(text.startswith(stems, at) for at, stems in self._places(text))

    def found(self, text: str) -> frozenset[str]:
        """Those that occur."""
        begun = {stem for at, stems in self._places(text) for stem in stems if text.startswith(stem, at)}
        return frozenset(begun.union(stem for stem in self._anywhere if stem in text))

    def _places(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Where words begin, with the stems that begin with the same letter."""
        starts = (match.start() for match in _BORDER.finditer(text))
        return ((at, stems) for at in starts if (stems := self._by_letter.get(text[at : at + 1])))
