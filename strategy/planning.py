"""The plan for a brief. Pure: no database, no clock; the rules lie as JSON in `rules/`."""

from datetime import datetime

from onboarding.contracts import NormalizedBriefDTO
from strategy.budget.shares import Share, share_out
from strategy.conclusions.advice import Known, advice_for
from strategy.conclusions.messages import unspoken
from strategy.conclusions.summary import summary_of, today_of
from strategy.contracts import ChannelPlanDTO, StrategyDocDTO, TacticDTO
from strategy.localized_texts import language_of
from strategy.measures.kpis import kpis_for
from strategy.objectives.kinds import classified, kinds_of
from strategy.schedule.calendar import calendar_for
from strategy.schedule.pieces import Pieces, pieces_for
from strategy.schedule.timeline import timeline_for
from strategy.tactics import Weeks, tactics_by_channel


def plan(brief: NormalizedBriefDTO, *, strategy_id: str, now: datetime) -> StrategyDocDTO:
    """An unapproved plan, its version 0 until it is kept. Never raises: what the brief lacks stays open in the plan."""
    language, today = language_of(brief.language), today_of(brief)
    channels = tuple(dict.fromkeys(brief.scope.deliverables))
    objectives = classified(brief.objectives, language)
    kinds, silent = kinds_of(objectives), tuple(unspoken(brief, objectives))
    calendar = calendar_for(brief, today)
    budget, shares = share_out(brief, channels, kinds, language)
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
    messages, own = len(set(brief.key_messages)), brief.for_copy().languages
    pieces = [pieces_for(each, messages, calendar, today, language, own.get(each, ("",))) for each in channels]
    weeks = [Weeks(calendar, {piece.stage: piece.week for piece in each.pieces}, today) for each in pieces]
    tactics = tactics_by_channel(brief, channels, kinds, weeks, language)
    named = tuple(zip(channels, shares, strict=True))
    return StrategyDocDTO(
        strategy_id=strategy_id,
        brief_id=brief.brief_id,
        version=0,
        kpis=kpis,
        channels=tuple(map(_channel_plan, channels, shares, tactics, pieces)),
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
    )


def _channel_plan(channel: str, share: Share, tactics: tuple[TacticDTO, ...], pieces: Pieces) -> ChannelPlanDTO:
    """The rule names all that made it: its weight, what moved it, and the number of its pieces."""
    rule, reason = f"{share.rule}, {pieces.rule}", f"{share.reason} {pieces.reason}"
    return ChannelPlanDTO(channel, share.pct, tactics, share.amount, rule, reason, pieces.pieces)


def _days(weeks: int | None) -> int | None:
    return weeks * 7 if weeks and weeks > 0 else None
