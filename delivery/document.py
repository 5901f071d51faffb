"""The campaign document: one HTML page that a client can be shown, with nothing from outside."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aicmo_site.kernel.channels import channel_of
from delivery.chart import bar_chart
from delivery.labels import direction_of, labels_of, primary_of
from delivery.measures import measure
from onboarding.contracts import BudgetDTO, NormalizedBriefDTO
from production.contracts import AssetDTO, DraftBundleDTO
from qc.contracts import QcIssueDTO, QcResultDTO
from strategy.contracts import ChannelPlanDTO, KpiDTO, StrategyDocDTO

TEMPLATE = "delivery/campaign.html"


def campaign_html(
    brief: NormalizedBriefDTO, strategy: StrategyDocDTO, bundles: Sequence[DraftBundleDTO], result: QcResultDTO
) -> bytes:
    label_language, labels = labels_of(brief.language)
    language = brief.language or label_language
    return render_to_string(
        TEMPLATE,
        {
            "title": labels["campaign"].format_map({"client": brief.client_name}),
            "language": language,
            "direction": direction_of(language),
            "own": _own(language, label_language),
            "t": labels,
            "brief": brief,
            "facts": _facts(brief, labels),
            "lists": _lists(brief, labels),
            "further": [(_spaced(name), value) for name, value in _pairs(brief.further_answers)],
            "strategy": strategy,
            "questions": [(_spaced(item.field), item.question, item.words) for item in brief.open_questions],
            "kpis": [_kpi(kpi, labels) for kpi in strategy.kpis],
            "plans": [_plan(plan, strategy) for plan in strategy.channels],
            "reserve": _reserve(strategy),
            "has_amounts": strategy.budget.total is not None,
            "chart": bar_chart([(_short_name(p.channel), p.budget_allocation_pct) for p in strategy.channels]),
            "bundles": [_bundle(bundle, labels) for bundle in bundles],
            "result": result,
            "score": f"{result.score:.2f}",
            "issues": [_issue(issue, labels) for issue in result.issues],
        },
    ).encode()


def _own(language: str, label_language: str) -> SafeString:
    """The attribute of an element that holds our own words, where they are in another language than the client's."""
    if primary_of(language) == label_language:
        return SafeString("")
    return format_html(' lang="{}"', label_language)


