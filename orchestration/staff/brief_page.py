"""What was understood of a brief: looked at whenever there is one, put right in place while its run rests."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aicmo_site.admin import row_url
from aicmo_site.kernel.errors import AicmoError, Conflict, NotFound
from aicmo_site.readable import spaced
from aicmo_site.roles import may
from onboarding.contracts import ACCEPT, DECISIONS, InvalidAnswers, NormalizedBriefDTO
from orchestration import services
from orchestration.errors import ContentChanged, IntakeNotKept
from orchestration.models import CLAIMABLE, FINAL, Run, Status
from orchestration.options import BRIEF
from orchestration.run_state import version
from orchestration.staff.brief_words import answer_in_words
from orchestration.staff.campaign import seen_by
from orchestration.staff.run_page import client_name, live
from orchestration.staff.understood import (
    NOTHING,
    Typed,
    Understood,
    given_answers,
    numbers,
    told_apart,
    understood,
)

DECISION, VALUE, WAS = "decision.", "value.", "was."  # a field's name in the form: one of these, then an ID
STALE = (
    "Somebody else was here first: this brief is no longer the one that you looked at. Nothing of yours was saved; "
    "it stands below as you wrote it, beside what the brief says now. Look at it, and save again."
)
AT_WORK = (
    "The run is at work, so nothing was saved. What you wrote stands below: save it again when the run rests, in a few "
    "seconds."
)


class NothingSaid(Exception):
    """Nothing was answered, so there is nothing to save."""


def brief_url(run: Run) -> str:
    return reverse("admin:orchestration_run_brief", args=[quote(run.pk)])


@require_http_methods(["GET", "HEAD", "POST"])
def brief_page(request: HttpRequest, object_id: str) -> HttpResponse:
    """GET: what was understood. POST: what somebody says to it; then the page follows the run to its next rest."""
    run = seen_by(request, object_id)
    try:
        brief = services.brief_of(run_id=run.pk)
    except NotFound:
        messages.info(request, "There is no brief to show: it has not been read yet, or it went with the run.")
        return redirect(row_url(Run, run.pk))
    if request.method == "POST":
        return _saved(request, run, brief)
    return _page(request, run, brief)


def _saved(request: HttpRequest, run: Run, brief: NormalizedBriefDTO) -> HttpResponse:
    """Answers taken, or the page again with all that was typed and why they were not."""
    go_on = "go_on" in request.POST
    if not may(request.user, "run-answers") or (go_on and not may(request.user, "run-approve")):
        raise PermissionDenied
    typed = _typed(request.POST)
    given = _given(request, brief, typed)
    try:
        _require_same_brief(request, run, brief)
        if not given and not go_on:
            raise NothingSaid("Nothing was answered, so there was nothing to save.")
        services.answer_run(
            run_id=run.pk,
            actor=request.user.get_username(),
            answers=[answer for _, answer in given],
            go_on=go_on,
            content_sha256=run.content_sha256 if run.awaiting == BRIEF else "",
            versions=[version(run)],
        )
    except InvalidAnswers as error:
        problems = told_apart(error.problems, [id for id, _ in given])
        messages.error(request, "Nothing was saved: something below is to be mended first.")
        return _page(request, run, brief, Typed(typed.decisions, typed.values, problems))
    except Conflict as error:
        return _stale(request, run, error, typed)
    except (AicmoError, NothingSaid) as error:
        messages.error(request, str(error))
        return _page(request, run, brief, typed)
    messages.success(request, "Saved. The run goes on." if go_on else "Saved. The brief is read again with it.")
    return redirect(brief_url(run))


def _require_same_brief(request: HttpRequest, run: Run, brief: NormalizedBriefDTO) -> None:
    """At whatever stop the run rests: what was typed was meant for the brief that was shown."""
    if run.status == Status.AWAITING_APPROVAL and request.POST.get("content_sha256") != brief.content_sha256:
        raise ContentChanged(run_id=run.pk, content_sha256=brief.content_sha256)


def _stale(request: HttpRequest, run: Run, error: Conflict, typed: Typed) -> HttpResponse:
    """The page as things are now, with what was typed."""
    run = services.get_run(run_id=run.pk)
    try:
        brief = services.brief_of(run_id=run.pk)
    except NotFound:
        messages.error(request, f"{error} Its brief went with it.")
        return redirect(row_url(Run, run.pk))
    reason = str(error)
    if run.status == Status.AWAITING_APPROVAL and not isinstance(error, IntakeNotKept):
        reason = STALE
    elif run.status in CLAIMABLE:
        reason = AT_WORK
    messages.error(request, reason)
    return _page(request, run, brief, typed)


def _typed(sent: Mapping[str, str]) -> Typed:
    def under(prefix: str) -> dict[str, str]:
        return {name.removeprefix(prefix): sent[name].replace("\0", "") for name in sent if name.startswith(prefix)}

    decided = {id: decision for id, decision in under(DECISION).items() if decision in DECISIONS}
    before = {id: _plain(value) for id, value in under(WAS).items()}
    written = {id: _plain(value) for id, value in under(VALUE).items()}
    values = {id: value for id, value in written.items() if id in decided or value != before.get(id)}
    return Typed(decided, values, {})


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _given(request: HttpRequest, brief: NormalizedBriefDTO, typed: Typed) -> list[tuple[str, dict[str, Any]]]:
    """The answers of the form; with its button for all, every proposal that was left is accepted."""
    shown = understood(brief)
    given = given_answers(shown, typed)
    if "accept_left" in request.POST:
        said = {id for id, _ in given}
        left = [fact.id for fact in shown.facts if fact.is_left and fact.id not in said]
        given += [(id, {"fact": id, "decision": ACCEPT}) for id in left]
    return given


def _page(request: HttpRequest, run: Run, brief: NormalizedBriefDTO, typed: Typed | None = None) -> HttpResponse:
    """`typed`: what was sent and not taken; it stays in its fields, and nothing reloads the page under it."""
    shown = understood(brief, typed or NOTHING)
    moves = run.status in CLAIMABLE
    may_answer = may(request.user, "run-answers")
    is_open = may_answer and (run.status == Status.AWAITING_APPROVAL or (moves and typed is not None))
    context = {
        **admin.site.each_context(request),
        **live(run),
        "title": "What we understood",
        "client": client_name(run),
        "run_url": row_url(Run, run.pk),
        "moves": moves and typed is None,
        "is_open": is_open,
        "why_closed": "" if is_open else _why_closed(run, may_answer=may_answer),
        "at_brief": run.awaiting == BRIEF,
        "may_go_on": run.awaiting == BRIEF and may(request.user, "run-approve"),
        "may_start_again": run.status in FINAL and may(request.user, "run-create"),
        "content_sha256": brief.content_sha256,
        "shown": shown,
        "notes": _notes(brief, numbers(shown, brief)),
        "lost": _lost(brief, shown, typed) if typed else [],
    }
    return TemplateResponse(request, "staff/brief.html", context)


def _why_closed(run: Run, *, may_answer: bool) -> str:
    if not may_answer and run.status == Status.AWAITING_APPROVAL:
        return "You may look at it; to answer takes the role of an editor or an approver."
    if run.status in CLAIMABLE:
        return "The run is at work, so it cannot be answered now. This page follows it."
    if run.status in FINAL:
        return "The run has ended: its brief stays as it was."
    return "The run rests at no stop, so it cannot be answered now."


def _notes(brief: NormalizedBriefDTO, number_of: Mapping[str, int]) -> list[dict[str, Any]]:
    """The client's notes as they came, each sentence with its mark and the facts that were read in it."""
    return [
        {
            "words": part.words,
            "space": part.space,
            "mark": part.mark,
            "facts": sorted({number_of[id]: id for id in part.facts if number_of.get(id)}.items()),
            "is_asked": bool(part.questions),
        }
        for part in brief.accounted_notes()
    ]


def _lost(brief: NormalizedBriefDTO, shown: Understood, typed: Typed) -> list[dict[str, str]]:
    """What was typed for something that the brief does not ask or hold any more, and what was said there instead."""
    there = {item.id for item in shown}
    said = {answer.id: answer for answer in brief.answers}
    written = {id: value for id, value in typed.values.items() if id not in there and value.strip()}
    return [
        {
            "about": (said[id].question or said[id].words or spaced(said[id].field)) if id in said else "",
            "by": said[id].by if id in said else "",
            "instead": answer_in_words(said[id]) if id in said else "",
            "written": value,
        }
        for id, value in written.items()
    ]
