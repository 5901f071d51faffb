"""The rules of quality control by code: how often each one refuses a run, finds something, is waived, or could not
look. Every figure leads to its rows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aicmo_site.admin import list_url
from aicmo_site.references import stations_tables
from aicmo_site.roles import may
from orchestration.models import Run
from qc import services as qc
from qc.contracts import CRITICAL, SEVERITIES, RuleDTO

MAY_SEE = "qc-result-list"
WINDOW = timedelta(days=30)
FIGURES = {
    "refused": "runs refused",
    "found": "runs with findings",
    "waived": "waivers",
    "not_evaluated": "runs not evaluated",
}
BY_NAME = "rule"
Tally = Mapping[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Line:
    """One rule with its figures: (name, how many, where they are) in the order of the columns."""

    rule: RuleDTO
    figures: list[tuple[str, int, str]]
    findings_url: str

    @property
    def counts(self) -> bool:
        return any(number for _, number, _ in self.figures)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    if not may(request.user, MAY_SEE):
        raise PermissionDenied
    by = request.GET.get("by", "")
    by = by if by in FIGURES or by == BY_NAME else "refused"
    lines = sorted(_lines(timezone.now()), key=lambda line: _order(line, by))
    context = {
        **admin.site.each_context(request),
        "title": "Rules of quality control",
        "days": WINDOW.days,
        "by": by,
        "columns": FIGURES.items(),
        "loud": [line for line in lines if line.counts],
        "quiet": [line for line in lines if not line.counts],
    }
    return TemplateResponse(request, "staff/rules.html", context)


def _order(line: Line, by: str) -> tuple[Any, ...]:
    """The most often first, equals by the other figures, then the graver rule, then the code."""
    counted = {name: -number for name, number, _ in line.figures}
    grave = SEVERITIES.index(line.rule.severity)
    return (line.rule.code,) if by == BY_NAME else (counted[by], *counted.values(), grave, line.rule.code)


def _lines(now: datetime) -> Iterator[Line]:
    tally, waived = runs_by_rule(now), _waived(now)
    issues, waivers = stations_tables()["qc_issues"], stations_tables()["qc_waivers"]
    for rule in qc.describe_rules():
        counted = {name: len(tally.get((name, rule.code), ())) for name in FIGURES} | {"waived": waived[rule.code]}
        urls = {name: list_url(Run, rule=f"{name}:{rule.code}") for name in FIGURES}
        urls["waived"] = list_url(waivers, rule=rule.code, created_at__gte=_since(now))
        figures = [(name, counted[name], urls[name]) for name in FIGURES]
        yield Line(rule, figures, list_url(issues, code__exact=rule.code))


def _since(now: datetime) -> str:
    return (now - WINDOW).isoformat()


def _waived(now: datetime) -> Counter[str]:
    """How many waivers people gave for findings of each rule."""
    waivers = stations_tables()["qc_waivers"]._default_manager.filter(created_at__gte=now - WINDOW)
    return Counter(waivers.values_list("issue__code", flat=True).order_by())


def runs_by_rule(now: datetime) -> Tally:
    """By figure and code, the runs of the last days of whose latest verdict it is true; undone runs count too, for
    their evidence has outlived the rows."""
    recent = Run.objects.filter(created_at__gte=now - WINDOW, evidence__qc__isnull=False).order_by()
    tally: dict[tuple[str, str], list[str]] = {}
    for run_id, outcome, step, verdict in recent.values_list("pk", "outcome", "evidence__step", "evidence__qc"):
        refused = outcome == "failed" and step == "qc_evaluate"
        for said in set(_said(verdict, refused)):
            tally.setdefault(said, []).append(run_id)
    return tally


def _said(verdict: Mapping[str, Any], refused: bool) -> Iterator[tuple[str, str]]:
    issues, unseen = verdict.get("issues", ()), verdict.get("not_evaluated", ())
    yield from (("found", issue["code"]) for issue in issues)
    yield from (("not_evaluated", rule["code"]) for rule in unseen)
    if refused:
        still_open = [issue for issue in issues if not issue.get("waived_by")]
        critical = [rule["code"] for rule in unseen if rule.get("critical")]
        critical += [issue["code"] for issue in still_open if issue["severity"] == CRITICAL or issue.get("stops")]
        yield from (("refused", code) for code in critical or [issue["code"] for issue in still_open])


class RuleFilter(admin.SimpleListFilter):
    """The runs behind a figure of the page of rules; it is offered only to those who come from there."""

    title = "quality control"
    parameter_name = "rule"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        asked = request.GET.get(self.parameter_name, "")
        figure, _, code = asked.partition(":")
        return [(asked, f"{code}: {FIGURES[figure]}, {WINDOW.days} days")] if figure in FIGURES and code else []

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Run]") -> "QuerySet[Run]":
        if not self.value():
            return queryset
        figure, _, code = str(self.value()).partition(":")
        return queryset.filter(pk__in=runs_by_rule(timezone.now()).get((figure, code), []))