def _facts(brief: NormalizedBriefDTO, labels: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the brief says in a line or two; what it does not say is left out, or is among the open questions."""
    weeks = brief.scope.timeline_weeks
    channels = ", ".join(channel_of(channel).name for channel in brief.scope.deliverables)
    facts = [
        ("client", brief.client_name),
        ("industry", brief.industry),
        ("website", brief.website),
        ("audience", brief.target_audience),
        ("channels", channels),
        ("budget", budget_words(brief.budget) or labels["none_yet"]),
        ("timeline", f"{weeks} {labels['weeks']}" if weeks else labels["none_yet"]),
        ("launch", brief.launch_date),
        ("call_to_action", brief.call_to_action),
    ]
    guidelines = [(_spaced(key), value) for key, value in _pairs(brief.brand_guidelines)]
    named = [(labels[key], value) for key, value in facts if value]
    return named + [(labels.get(key.lower(), key), value) for key, value in guidelines]


def _lists(brief: NormalizedBriefDTO, labels: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    many = [
        ("objectives", brief.objectives),
        ("key_messages", brief.key_messages),
        ("mandatory", brief.mandatory_inclusions),
        ("competitors", brief.competitors),
    ]
    return [(labels[key], items) for key, items in many if items]


def budget_words(budget: BudgetDTO | None) -> str:
    """The budget as the client wrote it; the number too, where their words do not show it."""
    if budget is None:
        return ""
    amount = " ".join(filter(None, (money(budget.amount, budget.currency), budget.period)))
    if not budget.words:
        return amount
    shown = "".join(filter(str.isdigit, f"{budget.amount.to_integral_value():f}"))
    return budget.words if shown in "".join(filter(str.isdigit, budget.words)) else f"{budget.words} ({amount})"


def money(amount: Decimal, currency: str, places: int | None = None) -> str:
    """1,234.50 EUR; without `places`, a whole amount has none and another two, or more where it needs them."""
    return f"{amount:,.{_places(amount) if places is None else places}f} {currency}".strip()


def _places(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(2, -exponent) if isinstance(exponent, int) and exponent < 0 else 0


def _table_places(strategy: StrategyDocDTO) -> int:
    """As many decimals as the finest amount of the plan needs, so that a column reads as one."""
    amounts = [plan.amount for plan in strategy.channels] + [strategy.budget.reserve, strategy.budget.total]
    return max((_places(amount) for amount in amounts if amount is not None), default=0)


def _kpi(kpi: KpiDTO, labels: Mapping[str, Any]) -> dict[str, str]:
    target = labels["to_agree"] if kpi.target_value is None else f"{kpi.target_value:,f}"
    return {
        "name": kpi.name,
        "target": f"{target} {kpi.unit}".strip() if kpi.target_value is not None else target,
        "baseline": kpi.baseline,
        "measured_by": kpi.measured_by,
        "within": f"{kpi.timeframe_days} {labels['days']}" if kpi.timeframe_days else "",
    }


def _short_name(channel: str) -> str:
    """The name without its explanation: `Out of home` of `Out of home: poster, billboard, transit`."""
    return re.split(r"[:,(]", channel_of(channel).name)[0].strip() or channel


def _plan(plan: ChannelPlanDTO, strategy: StrategyDocDTO) -> dict[str, Any]:
    return {
        "name": channel_of(plan.channel).name,
        "share": f"{plan.budget_allocation_pct:.2f} %",
        "amount": "" if plan.amount is None else money(plan.amount, strategy.budget.currency, _table_places(strategy)),
        "tactics": plan.tactics,
    }


def _reserve(strategy: StrategyDocDTO) -> dict[str, str] | None:
    budget = strategy.budget
    if budget.total is None or budget.reserve is None:
        return None
    return {
        "share": f"{budget.reserve_pct:.2f} %",
        "amount": money(budget.reserve, budget.currency, _table_places(strategy)),
        "total": money(budget.total, budget.currency, _table_places(strategy)),
    }


def _bundle(bundle: DraftBundleDTO, labels: Mapping[str, Any]) -> dict[str, Any]:
    channel = channel_of(bundle.channel)
    return {
        "name": channel.name,
        "id": bundle.channel,
        "assets": [_asset(bundle.channel, asset, labels) for asset in bundle.assets],
    }


def _asset(channel: str, asset: AssetDTO, labels: Mapping[str, Any]) -> dict[str, Any]:
    size = measure(channel, asset)
    unit = labels["units"].get(size.unit, size.unit)
    limit = "" if size.limit is None else f" {labels['of']} {size.limit:,}"
    return {
        "field": _spaced(asset.asset_type),
        "text": asset.content,
        "alt": asset.metadata.get("alt") or "",
        "size": f"{size.count:,}{limit} {unit}",
        "over": size.over,
    }


def _issue(issue: QcIssueDTO, labels: Mapping[str, Any]) -> dict[str, str]:
    return {
        "severity": labels["severities"].get(issue.severity, issue.severity),
        "level": issue.severity,
        "place": issue.section.replace("/", ": ", 1).rstrip(": "),
        "reason": issue.reason,
        "code": issue.code,
    }


def _pairs(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A mapping as lines of text, the nested ones with a dotted name; empty answers are left out."""
    lines: list[tuple[str, str]] = []
    for key, value in data.items():
        if isinstance(value, Mapping):
            lines += [(f"{key}.{inner}", text) for inner, text in _pairs(value)]
        elif isinstance(value, tuple | list):
            lines.append((str(key), "\n".join(_words(item) for item in value)))
        elif value is not None:
            lines.append((str(key), _words(value)))
    return [(key, text) for key, text in lines if text.strip()]


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {text}" for key, text in _pairs(value))
    if isinstance(value, tuple | list):
        return ", ".join(map(_words, value))
    return str(value)


def _spaced(name: str) -> str:
    """A field's name as people write it."""
    words = name.replace("_", " ").replace(".", ", ")
    return words[:1].upper() + words[1:]
