"""The campaign's weeks and days: which one each moment falls in, counted back and forth from the launch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from aicmo_site.kernel.extract.dates import the_day
from onboarding.contracts import NormalizedBriefDTO
from strategy.objectives.events import last_event_day, names_several_events, speaks_of_an_event
from strategy.rules.rulebook import rules
from strategy.schedule.phases import Phase, into_phases, phases_of

WEEK = 7


@dataclass(frozen=True)
class Calendar:
    """The campaign's weeks: which one each moment falls in, and its day where the launch is fixed to one to come."""

    duration: int
    weeks: Mapping[str, int]  # by the ID of the milestone
    announced: int  # days before the launch
    launch_day: date | None = None
    passed: date | None = None  # the day that the brief names, where it has gone by: then nothing has a date
    event_day: date | None = None  # that of the event, where it is later than the launch
    is_event: bool = False  # everything leads to one day, as against something that begins and stays
    shortened: bool = False  # the launch is nearer than the preparation would like
    phases: tuple[Phase, ...] = ()

    @property
    def launch(self) -> int:
        return self.weeks["launch"]

    @property
    def first_day(self) -> date | None:
        """Weeks begin on the launch's day of the week; a single week begins shortly before the launch."""
        return self._from_launch(-(WEEK * (self.launch - 1) or self.announced))

    @property
    def last_day(self) -> date | None:
        return self.first_day and days_later(self.first_day, WEEK * self.duration - 1)

    @property
    def days_to_event(self) -> int:
        """From the launch to the event, 0 where it has no later day of its own."""
        return (self.event_day - self.launch_day).days if self.event_day and self.launch_day else 0

    @property
    def days_after(self) -> int:
        """From the launch to the last day."""
        return WEEK * (self.duration - self.launch + 1) - 1 - (self.announced if self.launch == 1 else 0)

    def day_of(self, milestone: str, week: int) -> date | None:
        known = {
            "launch": self.launch_day,
            "event_day": self.event_day,
            "announcement": self._from_launch(-self.announced),
            "end": self.last_day,
        }
        if milestone in known:
            return known[milestone]
        return self.first_day and days_later(self.first_day, WEEK * (week - 1))

    def at(self, days: int, today: date) -> tuple[int, str]:
        """The week so many days from the launch, and the date: none before `today`, "" without a fixed launch. What
        follows the launch waits for the next phase, where it would fall between two."""
        days = self._in_phase(days)
        week = min(self.duration, max(1, self.launch + days // WEEK))
        day = self._from_launch(days)
        return week, max(day, min(today, self.launch_day or today)).isoformat() if day else ""

    def week_of(self, day: date) -> int | None:
        """The week of the campaign that a day falls in, its first or last one beyond it."""
        if self.launch_day is None:
            return None
        return min(self.duration, max(1, self.launch + (day - self.launch_day).days // WEEK))

    def _in_phase(self, days: int) -> int:
        day = self._from_launch(days) if days > 0 else None
        if day is None or self.launch_day is None:
            return days
        moved = into_phases(day, self.phases)
        return (moved - self.launch_day).days if self.last_day and moved <= self.last_day else days

    def starts_before(self, today: date) -> bool:
        """Whether work would have had to begin before `today`."""
        return bool(self.first_day and self.first_day < today)

    def _from_launch(self, days: int) -> date | None:
        return self.launch_day and days_later(self.launch_day, days)


def calendar_for(brief: NormalizedBriefDTO, today: date) -> Calendar:
    book, stated = rules("milestones"), brief.scope.timeline_weeks
    duration = stated if stated and stated > 0 else book["default_weeks"]["value"]
    day = the_day(brief.launch_day or brief.launch_date)
    to_come = day if day and day >= today else None
    later = _event_day(brief, to_come)
    occasion = bool(later) or is_event(brief, duration)
    usual = _own_week(milestone_rule("launch"), duration)
    leads_up = occasion and not later  # all comes before one day, so that more of the time does
    wanted = _own_week(milestone_rule("launch"), duration, leads_up=leads_up)
    launch = max(
        min(wanted, _weeks_left(to_come, today) or wanted), min(milestone_rule("launch")["earliest_week"], duration)
    )
    announced = _announced(launch - 1)
    passed = day if day and not to_come else None
    event_week = launch + ((later - to_come).days // WEEK if later and to_come else 0)
    phases = phases_of(brief)
    # a campaign is not over before its event, nor before the last of its phases has begun
    duration = max(duration, event_week, *(launch + weeks for weeks in _weeks_to(phases, to_come)))
    weeks = {line["id"]: _week(line, duration, launch, announced, leads_up=leads_up) for line in book["milestones"]}
    weeks["event_day"] = event_week
    return Calendar(duration, weeks, announced, to_come, passed, later, occasion, launch < usual, phases)


def _weeks_to(phases: Sequence[Phase], launch: date | None) -> Iterator[int]:
    """From the launch to the beginning of each phase for which pieces are planned."""
    span = rules("pieces")["span_weeks"]["value"]
    weeks = ((phase.first - launch).days // WEEK for phase in phases) if launch else ()
    yield from (each for each in weeks if 0 <= each <= span)


def _event_day(brief: NormalizedBriefDTO, launch: date | None) -> date | None:
    """The event's own day, where it is later than the launch by no more than pieces are planned for."""
    named = launch and last_event_day(brief.objectives, launch, is_event="event" in brief.scope.deliverables)
    span = timedelta(weeks=rules("pieces")["span_weeks"]["value"])
    return named if named and launch and timedelta(0) < named - launch <= span else None


def is_event(brief: NormalizedBriefDTO, duration: int) -> bool:
    """Whether the launch is an occasion that people come to; several events, or one in a long campaign, make none."""
    short = duration <= rules("pieces")["event_until_weeks"]
    one = "event" in brief.scope.deliverables and not names_several_events(brief)
    return (short and one) or any(map(speaks_of_an_event, brief.objectives))


def milestone_rule(milestone: str) -> Mapping[str, Any]:
    return next(line for line in rules("milestones")["milestones"] if line["id"] == milestone)


def _own_week(line: Mapping[str, Any], duration: int, *, leads_up: bool = False) -> int:
    share = line.get("share_for_event", line["share"]) if leads_up else line["share"]
    return max(1, min(round(share * duration), line.get("latest_week", duration), duration))


def _weeks_left(day: date | None, today: date) -> int | None:
    return (day - today).days // WEEK + 1 if day else None


def _announced(lead: int) -> int:
    """How many days before the launch it is announced, `lead` being the weeks before it."""
    book = rules("pieces")["announced"]
    if lead < 2:
        return book["short_days"]
    return WEEK * max(1, min(round(lead * book["share_of_lead"]), book["most_weeks"]))


def _week(line: Mapping[str, Any], duration: int, launch: int, announced: int, *, leads_up: bool) -> int:
    """What prepares is done before the first text appears, what follows comes after the launch, where there is room."""
    if line["id"] == "launch":
        return launch
    announcement = max(1, launch - -(-announced // WEEK))
    if line["id"] == "announcement":
        return announcement
    week = max(_own_week(line, duration, leads_up=leads_up), line.get("earliest_week", 1))
    if line["share"] < milestone_rule("launch")["share"]:
        return min(week, max(1, announcement - 1))
    return min(duration, max(week, launch + 1))


def days_later(day: date, days: int) -> date | None:
    """None beyond the end of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
