"""What follows from the client's figures: the price of two tickets, the hours between two times, a share of two."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from itertools import combinations, product

import regex

from aicmo_site.kernel.extract.calendar import durations
from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.extract.reading import DURATION, MONEY, NUMBER, TIME, Quantity
from aicmo_site.kernel.telephones import TELEPHONE
from qc.engine.patterns import any_of
from qc.engine.registry import data

_MOST_FIGURES = 8  # of one sentence that are set against each other
_MOST_PRICES = 12
_MOST_COUNTED, _MOST_HEADS = 60, 12  # of what is bought; of people or things that are added up
_MONTHS = 12
_DAY = 24 * 60
_OLDEST = 120
_NEAR = 12  # characters before an hour
_MOST_LESS = 30  # minutes: a little more than eight hours


_CLOCK = regex.compile(
    r"(?<![\d.,:])([01]?\d|2[0-4])(?:\s?h(?:\s?([0-5]\d))?(?!\p{L})|[:.]([0-5]\d)(?![.,]?\d)|時(?:([0-5]?\d)分)?)"
)


@dataclass(frozen=True)
class Reckoned:
    """What facts give to reckon with. prices: (value, currencies). packs: counts beside a price. apart: minutes between
    two times. shares: of two counts of one fact. counts: all of them."""

    prices: tuple[tuple[Decimal, frozenset[str]], ...] = ()
    packs: frozenset[Decimal] = frozenset()
    apart: frozenset[int] = frozenset()
    shares: frozenset[Fraction] = frozenset()
    counts: frozenset[Decimal] = frozenset()


def reckoned_from(lines: Iterable[tuple[str, list[Quantity]]]) -> Reckoned:
    """lines: each fact with its values."""
    prices: dict[tuple[Decimal, frozenset[str]], None] = {}
    packs: set[Decimal] = set()
    apart: set[int] = set()
    shares: set[Fraction] = set()
    counts: set[Decimal] = set()
    for line, found in lines:
        sums = [(value, one.currencies) for one in found if one.kind == MONEY for value in one.values]
        phones = [match.span() for match in TELEPHONE.finditer(line)]
        counted = [one for one in found if one.kind == NUMBER and not any(a <= one.start < b for a, b in phones)]
        many = [value for one in counted for value in one.values if value == int(value) > 0]
        times = [minutes for one in found if one.kind == TIME for minutes in one.values]
        clock = [int(match[1]) * 60 + int(match[2] or match[3] or match[4] or 0) for match in _CLOCK.finditer(line)]
        times += clock
        apart |= set(clock) if _said("lasts").search(line) else set()
        prices |= dict.fromkeys(sums)
        packs |= set(many) if sums else set()
        counts |= set(many)
        for one, other in combinations(dict.fromkeys(times[: 2 * _MOST_FIGURES]), 2):
            apart |= {abs(one - other), _DAY - abs(one - other)}
        wholes = {value for one in counted if one.unit for value in one.values}
        for one, other in combinations(dict.fromkeys(many[:_MOST_FIGURES]), 2):
            if max(one, other) in wholes:
                shares.add(Fraction(min(one, other)) / Fraction(max(one, other)))
    return Reckoned(
        tuple(prices)[:_MOST_PRICES], frozenset(packs), frozenset(apart), frozenset(shares - {1}), frozenset(counts)
    )


def is_sum(one: Quantity, given: Reckoned, sentence: str, language: str, *, is_bound: bool = False) -> bool:
    """Whether a sum of money is what so many of the client's prices come to, or a part of one, or how two differ.
    is_bound: whether it is told as the most or the least, and so may be that of all that a fact allows."""
    told = tuple(price for price, currencies in given.prices if price and currencies & one.currencies)
    if is_bound and any(count * price in one.values for count in given.packs for price in told):
        return True
    return bool(told) and bool(one.values & _sums(told, given.packs, sentence, language))


@lru_cache(maxsize=8)
def _sums(told: tuple[Decimal, ...], packs: frozenset[Decimal], sentence: str, language: str) -> frozenset[Decimal]:
    counts = counts_of(sentence, language)
    found = {count * price for count in counts for price in told if count > 1}
    if _said("each").search(sentence):
        found |= {price / count for count in {*counts, *packs} for price in told}
    if _names_a_month(sentence, language):
        found |= {price / _MONTHS for price in told}
    if _said("difference").search(sentence):
        found |= {abs(one - other) for one, other in combinations(told, 2)}
    if len(counts) > 1 or (counts and counts != {1}):
        heads = [count for count in {*counts, Decimal(1)} if count <= _MOST_HEADS]
        parts = [count * price for count, price in product(heads, told)]
        found |= {one + other for one, other in combinations(parts, 2)}
    return frozenset(found)


@lru_cache(maxsize=8)
def counts_of(sentence: str, language: str) -> frozenset[Decimal]:
    """The small whole numbers of a sentence that are no sums, days or hours."""
    found = [value for one in quantities(sentence, language) if one.kind == NUMBER for value in one.values]
    pair = [Decimal(2)] if _said("pair").search(sentence) else []
    few = [value for value in found if value == int(value) and 0 < value <= _MOST_COUNTED]
    return frozenset((few + pair)[:_MOST_FIGURES])


def is_premise(one: Quantity) -> bool:
    """Whether a figure may be one that a sum of the same sentence is reckoned with: how many, how old, how large."""
    return (one.kind == NUMBER and max(one.values) <= _OLDEST) or (one.kind == DURATION and one.unit == "year")


def is_apart(
    one: Quantity, given: Reckoned, sentence: str, language: str, *, bounds: frozenset[str] = frozenset()
) -> bool:
    """Whether a length is the time between two of one fact, or one told as hours and minutes; beside a bound, somewhat
    less, and where it is told as more than it is, somewhat more."""
    steps = range(-_MOST_LESS if bounds & {"less than", "about"} else 0, _MOST_LESS if bounds else 1)
    lengths = {apart - less for apart in given.apart for less in steps}
    more = 30 if _half().match(sentence, one.start + len(one.said)) else 0
    if one.kind == DURATION and one.unit in ("minute", "hour"):
        size = 60 if one.unit == "hour" else 1
        return any(int(value * size) + more in lengths for value in one.values)
    if (
        one.kind == TIME
        and one.in_words
        and (bounds or not _AT.search(sentence[max(0, one.start - _NEAR) : one.start]))
    ):
        return any(minutes + extra in lengths for minutes in one.values for extra in {0, more})
    if one.kind == NUMBER and one.before and durations(language).get(one.before.casefold()) == "hour":
        return any(int(value) + 60 * hours in lengths for value in one.values for hours in range(1, 13))
    return False


_AT = regex.compile(r"(?i)(?:à|dès|vers|de|jusqu(?:'|’)à|at|um|ab|alle|a las?|às?|om|o|kl\.?) $")


def is_part_of(one: Quantity, given: Reckoned, ratios: Iterable[Fraction]) -> bool:
    """Whether a count is a share that the client tells of one of its counts."""
    wholes = [count for count in given.counts if count > max(one.values)]
    return any(
        abs(Fraction(value) - share * Fraction(whole)) < 1
        for share in ratios
        for whole in wholes
        for value in one.values
    )


_LENGTHS = {
    "時間": "hour",
    "分": "minute",
    "日間": "day",
    "週間": "week",
    "か月": "month",
    "ヶ月": "month",
    "年間": "year",
}


def as_length(one: Quantity) -> Quantity:
    """A number with a span of time right behind it, in a script without spaces: 5時間."""
    unit = next((unit for said, unit in _LENGTHS.items() if one.unit.startswith(said)), "")
    return replace(one, kind=DURATION, unit=unit) if one.kind == NUMBER and unit else one


def _names_a_month(sentence: str, language: str) -> bool:
    names = [name for name, unit in durations(language).items() if unit == "month" and len(name) > 2]
    return any(name in sentence.casefold() for name in names)


@cache
def _said(kind: str) -> "regex.Pattern[str]":
    return any_of(data("reckoning")[kind], {})


@cache
def _half() -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)\s?(?:{'|'.join(data('reckoning')['half'])})(?!\p{{L}})")
