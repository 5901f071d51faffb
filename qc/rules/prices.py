"""A list of prices, and a text that gives a thing the price of another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import regex

from aicmo_site.kernel.extract.reading import DURATION, MONEY, Quantity
from aicmo_site.kernel.text.sentences import covered
from aicmo_site.kernel.text.stems import stem
from qc.engine.registry import data

_FEW = 2  # words beside the price of a thing: "adults £14"
_WORDS = regex.compile(r"[\p{L}\p{M}]{4,}")
_CLAUSE = regex.compile(r"[,;](?=\s)|[:!?\n]|\.(?=\s|$)|\s[-–—]\s|\s(?:and|or|und|oder|y|o|et|ou|e|en|of|i)\s")
Prices = Mapping[str, frozenset[Any]]  # by the stem of a thing's name, what it costs


def prices_of(lines: Iterable[tuple[str, Iterable[Quantity]]]) -> Prices:
    """Of lines with the values in each: those that tell no more than a thing and its price."""
    found: dict[str, frozenset[Any]] = defaultdict(frozenset)
    for line, values in lines:
        sums = [one for one in values if one.kind == MONEY]
        figures = [one for one in values if one.kind in (MONEY, DURATION)]
        bare = covered(line, [(one.start, one.start + len(one.said)) for one in figures], " ")
        priced = []
        for start, end in _clauses(bare):
            names = _names(bare[start:end])
            here = [one.values for one in sums if start <= one.start < end]
            if here and 0 < len(names) <= _FEW:
                priced.append((names, frozenset().union(*here)))
        head = _head(priced)
        for names, cost in priced:
            for name in names:
                found[name] |= frozenset().union(*(each for _, each in priced)) if name == head else cost
    return dict(found) if len(found) > 1 else {}


def _head(priced: list[tuple[list[str], frozenset[Any]]]) -> str:
    """What all the prices of a line are for, named with the first alone: a visit at the clinic 35, at home 50."""
    if len(priced) < 2 or len(priced[0][0]) <= max(len(names) for names, _ in priced[1:]):
        return ""
    return priced[0][0][0]


def _clauses(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CLAUSE.finditer(line):
        yield start, match.end()
        start = match.end()
    yield start, len(line)


def is_another_s(values: frozenset[Any], at: int, sentence: str, prices: Prices, size: int = 0) -> bool:
    """Whether the clause in which a sum stands names things that cost something else."""
    asked = prices_asked(at, sentence, prices, size)
    return bool(asked) and not values & asked


def prices_asked(at: int, sentence: str, prices: Prices, size: int = 0) -> frozenset[Any]:
    """What the things cost that the clause names in which a sum stands."""
    if not prices:
        return frozenset()
    start = max((match.end() for match in _CLAUSE.finditer(sentence, 0, at)), default=0)
    end = _CLAUSE.search(sentence, at + size)
    named = [prices[name] for name in _names(sentence[start : end.start() if end else None]) if name in prices]
    return frozenset().union(*(one for one in named if not any(other < one for other in named)))


def _names(text: str) -> list[str]:
    """The stems of what may be a thing, in their order."""
    words = (word for word in _WORDS.findall(text.casefold()) if word not in _no_things())
    return list(dict.fromkeys(stem(word)[:6] for word in words))


@cache
def _no_things() -> frozenset[str]:
    return frozenset((*data("denials")["common"], *data("restated")["no_things"]))
