"""A figure of the client's told otherwise: rounder, in another unit, from the other side of a bound, as a share."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

import regex

from aicmo_site.kernel.extract.money import bound_before
from aicmo_site.kernel.extract.reading import DATE, DURATION, MONEY, NUMBER, PERCENT, TIME, YEAR, Quantity
from aicmo_site.kernel.extract.word_lookup import lowered
from qc.engine.patterns import any_of
from qc.engine.registry import data
from qc.rules.client_values import Given, is_year
from qc.rules.reckoning import is_apart, is_part_of, is_sum

_NEAR = Decimal("0.05")  # how far "about" reaches
_NEAR_YEARS, _OLDEST = 5, 120
_LEAST_ROUND = 100  # 450 may be rounded, 45 and 38 only to fives
_NEAR_ROUND = Decimal("0.07")  # and that of a round figure: nearly 50,000
_COARSE = Decimal("0.75")  # "more than 60,000" may be said of 69,814
_SAME_SHARE = Fraction(1, 100)
_ROUND_SHARE = Fraction(1, 40)  # two thirds, of 41 of 62
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
_REACH = 30  # characters before a figure
_BEHIND = 6  # and behind one, in a script without spaces
_ALIASES = {"kilo": "mass-kilogram", "kil": "mass-kilogram", "kilos": "mass-kilogram", "tonn": "mass-tonne"}
_NOON = 12 * 60
_LAST_HOUR = 24


@lru_cache(maxsize=8)
def small(sentence: str) -> str:
    """In small letters, once for all figures of a sentence."""
    return lowered(sentence)


def is_restated(one: Quantity, given: Given, sentence: str) -> bool:
    """Whether a value that no fact has as it stands says what one of them says."""
    return any(check(one, given, sentence) for check in _CHECKS[one.kind])


def _is_free(one: Quantity, given: Given, sentence: str) -> bool:
    return one.values == {0} and given.is_free


def _is_rounded(one: Quantity, given: Given, sentence: str) -> bool:
    """Beside a word for about, more or less than, where a fact has a figure that it is true of."""
    bounds = bounds_of(one, sentence)
    if one.kind == YEAR:
        return "about" in bounds and any(
            abs(int(value) - year) <= _NEAR_YEARS for value in one.values for year in given.years
        )
    if not _is_round(one) or (_is_age(one) and _tells_ages(given)):
        bounds &= {"about"}
    kinds = (MONEY, NUMBER, YEAR) if one.kind == MONEY else (one.kind, NUMBER)
    exact = [*_values(given, kinds), *(map(Decimal, given.years_between) if one.unit == "year" else ())]
    return is_near(one, exact, bounds)


def is_near(one: Quantity, exact: Iterable[Decimal], bounds: Iterable[str]) -> bool:
    """Whether one of these figures is about, more or less than as much, whichever the words beside it say."""
    told = list(exact)
    return any(_is_near(bound, said, value) for bound in bounds for value in told for said in one.values if said > 0)


def _is_round(one: Quantity) -> bool:
    """Whether somebody may have rounded to it: 60,000, 150 and two dozen, but no 57."""
    value = max(one.values)
    _, *rest = value.normalize().as_tuple().digits
    return (len(rest) <= 1 and (not rest or rest == [5] or value >= _LEAST_ROUND)) or bool(_dozens().search(one.said))


@cache
def _dozens() -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{'|'.join(data('restated')['dozens'])})")


def _is_age(one: Quantity) -> bool:
    return one.unit == "year" and max(one.values) <= _OLDEST


def _tells_ages(given: Given) -> bool:
    """Whether facts tell from or up to which age something is: such a bound has no rounder form."""
    return any(unit == "year" for unit, _ in given.bounds) or any(unit == "year" for _, _, unit in given.spans)


def _is_near(bound: str, said: Decimal, exact: Decimal) -> bool:
    if bound == "about":
        is_round = len(said.normalize().as_tuple().digits) == 1
        return abs(said - exact) <= (_NEAR_ROUND if is_round else _NEAR) * exact
    if bound in ("more than", "at least"):
        return _COARSE * exact <= said <= exact
    return exact <= said and _COARSE * said <= exact


def _values(given: Given, kinds: tuple[str, ...]) -> Iterator[Decimal]:
    return (value for kind, value in given.proofs if kind in kinds and isinstance(value, Decimal))


def _is_share(one: Quantity, given: Given, sentence: str) -> bool:
    return any(is_given_share(Fraction(value) / 100, given) for value in one.values)


def is_given_share(share: Fraction, given: Given) -> bool:
    """A share in words or in per cent that a fact tells in either, or the rest of one, or how two counts of a fact
    stand to each other."""
    told = shares_of(given)
    if any(abs(share - one) <= _SAME_SHARE for part in told for one in (part, 1 - part)):
        return True
    return any(abs(share - one) <= _ROUND_SHARE for one in given.reckoned.shares)


def shares_of(given: Given) -> list[Fraction]:
    return [*given.ratios, *(Fraction(value) / 100 for value in _values(given, (PERCENT,)))]


def _is_other_side(one: Quantity, given: Given, sentence: str) -> bool:
    """Under 18, where a fact says 17 and younger; over 17, where it says from 18."""
    steps = {"less than": -1, "at most": 1, "more than": 1, "at least": -1}
    return any(
        (kind, value + steps[bound]) in given.proofs
        for bound in bounds_of(one, sentence) & steps.keys()
        for value in one.values
        for kind in (DURATION, NUMBER)
    )


def bounds_of(one: Quantity, sentence: str) -> frozenset[str]:
    """All bounds that the words beside a figure may mean: "gut" is about as well as more than."""
    before = sentence[max(0, one.start - _REACH) : one.start]
    end = one.start + len(one.said)
    behind = sentence[end : end + _BEHIND]
    found = {bound for bound, pattern in _roundly() if pattern.search(before)}
    found |= {bound for bound, words in data("restated")["behind"].items() if any(word in behind for word in words)}
    return frozenset({one.bound, bound_before(small(sentence), one.start), *found} - {""})


@cache
def _roundly() -> tuple[tuple[str, "regex.Pattern[str]"], ...]:
    table = data("restated")["roundly"]
    return tuple(
        (bound, regex.compile(rf"(?i)(?<!\p{{L}})(?:{'|'.join(words)})\s(?:\p{{L}}{{1,4}}\s)?$"))
        for bound, words in table.items()
    )


def _is_as_long(one: Quantity, given: Given, sentence: str) -> bool:
    """The same length in another unit, within a range that a fact gives, or between two years that it names."""
    for units in (_MINUTES, _MONTHS):
        if one.unit in units:
            told = {value * units[unit] for value, unit in given.lengths if unit in units}
            if any(value * units[one.unit] in told for value in one.values):
                return True
    within = any(unit == one.unit and low <= value <= high for low, high, unit in given.spans for value in one.values)
    if within and not _RANGE.search(one.said):
        return True
    return one.unit == "year" and any(value in given.years_between for value in one.values)


_RANGE = regex.compile(
    r"(?i)\d\D*\s?(?<!\b(?:o|or|oder|ou|of|lub|eller|y|,) )\d"
)  # from 7 to 11: each end of it must be told


def _is_as_much(one: Quantity, given: Given, sentence: str) -> bool:
    """The same measure in another unit of its system."""
    unit = _ALIASES.get(one.unit, one.unit)
    if unit not in _METRIC:
        return False
    dimension, size = _METRIC[unit]
    measured = ((value, _ALIASES.get(other, other)) for value, other in given.measured)
    told = [value * _METRIC[other][1] for value, other in measured if _METRIC.get(other, ("",))[0] == dimension]
    nearness = _NEAR if bounds_of(one, sentence) else Decimal("0.005")
    return any(abs(value * size - other) <= nearness * other for value in one.values for other in told)


def _is_day(one: Quantity, given: Given, sentence: str) -> bool:
    """The day of a date, its month left out: on the 17th; no number of things that facts count."""
    if one.in_words or (one.unit and (NUMBER, one.unit) in given.units):
        return False
    return any(value == int(value) and int(value) in given.days_of_months for value in one.values)


def _is_year(one: Quantity, given: Given, sentence: str) -> bool:
    return any(int(value) in given.years for value in one.values)


def _is_known(one: Quantity, given: Given, sentence: str) -> bool:
    """An emergency number, or the heat of an oven: no figure of the client's."""
    if one.unit in data("restated")["degrees"]:
        return (NUMBER, one.unit) not in given.units
    end = one.start + len(one.said) + _REACH
    return one.said in data("restated")["emergency"] and (
        not one.unit or bool(_dials().search(sentence, max(0, one.start - _REACH), end))
    )


