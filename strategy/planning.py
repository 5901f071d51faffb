"""The plan for a brief. Pure: no database, no clock; the rules lie as JSON in `rules/`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from onboarding.contracts import NormalizedBriefDTO
from strategy.adjustments import Adjusting, by_a_person
from strategy.budget.shares import Share, share_out
from strategy.conclusions.advice import Known, advice_for
from strategy.conclusions.messages import unspoken
from strategy.conclusions.summary import summary_of, today_of
from strategy.contracts import AdjustmentDTO, ChannelPlanDTO, StrategyDocDTO, TacticDTO
from strategy.localized_texts import language_of
from strategy.measures.kpis import kpis_for
from strategy.objectives.kinds import classified, kinds_of
from strategy.schedule.calendar import Calendar
from strategy.schedule.pieces import Pieces, pieces_for
from strategy.schedule.timeline import timeline_for
from strategy.tactics import Weeks, tactics_by_channel


def plan(
    brief: NormalizedBriefDTO, *, strategy_id: str, now: datetime, adjustments: Sequence[AdjustmentDTO] = ()
) -> StrategyDocDTO:
    """An unapproved plan, its version 0 until it is kept, with what people want otherwise in it. Never raises: what the
    brief lacks stays open in the plan, and an adjustment that does not hold says so."""
    language, today, adjusting = language_of(brief.language), today_of(brief), Adjusting(adjustments)
    brief, calendar = adjusting.calendar(brief, today)
    channels = adjusting.channels(tuple(dict.fromkeys(brief.scope.deliverables)))
    objectives = classified(brief.objectives, language)
    kinds, silent = kinds_of(objectives), tuple(unspoken(brief, objectives))
    held = adjusting.shares(channels)
    budget, shares = share_out(brief, channels, kinds, language, held)
    days = _days(brief.scope.timeline_weeks)
    kpis = kpis_for(
        objectives,
        channels,
        days,
        today=today,
        tag=brief.language,
        calendar=calendar,
        lacking=() if brief.website.strip() else ("website",),
        action=brief.call_to_action,
    )
    kpis = adjusting.measures(kpis, language)
    messages, own = len(set(brief.key_messages)), brief.for_copy().languages
    told = ((each, messages, calendar, today, language, own.get(each, ("",))) for each in channels)
    pieces = [_pieces(*each, brief, adjusting) for each in told]
    weeks = [Weeks(calendar, {piece.stage: piece.week for piece in each.pieces}, today) for each in pieces]
    tactics = tactics_by_channel(brief, channels, kinds, weeks, language)
    shares = tuple(_as_held(share, channel in held, language) for channel, share in zip(channels, shares, strict=True))
    plans = dict(zip(channels, map(_channel_plan, channels, shares, tactics, pieces), strict=True))
    ordered = adjusting.order(channels)
    share_of = dict(zip(channels, shares, strict=True))
    named = tuple((channel, share_of[channel]) for channel in ordered)
    return StrategyDocDTO(
        strategy_id=strategy_id,
        brief_id=brief.brief_id,
        version=0,
        kpis=kpis,
        channels=tuple(plans[channel] for channel in ordered),
        timeline=timeline_for(calendar, today=today, tag=brief.language, funded=budget.total is not None),
        executive_summary=summary_of(
            brief,
            objectives=objectives,
            shares=named,
            budget=budget,
            kpis=kpis,
            calendar=calendar,
            unspoken=silent,
            language=language,
        ),
        is_approved=False,
        created_at=now,
        approved_at=None,
        budget=budget,
        objectives=objectives,
        advice=advice_for(Known(brief, named, budget, kpis, calendar, today, silent, language)),
        adjustments=adjusting.told(),
    )


def _pieces(
    channel: str,
    messages: int,
    calendar: Calendar,
    today: date,
    language: str,
    written_in: Sequence[str],
    brief: NormalizedBriefDTO,
    adjusting: Adjusting,
) -> Pieces:
    """Those of the rules, with the number and the days that a person wants."""
    pieces = partial(pieces_for, channel, messages, calendar, today, language, written_in)
    usual = pieces(wanted=(wanted := adjusting.pieces(channel)))
    moved = adjusting.moved(channel, usual.pieces, calendar, brief, today)
    if not (wanted or moved):
        return usual
    now = pieces(wanted=wanted, moved=moved)
    return Pieces(now.pieces, *by_a_person(now.rule, now.reason, language))


def _as_held(share: Share, is_held: bool, language: str) -> Share:
    if not is_held:
        return share
    rule, reason = by_a_person(share.rule, share.reason, language)
    return replace(share, rule=rule, reason=reason)


def _channel_plan(channel: str, share: Share, tactics: tuple[TacticDTO, ...], pieces: Pieces) -> ChannelPlanDTO:
    """The rule names all that made it: its weight, what moved it, and the number of its pieces."""
    rule, reason = f"{share.rule}, {pieces.rule}", f"{share.reason} {pieces.reason}"
    return ChannelPlanDTO(channel, share.pct, tactics, share.amount, rule, reason, pieces.pieces)


def _days(weeks: int | None) -> int | None:
    return weeks * 7 if weeks and weeks > 0 else None
