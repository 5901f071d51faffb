"""Measures of success: those the client put a number to, then those that its kinds of objective call for."""

from collections.abc import Sequence

from aicmo_site.kernel.channels import channel_of
from strategy.contracts import KpiDTO
from strategy.objectives import kinds_of
from strategy.rulebook import rules
from strategy.targets import target_in


def kpis_for(objectives: Sequence[str], channels: Sequence[str], timeframe_days: int | None) -> tuple[KpiDTO, ...]:
    """One measure per number in the objectives, then up to `per_objective` for each kind of objective."""
    stated = [kpi for objective in objectives if (kpi := _stated(objective, timeframe_days))]
    chosen = [kpi for kind in dict.fromkeys(kinds_of(objectives)) for kpi in _chosen(kind, channels, timeframe_days)]
    return (*dict.fromkeys(stated), *chosen)


def _stated(objective: str, timeframe_days: int | None) -> KpiDTO | None:
    target = target_in(objective)
    if target is None:
        return None
    rule = rules("kpi_rules")["stated"]
    named = len(target.unit) > 3  # "%" or a currency does not say what is counted
    return KpiDTO(
        name=target.unit[0].upper() + target.unit[1:] if named else objective,
        target_value=target.value,
        unit=target.unit,
        timeframe_days=timeframe_days,
        measured_by=rule["measured_by"],
        rule=rule["id"],
    )


def _chosen(kind: str, channels: Sequence[str], timeframe_days: int | None) -> list[KpiDTO]:
    book = rules("kpi_rules")
    present = {channel_of(channel).kind for channel in channels}
    fitting = [rule for rule in book["rules"] if rule["objective"] == kind]
    fitting = [rule for rule in fitting if not rule["kinds"] or present & set(rule["kinds"])]
    return [
        KpiDTO(rule["name"], None, rule["unit"], timeframe_days, measured_by=rule["measured_by"], rule=rule["id"])
        for rule in fitting[: book["per_objective"]]
    ]
