"""The buttons on a run's admin page: each is a POST that calls one verb."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from aicmo_site.admin import row_url
from aicmo_site.kernel.errors import AicmoError, NotFound
from aicmo_site.roles import may
from orchestration import services
from orchestration.models import Run, Status
from orchestration.reading import decisions
from orchestration.workflow import Work
from production.contracts import DraftBundleDTO, content_sha256

MAX_COMMENT = 10_000


@dataclass(frozen=True)
class Button:
    """One decision. comment: "" none is taken, else `optional` or `required`."""

    verb: Callable[..., Run]
    label: str
    done: str
    comment: str = ""
    names_content: bool = False


BUTTONS = {
    "approve": Button(services.approve_run, "Approve", "Approved; it goes on to delivery.", "optional", True),
    "request_changes": Button(
        services.request_changes, "Request changes", "Sent back to the draft with your comment.", "required"
    ),
    "reject": Button(services.reject_run, "Reject", "Rejected; what it made is being undone.", "optional"),
    "cancel": Button(services.cancel_run, "Cancel", "Cancelled; what it made is being undone.", "optional"),
    "retry": Button(services.retry_run, "Retry", "This is the new run."),
    "resume": Button(services.resume_run, "Resume undoing", "The undoing goes on."),
}


def may_decide(user: Any, decision: str) -> bool:
    return may(user, f"run-{decision}")


def panel(run: Run, user: Any) -> dict[str, Any]:
    """What the page needs to let a person decide: the buttons that work now for them, and the copy that waits."""
    buttons = [{"name": name, "button": BUTTONS[name]} for name in decisions(run) if may_decide(user, name)]
    return {"buttons": buttons, **(_copy(run) if run.status == Status.AWAITING_APPROVAL else {})}


def _copy(run: Run) -> dict[str, Any]:
    """The copy as it stands in the database now; the approval names the hash of exactly what is shown."""
    try:
        draft, bundles = Work(run).copy
    except NotFound:  # decided in this moment by somebody else
        return {}
    shown: tuple[DraftBundleDTO, ...] = bundles
    return {"body": draft.body, "bundles": shown, "content_sha256": content_sha256(draft, bundles)}


@require_POST
def decide(request: HttpRequest, object_id: str, decision: str) -> HttpResponse:
    """Take one decision and show the run again, or the new one; a refusal is shown as a message."""
    if decision not in BUTTONS:
        raise Http404
    if not may_decide(request.user, decision):
        raise PermissionDenied
    button, run_id = BUTTONS[decision], unquote(object_id)
    try:
        run = button.verb(run_id=run_id, actor=request.user.get_username(), **_facts(request, button))
        messages.success(request, button.done)
        run_id = run.pk
    except (AicmoError, MissingComment) as error:
        messages.error(request, str(error))
    return redirect(row_url(Run, run_id))


class MissingComment(Exception):
    """The form was sent without what it asks for."""


def _facts(request: HttpRequest, button: Button) -> dict[str, str]:
    facts = {"content_sha256": request.POST.get("content_sha256", "")} if button.names_content else {}
    if button.comment:
        facts["comment"] = request.POST.get("comment", "").replace("\0", "").strip()[:MAX_COMMENT]
    if button.comment == "required" and not facts["comment"]:
        raise MissingComment("Say in the comment what is to be changed.")
    return facts