@cache
def _dials() -> "regex.Pattern[str]":
    return any_of([f"{word}\\p{{L}}*" for word in data("restated")["dials"]], {})


def _is_in_scene(one: Quantity, given: Given, sentence: str) -> bool:
    return not one.unit and bool(_scene().search(sentence[max(0, one.start - _REACH) : one.start]))


@cache
def _scene() -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)(?<![\p{{L}}])(?:{'|'.join(data('restated')['scene'])})\s(?:\p{{L}}{{1,8}}\s)?$")


def _is_preposition(one: Quantity, given: Given, sentence: str) -> bool:
    """15 am Kaffee, halb zehn am Abend, in German: no hour of the morning."""
    if not one.said.endswith(" am") or not _NOUN.match(sentence, one.start + len(one.said)):
        return False
    return one.said[0].isdigit() or any((TIME, value + _NOON) in given.proofs for value in one.values)


_NOUN = regex.compile(r" \p{Lu}\p{Ll}")


def _is_quarter_off(one: Quantity, given: Given, sentence: str) -> bool:
    """Kvart i sju: the hour with what it lacks or has before it."""
    before, end = sentence[max(0, one.start - _REACH) : one.start], one.start + len(one.said)
    past = next((minutes for minutes, pattern in _past() if pattern.match(sentence, end)), 0)
    steps = (past, past - _NOON, past + _NOON) if past else (-15, 15, _NOON - 15, _NOON + 15)
    is_off = past or _quarters().search(before)
    return bool(is_off) and any((TIME, value + step) in given.proofs for value in one.values for step in steps)


