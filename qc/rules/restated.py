"""A figure of the client's told otherwise: rounder, in another unit, from the other side of a bound, as a share."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import regex

from aicmo_site.kernel.extract.money import bound_before
from aicmo_site.kernel.extract.reading import DATE, DURATION, MONEY, NUMBER, PERCENT, TIME, YEAR, Quantity
from aicmo_site.kernel.extract.word_lookup import lowered
from qc.engine.registry import data
from qc.rules.client_values import Given

_NEAR = Decimal("0.05")  # how far "about" reaches
_COARSE = Decimal("0.75")  # "more than 60,000" may be said of 69,814
_SAME_SHARE = Fraction(1, 100)
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10_080, "fortnight": 20_160}
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_METRIC = {
    "length-kilometer": ("length", Decimal(1000)),
    "length-meter": ("length", Decimal(1)),
    "length-centimeter": ("length", Decimal("0.01")),
    "length-mile": ("length", Decimal("1609.344")),
    "length-yard": ("length", Decimal("0.9144")),
    "length-foot": ("length", Decimal("0.3048")),
    "mass-tonne": ("mass", Decimal(1000)),
    "mass-kilogram": ("mass", Decimal(1)),
    "mass-gram": ("mass", Decimal("0.001")),
    "mass-pound": ("mass", Decimal("0.45359")),
    "volume-liter": ("volume", Decimal(1)),
    "volume-milliliter": ("volume", Decimal("0.001")),
}
_LATEST_DAY = 31


def is_restated(one: Quantity, given: Given, sentence: str) -> bool:
    """Whether a value that no fact has as it stands says what one of them says."""
    return any(check(one, given, sentence) for check in _CHECKS[one.kind])


def _is_free(one: Quantity, given: Given, sentence: str) -> bool:
    return one.values == {0} and given.is_free


def _is_rounded(one: Quantity, given: Given, sentence: str) -> bool:
    """Beside a word for about, more or less than, where a fact has a figure that it is true of."""
    bound = bound_before(lowered(sentence), one.start)
    kinds = (MONEY, NUMBER, YEAR) if one.kind == MONEY else (one.kind, NUMBER)
    return bool(bound) and any(
        _is_near(bound, said, exact) for exact in _values(given, kinds) for said in one.values if said > 0
    )


def _is_near(bound: str, said: Decimal, exact: Decimal) -> bool:
    if bound == "about":
        return abs(said - exact) <= _NEAR * exact
    if bound in ("more than", "at least"):
        return _COARSE * exact <= said <= exact
    return exact <= said and _COARSE * said <= exact


def _values(given: Given, kinds: tuple[str, ...]) -> Iterator[Decimal]:
    return (value for kind, value in given.proofs if kind in kinds and isinstance(value, Decimal))


def _is_share(one: Quantity, given: Given, sentence: str) -> bool:
    return any(is_given_share(Fraction(value) / 100, given) for value in one.values)


def is_given_share(share: Fraction, given: Given) -> bool:
    """A share in words or in per cent that a fact tells in either."""
    percents = (Fraction(value) / 100 for value in _values(given, (PERCENT,)))
    return any(abs(share - told) <= _SAME_SHARE for told in (*given.ratios, *percents))


def _is_other_side(one: Quantity, given: Given, sentence: str) -> bool:
    """Under 18, where a fact says 17 and younger; over 17, where it says from 18."""
    step = {"less than": -1, "at most": 1, "more than": 1, "at least": -1}.get(one.bound or _bound_of(one, sentence), 0)
    return bool(step) and any(
        (kind, value + step) in given.proofs for value in one.values for kind in (DURATION, NUMBER)
    )


def _bound_of(one: Quantity, sentence: str) -> str:
    return bound_before(lowered(sentence), one.start)


def _is_as_long(one: Quantity, given: Given, sentence: str) -> bool:
    """The same length in another unit, within a range that a fact gives, or between two years that it names."""
    for units in (_MINUTES, _MONTHS):
        if one.unit in units:
            told = {value * units[unit] for value, unit in given.lengths if unit in units}
            if any(value * units[one.unit] in told for value in one.values):
                return True
    if any(unit == one.unit and low <= value <= high for low, high, unit in given.spans for value in one.values):
        return True
    return one.unit == "year" and any(value in given.years_between for value in one.values)


def _is_as_much(one: Quantity, given: Given, sentence: str) -> bool:
    """The same measure in another unit of its system."""
    if one.unit not in _METRIC:
        return False
    dimension, size = _METRIC[one.unit]
    told = [value * _METRIC[unit][1] for value, unit in given.measured if _METRIC.get(unit, ("",))[0] == dimension]
    nearness = _NEAR if _bound_of(one, sentence) else Decimal("0.005")
    return any(abs(value * size - other) <= nearness * other for value in one.values for other in told)


def _is_day(one: Quantity, given: Given, sentence: str) -> bool:
    """The day of a date, its month left out: on the 17th."""
    return not one.in_words and any(value <= _LATEST_DAY and int(value) in given.days_of_months for value in one.values)


def _is_year(one: Quantity, given: Given, sentence: str) -> bool:
    return any(int(value) in given.years for value in one.values)


def _is_known(one: Quantity, given: Given, sentence: str) -> bool:
    """An emergency number, or the heat of an oven: no figure of the client's."""
    return one.said in data("restated")["emergency"] or one.unit in data("restated")["degrees"]


def _is_in_scene(one: Quantity, given: Given, sentence: str) -> bool:
    return bool(_scene().search(sentence[: one.start]))


@cache
def _scene() -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)(?<![\p{{L}}])(?:{'|'.join(data('restated')['scene'])})\s(?:\p{{L}}{{1,8}}\s)?$")


def _is_preposition(one: Quantity, given: Given, sentence: str) -> bool:
    """15 am Kaffee, in German: no hour of the morning."""
    return one.said.endswith(" am") and not one.said[0].isalpha() and bool(_AM.match(sentence, one.start))


_AM = regex.compile(r"\d{1,2} am \p{Lu}\p{Ll}")

_CHECKS: dict[str, tuple[Any, ...]] = {
    MONEY: (_is_free, _is_rounded),
    PERCENT: (_is_share, _is_rounded),
    DATE: (),
    TIME: (_is_in_scene, _is_preposition),
    YEAR: (_is_year, _is_rounded),
    DURATION: (_is_as_long, _is_other_side, _is_rounded),
    NUMBER: (_is_in_scene, _is_rounded, _is_day, _is_as_much, _is_other_side, _is_known),
}
