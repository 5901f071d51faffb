"""Measures of success: those the client put a number to, then those that its kinds of objective call for."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from aicmo_site.kernel.channels import channel_of
from strategy.contracts import KpiDTO
from strategy.objectives import kinds_of
from strategy.rulebook import rules
from strategy.targets import Target, targets_in
from strategy.wording import figure, quotable, say


def kpis_for(
    objectives: Sequence[str], channels: Sequence[str], timeframe_days: int | None, *, today: date, language: str
) -> tuple[KpiDTO, ...]:
    """One measure per target in the objectives, then up to `per_objective` for each kind of objective."""
    stated = [
        _stated(words, target, timeframe_days, language) for words in objectives for target in targets_in(words, today)
    ]
    kinds = dict.fromkeys(kinds_of(objectives))
    chosen = [kpi for kind in kinds for kpi in _chosen(kind, channels, timeframe_days, language)]
    return (*dict.fromkeys(stated), *chosen)


def _stated(words: str, target: Target, timeframe_days: int | None, language: str) -> KpiDTO:
    book = rules("kpis")
    case = "sentence" if target.days else "late" if target.late else "plan" if timeframe_days else "open"
    deadline = book["deadlines"][case]
    days = target.days if target.days else None if target.late else timeframe_days
    reason = say(book["stated"]["reason"], language, words=quotable(words))
    name = target.name or quotable(words)
    return KpiDTO(
        name=name[:1].upper() + name[1:],
        target_value=target.value,
        unit=_unit(target, language),
        timeframe_days=days,
        baseline=_baseline(target, language),
        measured_by=book["stated"]["measured_by"][language],
        rule=f"{book['stated']['id']}, {deadline['id']}",
        reason=f"{reason} {deadline['reason'][language]}",
    )


def _unit(target: Target, language: str) -> str:
    if not target.change:
        return target.unit
    book = rules("kpis")
    if target.unit == "%":
        return book["relative"][target.change][language]
    return say(book["additional"][target.change], language, unit=target.unit)


def _baseline(target: Target, language: str) -> str:
    if target.baseline is None:
        return rules("kpis")["baseline"][language]
    return f"{figure(target.baseline, language)} {target.unit}"


def _chosen(kind: str, channels: Sequence[str], timeframe_days: int | None, language: str) -> list[KpiDTO]:
    book = rules("kpis")
    present = {*channels, *(channel_of(channel).kind for channel in channels)}
    fitting = [rule for rule in book["rules"] if rule["objective"] == kind]
    fitting = [rule for rule in fitting if not rule["kinds"] or present & {*rule["kinds"], *rule.get("channels", ())}]
    return [_by_rule(rule, timeframe_days, language) for rule in fitting[: book["per_objective"]]]


def _by_rule(rule: dict[str, Any], timeframe_days: int | None, language: str) -> KpiDTO:
    deadline = rules("kpis")["deadlines"]["plan" if timeframe_days else "open"]
    return KpiDTO(
        name=rule["name"][language],
        target_value=Decimal(str(rule["target"])) if "target" in rule else None,
        unit=rule["unit"][language],
        timeframe_days=timeframe_days,
        baseline=rules("kpis")["baseline"][language],
        measured_by=rule["measured_by"][language],
        rule=rule["id"],
        reason=f"{rule['reason'][language]} {deadline['reason'][language]}",
    )
