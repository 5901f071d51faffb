"""For the agency: which rule of the data files made each choice; why, where the document does not say it already."""

from collections.abc import Iterator
from dataclasses import dataclass

from delivery.document.labels import Labels
from strategy.contracts import StrategyDocDTO


@dataclass(frozen=True)
class Choice:
    about: str
    rule: str
    reason: str = ""


def choices(strategy: StrategyDocDTO, labels: Labels) -> tuple[Choice, ...]:
    """In the order of the document; those that name no rule are left out."""
    return tuple(choice for choice in _all(strategy, labels) if choice.rule)


def _all(strategy: StrategyDocDTO, labels: Labels) -> Iterator[Choice]:
    for objective in strategy.objectives:
        yield Choice(objective.words, objective.rule)
    for kpi in strategy.kpis:
        yield Choice(kpi.name, kpi.rule)
    yield Choice(labels.field("budget"), strategy.budget.rule)
    for plan in strategy.channels:
        name = labels.channel(plan.channel)
        yield Choice(name, plan.rule)
        for tactic in plan.tactics:
            told = labels.without_channel(tactic.tactic, plan.channel)
            yield Choice(f"{name}{labels.page['after_name']}{told}", tactic.rule)
    for milestone in strategy.timeline.milestones:
        yield Choice(milestone.name, milestone.rule, milestone.reason)
    for advice in strategy.advice:
        yield Choice(advice.text, advice.rule, advice.reason)
