"""What a client gave: its values, days and words, in an order in which a text is held against them by look-up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import regex

from aicmo_site.kernel.extract.calendar import durations, months, weekday_names, weekdays
from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.durations import find_durations
from aicmo_site.kernel.extract.partial_dates import FoundDate, PartialDate
from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.extract.reading import DATE, DURATION, NUMBER, TIME, YEAR, Quantity
from aicmo_site.kernel.languages import READ
from aicmo_site.kernel.telephones import TELEPHONE, ending_of
from aicmo_site.kernel.text.stems import stem
from qc.contracts import ClientFactsDTO
from qc.engine.patterns import any_of
from qc.engine.registry import data
from qc.rules.date_kinds import Told, told_by
from qc.rules.internal import internal_facts, public_facts
from qc.rules.labelled_numbers import Labelled, labelled_by
from qc.rules.prices import Prices, prices_of
from qc.rules.ratios import SHARES, UNSPACED, ratios
from qc.rules.reckoning import Reckoned, reckoned_from

_WORDS = regex.compile(r"[\p{L}\p{M}]{4,}")
_MINUTES_OF_A_DAY = 24 * 60
_MOST_YEARS = 300
_FIRST_YEAR, _LAST_YEAR = 1500, 2200
_LONGEST_SPAN = 31  # days: of a longer one no single day is told
_NEAR = 40  # characters between two days of one month
_DAY_ALONE = regex.compile(r"(\p{L}{3,14})[.,]{0,2}(?: den| le| el| il| o| de)? (\d{1,2})\.?(?![\d:/]|[.,]\d)")


@dataclass
class Proof:
    """With which currencies, years and days of the week a value was given."""

    units: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    weekdays: set[int | None] = field(default_factory=set)


@dataclass(frozen=True)
class Given:
    """What the client gave, read in its likely languages, so that no value of a text is held against every fact."""

    proofs: Mapping[tuple[str, Any], Proof]  # by kind and value
    kinds: frozenset[str]
    units: frozenset[tuple[str, str]]  # (kind, unit) of each value
    bounds: frozenset[tuple[str, str]]  # (unit, bound) of each length of time: from 16 years
    hours: Mapping[str, frozenset[int]]  # times and bare numbers, in minutes, by kind
    told: Mapping[tuple[str, Any], frozenset[str]]  # whether facts with this stem, day or month name days and months
    days: Mapping[str, frozenset[int]]  # all that are named, by "days" and "months"
    stems: frozenset[str]
    text: str
    telephones: frozenset[str]  # how each ends
    prices: Prices
    ratios: frozenset[Fraction]
    is_free: bool  # whether a fact says that something costs nothing
    dated: frozenset[int]  # months that a fact names, alone or in a date
    days_of_months: frozenset[int]
    within: frozenset[tuple[int, int]]  # (month, day) of each day of a span
    years: frozenset[int]
    years_between: frozenset[int]
    lengths: frozenset[tuple[Any, str]]  # of time: (value, unit)
    spans: frozenset[tuple[Any, Any, str]]  # of ranges of time: (low, high, unit)
    measured: frozenset[tuple[Any, str]]  # (value, unit)
    days_told: Told  # of what kind its days are
    labelled: Labelled  # what bears a number, by its name
    reckoned: Reckoned  # what it gives to reckon with
    language: str = "en"  # that of the copy


@lru_cache(maxsize=64)
def given_by(client: ClientFactsDTO, names: tuple[str, ...], language: str) -> Given:
    """What a client gave that is known under these names, read in English and in the language of the copy."""
    return given_in(
        (*public_facts(client), *client.mandatory), language, (*names, client.website, client.call_to_action)
    )


@lru_cache(maxsize=64)
def internally(client: ClientFactsDTO, language: str) -> Given:
    """What only the client and its agency know."""
    return given_in(internal_facts(client), language)


def given_in(facts: tuple[str, ...], language: str, named: tuple[str, ...] = ()) -> Given:
    lines = (*facts, *named)
    tongues = tuple(dict.fromkeys((language, "en")))
    read = [(line, [one for name in tongues for one in quantities(line, name)]) for line in lines]
    values = {one for line, found in read for one in (*found, *days_before(line, found))}
    told, days = _days_of(lines, tuple(dict.fromkeys((language, *READ))))
    dates = _of_kind(values, DATE)
    years = frozenset(one.year for one in dates if one.year) | {
        int(value) for one in _of_kind(values, YEAR) for value in one.values
    }
    years |= {int(value) for one in _of_kind(values, DURATION) for value in one.values if is_year(value, one.unit)}
    spans = [
        found for line in lines for name in tongues for found in find_dates(line, name, pairs=True) if found.is_span
    ]
    return Given(
        proofs=_proofs(values),
        kinds=frozenset(one.kind for one in values),
        units=frozenset((one.kind, one.unit) for one in values),
        bounds=frozenset((one.unit, one.bound) for one in values if one.bound),
        hours={kind: frozenset().union(*map(hours_of, _of_kind(values, kind))) for kind in (TIME, NUMBER)},
        told=told,
        days=days | {"days": days["days"] | _weekdays_of(dates)},
        stems=stems(" ".join(facts)) - _span_stems((language, "en")),
        text=" ".join(lines).casefold(),
        telephones=frozenset(ending_of(match[0]) for line in lines for match in TELEPHONE.finditer(line)),
        prices=prices_of(read),
        ratios=frozenset(one.value for line in lines for name in (*SHARES, *UNSPACED) for one in ratios(line, name)),
        is_free=any(map(_free().search, lines)),
        dated=days["months"] | {month for one in dates for month, _ in one.values},
        days_of_months=frozenset(day for one in dates for _, day in one.values),
        within=frozenset(day for found in spans for day in _days_within(found)),
        years=years,
        years_between=frozenset(
            number for a in years for b in years if 0 < b - a <= _MOST_YEARS for number in (b - a - 1, b - a, b - a + 1)
        ),
        lengths=frozenset((value, one.unit) for one in _of_kind(values, DURATION) for value in one.values),
        spans=frozenset(
            (one.low, one.high, one.unit)
            for line in lines
            for name in tongues
            for one in find_durations(line, name)
            if one.low < one.high
        ),
        measured=frozenset((value, one.unit) for one in _of_kind(values, NUMBER) for value in one.values if one.unit),
        labelled=labelled_by(lines),
        days_told=told_by(lines, tongues),
        reckoned=reckoned_from((line, list(dict.fromkeys(found))) for line, found in read),
        language=language,
    )


def is_year(value: Any, unit: str) -> bool:
    """2022 roku: a year that is told with its word, and no length of time."""
    return unit == "year" and value == int(value) and _FIRST_YEAR <= value <= _LAST_YEAR


def days_before(line: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """Days that a line tells with their day of the week and leaves the month to the next one: samedi 11 et le dimanche
    12 septembre."""
    dates = [one for one in found if one.kind == DATE]
    for match in _DAY_ALONE.finditer(line):
        weekday = weekday_of(match[1])
        after = next((one for one in dates if one.start >= match.end()), None)
        if weekday is not None and after and after.start - match.end() <= _NEAR:
            values = frozenset((month, int(match[2])) for month, _ in after.values)
            yield replace(after, values=values, said=match[0], start=match.start(), weekday=weekday)


def weekday_of(word: str) -> int | None:
    """Also in the forms that stand beside a date and in no table of names: w sobotę, lördagen."""
    return data("restated")["weekdays"].get(word.casefold(), weekday_names().get(word.casefold()))


def _days_within(span: FoundDate) -> Iterator[tuple[int, int]]:
    first, last = span.first_day(), span.dates[-1].as_date()
    if first and last and (last - first).days <= _LONGEST_SPAN:
        yield from ((day.month, day.day) for step in range((last - first).days + 1) if (day := first + timedelta(step)))


def _weekdays_of(dates: Iterable[Quantity]) -> frozenset[int]:
    """The days of the week on which dates fall whose year is known."""
    days = (PartialDate(one.year, *month_day).as_date() for one in dates if one.year for month_day in one.values)
    return frozenset(day.weekday() for day in days if day)


@cache
def _free() -> "regex.Pattern[str]":
    return any_of(data("restated")["free"], {})


def _of_kind(values: Iterable[Quantity], kind: str) -> list[Quantity]:
    return [one for one in values if one.kind == kind]


def _proofs(values: Iterable[Quantity]) -> dict[tuple[str, Any], Proof]:
    proofs: dict[tuple[str, Any], Proof] = defaultdict(Proof)
    for one in values:
        for value in one.values:
            proofs[one.kind, value].units.update(one.currencies or {one.unit})
            proofs[one.kind, value].years.add(one.year)
            proofs[one.kind, value].weekdays.add(one.weekday)
    return dict(proofs)


def _days_of(
    lines: Iterable[str], languages: tuple[str, ...]
) -> tuple[dict[tuple[str, Any], frozenset[str]], dict[str, frozenset[int]]]:
    """Which of days and months a fact names, by all stems, days and months of such facts; and all days and months."""
    told: dict[tuple[str, Any], frozenset[str]] = defaultdict(frozenset)
    named: dict[str, frozenset[int]] = {"days": frozenset(), "months": frozenset()}
    for line in lines:
        here = {"days": weekdays_in(line, languages), "months": months_in(line, languages)}
        kinds = frozenset(kind for kind, found in here.items() if found)
        for key in keys_of(here, stems(line)) if kinds else ():
            told[key] |= kinds
        named = {kind: named[kind] | found for kind, found in here.items()}
    return dict(told), named


def keys_of(named: Mapping[str, frozenset[int]], said: frozenset[str]) -> set[tuple[str, Any]]:
    """What a sentence or a fact speaks of: its stems, days and months, as keys."""
    return {("stems", stem) for stem in said} | {(kind, day) for kind, days in named.items() for day in days}


def stems(text: str) -> frozenset[str]:
    return frozenset(stem(word)[:6] for word in _WORDS.findall(text.casefold()))


def _span_stems(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(name)[:6] for language in languages for name in durations(language))


def hours_of(one: Quantity) -> set[int]:
    """A time in minutes, or a bare number as an hour: from 9 to 19.30."""
    return {int(value) * (60 if one.kind == NUMBER else 1) for value in one.values if value < _MINUTES_OF_A_DAY}


def weekdays_in(text: str, languages: tuple[str, ...]) -> frozenset[int]:
    """The days that a text names; from Monday to Friday names those between as well."""
    found: set[int] = set()
    for language in languages:
        names = weekdays(language)
        places = [(names[m[0].casefold()], m.start(), m.end()) for m in names_in(language, "days").finditer(text)]
        found.update(day for day, _, _ in places)
        for (first, _, end), (last, start, _) in pairwise(places):
            if _SPAN.fullmatch(text[end:start]):
                found.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(found)


_AFTER_PREPOSITION = r"(?<=\b(?:in|of|until|till|by|from|this|next|early|late|mid|last|all|during|and|to|through) )"
_SPAN = regex.compile(r"(?i)\s*+(?:-|–|—|to|till|until|through|bis|a|al|à|au|tot(?: en met)?|t/m|do)\s*")


def months_in(text: str, languages: tuple[str, ...]) -> frozenset[int]:
    return frozenset(
        months(name, short=False)[m[0].casefold()]
        for name in languages
        for m in names_in(name, "months").finditer(text)
    )


@lru_cache(maxsize=64)
def names_in(language: str, kind: str) -> "regex.Pattern[str]":
    """Full names only; of English months that are verbs, too, only with a capital, as in "this May"."""
    table: dict[str, Any] = weekdays(language) if kind == "days" else months(language, short=False)
    verbs = ("May", "March") if language == "en" and kind == "months" else ()
    names = [name for name in table if len(name) >= 3 and name.title() not in verbs]
    pattern = "|".join(
        [
            *map(regex.escape, sorted(names, key=len, reverse=True)),
            *(f"{_AFTER_PREPOSITION}(?-i:{name}|{name.upper()})" for name in verbs),
        ]
    )
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{pattern or '(?!)'})(?!\p{{L}})")
