"""Days and spans of time inside a client's sentence, with the words that lead to them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.durations import find_durations, unit_named
from aicmo_site.kernel.extract.partial_dates import FoundDate, PartialDate
from aicmo_site.kernel.extract.times import find_times
from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.sentences import covered
from strategy.objectives.phrases import BORDER
from strategy.rules.rulebook import from_rules, rules

YEAR = re.compile(r"(?<![\d.,])(?P<y>(?:19|20)\d\d)(?![\d.,]\d|\d)(?!\s?%)")
FIRST = re.compile(r"(?<![\w'’])([^\W\d_]{4,9})\s([^\W\d_]{2,12})(?!\w)")
DISTANCE = re.compile(r"(?<![\d.,])\d{1,3}[\s-]?([^\W\d_]{1,12})(?!\w)")
LEAD = re.compile(r"(?<![\w'’])([\w'’]+)\s+$")
LONGEST_WORD = 40
ARTICLES = ("the", "of", "el", "la", "de", "del", "le", "des", "il", "o", "den", "zum", "dem", "ngày", "dia", "día")


@dataclass(frozen=True)
class Moment:
    """A piece of a sentence that tells time; the last day it means, or how many days, where it can be told.
    month_day: that of an exact day, whether its year is named or not."""

    start: int
    end: int
    day: date | None = None
    days: int | None = None
    month_day: tuple[int, int] | None = None
    is_time: bool = False  # of a day

    def next_after(self, since: date) -> date | None:
        """Its day; without a year the first such day from then on."""
        if self.day or not self.month_day:
            return self.day
        days = (PartialDate(year, *self.month_day).as_date() for year in range(since.year, since.year + 9))
        return next((day for day in days if day and day >= since), None)


def moments_in(text: str) -> list[Moment]:
    """Every date, time and span of time of a sentence, none overlapping another."""
    found: list[Moment] = []
    taken = bytearray(len(text))
    for moment in (*_dates(text), *_times(text), *_spans(text)):
        if not any(taken[moment.start : moment.end]):
            found.append(moment)
            taken[moment.start : moment.end] = b"\1" * (moment.end - moment.start)
    return sorted(found, key=lambda moment: moment.start)


def masked(text: str, moments: Sequence[Moment]) -> str:
    """The sentence with a border in the place of each of them, so that no date is read as a number."""
    return covered(text, ((moment.start, moment.end) for moment in moments), by=BORDER)


def _dates(text: str) -> Iterator[Moment]:
    for found in find_dates(text):
        last, said = _last(found), text[found.start : found.end]
        is_open = found.is_choice and "/" not in said  # "3 or 10 May", but 8/9 May is a weekend
        days = None if is_open else last.days()
        if not (last.day or last.year or re.search(r"\d", said)):
            continue  # "by June" is told in the client's words
        is_exact = last.exists and not last.ambiguous and not is_open
        exact = (last.month, last.day) if last.month and last.day and is_exact else None
        start = _with_lead(text, found.outer[0], "deadline_before")
        yield Moment(start, found.end, day=days[1] if days else None, month_day=exact)


def _last(found: FoundDate) -> PartialDate:
    """The last date, which in a span may leave its year to the first one."""
    first, last = found.dates[0], found.dates[-1]
    return replace(last, year=first.year) if found.is_span and not last.year else last


def years_in(text: str) -> Iterator[Moment]:
    """Numbers that could be years: whether they are is for the sentence to tell."""
    for match in YEAR.finditer(text):
        start = _with_lead(text, match.start(), "deadline_before")
        yield Moment(start, match.end(), day=date(int(match["y"]), 12, 31))


def _times(text: str) -> Iterator[Moment]:
    yield from (Moment(found.start, found.end, is_time=True) for found in find_times(text))


def _spans(text: str) -> Iterator[Moment]:
    days_of = rules("numbers")["days_of"]
    for found in find_durations(text):
        days = round(found.high * days_of[found.unit]) if found.unit in days_of else None
        yield Moment(_with_lead(text, found.start, "lead"), found.end, days=days)
    for match in FIRST.finditer(text):
        if unaccented(match[1]) in rules("numbers")["first"] and (unit := unit_named(match[2])) in days_of:
            yield Moment(_with_lead(text, match.start(), "lead"), match.end(), days=days_of[unit])
    for match in DISTANCE.finditer(text):
        if unaccented(match[1]) in rules("numbers")["distances"]:
            yield Moment(match.start(), match.end())


@from_rules
def _leads(book: str) -> frozenset[str]:
    return frozenset(rules("numbers")[book]) | {*map(unaccented, ARTICLES)}


def _with_lead(text: str, start: int, book: str) -> int:
    """Where the words that lead to it begin: "within the next" of "within the next three months"."""
    leads = _leads(book)
    while word := LEAD.search(text[max(0, start - LONGEST_WORD) : start]):
        if unaccented(word[1]).replace("’", "'") not in leads:
            break
        start -= len(word[0])
    return start
