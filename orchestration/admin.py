"""Runs in the admin: lists that say how each one stands, and their pages as a story (see `staff/`)."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import EmptyFieldListFilter
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from aicmo_site.admin import ByBusinessId, ReadOnlyAdmin, link
from aicmo_site.kernel.places import Place
from aicmo_site.readable import span
from aicmo_site.references import stations_tables
from aicmo_site.roles import may
from orchestration.model_calls import LONG
from orchestration.models import KeptText, ModelCall, ReviewLink, Run, RunComment, RunEdit, RunEvent, RunStep, Status
from orchestration.run_state import progress
from orchestration.staff.brief_page import brief_page, brief_url
from orchestration.staff.campaign import campaign, document, has_working_paper, seen_by, working_paper
from orchestration.staff.decisions import buttons, decide
from orchestration.staff.labels import OUTCOMES, STATES, counted, event_words, name_of, situation, state_of, step_name
from orchestration.staff.piece.page import check_piece, piece_page
from orchestration.staff.piece.stood import texts
from orchestration.staff.review_links import review_links
from orchestration.staff.rules import RuleFilter
from orchestration.staff.run_page import client_name, live, story
from orchestration.staff.waiving import MAY_ALLOW, MAY_WAIVE, allow, waive
from orchestration.staff.wishes import context as wishes_context
from orchestration.staff.wishes import end_wish


@admin.display(description="progress")
def progress_bar(run: Run) -> SafeString:
    percent = round(progress(run) * 100)
    return format_html('<progress value="{}" max="100" aria-label="progress">{} %</progress>', percent, percent)


@admin.display(description="state", ordering="status")
def state(run: Run) -> SafeString:
    shown = state_of(run)
    return format_html(
        '<span class="state {}"><span aria-hidden="true">{}</span> {}</span>', shown.tone, shown.mark, shown.name
    )


@admin.display(description="brief", ordering="brief_id")
def brief(run: Run) -> SafeString | str:
    """The brief; without a link where it went with the run that made it."""
    gone = run.status == Status.COMPENSATED and "brief_id" not in run.input
    return run.brief_id if gone else link(stations_tables()["onboarding_brief"], run.brief_id)


@admin.display(description="client", ordering="client_id")
def client(run: Run) -> str:
    return Truncator(client_name(run)).chars(60)


@admin.display(description="what matters")
def what_matters(run: Run) -> str:
    """The one thing to know of the run as it stands."""
    match run.status:
        case Status.AWAITING_APPROVAL:
            return f"for {span(timezone.now() - run.updated_at)}"
        case Status.COMPLETED:
            score = run.evidence.get("qc", {}).get("score")
            return f"quality {score:.2f}" if score is not None else "delivered"
        case Status.COMPENSATED | Status.COMPENSATING | Status.FAILED:
            return Truncator(run.last_error or OUTCOMES.get(run.outcome, run.outcome)).chars(90)
        case _:
            return Truncator(run.last_error or situation(run)).chars(90)


@admin.display(description="made")
def made_rows(step: RunStep) -> SafeString | str:
    """How many rows of each table; which ones is on the run's page."""
    return counted(step.created) or "-"


@admin.display(description="took", ordering="ended_at")
def took(step: RunStep) -> str:
    return span(step.ended_at - step.started_at)


@admin.display(description="step", ordering="step_name")
def named_step(step: RunStep) -> str:
    return f"{step_name(step.step_name)}, round {step.revision + 1}"


@admin.display(description="what happened", ordering="kind")
def what_happened(event: RunEvent) -> SafeString:
    return format_html("{} {}", *event_words(event))


class StateFilter(admin.SimpleListFilter):
    """The states by the names that the list gives them."""

    title = "state"
    parameter_name = "status__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(status, shown.name) for status, shown in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Run]") -> "QuerySet[Run]":
        return queryset.filter(status=self.value()) if self.value() in Status.values else queryset