@cache
def _past() -> tuple[tuple[int, "regex.Pattern[str]"], ...]:
    """What stands behind an hour, with its minutes: sept heures et quart."""
    return tuple(
        (int(minutes), regex.compile(rf"(?i)\s?(?:{'|'.join(words)})(?!\p{{L}})"))
        for minutes, words in data("restated")["past"].items()
    )


@cache
def _quarters() -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{'|'.join(data('restated')['quarters'])})\s$")


def _is_hour(one: Quantity, given: Given, sentence: str) -> bool:
    """Van acht tot elf uur: the first of two hours, in the half of the day that a fact tells."""
    if not _TO_AN_HOUR.match(sentence, one.start + len(one.said)):
        return False
    told = given.hours[TIME] | given.hours[NUMBER]
    said = (int(value) * 60 + int(value % 1 * 100) for value in one.values if value <= _LAST_HOUR)
    return any(minutes + step in told for minutes in said for step in (0, _NOON))


_TO_AN_HOUR = regex.compile(r"(?i) ?(?:-|–|to|till|until|bis|a|à|até|tot|do|till|til) ?(?:\p{L}+|\d)")


def _is_within(one: Quantity, given: Given, sentence: str) -> bool:
    """A day between the first and the last one that a fact tells."""
    return bool(given.within) and one.values <= given.within and one.weekday is None


def _is_named_year(one: Quantity, given: Given, sentence: str) -> bool:
    return any(is_year(value, one.unit) and int(value) in given.years for value in one.values)


def is_worked_out(one: Quantity, given: Given, sentence: str) -> bool:
    """Whether a sum that no fact has is reckoned from the client's prices, with the counts of the sentence."""
    return (
        one.kind == MONEY
        and not any((MONEY, value) in given.proofs for value in one.values)
        and _is_reckoned(one, given, sentence)
    )


def _is_reckoned(one: Quantity, given: Given, sentence: str) -> bool:
    is_bound = bound_before(small(sentence), one.start) in ("at most", "at least")
    return is_sum(one, given.reckoned, sentence, given.language, is_bound=is_bound)


def _is_apart(one: Quantity, given: Given, sentence: str) -> bool:
    return is_apart(one, given.reckoned, sentence, given.language, bounds=bounds_of(one, sentence))


def _is_part(one: Quantity, given: Given, sentence: str) -> bool:
    return bool(bounds_of(one, sentence)) and is_part_of(one, given.reckoned, shares_of(given))


_CHECKS: dict[str, tuple[Any, ...]] = {
    MONEY: (_is_free, _is_rounded, _is_reckoned),
    PERCENT: (_is_share, _is_rounded),
    DATE: (_is_within,),
    TIME: (_is_in_scene, _is_preposition, _is_quarter_off, _is_apart),
    YEAR: (_is_year, _is_rounded),
    DURATION: (_is_named_year, _is_as_long, _is_other_side, _is_rounded, _is_apart),
    NUMBER: (
        _is_in_scene,
        _is_hour,
        _is_rounded,
        _is_day,
        _is_as_much,
        _is_other_side,
        _is_known,
        _is_apart,
        _is_part,
    ),
}
