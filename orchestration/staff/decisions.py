"""Decisions about a run: a page that says what will happen, and the POST that calls one verb."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aicmo_site.admin import row_url
from aicmo_site.kernel.errors import AicmoError, NotFound
from aicmo_site.kernel.places import Place
from aicmo_site.roles import may
from orchestration import services
from orchestration.errors import InvalidWishes
from orchestration.models import Run
from orchestration.options import BRIEF, STRATEGY
from orchestration.run_state import THE_WHOLE, decisions, did_not_pass, made, stopped_pieces, version
from orchestration.staff import adjusting, wishes
from orchestration.staff.approved import changed_since
from orchestration.staff.brief_page import brief_url
from orchestration.staff.campaign import content_at, document_url
from orchestration.staff.findings import verdict
from orchestration.staff.labels import counted, name_of, state_of, table_name
from orchestration.staff.run_page import client_name
from orchestration.staff.typed import NotTaken, taken
from orchestration.wishes import standing
from orchestration.workflow import Work
from production.services import UNDERSTOOD
from strategy.contracts import InvalidAdjustments


@dataclass(frozen=True)
class Button:
    """One decision; `says` what will happen. takes_wishes: at their places, of which one at least, or a comment;
    takes_adjustments: of the plan, one at least."""

    verb: Callable[..., Run]
    label: str
    says: str
    done: str
    comment: bool = False
    takes_wishes: bool = False
    takes_adjustments: bool = False
    names_content: bool = False
    deletes: bool = False


BUTTONS = {
    "approve": Button(
        services.approve_run,
        "Approve",
        "The package will be made from exactly the copy below.",
        "Approved; it goes on to delivery.",
        comment=True,
        names_content=True,
    ),
    "request_changes": Button(
        services.request_changes,
        "Ask for changes",
        "What you ask for is done in its place, and nothing else is touched; the copy is judged again and comes back "
        f"for approval. Without a person these wishes are met: {UNDERSTOOD}. Whatever else you write is kept for a "
        "person and stands beside the next round.",
        "Sent back to the draft with your wishes.",
        comment=True,
        takes_wishes=True,
    ),
    "adjust_plan": Button(
        services.adjust_plan,
        "Adjust the plan",
        "The plan is made again with what you change, and comes back for approval with its difference. Shares that "
        "nobody set share what the others leave; everything that follows from a share or a date follows.",
        "Adjusted; the plan is being made again.",
        comment=True,
        takes_adjustments=True,
    ),
    "reject": Button(
        services.reject_run,
        "Reject",
        "The run ends, and everything that it made is deleted.",
        "Rejected; what it made is being undone.",
        comment=True,
        deletes=True,
    ),
    "cancel": Button(
        services.cancel_run,
        "Cancel the run",
        "The run ends, and everything that it made is deleted.",
        "Cancelled; what it made is being undone.",
        comment=True,
        deletes=True,
    ),
    "retry": Button(
        services.retry_run,
        "Retry",
        "A new run is started from what was submitted for this one, which stays as it is.",
        "This is the new run.",
    ),
    "resume": Button(
        services.resume_run,
        "Resume undoing",
        "The undoing goes on where it gave up. Mend its cause first.",
        "The undoing goes on.",
        deletes=True,
    ),
}


APPROVE_PLAN = replace(
    BUTTONS["approve"],
    label="Approve the plan",
    says="The copy is written from exactly the plan below.",
    done="Approved; the copy is being written.",
)


def _button(run: Run, decision: str) -> Button:
    return APPROVE_PLAN if decision == "approve" and run.awaiting == STRATEGY else BUTTONS[decision]


class Asked(NamedTuple):
    """A decision as a run's page offers it: where it is asked, under which name, and whether it deletes."""

    url: str
    label: str
    deletes: bool = False


def buttons(run: Run, user: Any) -> list[Asked]:
    """What this person may ask of the run as it stands; what is asked on one page is offered once."""
    offered = [_offered(run, name) for name in decisions(run) if may(user, f"run-{name}")]
    return list({asked.url: asked for asked in reversed(offered)}.values())[::-1]


def _offered(run: Run, decision: str) -> Asked:
    if _is_about_brief(run, decision):
        return Asked(brief_url(run), "Answer its questions" if run.awaiting == BRIEF else "Correct the brief")
    button = _button(run, decision)
    return Asked(_page(run, decision), button.label, button.deletes)


def _page(run: Run, decision: str) -> str:
    return reverse("admin:orchestration_run_decide", args=[quote(run.pk), decision])


def _is_about_brief(run: Run, decision: str) -> bool:
    """Answers are given on the brief's own page; at the brief that is where it is approved, too."""
    return decision == "answers" or (decision == "approve" and run.awaiting == BRIEF)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, object_id: str, decision: str) -> HttpResponse:
    """GET: what would happen. POST: take the decision and show the run again, or the new one."""
    if decision not in (*BUTTONS, "answers"):
        raise Http404
    if not may(request.user, f"run-{decision}"):
        raise PermissionDenied
    if request.method == "POST" and decision in BUTTONS:
        return _taken(request, unquote(object_id), decision)
    return _asked(request, unquote(object_id), decision)


