"""Milestones in weeks; with dates only where the brief fixes the launch to a day."""

from datetime import date, timedelta

from strategy.contracts import MilestoneDTO, TimelineDTO
from strategy.rulebook import rules


def timeline_for(timeline_weeks: int | None, launch_date: str) -> TimelineDTO:
    """Milestones from week 1 on, counted back and forth from a launch date in ISO form (YYYY-MM-DD)."""
    book = rules("milestones")
    duration = timeline_weeks if timeline_weeks and timeline_weeks > 0 else book["default_weeks"]["value"]
    weeks = {line["id"]: _week(line, duration) for line in book["milestones"]}
    named = [(weeks[line["id"]], line["name"]) for line in book["milestones"]]
    named += [(week, book["repeat"]["name"]) for week in _repeats(duration, after=weeks["review"])]
    named.sort(key=lambda entry: entry[0])
    launch = _iso_day(launch_date)
    return TimelineDTO(
        tuple(MilestoneDTO(name, week, _on(launch, week - weeks["launch"])) for week, name in named), duration
    )


def _week(line: dict, duration: int) -> int:
    return max(1, min(round(line["share"] * duration), line.get("latest_week", duration), duration))


def _repeats(duration: int, *, after: int) -> list[int]:
    repeat = rules("milestones")["repeat"]
    if duration < repeat["from_weeks"]:
        return []
    every = repeat["every_weeks"]
    first = after // every + 1
    return [every * turn for turn in range(first, first + repeat["at_most"]) if every * turn < duration]


def _iso_day(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip()) if len(words.strip()) == len("2000-01-01") else None
    except ValueError:
        return None


def _on(launch: date | None, weeks: int) -> str:
    if launch is None:
        return ""
    try:
        return (launch + timedelta(weeks=weeks)).isoformat()
    except OverflowError:
        return ""
