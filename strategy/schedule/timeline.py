"""The plan's milestones in their order, with dates only where the brief fixes the day of the launch."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from aicmo_site.kernel import formats
from strategy.contracts import MilestoneDTO, PhaseDTO, TimelineDTO
from strategy.localized_texts import language_of, region_of, say
from strategy.rules.rulebook import rules
from strategy.schedule.calendar import Calendar, days_later, milestone_rule


def timeline_for(calendar: Calendar, *, today: date, tag: str, funded: bool) -> TimelineDTO:
    """The milestones in their order; one whose day lies before `today` says so in its reason."""
    book = rules("milestones")
    lines = [*([book["event_day"]] if calendar.event_day else []), *book["milestones"]]
    named = [(calendar.weeks[line["id"]], line) for line in lines]
    named += [(week, book["repeat"]) for week in _repeats(calendar)]
    named.sort(key=lambda entry: entry[0])
    days = [calendar.day_of(line["id"], week) for week, line in named]
    hurried = [at for at, (week, line) in enumerate(named) if _is_hurried(line, week, calendar)]
    for order, at in enumerate(hurried):
        days[at] = _spread(order, len(hurried), calendar)
    stops = [
        _milestone(line, week, day, today, tag, funded=funded) for (week, line), day in zip(named, days, strict=True)
    ]
    stops += _of_phases(calendar, today, tag, funded=funded)
    stops.sort(key=lambda stop: stop.week)
    return TimelineDTO(tuple(stops), calendar.duration, tuple(_phases(calendar)))


def _phases(calendar: Calendar) -> Iterator[PhaseDTO]:
    for number, phase in enumerate(calendar.phases, start=1):
        on, until = phase.first.isoformat(), phase.last.isoformat() if phase.last else ""
        yield PhaseDTO(number, on, until, calendar.week_of(phase.first), phase.words, phase.proposed)


def _of_phases(calendar: Calendar, today: date, tag: str, *, funded: bool) -> Iterator[MilestoneDTO]:
    """The beginnings of the phases that are the campaign's; what nobody has confirmed says so in its name."""
    book, language = rules("milestones")["phase"], language_of(tag)
    first, last = calendar.first_day, calendar.last_day
    for number, phase in enumerate(calendar.phases, start=1):
        week = calendar.week_of(phase.first)
        if week and first and last and first <= phase.first <= last:
            named = say(book["name_unconfirmed" if phase.proposed else "name"], language, number=number)
            line = {**book, "name": {language: named}}
            yield _milestone(line, week, phase.first, today, tag, funded=funded)


def _is_hurried(line: Mapping[str, Any], week: int, calendar: Calendar) -> bool:
    """Whether preparation falls into the week of the announcement: then its steps have days of their own."""
    return week == calendar.weeks["announcement"] and line.get("share", 1) < milestone_rule("announcement")["share"]


def _spread(order: int, steps: int, calendar: Calendar) -> date | None:
    """The steps' days between the first one and the announcement."""
    first, announced = calendar.first_day, calendar.day_of("announcement", calendar.weeks["announcement"])
    return first and announced and days_later(first, order * (announced - first).days // steps)


def _milestone(
    line: Mapping[str, Any], week: int, day: date | None, today: date, tag: str, *, funded: bool
) -> MilestoneDTO:
    language = language_of(tag)
    used, reason = line["id"], line["reason"][language]
    past, name = rules("milestones")["past"], line["name"] if funded else line.get("name_without_money", line["name"])
    if day and day < today:
        used = f"{used}, {past['id']}"
        reason = f"{reason} {say(past['reason'], language, day=formats.day(today, region_of(tag)))}"
    return MilestoneDTO(name[language], week, day.isoformat() if day else "", used, reason)


def _repeats(calendar: Calendar) -> list[int]:
    repeat = rules("milestones")["repeat"]
    if calendar.duration < repeat["from_weeks"]:
        return []
    every = repeat["every_weeks"]
    first = calendar.weeks["review"] // every + 1
    return [every * turn for turn in range(first, first + repeat["at_most"]) if every * turn < calendar.duration]
