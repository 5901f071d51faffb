"""Milestones in weeks, counted back and forth from the launch; with dates only where the brief fixes its day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from strategy.contracts import MilestoneDTO, TimelineDTO
from strategy.days import launch_day
from strategy.rulebook import rules
from strategy.wording import day_words, say


@dataclass(frozen=True)
class Calendar:
    """The campaign's weeks: which one each moment falls in, and its day where the launch is fixed."""

    duration: int
    weeks: dict[str, int]  # by the ID of the milestone
    launch_day: date | None

    @property
    def launch(self) -> int:
        return self.weeks["launch"]

    def day_of(self, week: int) -> date | None:
        """The day of the launch's week-day in that week, None where no launch is fixed or the calendar ends."""
        try:
            return self.launch_day and self.launch_day + timedelta(weeks=week - self.launch)
        except OverflowError:
            return None

    def on(self, week: int) -> str:
        day = self.day_of(week)
        return day.isoformat() if day else ""

    def starts_before(self, today: date) -> bool:
        """Whether work would have had to begin before `today`."""
        first = self.day_of(1)
        return bool(first and first < today)


def calendar_for(timeline_weeks: int | None, launch_date: str) -> Calendar:
    book = rules("milestones")
    duration = timeline_weeks if timeline_weeks and timeline_weeks > 0 else book["default_weeks"]["value"]
    weeks = {line["id"]: _week(line, duration) for line in book["milestones"]}
    return Calendar(duration, weeks, launch_day(launch_date))


def timeline_for(calendar: Calendar, *, today: date, language: str) -> TimelineDTO:
    """The milestones in their order; one whose day lies before `today` says so in its reason."""
    book = rules("milestones")
    named = [(calendar.weeks[line["id"]], line) for line in book["milestones"]]
    named += [(week, book["repeat"]) for week in _repeats(calendar)]
    named.sort(key=lambda entry: entry[0])
    return TimelineDTO(
        tuple(_milestone(line, week, calendar, today, language) for week, line in named), calendar.duration
    )


def _milestone(line: dict[str, Any], week: int, calendar: Calendar, today: date, language: str) -> MilestoneDTO:
    used, reason = line["id"], line["reason"][language]
    day, past = calendar.day_of(week), rules("milestones")["past"]
    if day and day < today:
        used = f"{used}, {past['id']}"
        reason = f"{reason} {say(past['reason'], language, day=day_words(today, language))}"
    return MilestoneDTO(line["name"][language], week, calendar.on(week), used, reason)


def _week(line: dict, duration: int) -> int:
    return max(1, min(round(line["share"] * duration), line.get("latest_week", duration), duration))


def _repeats(calendar: Calendar) -> list[int]:
    repeat = rules("milestones")["repeat"]
    if calendar.duration < repeat["from_weeks"]:
        return []
    every = repeat["every_weeks"]
    first = calendar.weeks["review"] // every + 1
    return [every * turn for turn in range(first, first + repeat["at_most"]) if every * turn < calendar.duration]