class OutcomeFilter(admin.SimpleListFilter):
    title = "outcome"
    parameter_name = "outcome__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("completed", "completed"), *OUTCOMES.items()]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Run]") -> "QuerySet[Run]":
        return queryset.filter(outcome=self.value()) if self.value() else queryset


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_columns = (client, state, progress_bar, what_matters, "created_at")
    list_filter = (StateFilter, OutcomeFilter, RuleFilter, "created_at")
    list_prefetch = ("steps",)
    search_fields = ("=id", "=brief_id", "=retry_of", "client_id", "input__intake__client_name")
    page = ("id", "client_id", brief, "retry_of", "created_at", "updated_at", "completed_at")
    folded = (
        *("status", "outcome", "last_error", "evidence"),
        *("input", "next_step", "revision", "content_sha256", "cancel_requested", "retry_count", "attempts"),
        *("not_before", "claimed_by", "claimed_at", "lease_expires_at", "epoch", "metadata", "workflow_version"),
    )
    change_form_template = "staff/run.html"
    change_list_template = "staff/runs.html"

    def get_urls(self) -> list[Any]:
        own: dict[str, tuple[Any, str]] = {
            "<str:object_id>/decide/<str:decision>/": (decide, "orchestration_run_decide"),
            "<str:object_id>/brief/": (brief_page, "orchestration_run_brief"),
            "<str:object_id>/campaign/": (campaign, "orchestration_run_campaign"),
            "<str:object_id>/piece/<str:place>/": (piece_page, "orchestration_run_piece"),
            "<str:object_id>/piece/<str:place>/check/": (check_piece, "orchestration_run_piece_check"),
            "<str:object_id>/campaign/document/": (document, "orchestration_run_document"),
            "<str:object_id>/texts/": (texts, "orchestration_run_texts"),
            "<str:object_id>/working-paper/": (working_paper, "orchestration_run_working_paper"),
            "<str:object_id>/waive/<str:fingerprint>/": (waive, "orchestration_run_waive"),
            "<str:object_id>/allow/<str:fingerprint>/": (allow, "orchestration_run_allow"),
            "<str:object_id>/wishes/<str:comment_id>/end/": (end_wish, "orchestration_run_end_wish"),
            "<str:object_id>/review-links/": (review_links, "orchestration_run_review_links"),
            "<str:object_id>/live/": (live_part, "orchestration_run_live"),
        }
        paths = [path(where, self.admin_site.admin_view(view), name=name) for where, (view, name) in own.items()]
        return [*paths, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"may_start": may(request.user, "run-create"), **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        run: Run | None = kwargs.get("obj")
        if run is None:
            raise PermissionDenied
        context |= {**story(run), **wishes_context(run, request.user), "has_working_paper": has_working_paper(run)}
        context |= {"title": context["client"], "subtitle": None, "buttons": buttons(run, request.user)}
        context |= {"brief_url": _brief_elsewhere(context, run)}
        context |= {"may_start": may(request.user, "run-create")}
        context |= {"may_see_links": may(request.user, "run-review_links")}
        context |= {"may_waive": may(request.user, MAY_WAIVE), "may_allow": may(request.user, MAY_ALLOW)}
        return super().render_change_form(request, context, *args, **kwargs)


def _brief_elsewhere(context: dict[str, Any], run: Run) -> str:
    """The address of the brief's page, where there is one and no button leads there."""
    offered = [asked.url for asked in context["buttons"]]
    return brief_url(run) if context["has_brief"] and brief_url(run) not in offered else ""


@require_safe
def live_part(request: HttpRequest, object_id: str) -> HttpResponse:
    """The part of a run's page that moves, alone."""
    response = TemplateResponse(request, "staff/_live.html", live(seen_by(request, object_id)))
    response["Cache-Control"] = "no-store"
    return response


@admin.register(RunStep)
class StepAdmin(ReadOnlyAdmin):
    list_columns = (named_step, "run", "state", took, made_rows, "error", "ended_at")
    list_filter = ("state", "step_name", "started_at")
    list_select_related = ("run",)
    search_fields = ("=run__id",)


@admin.register(RunEvent)
class EventAdmin(ReadOnlyAdmin):
    list_columns = (what_happened, "actor", "run", "at")
    list_filter = ("kind", "at")
    list_select_related = ("run",)
    search_fields = ("=run__id", "=actor")


class WithoutLongColumns(ByBusinessId):
    """A list of calls; prompt and answer are read for the page of one alone."""

    def get_queryset(self, *args: Any, **kwargs: Any) -> "QuerySet[ModelCall]":
        return super().get_queryset(*args, **kwargs).defer(*LONG)


@admin.register(ModelCall)
class ModelCallAdmin(ReadOnlyAdmin):
    list_columns = ("__str__", "run", "step_name", "model", "tokens_in", "tokens_out", "seconds", "cost", "at")
    list_filter = ("prompt_name", "model", "at")
    list_select_related = ("run",)
    search_fields = ("=run__id", "about")
    page = (
        *("run", "step_name", "revision", "about", "prompt_name", "prompt_version", "prompt_sha256", "model"),
        *("tokens_in", "tokens_out", "seconds", "attempt", "cost", "at", "stopped", "answer"),
    )
    folded = ("messages", "schema", "settings", "key")
    when_empty = "Runs make these rows where a language model is connected."

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ByBusinessId]:
        return WithoutLongColumns


@admin.display(description="place", ordering="channel")
def place_of(row: RunComment | RunEdit | KeptText) -> str:
    return name_of(Place(row.channel, row.piece, row.field)) or "the whole campaign"


@admin.register(RunComment)
class CommentAdmin(ReadOnlyAdmin):
    list_columns = ("text", place_of, "state", "author", "run", "at")
    list_filter = ("state", "at")
    list_select_related = ("run",)
    search_fields = ("=id", "=run__id", "=author", "text")


@admin.register(RunEdit)
class EditAdmin(ReadOnlyAdmin):
    list_columns = (place_of, "text", "author", "round", "run", "at")
    list_filter = ("at",)
    list_select_related = ("run",)
    search_fields = ("=id", "=run__id", "=author", "text")
    when_empty = "People make these rows when they write in the copy of a run."


@admin.register(KeptText)
class KeptTextAdmin(ReadOnlyAdmin):
    list_columns = (place_of, "text", "author", "round", "run", "at")
    list_filter = ("author", "at")
    list_select_related = ("run",)
    search_fields = ("=id", "=run__id", "text")
    when_empty = "What stood in the copy of a run that is undone is kept here."


@admin.register(ReviewLink)
class ReviewLinkAdmin(ReadOnlyAdmin):
    list_columns = ("label", "may", "run", "created_by", "expires_at", "revoked_at", "decision")
    list_filter = ("may", ("decision", EmptyFieldListFilter), "expires_at")
    list_select_related = ("run",)
    search_fields = ("=id", "=run__id", "label", "=created_by")
    page = (
        *("id", "run", "label", "may", "content_sha256", "expires_at", "revoked_at", "created_by", "created_at"),
        *("decision", "decided_at"),
    )
    when_empty = "Approvers make these rows on the page of a run whose copy waits."
