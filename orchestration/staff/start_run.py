"""Starting a run from a form: checked, previewed in memory, and only then begun."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from aicmo_site.admin import row_url
from aicmo_site.kernel.children import Answer, PreviewDied, PreviewsBusy, PreviewTooSlow, get_ready, in_child
from aicmo_site.kernel.errors import AicmoError, NotFound
from aicmo_site.kernel.persistence import in_memory
from aicmo_site.readable import spaced
from aicmo_site.roles import may
from aicmo_site.sandbox import sandboxed
from delivery import services as delivery
from onboarding import services as onboarding
from onboarding.contracts import CONFIRMED, ClientDTO
from orchestration.model_calls import PREVIEWED_OFFLINE, differs_from_runs
from orchestration.models import Run, Status
from orchestration.operations.deliver import client_of_intake
from orchestration.operations.report import report
from orchestration.services import get_run, submit_run
from orchestration.staff.again import put_right
from orchestration.staff.findings import FindingRow, verdict
from orchestration.staff.intake_form import IntakeForm
from orchestration.staff.run_page import client_name
from orchestration.worker import run_to_rest
from orchestration.workflow import Work

TITLE = "Start a run"
NO_FIELD = (
    "No field of the form holds this, which people said of that brief: to have it count, write it into the notes, or "
    "say it again on the page of the new brief (a retry takes it along)."
)
AS_SENT = "Filled in as the form was sent, for its brief could not be read again:"
SAID_OF_IT = "What people said of that brief is not in it (a retry takes it along):"
UNSEEN = (PreviewTooSlow, PreviewDied)  # a preview would end so the next time too


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """GET: the form, empty or as a former run was put right (`from`). POST: what would come of it, or, once that was
    seen, the new run."""
    _require_right(request)
    if request.method != "POST":
        get_ready()
        return _page(request, _first_form(request))
    form = IntakeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    if "start" in request.POST and request.POST.get("previewed") == form.fingerprint():
        return _started(request, form)
    if "start" in request.POST:
        messages.warning(request, "The form was changed after the preview. This is what would come of it now.")
    return _previewed(request, form)


def _first_form(request: HttpRequest) -> IntakeForm:
    if not (former := request.GET.get("from")):
        return IntakeForm()
    if not may(request.user, "run-retrieve"):
        raise PermissionDenied
    try:
        run = get_run(run_id=former)
        again = put_right(run)
    except NotFound as error:
        raise Http404(str(error)) from error
    except AicmoError as error:
        messages.error(request, str(error))
        return IntakeForm()
    if again.unread:
        messages.warning(request, f"{AS_SENT} {again.unread}")
    else:
        messages.info(request, f"Filled in from the run of {client_name(run)}, with what people said of its brief.")
    if again.left:
        messages.warning(request, f"{SAID_OF_IT if again.unread else NO_FIELD} {'; '.join(again.left)}.")
    return IntakeForm(initial=again.fields)


def _previewed(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """What would come of the form; where that takes too long or too much, the run can be started unseen."""
    try:
        return _page(request, form, _asked(propose, form, request))
    except PreviewsBusy as error:
        messages.error(request, str(error))
        return _page(request, form)
    except UNSEEN as error:
        return _page(request, form, {"unseen": str(error)})


def _require_right(request: HttpRequest) -> None:
    if not may(request.user, "run-create"):
        raise PermissionDenied


def _page(request: HttpRequest, form: IntakeForm, proposal: dict[str, Any] | None = None) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": TITLE,
        "form": form,
        "proposal": proposal,
        "offline": PREVIEWED_OFFLINE if differs_from_runs() else "",
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


def _asked(work: Callable[..., Answer], form: IntakeForm, request: HttpRequest) -> Answer:
    """What a function of a run in memory gives, by a child process. Raises what a child may."""
    drill, intake = form.options()["force_qc_fail"], form.intake()
    submitted = {"intake": intake, "force_qc_fail": drill, "accept_proposals": True}
    return in_child(work, client=client_of_intake(intake), **submitted, actor=request.user.get_username())


def propose(*, client: ClientDTO | None, **submitted: Any) -> dict[str, Any]:
    """What a run would come to: its verdict, its questions, its error; nothing of it is kept."""
    with in_memory():
        run = _run_in_memory(client, submitted)
        shown = report(run, keep_files=False)
        work = Work(run)
        judged = verdict(run, work)
        findings: list[FindingRow] = judged["findings"] if judged else []
        return {
            "completes": run.status == Status.COMPLETED,
            "error": shown["error"],
            "verdict": judged,
            "findings": findings,
            "questions": [(spaced(q["field"]), q["kind"], q["question"], q["words"]) for q in shown["to_ask"]],
            "channels": list(dict.fromkeys(asset["channel"] for asset in shown["assets"])),
            "texts": len(shown["assets"]),
            "accepted": _accepted(work),
        }


def _accepted(work: Work) -> int:
    """How many facts the preview took for itself, which the run would only propose."""
    try:
        return sum(fact.state == CONFIRMED for fact in work.brief.facts)
    except NotFound:
        return 0


@require_POST
def proposed_document(request: HttpRequest) -> HttpResponse:
    """The campaign document that a run would make, for the frame of the preview."""
    _require_right(request)
    form = IntakeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _no_document("The form cannot be used as it is.")
    try:
        document = _asked(document_of, form, request)
    except (PreviewsBusy, *UNSEEN) as error:
        return _no_document(str(error), 503 if isinstance(error, PreviewsBusy) else 422)
    if document is None:
        return _no_document("Quality control would refuse this copy, so there is nothing to deliver.")
    return sandboxed(document)


def document_of(*, client: ClientDTO | None, **submitted: Any) -> bytes | None:
    """The document that a run would deliver; None where it would deliver nothing."""
    with in_memory():
        run = _run_in_memory(client, submitted)
        if run.status != Status.COMPLETED:
            return None
        package = delivery.get_package(package_id=Work(run).package_id)
        position = next(n for n, artifact in enumerate(package.artifacts) if artifact.format == "html")
        _, file = delivery.open_artifact(package_id=package.package_id, position=position)
        with file:
            return file.read()


def _run_in_memory(client: ClientDTO | None, submitted: dict[str, Any]) -> Run:
    if client:
        onboarding.keep_client(client=client)
    return run_to_rest(submit_run(**submitted).pk)


def _no_document(reason: str, status: int = 422) -> HttpResponse:
    return sandboxed(render_to_string("staff/no_document.html", {"reason": reason}), status=status)
