"""Starting a run from a form: checked, previewed in memory, and only then begun."""

from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from aicmo_site.admin import row_url
from aicmo_site.kernel.errors import AicmoError
from aicmo_site.kernel.persistence import in_memory
from aicmo_site.prose import spaced
from aicmo_site.roles import may
from aicmo_site.sandbox import sandboxed
from delivery import services as delivery
from orchestration.delivering import report
from orchestration.models import Run, Status
from orchestration.services import submit_run
from orchestration.staff.findings import Finding, verdict
from orchestration.staff.intake_form import IntakeForm
from orchestration.worker import run_to_rest
from orchestration.workflow import Work

TITLE = "Start a run"


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """GET: the empty form. POST: what would come of it, or, once that was seen, the new run."""
    _require_right(request)
    if request.method != "POST":
        return _page(request, IntakeForm())
    form = IntakeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    if "start" in request.POST and request.POST.get("previewed") == form.fingerprint():
        return _started(request, form)
    if "start" in request.POST:
        messages.warning(request, "The form was changed after the preview. This is what would come of it now.")
    return _page(request, form, proposal=propose(form, request.user.get_username()))


def _require_right(request: HttpRequest) -> None:
    if not may(request.user, "run-create"):
        raise PermissionDenied


def _page(request: HttpRequest, form: IntakeForm, proposal: dict[str, Any] | None = None) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": TITLE,
        "form": form,
        "proposal": proposal,
        "previewed": form.fingerprint() if proposal else "",
        "key": request.POST.get("key") or uuid4().hex,
    }
    return TemplateResponse(request, "staff/start.html", context)


def _started(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Pressing twice starts one run: the form's key is the run's."""
    key = f"{request.user.pk}:form-{request.POST.get('key', '')[:64]}"
    try:
        run = submit_run(intake=form.intake(), **form.options(), actor=request.user.get_username(), idempotency_key=key)
    except AicmoError as error:
        messages.error(request, str(error))
        return _page(request, form)
    messages.success(request, "Started. This page follows the work.")
    return redirect(row_url(Run, run.pk))


def propose(form: IntakeForm, actor: str) -> dict[str, Any]:
    """What a run would come to: its verdict, its questions, its error; nothing of it is kept."""
    with in_memory():
        run = _in_memory(form, actor)
        shown = report(run, keep_files=False)
        judged = verdict(run, Work(run))
        findings: list[Finding] = judged["findings"] if judged else []
        return {
            "completes": run.status == Status.COMPLETED,
            "error": shown["error"],
            "verdict": judged,
            "findings": findings,
            "questions": [(spaced(q["field"]), q["kind"], q["question"], q["words"]) for q in shown["open_questions"]],
            "channels": list(dict.fromkeys(asset["channel"] for asset in shown["assets"])),
            "texts": len(shown["assets"]),
        }


@require_POST
def proposed_document(request: HttpRequest) -> HttpResponse:
    """The campaign document that a run would make, for the frame of the preview."""
    _require_right(request)
    form = IntakeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _no_document("The form cannot be used as it is.")
    with in_memory():
        run = _in_memory(form, request.user.get_username())
        if run.status != Status.COMPLETED:
            return _no_document("Quality control would refuse this copy, so there is nothing to deliver.")
        package = delivery.get_package(package_id=Work(run).package_id)
        position = next(n for n, artifact in enumerate(package.artifacts) if artifact.format == "html")
        _, file = delivery.open_artifact(package_id=package.package_id, position=position)
        with file:
            return sandboxed(file.read())


def _in_memory(form: IntakeForm, actor: str) -> Run:
    """A whole run inside `in_memory()`, without the rest for a person."""
    drill = form.options()["force_qc_fail"]
    return run_to_rest(submit_run(intake=form.intake(), force_qc_fail=drill, actor=actor).pk)


def _no_document(reason: str) -> HttpResponse:
    return sandboxed(render_to_string("staff/no_document.html", {"reason": reason}), status=422)
