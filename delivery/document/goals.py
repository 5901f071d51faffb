"""What the campaign is to reach, and how anyone will know."""

from dataclasses import dataclass

from aicmo_site.kernel.formats import measured
from delivery.document.labels import Labels
from onboarding.contracts import NormalizedBriefDTO
from strategy.contracts import KpiDTO, StrategyDocDTO

DAYS_OF_A_WEEK = 7
_UNMEASURED = KpiDTO.baseline  # what strategy writes where the brief gives no starting point


@dataclass(frozen=True)
class Objective:
    """`reason` is "" where one further up gives the same."""

    words: str
    kind: str
    reason: str = ""


@dataclass(frozen=True)
class Measure:
    """`kind`: that of the objectives it serves."""

    name: str
    baseline: str
    target: str
    within: str
    measured_by: str
    reason: str = ""
    kind: str = ""


def objectives(strategy: StrategyDocDTO, labels: Labels) -> tuple[Objective, ...]:
    first = {objective.reason: at for at, objective in reversed(list(enumerate(strategy.objectives)))}
    return tuple(
        Objective(
            objective.words,
            labels.kind("objective", objective.kind),
            objective.reason if first[objective.reason] == at else "",
        )
        for at, objective in enumerate(strategy.objectives)
    )


@dataclass(frozen=True)
class AdviceGroup:
    """`kind` is for the style sheet."""

    kind: str
    title: str
    lines: tuple[str, ...]


def advice_groups(strategy: StrategyDocDTO, labels: Labels) -> tuple[AdviceGroup, ...]:
    """What the plan concludes, by kind; its questions stand with the others."""
    groups = (
        AdviceGroup(
            kind, labels.kind("advice", kind), tuple(each.text for each in strategy.advice if each.kind == kind)
        )
        for kind in ("audience", "situation", "choice", "risk")
    )
    return tuple(group for group in groups if group.lines)


def conditions(brief: NormalizedBriefDTO, strategy: StrategyDocDTO) -> tuple[str, ...]:
    """What the client says must hold, apart from what the plan quotes with its conclusions."""
    told = "\n".join(each.text for each in strategy.advice)
    return tuple(words for words in brief.conditions if words not in told)


def success_measures(strategy: StrategyDocDTO, labels: Labels) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            name=kpi.name,
            baseline=labels.page["to_measure"] if kpi.baseline == _UNMEASURED else kpi.baseline,
            target=_target(kpi, labels),
            within=_within(kpi, labels),
            measured_by=kpi.measured_by,
            reason=kpi.reason,
            kind=labels.kind("objective", kpi.objective) if kpi.objective else "",
        )
        for kpi in strategy.kpis
    )


def usual_time_frame(strategy: StrategyDocDTO, labels: Labels) -> str:
    """What holds for every measure that says nothing else; "" where no measure runs as long as the campaign."""
    whole = strategy.timeline.duration_weeks * DAYS_OF_A_WEEK
    return labels.page["whole_campaign"] if any(kpi.timeframe_days == whole for kpi in strategy.kpis) else ""


def _target(kpi: KpiDTO, labels: Labels) -> str:
    if kpi.target_value is None:
        return labels.page["to_agree"]
    return measured(kpi.target_value, kpi.unit, labels.tag)


def _within(kpi: KpiDTO, labels: Labels) -> str:
    """The day where it is known, else the client's words; in weeks where they are whole: nobody counts 1,092 days."""
    if kpi.due:
        return labels.page["until"].format(labels.date(kpi.due))
    if kpi.until:
        return labels.quoted(kpi.until)
    days = kpi.timeframe_days
    if not days:
        return labels.page["to_agree"]
    return (
        labels.counted("within_days", days)
        if days % DAYS_OF_A_WEEK
        else labels.counted("weeks", days // DAYS_OF_A_WEEK)
    )