def _taken(request: HttpRequest, run_id: str, decision: str) -> HttpResponse:
    try:
        button = _button(services.get_run(run_id=run_id), decision)
        run = button.verb(run_id=run_id, actor=request.user.get_username(), **_facts(request, button, run_id))
        messages.success(request, button.done)
        run_id = run.pk
    except (InvalidWishes, InvalidAdjustments, NotTaken) as error:  # the form again, as it was typed
        messages.error(request, _in_words(error, request, run_id))
        return _asked(request, run_id, decision)
    except AicmoError as error:
        messages.error(request, str(error))
    return redirect(row_url(Run, run_id))


def _asked(request: HttpRequest, run_id: str, decision: str) -> HttpResponse:
    try:
        run = services.get_run(run_id=run_id)
    except NotFound as error:
        raise Http404(str(error)) from error
    if _is_about_brief(run, decision):
        return redirect(brief_url(run))
    button = _button(run, decision)
    if decision not in decisions(run):
        messages.error(request, f"“{button.label}” is not possible now: {_why_not(run, decision)}")
        return redirect(row_url(Run, run_id))
    context = {
        **admin.site.each_context(request),
        "title": f"{button.label}: {client_name(run)}",
        "run": run,
        "run_url": row_url(Run, run_id),
        "client": client_name(run),
        "button": button,
        "decision": decision,
        "typed_comment": request.POST.get("comment", ""),
        **wishes.context(run, request.user),
        **(_deleted(run) if button.deletes else {}),
        **(_content(run) if button.names_content else {}),
        **(_wished(request, run) if button.takes_wishes else {}),
        **(_adjusting(request, run) if button.takes_adjustments else {}),
    }
    return TemplateResponse(request, "staff/decide.html", context)


def _why_not(run: Run, decision: str) -> str:
    if decision == "approve" and (pieces := stopped_pieces(run)):
        names = ", ".join(name_of(Place.parse(f"{piece}/")) if piece != THE_WHOLE else piece for piece in pieces)
        return f"quality control stops {names}. Have these texts changed, or let the findings below pass."
    return f"the run is {state_of(run).name}."


def _deleted(run: Run) -> dict[str, Any]:
    """By table, the IDs that the journal says the run made and that stand: exactly what its undoing takes."""
    rows = made(run)
    by_table = [(table_name(table, len(ids)), ids) for table, ids in rows.items()]
    return {"deleted": by_table, "deleted_in_words": counted(rows)}


def _content(run: Run) -> dict[str, Any]:
    """Plan or copy as it stands; frame and approval both name its hash, so nobody approves what they did not see."""
    work = Work(run)
    try:
        shown = content_at(run, work)
    except NotFound:  # decided in this moment by somebody else
        return {}
    told: dict[str, Any] = {
        "content_sha256": shown,
        "document": document_url(run, shown),
        "changed": changed_since(run, work),
    }
    if run.awaiting == STRATEGY:
        told |= {"adjusted": adjusting.adjusted(run, work), "adjust_url": _page(run, "adjust_plan")}
    if did_not_pass(run):
        told |= {"verdict": verdict(run, work)}
    if asked := len(work.brief.questions_apart):
        told |= {"asked": asked, "asked_url": brief_url(run)}
    return {**told, "what": "The plan" if run.awaiting == STRATEGY else "The copy"}


def _wished(request: HttpRequest, run: Run) -> dict[str, Any]:
    """The form for wishes beside the copy that they are about, with what was typed before."""
    shown = {"wish_rows": wishes.rows(request.POST), "wish_places": wishes.places(run)}
    return {**shown, "document": document_url(run), "what": "The copy"}


def _adjusting(request: HttpRequest, run: Run) -> dict[str, Any]:
    """The plan as a form, with what was typed before, beside the document of it."""
    work = Work(run)
    try:
        form = adjusting.lines(work.strategy, request.POST or None)
    except NotFound:  # decided in this moment by somebody else
        return {}
    shown: dict[str, Any] = {"adjust_lines": form, "version": request.POST.get("version") or version(run)}
    shown |= {"adjusted": adjusting.adjusted(run, work)}
    return {**shown, "document": document_url(run), "what": "The plan"}


def _form_of(request: HttpRequest, run_id: str) -> list[adjusting.Line]:
    try:
        return adjusting.lines(Work(services.get_run(run_id=run_id)).strategy, request.POST)
    except NotFound:
        return []


def _in_words(error: Exception, request: HttpRequest, run_id: str) -> str:
    if isinstance(error, InvalidAdjustments):
        return f"Nothing was changed. {adjusting.told(error.problems, _form_of(request, run_id))}."
    problems = getattr(error, "problems", ())
    rows = ", ".join(str(wishes.row_of(request.POST, int(problem.field.split(".")[1])) + 1) for problem in problems)
    return f"The words or the place of wish {rows} do not stand in the copy: look at it below." if rows else str(error)


def _facts(request: HttpRequest, button: Button, run_id: str) -> dict[str, Any]:
    facts: dict[str, Any] = {"content_sha256": request.POST.get("content_sha256", "")} if button.names_content else {}
    if button.comment:
        facts["comment"] = taken(request.POST.get("comment", ""), services.MAX_COMMENT, "The comment")
    if button.takes_wishes:
        facts["wishes"] = wishes.wishes_in(request.POST)
        if not facts["wishes"] and not facts["comment"] and not standing(run_id):
            raise NotTaken("Say what is to be changed.")
    if button.takes_adjustments:
        facts |= {"adjustments": adjusting.adjustments_in(_form_of(request, run_id))}
        facts |= {"versions": [request.POST.get("version", "")]}
        if not facts["adjustments"]:
            raise NotTaken("Change something first.")
    return facts
