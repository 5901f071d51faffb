from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aicmo_site.admin import Children, ReadOnlyAdmin, campaign
from qc.contracts import SEVERITIES
from qc.models import AllowedWord, QcIssue, QcResult, Waiver
from qc.rules.catalogue import RULES


@admin.display(description="verdict", ordering="passed")
def verdict(result: QcResult) -> SafeString:
    tone, words = ("good", "✓ passed") if result.passed else ("bad", "✗ failed")
    return format_html('<span class="state {}">{}</span>', tone, words)


@admin.display(description="score", ordering="score")
def score(result: QcResult) -> str:
    return f"{result.score:.2f}"


@admin.display(description="issues")
def issues(result: QcResult) -> str:
    """How many of each severity, the gravest first."""
    found = [issue.severity for issue in result.issues.all()]
    return ", ".join(f"{found.count(name)} {name}" for name in SEVERITIES if name in found) or "none"


class Issues(Children):
    model = QcIssue
    names = (
        "severity",
        "section",
        "reason",
        "evidence",
        "suggestion",
        "code",
        "line",
        "start",
        "end",
        "stops",
        "waived_by",
    )


class JudgedAdmin(ReadOnlyAdmin):
    """A list of quality control: the page of the rules is a step away."""

    change_list_template = "qc/rows.html"


@admin.register(QcResult)
class ResultAdmin(JudgedAdmin):
    list_columns = (verdict, score, "draft_id", issues, campaign, "evaluated_at")
    list_filter = ("passed", "evaluated_at")
    list_prefetch = ("issues",)
    search_fields = ("=id", "=draft_id", "=workflow_run_id")
    page = ("id", verdict, score, campaign, "draft_id", "workflow_run_id", "evaluated_at", "created_at", "updated_at")
    inlines = (Issues,)


@admin.register(QcIssue)
class IssueAdmin(JudgedAdmin):
    when_empty = "Nothing was found in any copy that stands; findings of undone runs are on the runs' pages."
    list_columns = ("reason", "severity", "section", "code", "result")
    list_filter = ("severity", "code")
    list_select_related = ("result",)
    search_fields = ("=code", "=result__id", "=result__draft_id")


class WaivedRule(admin.SimpleListFilter):
    """Waivers by the rule whose finding they let pass."""

    title = "rule"
    parameter_name = "rule"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(rule.code, rule.code) for rule in sorted(RULES, key=lambda rule: rule.code)]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Waiver]") -> "QuerySet[Waiver]":
        return queryset.filter(issue__code=self.value()) if self.value() else queryset


@admin.display(description="finding", ordering="code")
def waived_finding(waiver: Waiver) -> str:
    return str(waiver)


@admin.register(Waiver)
class WaiverAdmin(JudgedAdmin):
    list_columns = (waived_finding, "client_id", "reason", "waived_by", "decided_in", "created_at")
    list_filter = (WaivedRule, "created_at")
    search_fields = ("=id", "^client_id", "=waived_by")
    when_empty = (
        "Nothing was let pass. On the page of a run, whoever may approve can let a finding pass, with a reason."
    )


@admin.register(AllowedWord)
class AllowedWordAdmin(JudgedAdmin):
    list_columns = ("word", "client_id", "reason", "allowed_by", "created_at")
    search_fields = ("word", "^client_id", "=allowed_by")
    when_empty = (
        "No word was allowed. On the page of a run, whoever may approve can allow a word beside a finding about it; "
        "before there is a run, the API can: POST allowed-words/."
    )
