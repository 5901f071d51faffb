"""Until when a measure counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from strategy.objectives.events import first_day, last_of_weekend, speaks_of_an_event
from strategy.objectives.targets import Target
from strategy.rules.rulebook import rules
from strategy.schedule.calendar import WEEK, Calendar


@dataclass(frozen=True)
class Deadline:
    """Until when a measure counts: the rule that says so, how many days, and which one is the last."""

    rule: Mapping[str, Any]
    days: int | None = None
    due: date | None = None


def deadlines() -> Mapping[str, Any]:
    return rules("kpis")["deadlines"]


def general_deadlines() -> tuple[Mapping[str, Any], ...]:
    """The deadlines of measures that have none of their own: to be told once, not with each."""
    return (deadlines()["plan"], deadlines()["open"])


def deadline_of(
    words: str, target: Target, usual: Deadline, today: date, calendar: Calendar | None, channels: Sequence[str]
) -> Deadline:
    """The sentence's own deadline or day, else that of the event that it speaks of, else the plan's."""
    if target.days:
        return Deadline(deadlines()["sentence"], target.days, today + timedelta(days=target.days))
    if target.late:
        return Deadline(deadlines()["late"])
    if target.until:
        return Deadline(deadlines()["words"])
    since = (calendar and calendar.launch_day) or today
    at_event = "event" in channels or speaks_of_an_event(words)
    day = first_day(words, since)
    if day and at_event:
        return _on_the_day(day, today, calendar)
    if day and day > today:
        return Deadline(deadlines()["sentence"], (day - today).days, day)
    if calendar and speaks_of_an_event(words):
        last = calendar.launch_day and last_of_weekend(words, calendar.launch_day)
        return Deadline(deadlines()["event"], calendar.launch * WEEK, last)
    return usual


def _on_the_day(day: date, today: date, calendar: Calendar | None) -> Deadline:
    """An event is counted on its day; in weeks of the plan where it is planned for."""
    if day <= today:
        return Deadline(deadlines()["late"])
    days = calendar.weeks["event_day"] * WEEK if calendar and day == calendar.event_day else (day - today).days
    return Deadline(deadlines()["event"], days, day)


def usual_deadline(timeframe_days: int | None, calendar: Calendar | None) -> Deadline:
    """That of the plan, for measures without one of their own; open where the brief names no duration."""
    last = calendar.last_day if calendar and timeframe_days else None
    return Deadline(deadlines()["plan" if timeframe_days else "open"], timeframe_days, last)
