"""Which pieces of copy a channel gets, for which stage of the campaign and when; the rules are in pieces.json."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aicmo_site.kernel.channels import channel_of
from strategy.contracts import STAGES, PieceDTO
from strategy.rulebook import rules
from strategy.timeline import Calendar


@dataclass(frozen=True)
class Pieces:
    pieces: tuple[PieceDTO, ...]
    rule: str
    reason: str


def pieces_for(channel: str, messages: int, calendar: Calendar, language: str) -> Pieces:
    """The pieces of a channel in the order of the campaign: at least one, none before the launch."""
    rule = _rule_for(channel)
    wanted = [count for weeks, count in rule["pieces_by_weeks"].items() if int(weeks) <= calendar.duration]
    number = min(max(wanted), max(1, messages) + 1)  # each piece needs something of its own to say
    stages = sorted(rule["stages"][:number], key=STAGES.index)
    at_once = rule.get("from_launch", False)
    weeks = [calendar.launch if at_once else week_of(stage, calendar) for stage in stages]
    pieces = (
        PieceDTO(position, stage, week, calendar.on(week))
        for position, (stage, week) in enumerate(zip(stages, weeks, strict=True), start=1)
    )
    return Pieces(tuple(pieces), rule["id"], rule["reason"][language])


def week_of(stage: str, calendar: Calendar) -> int:
    """The week of a stage: its share of the time from the launch to the end, or to the end of the copy's span."""
    book = rules("pieces")
    span = min(calendar.duration - calendar.launch, book["span_weeks"]["value"])
    return calendar.launch + int(span * book["stages"][stage]["share"])


def _rule_for(channel: str) -> Mapping[str, Any]:
    book, kind = rules("pieces"), channel_of(channel).kind
    own = [rule for rule in book["rules"] if channel in rule.get("channels", ())]
    by_kind = [rule for rule in book["rules"] if kind in rule.get("kinds", ())]
    return (*own, *by_kind, book["fallback"])[0]
