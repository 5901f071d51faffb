"""The plan for a brief. Pure: no database, no clock; the rules lie as JSON beside this file."""

from datetime import datetime

from onboarding.contracts import NormalizedBriefDTO
from strategy.budget import share_out
from strategy.contracts import ChannelPlanDTO, StrategyDocDTO
from strategy.kpis import kpis_for
from strategy.objectives import kinds_of
from strategy.summary import summary_of
from strategy.tactics import tactics_for
from strategy.timeline import timeline_for


def plan(brief: NormalizedBriefDTO, *, strategy_id: str, now: datetime) -> StrategyDocDTO:
    """An unapproved plan, its version 0 until it is kept. Never raises: what the brief lacks stays open in the plan."""
    channels = tuple(dict.fromkeys(brief.scope.deliverables))
    timeline = timeline_for(brief.scope.timeline_weeks, brief.launch_date)
    budget, shares = share_out(brief.budget, channels, kinds_of(brief.objectives))
    return StrategyDocDTO(
        strategy_id=strategy_id,
        brief_id=brief.brief_id,
        version=0,
        kpis=kpis_for(brief.objectives, channels, _days(brief.scope.timeline_weeks)),
        channels=tuple(
            ChannelPlanDTO(channel, share.pct, tactics_for(brief, channel), share.amount, share.rule)
            for channel, share in zip(channels, shares, strict=True)
        ),
        timeline=timeline,
        executive_summary=summary_of(brief, channels, budget, timeline),
        is_approved=False,
        created_at=now,
        approved_at=None,
        budget=budget,
    )


def _days(weeks: int | None) -> int | None:
    return weeks * 7 if weeks and weeks > 0 else None
