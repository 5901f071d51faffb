"""Runs in the admin: their story to read, and the decisions that people take about them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from aicmo_site.admin import Children, ReadOnlyAdmin, link
from aicmo_site.references import stations_tables
from orchestration.deciding import decide, panel
from orchestration.models import Run, RunEvent, RunStep, Status
from orchestration.reading import progress


@admin.display(description="progress")
def progress_bar(run: Run) -> SafeString:
    share = progress(run)
    return format_html('<progress value="{}" max="1"></progress> {} %', share, round(share * 100))


@admin.display(description="brief", ordering="brief_id")
def brief(run: Run) -> SafeString | str:
    """The brief; without a link where it went with the run that made it."""
    gone = run.status == Status.COMPENSATED and "brief_id" not in run.input
    return run.brief_id if gone else link(stations_tables()["onboarding_brief"], run.brief_id)


@admin.display(description="run", ordering="id")
def short_id(run: Run) -> str:
    """Enough of an ID to tell runs apart in a list; its link holds the whole."""
    return f"{run.pk[:12]}…" if len(run.pk) > 13 else run.pk


@admin.display(description="what went wrong")
def trouble(run: Run) -> str:
    return Truncator(run.last_error).chars(120) or "-"


@admin.display(description="made")
def made_rows(step: RunStep) -> SafeString | str:
    """How many rows of each table; which ones is in the story and under “referred to by”."""
    counts = ((table, len(ids)) for table, ids in step.created.items())
    return format_html_join("", "<div>{}: {}</div>", counts) or "-"


class Steps(Children):
    model = RunStep
    names = ("step_name", "revision", "state", "started_at", "ended_at", made_rows, "error")


class Events(Children):
    model = RunEvent
    names = ("at", "kind", "actor", "data")


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_columns = (short_id, "client_id", "status", progress_bar, "created_at", trouble)
    list_filter = ("status", "outcome", "created_at")
    search_fields = ("=id", "=brief_id", "^client_id", "=retry_of")
    page = (
        *("id", "status", progress_bar, "outcome", "last_error", "client_id", brief, "retry_of"),
        *("created_at", "updated_at", "completed_at", "evidence"),
    )
    folded = (
        *("input", "next_step", "revision", "content_sha256", "cancel_requested", "retry_count", "attempts"),
        *("not_before", "claimed_by", "claimed_at", "lease_expires_at", "epoch", "metadata", "workflow_version"),
    )
    inlines = (Steps, Events)
    change_form_template = "admin/orchestration/run/change_form.html"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Run]":
        return super().get_queryset(request).prefetch_related("steps")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(decide)
        return [
            path("<str:object_id>/decide/<str:decision>/", view, name="orchestration_run_decide"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        run: Run | None = kwargs.get("obj")
        if run:
            context["panel"] = panel(run, request.user)
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(RunStep)
class StepAdmin(ReadOnlyAdmin):
    list_columns = ("__str__", "run", "step_name", "revision", "state", "started_at", "ended_at", "error")
    list_filter = ("state", "step_name", "started_at")
    list_select_related = ("run",)
    search_fields = ("=run__id",)


@admin.register(RunEvent)
class EventAdmin(ReadOnlyAdmin):
    list_columns = ("__str__", "run", "kind", "actor", "at")
    list_filter = ("kind", "at")
    list_select_related = ("run",)
    search_fields = ("=run__id", "=actor")
