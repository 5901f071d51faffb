"""The executive summary: a few plain English sentences made of the brief's own facts."""

from collections.abc import Sequence
from decimal import Decimal

from aicmo_site.kernel.channels import channel_of
from onboarding.contracts import NormalizedBriefDTO
from strategy.contracts import BudgetPlanDTO, TimelineDTO


def summary_of(brief: NormalizedBriefDTO, channels: Sequence[str], budget: BudgetPlanDTO, timeline: TimelineDTO) -> str:
    """Who wants what from whom, where, for how much and how long; what is missing is said to be missing."""
    sentences = [
        _objectives(brief),
        _audience(brief),
        _messages(brief),
        _channels(channels),
        _money(brief, budget),
        _time(brief, timeline),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def money(amount: Decimal, currency: str) -> str:
    """The amount with thousands separated, and its currency where known."""
    return f"{amount:,f} {currency}".strip()


def _listed(items: Sequence[str]) -> str:
    return "; ".join(" ".join(item.split()).rstrip(".;") for item in items if item.strip())


def _objectives(brief: NormalizedBriefDTO) -> str:
    who = brief.client_name or "The client"
    if not brief.objectives:
        return f"{who} has named no objective yet."
    return f"Objectives of {who}: {_listed(brief.objectives)}."


def _audience(brief: NormalizedBriefDTO) -> str:
    audience = _listed([brief.target_audience])
    return f"Audience: {audience}." if audience else "The audience is still to be agreed."


def _messages(brief: NormalizedBriefDTO) -> str:
    messages = _listed(brief.key_messages)
    return f"What it says: {messages}." if messages else "The brief has no key message yet."


def _channels(channels: Sequence[str]) -> str:
    if not channels:
        return "The brief names no channel, so no budget is shared out yet."
    return f"Channels: {', '.join(channel_of(channel).name for channel in channels)}."


def _money(brief: NormalizedBriefDTO, budget: BudgetPlanDTO) -> str:
    if budget.total is None or budget.reserve is None:
        return "The brief gives no usable budget figure: shares are in percent only."
    period = " ".join(brief.budget.period.split()) if brief.budget else ""
    of = f" ({period})" if period else ""
    total, reserve = money(budget.total, budget.currency), money(budget.reserve, budget.currency)
    return f"Budget: {total}{of}, of which {reserve} is held in reserve."


def _time(brief: NormalizedBriefDTO, timeline: TimelineDTO) -> str:
    launch = " ".join(brief.launch_date.split())
    until = f" Launch as the client wrote it: {launch}." if launch else ""
    if brief.scope.timeline_weeks == timeline.duration_weeks:
        return f"It runs for {timeline.duration_weeks} weeks.{until}"
    return f"The brief names no duration; {timeline.duration_weeks} weeks are assumed.{until}"
