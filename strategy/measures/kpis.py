"""Measures of success: those the client put a number to, then those that its kinds of objective call for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from aicmo_site.kernel import formats
from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from strategy.contracts import KpiDTO, ObjectiveDTO
from strategy.localized_texts import language_of, quotable, region_of, say
from strategy.measures.deadlines import Deadline, deadline_of, deadlines, general_deadlines, usual_deadline
from strategy.objectives.kinds import kinds_of
from strategy.objectives.targets import Target, targets_in
from strategy.rules.rulebook import from_rules, rules, stems_in
from strategy.schedule.calendar import Calendar


def kpis_for(
    objectives: Sequence[ObjectiveDTO],
    channels: Sequence[str],
    timeframe_days: int | None,
    *,
    today: date,
    tag: str,
    calendar: Calendar | None = None,
    lacking: Collection[str] = (),
    action: str = "",
) -> tuple[KpiDTO, ...]:
    """One measure per target in the objectives, then up to `per_objective` for each kind of objective. `lacking`: what
    the brief has none of, among what rules need; `action`: its call to action."""
    usual, language = usual_deadline(timeframe_days, calendar), language_of(tag)
    stated = [
        _stated(objective, target, deadline_of(objective.words, target, usual, today, calendar, channels), tag)
        for objective in objectives
        for target in targets_in(objective.words, today, tag)
    ]
    kinds = dict.fromkeys(kinds_of(objectives))
    fitting = {kind: [rule for rule in _fitting(kind, channels) if rule.get("needs") not in lacking] for kind in kinds}
    chosen = [
        _by_rule(rule, usual, language, action)
        for kind in kinds
        for rule in fitting[kind][: _how_many([kpi for kpi in stated if kpi.objective == kind])]
    ]
    return (*dict.fromkeys(stated), *_once(chosen))


def _how_many(stated: Sequence[KpiDTO]) -> int:
    """Fewer of ours where the client's own sentences name some."""
    book = rules("kpis")
    return max(book["per_objective_at_least"], book["per_objective"] - len(stated))


def _once(kpis: Iterable[KpiDTO]) -> Iterable[KpiDTO]:
    """The same thing is counted once, whatever it serves."""
    by_name: dict[str, KpiDTO] = {}
    for kpi in kpis:
        by_name.setdefault(kpi.name, kpi)
    return by_name.values()


def _stated(objective: ObjectiveDTO, target: Target, deadline: Deadline, tag: str) -> KpiDTO:
    language, words = language_of(tag), objective.words
    book, name = rules("kpis"), target.name or quotable(words)
    said = [book["stated"], deadline.rule, *([book["from_zero"]] if _starts_at_zero(words, target) else [])]
    return KpiDTO(
        name=name[:1].upper() + name[1:],
        target_value=target.value,
        unit=_unit(target, language),
        timeframe_days=deadline.days,
        baseline=_baseline(words, target, tag),
        measured_by=_measured_by(target, deadline)[language],
        rule=", ".join(rule["id"] for rule in said),
        reason=" ".join(
            _why(rule, target, "" if name == quotable(words) else quotable(words), language)
            for rule in said
            if rule not in general_deadlines()
        ),
        due=deadline.due.isoformat() if deadline.due else "",
        until=target.until if deadline.rule == deadlines()["words"] else "",
        objective=objective.kind,
    )


def _why(rule: Mapping[str, Any], target: Target, words: str, language: str) -> str:
    """The rule's reason, with the client's sentence unless that is the measure's name already."""
    reason = rule["reason"] if words else rule.get("plainly", rule["reason"])
    return say(reason, language, words=words, until=target.until)


def _measured_by(target: Target, deadline: Deadline) -> Mapping[str, str]:
    """People who come to an event are counted at the door, whatever else by the client."""
    at_the_door = deadline.rule["id"] == deadlines()["event"]["id"] and not target.name
    return rules("kpis")["event" if at_the_door else "stated"]["measured_by"]


def _starts_at_zero(words: str, target: Target) -> bool:
    """Whether only what is newly won counts: neither a share, nor more than before, nor so much a week."""
    text, (won, rates) = unaccented(words), _from_zero()
    if target.change or target.baseline is not None or target.unit == "%":
        return False
    return won.occur(text) and not rates.occur(text)


@from_rules
def _from_zero() -> tuple[Stems, Stems]:
    """Words for what is newly won, and for what is reckoned by time."""
    book = rules("kpis")["from_zero"]
    return stems_in(book["stems"]), stems_in(book["rates"])


def _unit(target: Target, language: str) -> str:
    if not target.change:
        return target.unit
    book = rules("kpis")
    if target.unit == "%":
        return book["relative"][target.change][language]
    return say(book["additional"][target.change], language, unit=target.unit)


def _baseline(words: str, target: Target, tag: str) -> str:
    if target.baseline is None:
        book = rules("kpis")
        return (book["from_zero"] if _starts_at_zero(words, target) else book)["baseline"][language_of(tag)]
    return formats.measured(target.baseline, target.unit, region_of(tag))


def _fitting(kind: str, channels: Sequence[str]) -> list[Mapping[str, Any]]:
    """The rules for a kind of objective that name no channel, or one of the plan."""
    present = {*channels, *(channel_of(channel).kind for channel in channels)}
    named = [(rule, {*rule["kinds"], *rule.get("channels", ())}) for rule in rules("kpis")["rules"]]
    return [rule for rule, names in named if rule["objective"] == kind and (not names or present & names)]


def _by_rule(rule: Mapping[str, Any], deadline: Deadline, language: str, action: str) -> KpiDTO:
    return KpiDTO(
        name=_name(rule, language, quotable(action)),
        target_value=Decimal(str(rule["target"])) if "target" in rule else None,
        unit=rule["unit"][language],
        timeframe_days=deadline.days,
        baseline=rules("kpis")["baseline"][language],
        measured_by=rule["measured_by"][language],
        rule=rule["id"],
        reason=rule["reason"][language],
        due=deadline.due.isoformat() if deadline.due else "",
        objective=rule["objective"],
    )


def _name(rule: Mapping[str, Any], language: str, action: str) -> str:
    """The client's own call to action says best what people are to do."""
    quoted = 0 < len(action) <= rules("kpis")["longest_action"]
    return say(rule["name_with_action" if quoted and "name_with_action" in rule else "name"], language, action=action)
