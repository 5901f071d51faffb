"""A run's campaign: its copy piece by piece, and the document as the client would see it, delivered or made now."""

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from aicmo_site.admin import link, row_url
from aicmo_site.kernel.errors import NotFound
from aicmo_site.references import stations_tables
from aicmo_site.roles import may
from aicmo_site.sandbox import SHOWN_AS, sandboxed
from delivery import services as delivery
from delivery.contracts import DeliveryPackageDTO
from orchestration import edits
from orchestration.models import Run
from orchestration.options import STRATEGY
from orchestration.run_state import decisions, made
from orchestration.services import get_run
from orchestration.staff.findings import verdict
from orchestration.staff.labels import state_of, table_name
from orchestration.staff.piece.pieces import by_week, channels_of, takes_approval, weeks_of
from orchestration.staff.piece.threads import threads_of
from orchestration.staff.run_page import client_name, has_copy
from orchestration.workflow import Work
from production.contracts import content_sha256


def seen_by(request: HttpRequest, object_id: str) -> Run:
    """The run, for somebody who may look at runs."""
    if not may(request.user, "run-retrieve"):
        raise PermissionDenied
    try:
        return get_run(run_id=unquote(object_id))
    except NotFound as error:
        raise Http404(str(error)) from error


@require_safe
def campaign(request: HttpRequest, object_id: str) -> HttpResponse:
    run = seen_by(request, object_id)
    if not has_copy(run):
        messages.info(request, "There is no copy to show: it has not been written yet, or it went with the run.")
        return redirect(row_url(Run, run.pk))
    package, work = _package(run), Work(run)
    tables = stations_tables()
    context = {
        **admin.site.each_context(request),
        "title": client_name(run),
        "run": run,
        "state": state_of(run),
        "run_url": row_url(Run, run.pk),
        "decisions": [name for name in decisions(run) if may(request.user, f"run-{name}")],
        "made": [(table_name(t, len(ids)), *_shown(tables[t], ids)) for t, ids in made(run).items() if t in tables],
        "files": _files(package) if package else [],
        "document": document_url(run),
        "has_working_paper": _has_paper(package),
        **_copy(run, work),
        "may_approve": takes_approval(run) and may(request.user, "run-approve"),
        "may_wish": "request_changes" in decisions(run) and may(request.user, "run-request_changes"),
    }
    return TemplateResponse(request, "staff/campaign.html", context)


def _copy(run: Run, work: Work) -> dict[str, Any]:
    """The pieces by channel and by week, each with what was found in it and said of it."""
    judged, threads = verdict(run, work) or {"findings": []}, threads_of(run)
    findings = judged["findings"]
    channels = channels_of(run, work.copy[1], work.brief.language, findings, threads, edits.waiting(run.pk))
    placed = {id(one) for channel in channels for piece in channel.pieces for one in piece.findings}
    return {
        "channels": channels,
        "weeks": weeks_of(channels),
        "by_week": by_week(channels),
        "about_all": [one for one in findings if id(one) not in placed],
        "about_all_threads": [one for one in threads if not one.row.channel],
        "open_wishes": [one for one in threads if one.is_wish and one.is_open and not one.is_done],
        "stands": Counter(piece.state.name for channel in channels for piece in channel.pieces).most_common(),
    }


def _shown(model: type[Model], ids: list[str]) -> tuple[int, SafeString | str]:
    """How many rows there are, and a link to the only one."""
    return len(ids), link(model, ids[0]) if len(ids) == 1 else ""


def document_url(run: Run, content_sha256: str = "") -> str:
    """With a hash: the document of exactly this content, or a refusal."""
    url = reverse("admin:orchestration_run_document", args=[quote(run.pk)])
    return f"{url}?content={content_sha256}" if content_sha256 else url


def content_at(run: Run, work: Work) -> str:
    """The hash of what a run shows where it stands: of its plan, or of its copy. Raises NotFound."""
    return work.strategy.content_sha256 if run.awaiting == STRATEGY else content_sha256(*work.copy)


@require_safe
def document(request: HttpRequest, object_id: str) -> HttpResponse:
    """The document alone, for the frame."""
    run = seen_by(request, object_id)
    wanted = request.GET.get("content", "")
    try:
        work = Work(run)
        if wanted and wanted != content_at(run, work):
            return _refused("This was changed meanwhile. Reload the page around this frame.", 409)
        if run.awaiting == STRATEGY:
            return sandboxed(delivery.preview_document(brief=work.brief, strategy=work.strategy, bundles=()))
        return sandboxed(_delivered(run) or _made_now(work))
    except NotFound:
        return _refused("There is no copy to show: it has not been judged yet, or it went with the run.", 404)


@require_safe
def working_paper(request: HttpRequest, object_id: str) -> HttpResponse:
    """The agency's edition alone: the kept one; before delivery, the same made now."""
    run = seen_by(request, object_id)
    try:
        package = _package(run)
        return sandboxed(_kept_paper(package) if package else _paper_made_now(Work(run)))
    except NotFound:
        return _refused("There is no working paper: it is not kept of what was delivered before there was one.", 404)


def _kept_paper(package: DeliveryPackageDTO) -> bytes:
    _, file = delivery.open_working_paper(package_id=package.package_id)
    with file:
        return file.read()


def _paper_made_now(work: Work) -> bytes:
    return delivery.preview_working_paper(
        brief=work.brief, strategy=work.strategy, bundles=work.copy[1], result=work.result
    )


def has_working_paper(run: Run) -> bool:
    """Whether there is one to look at, kept or to be made."""
    return has_copy(run) and _has_paper(_package(run))


def _has_paper(package: DeliveryPackageDTO | None) -> bool:
    """What was delivered before there were working papers has none."""
    return package is None or package.working_paper is not None


def _refused(reason: str, status: int) -> HttpResponse:
    return sandboxed(render_to_string("staff/no_document.html", {"reason": reason}), status=status)


def _package(run: Run) -> DeliveryPackageDTO | None:
    try:
        return delivery.get_package(package_id=Work(run).package_id)
    except NotFound:
        return None


def _delivered(run: Run) -> bytes | None:
    package = _package(run)
    position = next((n for n, one in enumerate(package.artifacts) if one.format == "html"), None) if package else None
    if package is None or position is None:
        return None
    _, file = delivery.open_artifact(package_id=package.package_id, position=position)
    with file:
        return file.read()


def _made_now(work: Work) -> bytes:
    bundles, _ = work.copy[1], work.result  # raises NotFound where the copy is not judged yet
    return delivery.preview_document(brief=work.brief, strategy=work.strategy, bundles=bundles)


def _files(package: DeliveryPackageDTO) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "size": one.size,
            "download": reverse("package-artifact", args=[package.package_id, position]),
            "preview": reverse("admin:delivery_package_preview", args=[quote(package.package_id), position])
            if one.format in SHOWN_AS
            else "",
        }
        for position, one in enumerate(package.artifacts)
    ]
