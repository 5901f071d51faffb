"""Who gets how much of the budget, and why: the plan of each channel, with the chart of all."""

from dataclasses import dataclass
from decimal import Decimal

from delivery.chart import Chart, bar_chart
from delivery.formats import money, money_places
from delivery.labels import Labels
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
class Totals:
    reserve_share: str
    reserve: str
    total: str


@dataclass(frozen=True)
class Shares:
    """`totals` is None without a budget."""

    channels: tuple[ChannelShare, ...]
    chart: Chart
    totals: Totals | None
    reason: str  # of the budget as a whole


def shares(strategy: StrategyDocDTO, labels: Labels, *, mirrored: bool = False) -> Shares:
    bars = [
        (labels.channel(plan.channel), plan.budget_allocation_pct, labels.percent(plan.budget_allocation_pct))
        for plan in strategy.channels
    ]
    return Shares(
        channels=tuple(_channel(plan, strategy, labels) for plan in strategy.channels),
        chart=bar_chart(bars, mirrored=mirrored),
        totals=_totals(strategy, labels),
        reason=strategy.budget.reason,
    )


def money_of(amount: Decimal, strategy: StrategyDocDTO, labels: Labels) -> str:
    """In the budget's currency, with as many decimals as the finest amount of the plan: a column reads as one."""
    amounts = [plan.amount for plan in strategy.channels] + [strategy.budget.reserve, strategy.budget.total]
    places = max((money_places(each) for each in amounts if each is not None), default=0)
    return money(amount, strategy.budget.currency, labels.language, places)


def _channel(plan: ChannelPlanDTO, strategy: StrategyDocDTO, labels: Labels) -> ChannelShare:
    return ChannelShare(
        name=labels.channel(plan.channel),
        share=labels.percent(plan.budget_allocation_pct),
        amount="" if plan.amount is None else money_of(plan.amount, strategy, labels),
        reason=plan.reason,
        tactics=tuple(
            Tactic(tactic.tactic, labels.page["week"].format(n=tactic.week), tactic.reason) for tactic in plan.tactics
        ),
    )


def _totals(strategy: StrategyDocDTO, labels: Labels) -> Totals | None:
    budget = strategy.budget
    if budget.total is None or budget.reserve is None:
        return None
    return Totals(
        labels.percent(budget.reserve_pct),
        money_of(budget.reserve, strategy, labels),
        money_of(budget.total, strategy, labels),
    )
