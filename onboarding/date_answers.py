"""Answers that say more than a day: the one day, or the span of days, that they mean."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from aicmo_site.kernel.extract.dates import PartialDate, find_spans
from aicmo_site.kernel.extract.digits import latin_digits
from onboarding.named_dates import WEEKDAYS_OF
from onboarding.signals import budget_marks, says

ANY_YEAR = 2025
_REACH = 40  # characters before a date in which another one, or its day of the week, may stand
_SPAN = re.compile(
    r"\s*+(?:-|–|—|bis(?: zum)?|to|until|through|till|al?|hasta(?: el)?|au|jusqu['’]au|tot|fino al|até)\s*",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\d(?:\.|st|nd|rd|th|er|º)?\s?(?:oder|or|ou|o|u|of|/)\s?(?:der |the |le |el |am |on )?$", re.IGNORECASE
)
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\.?,?\s+(?:(?:the|den|dem|le|el|il)\s+)?$")


def start_of_span(text: str) -> date | None:
    """The first day of "from 20 November to 31 January 2027", None where that is not all the dates there are."""
    ends = _span(text)
    return _first_day(*ends) if ends and ends[1].as_date() else None


def days_of_span(text: str) -> int:
    """How many days, both ends counted, "from 1 April to 15 June" is, in whatever year; 0 where it is no such span."""
    if not (ends := _span(text)):
        return 0
    last = replace(ends[1], year=ends[1].year or ANY_YEAR)
    first, end = _first_day(ends[0], last), last.as_date()
    return (end - first).days + 1 if first and end else 0


def only_whole_day(text: str) -> date | None:
    """The day of the only date that has a year; None where there is none, or where it is told as a guess."""
    dates = [one for _, _, dates in _dated(text) for one in dates]
    days = {day for one in dates if (day := one.as_date())}
    open_ended = is_guessed(text) or says("unconfirmed", text) or says("asks", text) or "?" in text
    return days.pop() if len(days) == 1 and not open_ended and not any(one.ambiguous for one in dates) else None


def is_guessed(text: str) -> bool:
    """Whether a day is told only about, or with another one beside it: "ca. 5 May", "5 or 6 May"."""
    beside = any(_OTHER_DAY.search(text[max(start - _REACH, 0) : start]) for start, _, _ in _dated(text))
    return beside or "approximate" in budget_marks(text)


def bare_day(text: str) -> str:
    """The date in the client's words where the text says no more, the day of the week in front of it apart; else ""."""
    if len(spans := _dated(text)) != 1:
        return ""
    start, end, _ = spans[0]
    before = _LAST_WORD.sub("", f"{text[:start]}") if _weekday_before(text, start) is not None else text[:start]
    says_more = re.search(r"\w", before) or re.search(r"\w", text[end:])
    return "" if says_more else text[start:end]


def wrong_weekday(text: str) -> date | None:
    """A day with a year that the text calls by another day of the week."""
    for start, _, dates in _dated(text):
        named, day = _weekday_before(text, start), dates[0].as_date() if dates else None
        if named is not None and day and day.weekday() != named:
            return day
    return None


def _dated(text: str) -> list[tuple[int, int, list[PartialDate]]]:
    return find_spans(latin_digits(text))


def _span(text: str) -> tuple[PartialDate, PartialDate] | None:
    spans = _dated(text)
    joined = len(spans) == 2 and _SPAN.fullmatch(text[spans[0][1] : spans[1][0]])
    return (spans[0][2][0], spans[1][2][0]) if joined else None


def _first_day(first: PartialDate, last: PartialDate) -> date | None:
    """The day of the first one, which may leave its year to the other."""
    end, year = last.as_date(), last.year or 0
    days = (replace(first, year=one).as_date() for one in ((first.year,) if first.year else (year, year - 1)))
    return next((day for day in days if day and end and day <= end), None)


def _weekday_before(text: str, start: int) -> int | None:
    found = _LAST_WORD.search(text[max(start - _REACH, 0) : start])
    return _weekdays().get(found[1].casefold()) if found else None


@cache
def _weekdays() -> dict[str, int]:
    """Full names only: "mar." is a month in one language and a Tuesday in another."""
    from babel import Locale  # slow to import

    return {
        name.casefold().removesuffix("-feira"): at
        for tag in WEEKDAYS_OF
        for at, name in Locale(tag).days["format"]["wide"].items()
    }
