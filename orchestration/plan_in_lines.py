"""A plan in lines, as staff compare it with what it was."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aicmo_site.kernel import formats
from aicmo_site.kernel.channels import channel_of
from strategy.contracts import ChannelPlanDTO, PieceDTO, StrategyDocDTO

OURS = "en-GB"  # of the admin


def plan_in_lines(plan: StrategyDocDTO) -> list[str]:
    """What is planned, each thing once; of two plans the same lines are what did not change."""
    return list(dict.fromkeys(_lines(plan)))


def difference(former: Sequence[str], now: Sequence[str]) -> tuple[list[str], list[str]]:
    """(the lines that went, the lines that came)"""
    before, after = set(former), set(now)
    return [line for line in former if line not in after], [line for line in now if line not in before]


def _lines(plan: StrategyDocDTO) -> Iterator[str]:
    yield f"Duration: {plan.timeline.duration_weeks} weeks"
    yield from (f"Aim ({aim.kind}): {aim.words}" for aim in plan.objectives)
    yield from (f"Measure: {_measure(kpi.name, kpi.target_value, kpi.unit, kpi.due)}" for kpi in plan.kpis)
    currency = plan.budget.currency
    if plan.budget.total is not None:
        yield f"Budget: {formats.money(plan.budget.total, currency, OURS)}"
    if plan.budget.reserve:
        yield f"Reserve: {formats.money(plan.budget.reserve, currency, OURS)}"
    for channel in plan.channels:
        yield from _of_channel(channel, currency)
    yield from (f"Phase {phase.number}: {phase.on} to {phase.until or 'open'}" for phase in plan.timeline.phases)
    yield from (f"Milestone: {_when(stop.name, stop.week, stop.on)}" for stop in plan.timeline.milestones)
    yield from (f"Advice ({advice.kind}): {advice.text}" for advice in plan.advice)
    yield from (f"Summary: {line}" for line in plan.executive_summary.splitlines() if line.strip())


def _of_channel(plan: ChannelPlanDTO, currency: str) -> Iterator[str]:
    name = channel_of(plan.channel).name
    share = formats.percent(plan.budget_allocation_pct, OURS)
    yield f"{name}: {share}" + (f", {formats.money(plan.amount, currency, OURS)}" if plan.amount is not None else "")
    yield from (f"{name}, {_piece(piece)}" for piece in plan.pieces)
    yield from (f"{name}: {_when(tactic.tactic, tactic.week, '')}" for tactic in plan.tactics)


def _piece(piece: PieceDTO) -> str:
    told = ", ".join(filter(None, (piece.stage, piece.language)))
    return _when(f"text {piece.number} ({told})", piece.week, piece.on)


def _measure(name: str, target: Decimal | None, unit: str, due: str) -> str:
    aim = formats.measured(target, unit, OURS) if target is not None else "to be agreed"
    return f"{name}: {aim}" + (f" by {due}" if due else "")


def _when(what: str, week: int, on: str) -> str:
    return f"{what}, week {week}" + (f", {on}" if on else "")
