"""Answers that say more than a day: the one day, or the span of days, that they mean."""

from dataclasses import replace
from datetime import date

from aicmo_site.kernel.extract.dates import find_dates, the_date
from aicmo_site.kernel.extract.partial_dates import FoundDate
from onboarding.notes.cues import budget_marks, says

ANY_YEAR = 2025


def start_of_span(text: str) -> date | None:
    """The first day of "from 20 November to 31 January 2027", None where that is not all the dates there are."""
    return found.first_day() if (found := _span(text)) else None


def days_of_span(text: str) -> int:
    """How many days, both ends counted, "from 1 April to 15 June" is, in whatever year; 0 where it is no such span."""
    if not (found := _span(text)):
        return 0
    last = replace(found.dates[-1], year=found.dates[-1].year or ANY_YEAR)
    first, end = replace(found, dates=(*found.dates[:-1], last)).first_day(), last.as_date()
    return (end - first).days + 1 if first and end else 0


def only_whole_day(text: str) -> date | None:
    """The day of the only date that has a year; None where there is none, or where it is told as a guess."""
    dates = [one for found in find_dates(text) for one in found.dates]
    days = {day for one in dates if (day := one.as_date())}
    open_ended = is_guessed(text) or says("unconfirmed", text) or says("asks", text) or "?" in text
    all_exist = all(one.exists and not one.ambiguous for one in dates)
    return days.pop() if len(days) == 1 and not open_ended and all_exist else None


def is_guessed(text: str) -> bool:
    """Whether a day is told only about, or with another one beside it: "ca. 5 May", "5 or 6 May"."""
    return any(found.is_choice for found in find_dates(text)) or "approximate" in budget_marks(text)


def bare_day(text: str) -> str:
    """The date in the client's words where the text says no more, its day of the week and a time apart; else ""."""
    found = the_date(text)
    return text[found.start : found.end] if found else ""


def wrong_weekday(text: str) -> date | None:
    """A day with a year that the text calls by another day of the week."""
    return next((day for found in find_dates(text) if (day := found.wrong_weekday())), None)


def _span(text: str) -> FoundDate | None:
    found = find_dates(text)
    return found[0] if len(found) == 1 and found[0].is_span else None
