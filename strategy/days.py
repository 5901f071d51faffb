"""Days and spans of time inside a client's sentence."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from strategy.months import month_by_name, month_by_stem
from strategy.phrases import BORDER
from strategy.rulebook import folded, from_rules, rules

ISO = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
DOTTED = re.compile(r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)")
DAY_MONTH = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s(?:of\s|de\s)?(?P<name>[^\W\d_]{3,})\.?,?\s(?:de\s|del\s)?(?P<y>\d{4})\b"
)
MONTH_DAY = re.compile(r"\b(?P<name>[^\W\d_]{3,})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y>\d{4})\b")
DAY_ALONE = re.compile(r"(?<![\d.,])(?P<d>\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s(?:of\s|de\s)?(?P<name>[^\W\d_]{3,})\b")
MONTH_DAY_ALONE = re.compile(
    r"\b(?P<name>[^\W\d_]{3,})\.?\s(?P<d>\d{1,2})(?:(?:st|nd|rd|th)\b|(?=\s*(?:$|[;:!?)]|[.,](?!\d)))|(?=\s(?:at|in|and|to)\b))"
)
MONTH = re.compile(r"\b(?P<name>[^\W\d_]{3,})\.?\s(?:de\s|del\s)?(?P<y>(?:19|20)\d\d)\b")
YEAR = re.compile(r"(?<![\d.,])(?P<y>(?:19|20)\d\d)(?![\d.,]\d|\d)(?!\s?%)")
EASTERN = re.compile(r"(?P<y>\d{4})年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?)?")
SPAN = re.compile(r"(?<![\d.,])(?P<n>\d{1,3}|(?<!\w)[^\W\d_]+)(?=[\s-]?(?P<unit>[^\W\d_]+))")
LEAD = re.compile(r"(?<![\w'’])([\w'’]+)\s+$")
LONGEST_WORD = 40
ARTICLES = ("the", "of", "el", "la", "de", "del", "le", "des", "il", "o", "den", "zum", "dem")
LEAP_YEAR = 2024
MONTHS = 12
SLASHED = re.compile(r"(?<!\d)(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?!\d)")
OTHER_SLASHED = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/\d{2}(?!\d)")


@dataclass(frozen=True)
class Moment:
    """A piece of a sentence that tells time; the last day it means, or how many days, where it can be told.
    month_day: that of an exact day, whether its year is named or not."""

    start: int
    end: int
    day: date | None = None
    days: int | None = None
    month_day: tuple[int, int] | None = None

    def next_after(self, since: date) -> date | None:
        """Its day; without a year the first such day from then on."""
        if self.day or not self.month_day:
            return self.day
        years = (
            _day({"y": str(year), "m": str(self.month_day[0]), "d": str(self.month_day[1])})
            for year in range(since.year, since.year + 9)
        )
        return next((day for day in years if day and day >= since), None)


def launch_day(words: str) -> date | None:
    """The day a launch is fixed to, None where the words leave it open: a month, two dates, "about"."""
    for pattern in (ISO, DOTTED, DAY_MONTH, MONTH_DAY, EASTERN):
        match = pattern.fullmatch(words.strip())
        if match and match.groupdict().get("d"):
            return _day(match.groupdict())
    return None


def moments_in(text: str) -> list[Moment]:
    """Every date and span of time of a sentence, none overlapping another."""
    found: list[Moment] = []
    taken = bytearray(len(text))
    for moment in (*_dates(text), *_spans(text)):
        if not any(taken[moment.start : moment.end]):
            found.append(moment)
            taken[moment.start : moment.end] = b"\1" * (moment.end - moment.start)
    return sorted(found, key=lambda moment: moment.start)


def masked(text: str, moments: Sequence[Moment]) -> str:
    """The sentence with a border in the place of each of them, so that no date is read as a number."""
    chars = list(text)
    for moment in moments:
        chars[moment.start : moment.end] = BORDER * (moment.end - moment.start)
    return "".join(chars)


def _dates(text: str) -> Iterator[Moment]:
    for pattern in (ISO, DOTTED, DAY_MONTH, MONTH_DAY, EASTERN, SLASHED, OTHER_SLASHED, MONTH):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            if "name" not in parts or month_by_stem(parts["name"]):
                day = None if pattern is SLASHED and int(parts["d"]) <= MONTHS else _day(parts)  # 3/4: which is which?
                exact = (day.month, day.day) if day and parts.get("d") else None
                start = _with_lead(text, match.start(), "deadline_before")
                yield Moment(start, match.end(), day=day, month_day=exact)
    yield from _days_without_year(text)


def _days_without_year(text: str) -> Iterator[Moment]:
    for pattern in (DAY_ALONE, MONTH_DAY_ALONE):
        for match in pattern.finditer(text):
            month, day = month_by_name(match["name"]), int(match["d"])
            if month and 1 <= day <= calendar.monthrange(LEAP_YEAR, month)[1]:
                start = _with_lead(text, match.start(), "deadline_before")
                yield Moment(start, match.end(), month_day=(month, day))


def years_in(text: str) -> Iterator[Moment]:
    """Numbers that could be years: whether they are is for the sentence to tell."""
    for match in YEAR.finditer(text):
        start = _with_lead(text, match.start(), "deadline_before")
        yield Moment(start, match.end(), day=date(int(match["y"]), 12, 31))


def _spans(text: str) -> Iterator[Moment]:
    book = rules("numbers")
    for match in SPAN.finditer(text):
        unit, number = folded(match["unit"]), folded(match["n"])
        count = int(number) if number.isdecimal() else book["number_words"].get(number)
        days = book["days_of"].get(unit) or _eastern_unit(match["unit"])
        if count and (days or unit in book["other_durations"]):
            start = _with_lead(text, match.start(), "lead")
            yield Moment(start, match.end("unit"), days=days * count if days else None)


def _eastern_unit(unit: str) -> int | None:
    return next((days for name, days in _eastern_units() if unit.startswith(name)), None)


@from_rules
def _eastern_units() -> tuple[tuple[str, int], ...]:
    return tuple((name, days) for name, days in rules("numbers")["days_of"].items() if not name.isascii())


@from_rules
def _leads(book: str) -> frozenset[str]:
    return frozenset(rules("numbers")[book]) | {*ARTICLES}


def _with_lead(text: str, start: int, book: str) -> int:
    """Where the words that lead to it begin: "within the next" of "within the next three months"."""
    leads = _leads(book)
    while word := LEAD.search(text[max(0, start - LONGEST_WORD) : start]):
        if folded(word[1]).replace("’", "'") not in leads:
            break
        start -= len(word[0])
    return start


def _day(parts: dict[str, str | None]) -> date | None:
    """The day, or the last one of the month or the year that is named."""
    if not parts.get("y"):
        return None
    year = int(parts["y"] or 0)
    month = int(parts.get("m") or 0) or month_by_stem(parts.get("name") or "") or 12
    try:
        return date(year, month, int(parts.get("d") or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None
