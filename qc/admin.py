from django.contrib import admin

from aicmo_site.admin import Children, ReadOnlyAdmin
from qc.models import AllowedWord, QcIssue, QcResult, Waiver


class Issues(Children):
    model = QcIssue
    names = ("position", "severity", "code", "section", "reason", "evidence", "suggestion", "line", "start", "end")


@admin.register(QcResult)
class ResultAdmin(ReadOnlyAdmin):
    list_columns = ("id", "draft_id", "passed", "score", "workflow_run_id", "evaluated_at")
    list_filter = ("passed", "evaluated_at")
    search_fields = ("=id", "=draft_id", "=workflow_run_id")
    inlines = (Issues,)


@admin.register(QcIssue)
class IssueAdmin(ReadOnlyAdmin):
    list_columns = ("__str__", "severity", "section", "reason", "result")
    list_filter = ("severity", "code")
    list_select_related = ("result",)
    search_fields = ("=code", "=result__id", "=result__draft_id")


@admin.register(Waiver)
class WaiverAdmin(ReadOnlyAdmin):
    list_columns = ("__str__", "client_id", "reason", "waived_by", "decided_in", "created_at")
    list_filter = ("created_at",)
    search_fields = ("=id", "^client_id", "=waived_by")


@admin.register(AllowedWord)
class AllowedWordAdmin(ReadOnlyAdmin):
    list_columns = ("word", "client_id", "reason", "allowed_by", "created_at")
    search_fields = ("word", "^client_id", "=allowed_by")
