"""Finding a term in a text as a reader would: whole words, whatever the case, the script or the kind of dash."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.marked import BESIDE, EDGE, marked, unmarked

# scripts that are written without spaces: there a term may stand anywhere
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


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
