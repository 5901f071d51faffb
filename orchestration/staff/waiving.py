"""Letting a finding of quality control pass: what that means, and the reason that it takes."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from aicmo_site.admin import row_url
from aicmo_site.kernel.errors import AicmoError
from aicmo_site.roles import may
from orchestration.models import Run
from orchestration.staff.campaign import seen_by
from orchestration.staff.story import Finding, client_name, verdict
from orchestration.waiving import waive_issue
from orchestration.workflow import Work

MAX_REASON = 10_000
MAY_WAIVE = "run-waive"  # whoever may approve the copy may let a finding on it pass


@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: HttpRequest, object_id: str, fingerprint: str) -> HttpResponse:
    """GET: what it means. POST: let the finding pass and show the run again."""
    run = seen_by(request, object_id)
    if not may(request.user, MAY_WAIVE):
        raise PermissionDenied
    finding = _finding(run, fingerprint)
    if request.method == "POST":
        return _waived(request, run, fingerprint)
    context = {
        **admin.site.each_context(request),
        "title": f"Let a finding pass: {client_name(run)}",
        "client": client_name(run),
        "run_url": row_url(Run, run.pk),
        "finding": finding,
    }
    return TemplateResponse(request, "staff/waive.html", context)


def _finding(run: Run, fingerprint: str) -> Finding:
    judged = verdict(run, Work(run)) or {"findings": []}
    found = next((one for one in judged["findings"] if one.fingerprint == fingerprint), None)
    if found is None:
        raise Http404("This run has no such finding.")
    return found


def _waived(request: HttpRequest, run: Run, fingerprint: str) -> HttpResponse:
    reason = request.POST.get("reason", "").replace("\0", "").strip()[:MAX_REASON]
    try:
        waive_issue(run_id=run.pk, fingerprint=fingerprint, reason=reason, actor=request.user.get_username())
        messages.success(request, "Quality control lets this finding pass from now on. Retry the run to use it.")
    except AicmoError as error:
        messages.error(request, str(error))
    return redirect(row_url(Run, run.pk))
