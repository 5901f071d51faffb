"""The campaign in a handful of lines: when, where, for how much, and what the reader has to decide."""

from dataclasses import dataclass

from delivery.document.answers import budget_words
from delivery.document.labels import Labels
from delivery.document.shares import money_of, reserve_and_amounts
from onboarding.contracts import NormalizedBriefDTO
from strategy.contracts import WEEKS, StrategyDocDTO


@dataclass(frozen=True)
class Glance:
    """`span` runs from the first to the last date that the plan knows, "" where it knows fewer than two; `terms` are
    the client's words on what the money is for."""

    launch: str
    duration: str
    span: str
    money: str
    terms: str
    held_back: str
    channels: tuple[str, ...]
    decisions: tuple[str, ...]


def glance(
    brief: NormalizedBriefDTO,
    strategy: StrategyDocDTO,
    labels: Labels,
    *,
    passed: bool = True,
    questions: int = 0,
    points: int = 0,
) -> Glance:
    """`questions` and `points` are how many the document lists as open; `passed`: whether the copy may go out."""
    money, held_back = _money(brief, strategy, labels)
    return Glance(
        launch=_launch(brief, strategy, labels),
        duration=_duration(brief, strategy, labels),
        span=_span(strategy, labels),
        money=money,
        terms=" ".join(brief.budget.period.split()) if brief.budget and strategy.budget.total is not None else "",
        held_back=held_back,
        channels=tuple(labels.channel(plan.channel) for plan in strategy.channels),
        decisions=_decisions(labels, questions, points, passed=passed),
    )


def _duration(brief: NormalizedBriefDTO, strategy: StrategyDocDTO, labels: Labels) -> str:
    weeks = strategy.timeline.duration_weeks
    written = labels.counted("weeks", weeks) if weeks else ""
    said = brief.scope.timeline_weeks or any(one.about == WEEKS and not one.lapsed for one in strategy.adjustments)
    return written if said or not weeks else labels.page["assumed"].format(written)


def _span(strategy: StrategyDocDTO, labels: Labels) -> str:
    days = {milestone.on for milestone in strategy.timeline.milestones}
    days |= {piece.on for plan in strategy.channels for piece in plan.pieces}
    known = sorted(days - {""})  # ISO dates sort as dates do
    return f"{labels.date(known[0])} – {labels.date(known[-1])}" if len(known) > 1 else ""


def _money(brief: NormalizedBriefDTO, strategy: StrategyDocDTO, labels: Labels) -> tuple[str, str]:
    """What there is to spend, and how much of it is held back."""
    budget = strategy.budget
    if budget.total is None:
        return budget_words(brief.budget, labels), ""
    total = money_of(budget.total, strategy, labels)
    if not budget.reserve:
        return total, ""
    return total, labels.page["held_back"].format(reserve_and_amounts(strategy, labels)[0])


def _launch(brief: NormalizedBriefDTO, strategy: StrategyDocDTO, labels: Labels) -> str:
    """The day as the plan read it, else the client's own words."""
    days = [stop.on for stop in strategy.timeline.milestones if stop.rule.partition(",")[0] == "launch" and stop.on]
    return labels.date(days[0] if days else brief.launch_date)


def _decisions(labels: Labels, questions: int, points: int, *, passed: bool) -> tuple[str, ...]:
    first = [] if passed else [labels.page["mend_first"]]
    last = labels.counted("answer_first", questions) if questions else labels.page["approve"]
    return (*first, last, *([labels.counted("settle_points", points)] if points else []))
