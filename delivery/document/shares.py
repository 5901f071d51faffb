"""Who gets how much of the budget, and why: the plan of each channel, with the chart of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from aicmo_site.kernel.formats import decimals, money_places
from delivery.document.chart import Chart, bar_chart
from delivery.document.labels import Labels
from strategy.contracts import ChannelPlanDTO, StrategyDocDTO


@dataclass(frozen=True)
class Tactic:
    text: str
    week: str
    reason: str = ""


@dataclass(frozen=True)
class ChannelShare:
    """`amount` is "" without a budget."""

    name: str
    share: str
    amount: str
    reason: str
    tactics: tuple[Tactic, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why these channels get what they get: one reason often holds for several."""

    channels: str
    reason: str


@dataclass(frozen=True)
class Totals:
    reserve_share: str
    reserve: str
    total: str


@dataclass(frozen=True)
class Shares:
    """`totals` is None without a budget."""

    channels: tuple[ChannelShare, ...]
    reasons: tuple[Reason, ...]
    chart: Chart
    totals: Totals | None
    reason: str  # of the budget as a whole


def shares(strategy: StrategyDocDTO, labels: Labels, *, mirrored: bool = False) -> Shares:
    parts = [plan.budget_allocation_pct for plan in strategy.channels]
    places = max(map(decimals, parts), default=0)  # one below the other they are equally fine
    written = [labels.percent(part, places) for part in parts]
    names = [labels.channel(plan.channel) for plan in strategy.channels]
    bars = list(zip(names, parts, written, strict=True))
    reserve, *amounts = reserve_and_amounts(strategy, labels)
    channels = tuple(_channel(*each, labels) for each in zip(strategy.channels, written, amounts, strict=True))
    return Shares(
        channels=channels,
        reasons=_reasons(channels),
        chart=bar_chart(bars, mirrored=mirrored),
        totals=_totals(strategy, reserve, labels),
        reason=strategy.budget.reason,
    )


def money_of(amount: Decimal, strategy: StrategyDocDTO, labels: Labels) -> str:
    """In the budget's currency, and as fine as the client named it."""
    places = money_places(amount if strategy.budget.total is None else strategy.budget.total)
    return labels.money(amount, strategy.budget.currency, places)


def shown_amounts(amounts: Sequence[Decimal], total: Decimal) -> tuple[Decimal, ...]:
    """As fine as the total and no finer, so rounded that what is shown still adds up to it."""
    unit = Decimal(1).scaleb(-money_places(total))
    shown = [amount.quantize(unit, ROUND_DOWN) for amount in amounts]
    left = int((total - sum(shown)) / unit)
    for index in sorted(range(len(shown)), key=lambda index: (shown[index] - amounts[index], index))[:left]:
        shown[index] += unit
    return tuple(shown)


def reserve_and_amounts(strategy: StrategyDocDTO, labels: Labels) -> tuple[str, ...]:
    """What is shown for the reserve and for each channel; "" without a budget."""
    amounts = [strategy.budget.reserve, *(plan.amount for plan in strategy.channels)]
    known = [amount for amount in amounts if amount is not None]
    if strategy.budget.total is None or sum(known) != strategy.budget.total:
        return tuple("" if amount is None else money_of(amount, strategy, labels) for amount in amounts)
    shown = iter(shown_amounts(known, strategy.budget.total))
    return tuple("" if amount is None else money_of(next(shown), strategy, labels) for amount in amounts)


def _channel(plan: ChannelPlanDTO, share: str, amount: str, labels: Labels) -> ChannelShare:
    return ChannelShare(
        name=labels.channel(plan.channel),
        share=share,
        amount=amount,
        reason=plan.reason,
        tactics=tuple(
            Tactic(
                labels.without_channel(tactic.tactic, plan.channel),
                labels.page["week"].format(n=tactic.week),
                tactic.reason,
            )
            for tactic in plan.tactics
        ),
    )


def _reasons(channels: Sequence[ChannelShare]) -> tuple[Reason, ...]:
    by_reason: dict[str, list[str]] = {}
    for channel in channels:
        if channel.reason:
            by_reason.setdefault(channel.reason, []).append(channel.name)
    return tuple(Reason(", ".join(names), reason) for reason, names in by_reason.items())


def _totals(strategy: StrategyDocDTO, reserve: str, labels: Labels) -> Totals | None:
    budget = strategy.budget
    if budget.total is None or budget.reserve is None:
        return None
    return Totals(
        labels.percent(budget.reserve_pct),
        reserve,
        money_of(budget.total, strategy, labels),
    )
