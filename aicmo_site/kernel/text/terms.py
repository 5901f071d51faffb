"""Finding a term in a text as whole words. What is the same word is asked in three ways:

- `holds`, `Terms`: by those who judge copy, as a reader would, whatever the case, the width or the kind of dash; texts
  and terms are folded by `as_read` before;
- `names`, `CaselessTerms`: by those who write copy, only case and space aside: in another spelling a name is not said;
- `OrderedTerms`: by those who hold hundreds of wishes against hundreds of terms: by look-up, the first in order.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from aicmo_site.kernel.text.folding import as_read, caseless
from aicmo_site.kernel.text.marked import BESIDE, EDGE, marked, unmarked

# scripts that are written without spaces: there a term may stand anywhere
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_ANY_PLACE = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # the same, of client's terms as they come
_WORD_START = re.compile(r"(?<!\w)")
_EVERYWHERE = re.compile("")


def holds(text: str, term: str) -> bool:
    """Whether a folded text holds the folded term as whole words."""
    return bool(term) and wanted(term) in searched(text)


def without(text: str, terms: Iterable[str]) -> str:
    """A folded text with the folded terms blanked out."""
    rest = searched(text)
    for term in filter(None, terms):
        rest = rest.replace(wanted(term), f"{EDGE} {EDGE}")
    return unmarked(rest)


def instead(text: str, term: str, other: str) -> str:
    """A folded text with something else in the place of the folded term."""
    return unmarked(searched(text).replace(wanted(term), other))


@lru_cache(maxsize=64)
def searched(text: str) -> str:
    """A folded text as terms are looked for in it: "no pain, no gain" is "no pain no gain"."""
    return marked(text.replace(", ", " "))


@lru_cache(maxsize=2_000)
def wanted(term: str) -> str:
    """A folded term as it is looked for: whatever stands beside it, unless a word of it would go on."""
    whole = marked(term.replace(", ", " ")).strip(BESIDE)
    start = whole[1:] if whole[0] == EDGE and _UNSPACED.match(whole[1]) else whole
    return start[:-1] if start[-1] == EDGE and _UNSPACED.match(start[-2]) else start


class Terms:
    """Many terms looked for at once: of all only those whose first word is among the words of the text."""

    def __init__(self, terms: Iterable[str]):
        self._by_first: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for number, term in enumerate(terms):
            if folded := as_read(term):
                looked_for = wanted(folded)
                self._by_first[_first_word(looked_for)].append((number, term, looked_for))

    def held_by(self, folded: str) -> Iterator[str]:
        """Those that a folded text holds, as they were given and in that order."""
        text = searched(folded)
        near = [line for word in {"", *text.split(EDGE)} for line in self._by_first.get(word, ())]
        return (term for _, term, looked_for in sorted(near) if looked_for in text)


def _first_word(looked_for: str) -> str:
    """The word that a text must have, "" where a part of one will do."""
    before, edge, rest = looked_for.partition(EDGE)
    word, closing, _ = rest.partition(EDGE)
    return word if not before and edge and closing else ""


def contains(text: str, part: str) -> bool:
    """Whether a text has the other anywhere in it, case and space aside."""
    return caseless(part) in caseless(text)


def names(text: str, term: str) -> bool:
    """Whether the term stands in the text as whole words (anywhere, in scripts without spaces)."""
    return _names(caseless(text), caseless(term))


class CaselessTerms:
    """Terms folded once, and looked for in many texts."""

    def __init__(self, terms: Iterable[str]):
        self.folded = tuple(filter(None, dict.fromkeys(map(caseless, terms))))

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in the text as whole words."""
        whole = caseless(text)
        return any(_names(whole, term) for term in self.folded)


@lru_cache(maxsize=16)
def caseless_terms(terms: tuple[str, ...]) -> CaselessTerms:
    return CaselessTerms(terms)


def _names(whole: str, wanted: str) -> bool:
    return bool(wanted) and wanted in whole and _as_words(wanted).search(whole) is not None


@lru_cache(maxsize=1_024)
def _as_words(wanted: str) -> re.Pattern[str]:
    left = r"(?<!\w)" if wanted[0].isascii() and wanted[0].isalnum() else ""
    right = r"(?!\w)" if wanted[-1].isascii() and wanted[-1].isalnum() else ""
    return re.compile(left + re.escape(wanted) + right)


class OrderedTerms:
    """Terms in an order of their own, to be looked for in text after text."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._order: dict[str, int] = {}
        self._whole: dict[str, str] = {}  # folded, with the first term that reads so
        self._anywhere: dict[str, str] = {}
        for position, term in enumerate(terms):
            self._order.setdefault(term, position)
            if _ANY_PLACE.search(term):
                self._anywhere.setdefault(term, term)
            else:
                self._whole.setdefault(term.casefold(), term)

    def first_in(self, text: str) -> str:
        """The first term in order that stands in a text, as a whole word where the script has words; else ""."""
        whole = (self._whole[found] for found in _standing(self._whole, text.casefold(), _WORD_START, r"(?!\w)"))
        anywhere = (self._anywhere[found] for found in _standing(self._anywhere, text, _EVERYWHERE, ""))
        return min((*whole, *anywhere), key=self._order.__getitem__, default="")


def _standing(terms: dict[str, str], text: str, starts: re.Pattern[str], ends: str) -> Iterator[str]:
    lengths = {len(term) for term in terms}
    behind, at = re.compile(ends), (match.start() for match in starts.finditer(text) if terms)
    for start in at:
        for length in lengths:
            if text[start : start + length] in terms and behind.match(text, start + length):
                yield text[start : start + length]
