"""Which pieces of copy a channel gets, for which stage of the campaign and when; the rules are in pieces.json."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from aicmo_site.kernel.channels import channel_of
from strategy.contracts import STAGES, PieceDTO
from strategy.rules.rulebook import rules
from strategy.schedule.calendar import WEEK, Calendar

WHOLE_WEEKS_FROM = 21  # days after the launch in which pieces keep to its day of the week


@dataclass(frozen=True)
class Pieces:
    pieces: tuple[PieceDTO, ...]
    rule: str
    reason: str


def pieces_for(
    channel: str,
    messages: int,
    calendar: Calendar,
    today: date,
    language: str,
    written_in: Sequence[str] = ("",),
    *,
    wanted: int | None = None,
    moved: Mapping[str, tuple[int, str]] = MappingProxyType({}),
) -> Pieces:
    """The pieces of a channel by their days: at least one, the announcement before the launch; each in every language
    that the channel is `written_in`. `wanted`: for how many stages, where a person says so; `moved`: week and day of
    those that a person moved, by stage."""
    rule = _rule_for(channel)
    by_weeks = [count for weeks, count in rule["pieces_by_weeks"].items() if int(weeks) <= calendar.duration]
    number = wanted or min(max(by_weeks), max(1, messages) + 1)  # each piece needs something of its own to say
    usual = {stage: _days(_moment(rule, stage, calendar), calendar) for stage in rule["stages"][:number]}
    stages = sorted(usual, key=lambda stage: (usual[stage], STAGES.index(stage)))
    when = {stage: moved.get(stage) or calendar.at(usual[stage], today) for stage in stages}
    if moved:
        stages.sort(key=lambda stage: (when[stage][1], when[stage][0]))
    told = ((stage, *when[stage], tag) for stage in stages for tag in written_in)
    pieces = (PieceDTO(number, *each) for number, each in enumerate(told, start=1))
    return Pieces(tuple(pieces), rule["id"], rule["reason"][language])


def most_stages(channel: str) -> int:
    """For how many stages a channel can have pieces."""
    return len(_rule_for(channel)["stages"])


def week_of(stage: str, calendar: Calendar, today: date) -> int:
    """The week in which pieces of a stage usually appear."""
    return calendar.at(_days(_moment({}, stage, calendar), calendar), today)[0]


def _moment(rule: Mapping[str, Any], stage: str, calendar: Calendar) -> str:
    """A rule's own moment for a stage, else that of the schedule."""
    schedule = "later_event" if calendar.event_day else "event" if calendar.is_event else "start"
    return rule.get("moments", {}).get(schedule, {}).get(stage) or rules("pieces")["schedules"][schedule][stage]


def _days(moment: str, calendar: Calendar) -> int:
    """How many days from the launch a moment is: its part of the time before, or of the time after it."""
    moments = rules("pieces")["moments"]
    if "days_to_event" in moments[moment]:
        return max(0, calendar.days_to_event + moments[moment]["days_to_event"])
    place = moments[moment]["place"]
    if place <= 0:
        return int(place * calendar.announced)
    span = min(calendar.days_after, WEEK * rules("pieces")["span_weeks"]["value"])
    days = max(1, int(place * span)) if span > 0 else 0
    return days // WEEK * WEEK if span >= WHOLE_WEEKS_FROM else days


def _rule_for(channel: str) -> Mapping[str, Any]:
    book, kind = rules("pieces"), channel_of(channel).kind
    own = [rule for rule in book["rules"] if channel in rule.get("channels", ())]
    by_kind = [rule for rule in book["rules"] if kind in rule.get("kinds", ())]
    return (*own, *by_kind, book["fallback"])[0]
