"""What people want otherwise in a plan: read, held against the brief, and laid upon the rules. Pure.

A plan is made anew with them, so that all that follows from a share or a date follows; one whose subject is gone, or
that would break a rule of the calendar, lapses and says why.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from aicmo_site.kernel.channels import channel_of
from onboarding.contracts import FieldProblem, NormalizedBriefDTO
from strategy.budget.shares import WHOLE
from strategy.contracts import (
    ACT,
    ANNOUNCE,
    BACK,
    CHANNEL,
    DAY,
    ORDER,
    OUT,
    PIECES,
    SHARE,
    STAGES,
    TARGET,
    WEEK,
    WEEKS,
    AdjustmentDTO,
    KpiDTO,
    PieceDTO,
)
from strategy.rules.rulebook import rules
from strategy.schedule.calendar import Calendar, calendar_for
from strategy.schedule.pieces import most_stages

MOST_WEEKS = 520
PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9])?")
TARGET_VALUE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")
NUMBER = re.compile(r"[1-9][0-9]{0,3}")
OF_A_CHANNEL = (SHARE, CHANNEL, ORDER, PIECES, DAY, WEEK)
OF_A_PIECE = (DAY, WEEK)
NO_CHANNEL = "the brief asks for no such channel"
NO_STAGE = "the channel has no piece of this stage"
NO_MEASURE = "the plan has no such measure"
NO_WHOLE = "the shares that are set add up to"
AT_FAULT = {NO_CHANNEL: "channel", NO_STAGE: "stage", NO_MEASURE: "measure"}  # else the value is


class Adjusting:
    """The adjustments of one plan while it is made: of each thing the last one, and which of them lapse."""

    def __init__(self, adjustments: Sequence[AdjustmentDTO]):
        last: dict[tuple[str, ...], AdjustmentDTO] = {}
        for each in adjustments:
            last.pop(_subject(each), None)  # the later one counts where it was said
            if (each.about, each.value) != (CHANNEL, BACK):
                last[_subject(each)] = replace(each, lapsed="")
        self._last = last

    def told(self) -> tuple[AdjustmentDTO, ...]:
        return tuple(self._last.values())

    def of(self, *about: str, channel: str | None = None) -> list[AdjustmentDTO]:
        """Those that stand."""
        return [
            each
            for each in self._last.values()
            if each.about in about and not each.lapsed and channel in (None, each.channel)
        ]

    def lapse(self, adjustment: AdjustmentDTO, why: str) -> None:
        self._last[_subject(adjustment)] = replace(adjustment, lapsed=why)

    def calendar(self, brief: NormalizedBriefDTO, today: date) -> tuple[NormalizedBriefDTO, Calendar]:
        """The calendar, and the brief with the weeks that it is made for."""
        for each in self.of(WEEKS):
            wanted = replace(brief, scope=replace(brief.scope, timeline_weeks=int(each.value)))
            calendar = calendar_for(wanted, today)
            if calendar.duration == int(each.value):
                return wanted, calendar
            self.lapse(each, f"it lasts {calendar.duration} weeks at least, for its event and its phases")
        return brief, calendar_for(brief, today)

    def channels(self, asked: Sequence[str]) -> tuple[str, ...]:
        """Those that stay, in the order of the brief; one at least."""
        for each in self.of(*OF_A_CHANNEL):
            if each.channel not in asked:
                self.lapse(each, NO_CHANNEL)
        out: set[str] = set()
        for each in self.of(CHANNEL):
            if len(out) + 1 == len(asked):
                self.lapse(each, "a plan needs one channel at least")
            else:
                out.add(each.channel)
        for each in self.of(*OF_A_CHANNEL):
            if each.channel in out and each.about != CHANNEL:
                self.lapse(each, "the channel is left out")
        return tuple(channel for channel in asked if channel not in out)

    def shares(self, channels: Sequence[str]) -> Mapping[str, int]:
        """Tenths of a percent that are held, by channel: together, or none, since they are parts of one whole."""
        said = self.of(SHARE)
        held = {each.channel: int(Decimal(each.value) * 10) for each in said}
        total = sum(held.values())
        if total > WHOLE or (held and total < WHOLE and len(held) == len(channels)):
            for each in said:
                self.lapse(each, f"{NO_WHOLE} {Decimal(total).scaleb(-1)} percent, not to 100")
            return {}
        return held

    def pieces(self, channel: str) -> int | None:
        """For how many stages, where a person says so."""
        for each in self.of(PIECES, channel=channel):
            if int(each.value) <= (most := most_stages(channel)):
                return int(each.value)
            self.lapse(each, f"{_name(channel)} has {most} at most")
        return None

    def moved(
        self, channel: str, pieces: Sequence[PieceDTO], calendar: Calendar, brief: NormalizedBriefDTO, today: date
    ) -> Mapping[str, tuple[int, str]]:
        """Week and day of the pieces that a person moved, by stage."""
        moved = {}
        for each in self.of(*OF_A_PIECE, channel=channel):
            if each.stage not in {piece.stage for piece in pieces}:
                self.lapse(each, NO_STAGE)
            elif why := _why_not(each, calendar, brief, today):
                self.lapse(each, why)
            elif each.about == WEEK:
                moved[each.stage] = int(each.value), ""
            else:
                moved[each.stage] = calendar.week_of(date.fromisoformat(each.value)) or 1, each.value
        return moved

    def measures(self, kpis: Sequence[KpiDTO], language: str) -> tuple[KpiDTO, ...]:
        said = {each.measure: each for each in self.of(TARGET)}
        for name in said.keys() - {kpi.name for kpi in kpis}:
            self.lapse(said[name], NO_MEASURE)
        return tuple(_with_target(kpi, said[kpi.name], language) if kpi.name in said else kpi for kpi in kpis)

    def order(self, channels: Sequence[str]) -> tuple[str, ...]:
        ordered = list(channels)
        for each in self.of(ORDER):
            if int(each.value) > len(ordered):
                self.lapse(each, f"there are only {len(ordered)} channels")
            else:
                ordered.remove(each.channel)
                ordered.insert(int(each.value) - 1, each.channel)
        return tuple(ordered)


def by_a_person(rule: str, reason: str, language: str) -> tuple[str, str]:
    """Rule and reason of a line that a person set."""
    said = rules("adjustments")["adjusted"]
    return f"{rule}, {said['id']}", f"{reason} {said['reason'][language]}".strip()


def _subject(adjustment: AdjustmentDTO) -> tuple[str, ...]:
    about = DAY if adjustment.about in OF_A_PIECE else adjustment.about
    return about, adjustment.channel, adjustment.stage, adjustment.measure


def _with_target(kpi: KpiDTO, adjustment: AdjustmentDTO, language: str) -> KpiDTO:
    rule, reason = by_a_person(kpi.rule, kpi.reason, language)
    return replace(kpi, target_value=Decimal(adjustment.value) if adjustment.value else None, rule=rule, reason=reason)


def _why_not(moved: AdjustmentDTO, calendar: Calendar, brief: NormalizedBriefDTO, today: date) -> str:
    """Why a piece cannot appear then: outside the campaign, too late for what it is for, before it may be told."""
    first, last = calendar.first_day, calendar.last_day
    occasion = calendar.event_day or calendar.launch_day
    leads_there = moved.stage == ANNOUNCE or (moved.stage == ACT and calendar.is_event)
    if moved.about == WEEK:
        if calendar.launch_day:
            return "its days are fixed: say which day"
        if int(moved.value) > calendar.duration:
            return f"the campaign lasts {calendar.duration} weeks"
        if leads_there and int(moved.value) > max(calendar.launch, calendar.weeks["event_day"]):
            return f"it leads to the launch in week {calendar.launch}"
        return ""
    day = date.fromisoformat(moved.value)
    if first is None or last is None or occasion is None:
        return "no day of the launch is fixed: say which week"
    if day < max(first, today):
        return f"it is before {max(first, today).isoformat()}, when the campaign begins"
    if day > last:
        return f"it is after {last.isoformat()}, when the campaign ends"
    if leads_there and day > occasion:
        return f"it leads to {occasion.isoformat()}"
    if held_back := [named.day for named in brief.dates if named.kind == "not_before" and moved.value < named.day]:
        return f"nothing may be told before {max(held_back)}"
    return ""


def _name(channel: str) -> str:
    return channel_of(channel).name


def conflicts(
    given: Sequence[AdjustmentDTO], before: Sequence[AdjustmentDTO], after: Sequence[AdjustmentDTO]
) -> Iterator[FieldProblem]:
    """Why what is given does not hold in a plan: `before` and `after` are all adjustments as it tells them without and
    with what is given."""
    left_out = {each.channel for each in before if each.about == CHANNEL and not each.lapsed}
    lapsed = {_subject(each): each.lapsed for each in after if each.lapsed}
    for place, each in enumerate(given):
        if each.value == BACK and each.about == CHANNEL and each.channel not in left_out:
            yield FieldProblem(f"adjustments.{place}.value", "the channel is not left out")
        elif why := lapsed.pop(_subject(each), ""):
            yield FieldProblem(f"adjustments.{place}.{AT_FAULT.get(why, 'value')}", why)
    for each in before:  # shares of before that make no whole any more
        if each.about == SHARE and not each.lapsed and NO_WHOLE in (why := lapsed.get(_subject(each), "")):
            yield FieldProblem("adjustments", f"{_name(each.channel)}: {why}; set it, too")


def problems_of(given: Sequence[AdjustmentDTO]) -> Iterator[FieldProblem]:
    """What is wrong with adjustments by themselves, whatever the plan."""
    for place, each in enumerate(given):
        for field, message in _wrong(each):
            yield FieldProblem(f"adjustments.{place}.{field}", message)


def _wrong(each: AdjustmentDTO) -> Iterator[tuple[str, str]]:
    if not each.reason.strip():
        yield "reason", "say why"
    if (each.about in OF_A_CHANNEL) != bool(each.channel):
        yield "channel", "say which one" if each.about in OF_A_CHANNEL else "this is about no channel"
    if (each.about in OF_A_PIECE) != bool(each.stage) or (each.stage and each.stage not in STAGES):
        yield "stage", f"must be one of {', '.join(STAGES)}" if each.about in OF_A_PIECE else "this is about no piece"
    if (each.about == TARGET) != bool(each.measure):
        yield "measure", "say which one" if each.about == TARGET else "this is about no measure"
    if wrong := _wrong_value(each.about, each.value):
        yield "value", wrong


def _wrong_value(about: str, value: str) -> str:
    match about:
        case "share":
            fits = PERCENT.fullmatch(value) and Decimal(value) <= 100
            return "" if fits else "must be percent from 0 to 100, with one decimal at most"
        case "channel":
            return "" if value in (OUT, BACK) else f"must be {OUT} or {BACK}"
        case "target":
            fits = not value or (TARGET_VALUE.fullmatch(value) and Decimal(value) > 0)
            return "" if fits else "must be a number above 0, or empty for one that is to be agreed"
        case "day":
            return "" if _is_day(value) else "must be a day, as in 2027-03-01"
        case _:
            fits = NUMBER.fullmatch(value) and int(value) <= MOST_WEEKS
            return "" if fits else f"must be a whole number from 1 to {MOST_WEEKS}"


def _is_day(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII)) and bool(date.fromisoformat(value))
    except ValueError:
        return False
