"""The client's links of a run: made (each shown once), renewed and revoked by whoever may approve."""

from dataclasses import dataclass
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
from aicmo_site.kernel.errors import AicmoError
from aicmo_site.roles import may
from orchestration.models import ReviewLink, Run, Status
from orchestration.options import COPY
from orchestration.review.links import (
    DAYS,
    MOST_DAYS,
    MOST_LABEL,
    Standing,
    make_link,
    renew_link,
    revoke_link,
    shown_sha256,
    standing_of,
)
from orchestration.run_state import stopped_pieces
from orchestration.staff.campaign import document_url, seen_by
from orchestration.staff.labels import DECISIONS, State
from orchestration.staff.run_page import client_name
from orchestration.workflow import Work

STANDS = {
    Standing.OPEN: State("open", "✓", "good"),
    Standing.REVISED: State("waits for you: the copy is another one by now", "❚❚", "waits"),
    Standing.EXPIRED: State("expired", "○", "quiet"),
    Standing.REVOKED: State("revoked", "✗", "quiet"),
    Standing.UNDONE: State("leads to nothing: the run is undone", "↺", "quiet"),
}
MAY = {
    ReviewLink.May.DECIDE: "read, comment and decide",
    ReviewLink.May.COMMENT: "read and comment",
    ReviewLink.May.READ: "read",
}
ACTS = ("make", "renew", "revoke")


@dataclass(frozen=True)
class Shown:
    row: ReviewLink
    standing: Standing

    @property
    def state(self) -> State:
        return STANDS[self.standing]

    @property
    def may(self) -> str:
        return MAY[ReviewLink.May(self.row.may)]

    @property
    def decided(self) -> str:
        return DECISIONS.get(self.row.decision, "")

    @property
    def can_be_renewed(self) -> bool:
        return self.standing in (Standing.REVISED, Standing.EXPIRED, Standing.OPEN)


def links_url(run: Run) -> str:
    return reverse("admin:orchestration_run_review_links", args=[quote(run.pk)])


@require_http_methods(["GET", "HEAD", "POST"])
def review_links(request: HttpRequest, object_id: str) -> HttpResponse:
    """GET: the links, and a form for a new one. POST: make, renew or revoke. A new link stands in the answer itself:
    a message of the session would keep it."""
    run = seen_by(request, object_id)
    if not may(request.user, "run-review_links"):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, run)
    act = request.POST.get("do", "")
    if act not in ACTS or not may(request.user, f"run-{act}_review_link"):
        raise PermissionDenied
    try:
        if act == "make":
            link, token = make_link(run_id=run.pk, actor=request.user.get_username(), **_new(request))
            return _page(request, run, made=(link, request.build_absolute_uri(reverse("review", args=[token]))))
        _changed(request, run, act)
    except (AicmoError, Missing) as error:
        messages.error(request, str(error))
    return redirect(links_url(run))


class Missing(Exception):
    """The form was sent without what it asks for."""


def _new(request: HttpRequest) -> dict[str, Any]:
    label = " ".join(request.POST.get("label", "").replace("\0", "").split())[:MOST_LABEL]
    if not label or request.POST.get("may") not in MAY:
        raise Missing("Say whose link it is, and what it may.")
    return {"label": label, "may": request.POST["may"], **_until(request)}


def _until(request: HttpRequest) -> dict[str, Any]:
    days = request.POST.get("days", "")
    known = days.isascii() and days.isdecimal() and len(days) <= 3 and 1 <= int(days) <= MOST_DAYS
    if days and not known:
        raise Missing(f"A link is open for 1 to {MOST_DAYS} days.")
    return {"content_sha256": request.POST.get("content_sha256", ""), "days": int(days or DAYS)}


def _changed(request: HttpRequest, run: Run, act: str) -> None:
    named: dict[str, Any] = {
        "run_id": run.pk,
        "link_id": request.POST.get("link", ""),
        "actor": request.user.get_username(),
    }
    if act == "renew":
        link = renew_link(**named, **_until(request))
        messages.success(request, f"{link.label} sees the copy as it is now, under the same address.")
    else:
        link = revoke_link(**named)
        messages.success(request, f"The link of {link.label} leads nowhere from now on.")


def _page(request: HttpRequest, run: Run, made: tuple[ReviewLink, str] | None = None) -> TemplateResponse:
    shown = shown_sha256(Work(run))
    rests = run.status == Status.AWAITING_APPROVAL and run.awaiting == COPY
    context = {
        **admin.site.each_context(request),
        "title": f"The client’s links: {client_name(run)}",
        "client": client_name(run),
        "run_url": row_url(Run, run.pk),
        "links": [Shown(row, standing_of(row, shown)) for row in _links(run)],
        "made": made,
        "may_make": may(request.user, "run-make_review_link"),
        "fits": bool(shown) and (rests or run.status == Status.COMPLETED) and not stopped_pieces(run),
        "rests": rests,
        "content_sha256": shown,
        "document": document_url(run, shown) if shown else "",
        "choices": MAY.items(),
        "days": DAYS,
        "most_days": MOST_DAYS,
        "most_label": MOST_LABEL,
    }
    return TemplateResponse(request, "staff/review_links.html", context)


def _links(run: Run) -> list[ReviewLink]:
    rows = list(run.review_links.order_by("-created_at", "-pk"))
    for row in rows:
        row.run = run  # read already
    return rows
