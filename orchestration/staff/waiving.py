"""What a person may do about a finding: let it pass, or allow a word of it. First what that means, then the reason."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from aicmo_site.admin import row_url
from aicmo_site.kernel.errors import AicmoError
from aicmo_site.roles import may
from orchestration.models import FINAL, Run
from orchestration.services import MAX_COMMENT
from orchestration.staff.campaign import seen_by
from orchestration.staff.findings import FindingRow, verdict
from orchestration.staff.run_page import client_name
from orchestration.waivers import MAX_WORD, allow_word, waive_issue
from orchestration.workflow import Work

MOST_WORDS = 3  # of an evidence that is proposed as it stands: a longer one is a sentence
MAY_WAIVE = "run-waive"  # whoever may approve the copy may let a finding on it pass
MAY_ALLOW = "run-allow_word"


@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: HttpRequest, object_id: str, fingerprint: str) -> HttpResponse:
    """GET: what it means. POST: let the finding pass and show the run again."""
    run, finding = _seen(request, object_id, fingerprint, MAY_WAIVE)
    if request.method == "POST":
        return _settled(request, run, fingerprint)
    return _asked(request, run, finding, "staff/waive.html", "Let a finding pass")


@require_http_methods(["GET", "HEAD", "POST"])
def allow(request: HttpRequest, object_id: str, fingerprint: str) -> HttpResponse:
    """GET: what it means. POST: put the word on the client's list and show the run again."""
    run, finding = _seen(request, object_id, fingerprint, MAY_ALLOW)
    if not finding.heeds_words:
        raise Http404("This finding is no matter of words.")
    if request.method == "POST":
        return _settled(request, run, fingerprint, word=_posted(request, "word", MAX_WORD))
    few = len(finding.evidence.split()) <= MOST_WORDS
    return _asked(request, run, finding, "staff/allow.html", "Allow a word", word=finding.evidence if few else "")


def _seen(request: HttpRequest, run_id: str, fingerprint: str, right: str) -> tuple[Run, FindingRow]:
    run = seen_by(request, run_id)
    if not may(request.user, right):
        raise PermissionDenied
    judged = verdict(run, Work(run)) or {"findings": []}
    found = next((one for one in judged["findings"] if one.fingerprint == fingerprint), None)
    if found is None:
        raise Http404("This run has no such finding.")
    return run, found


def _asked(
    request: HttpRequest, run: Run, finding: FindingRow, template: str, title: str, **more: str
) -> TemplateResponse:
    context = {
        **admin.site.each_context(request),
        "title": f"{title}: {client_name(run)}",
        "deed": title,
        "client": client_name(run),
        "run_url": row_url(Run, run.pk),
        "finding": finding,
        **more,
    }
    return TemplateResponse(request, template, context)


def _settled(request: HttpRequest, run: Run, fingerprint: str, **word: str) -> HttpResponse:
    facts = {"run_id": run.pk, "fingerprint": fingerprint, "actor": request.user.get_username()}
    facts |= {"reason": _posted(request, "reason", MAX_COMMENT)}
    try:
        if word:
            allow_word(**facts, **word)
            done = "This word is right for the client from now on."
        else:
            waive_issue(**facts)
            done = "Quality control lets this finding pass from now on."
        use = "Retry the run to use it." if run.status in FINAL else "The verdict below counts it."
        messages.success(request, f"{done} {use}")
    except AicmoError as error:
        messages.error(request, str(error))
    return redirect(row_url(Run, run.pk))


def _posted(request: HttpRequest, name: str, longest: int) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:longest]
