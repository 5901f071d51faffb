"""Which of many terms stand in a text: one look at the text for each length of a term, and none for each term."""

import re
from collections.abc import Iterable, Iterator

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # scripts without spaces: a term stands anywhere
_START = re.compile(r"(?<!\w)")
_ANYWHERE = re.compile("")


class Terms:
    """Terms in an order of their own, to be looked for in text after text."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._order: dict[str, int] = {}
        self._whole: dict[str, str] = {}  # folded, with the first term that reads so
        self._anywhere: dict[str, str] = {}
        for position, term in enumerate(terms):
            self._order.setdefault(term, position)
            if _UNSPACED.search(term):
                self._anywhere.setdefault(term, term)
            else:
                self._whole.setdefault(term.casefold(), term)

    def first_in(self, text: str) -> str:
        """The first term in order that stands in a text, as a whole word where the script has words; else ""."""
        whole = (self._whole[found] for found in _standing(self._whole, text.casefold(), _START, r"(?!\w)"))
        anywhere = (self._anywhere[found] for found in _standing(self._anywhere, text, _ANYWHERE, ""))
        return min((*whole, *anywhere), key=self._order.__getitem__, default="")


def _standing(terms: dict[str, str], text: str, starts: re.Pattern[str], ends: str) -> Iterator[str]:
    lengths = {len(term) for term in terms}
    behind, at = re.compile(ends), (match.start() for match in starts.finditer(text) if terms)
    for start in at:
        for length in lengths:
            if text[start : start + length] in terms and behind.match(text, start + length):
                yield text[start : start + length]
