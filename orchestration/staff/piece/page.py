"""One piece of a run's copy: its texts with what was found in them, its facts, its comments and its versions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import ceil
from types import MappingProxyType
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aicmo_site.admin import row_url
from aicmo_site.api.throttling import seconds_to_wait
from aicmo_site.kernel.errors import AicmoError
from aicmo_site.roles import may
from onboarding.contracts import NormalizedBriefDTO
from orchestration import edits
from orchestration.approving import approve_pieces, completes
from orchestration.editing import MAX_TEXT
from orchestration.errors import NotChecked
from orchestration.models import CommentKind, Run, Status
from orchestration.services import MAX_COMMENT, get_run
from orchestration.staff.campaign import seen_by
from orchestration.staff.findings import verdict
from orchestration.staff.piece.pieces import Piece, Text, channels_of, takes_approval
from orchestration.staff.piece.threads import Thread, stands, threads_of
from orchestration.staff.piece.versions import PieceVersion, between, versions_of
from orchestration.staff.piece.writing import (
    Clash,
    Typed,
    as_typed,
    checked,
    is_open,
    restore,
    save,
    seen_in,
    typed_in,
)
from orchestration.staff.run_page import client_name, has_copy
from orchestration.staff.typed import NotTaken, taken
from orchestration.wishes import MAX_PASSAGE, add_comment
from orchestration.workflow import Work
from production import services as production

CHECKS_PER_MINUTE = 60  # of each person; the script asks after half a second without a key
NEVER_TOLD = "target_audience"  # a writer may know it, and must not say it
SAID = {"kind": 16, "field": 64, "passage": MAX_PASSAGE, "text": MAX_COMMENT, "reply_to": 128}  # the longest


@dataclass(frozen=True)
class Fact:
    """What copy may say of the client: `id` is the brief's, "" where it is no single fact of it."""

    id: str
    kind: str
    text: str
    is_used: bool


@dataclass(frozen=True)
class Said:
    """A thread beside the piece; `is_gone`: the words that it is about were edited away since."""

    thread: Thread
    is_gone: bool
    may_end: bool


@require_http_methods(["GET", "HEAD", "POST"])
def piece_page(request: HttpRequest, object_id: str, place: str) -> HttpResponse:
    """GET: the piece; `from` and `to` name two of its versions to compare. POST: `do` something with it: save what was
    typed, check it, take what another wrote, restore a version, or say something."""
    run = seen_by(request, object_id)
    if not has_copy(run):
        messages.info(request, "There is no copy to show: it has not been written yet, or it went with the run.")
        return redirect(row_url(Run, run.pk))
    page = Page(request, run, place)
    if request.method != "POST":
        return page.shown()
    do, _, about = request.POST.get("do", "").partition(":")
    if do not in DEEDS:
        raise BadRequest("Nothing like that is done with a piece.")
    right, act = DEEDS[do]
    if not may(request.user, right):
        raise PermissionDenied
    return act(page, about)


@require_POST
def check_piece(request: HttpRequest, object_id: str, place: str) -> HttpResponse:
    """What quality control says of a piece as it is typed, alone: for the script that asks while one types."""
    run = seen_by(request, object_id)
    if not may(request.user, MAY_WRITE):
        raise PermissionDenied
    if not has_copy(run):
        raise Http404("There is no copy.")
    page = Page(request, run, place)
    if wait := _seconds_to_wait(request):
        return HttpResponse(status=429, headers={"Retry-After": str(wait)})
    try:
        found = checked(run, page.work, page.piece, typed_in(request, page.piece))
    except NotChecked as error:
        return TemplateResponse(request, "staff/_checked.html", {"why_not": str(error)}, status=422)
    return TemplateResponse(request, "staff/_checked.html", {"piece": found})


def _seconds_to_wait(request: HttpRequest) -> int:
    """Until quality control reads along again for this person; it does so in the process that serves pages."""
    return ceil(seconds_to_wait("check", request.user.pk, CHECKS_PER_MINUTE))


@dataclass(frozen=True)
class Field:
    """A text as the form has it; `version` is the one that was seen."""

    text: Text
    version: str
    clash: Clash | None
    is_typed: bool  # and not saved


def _field(text: Text, typed: Typed | None, clashes: Mapping[str, Clash]) -> Field:
    return Field(text, typed.version if typed else text.version, clashes.get(text.asset.asset_id), typed is not None)


class Page:
    """The piece's page while it is asked for."""

    def __init__(self, request: HttpRequest, run: Run, place: str):
        self.request, self.run, self.place = request, run, place
        self.work = Work(run)
        self.actor = request.user.get_username()

    @cached_property
    def pieces(self) -> list[Piece]:
        judged = verdict(self.run, self.work) or {"findings": []}
        told = (judged["findings"], threads_of(self.run), edits.waiting(self.run.pk))
        channels = channels_of(self.run, self.work.copy[1], self.work.brief.language, *told)
        return list(chain.from_iterable(channel.pieces for channel in channels))

    @cached_property
    def piece(self) -> Piece:
        found = next((piece for piece in self.pieces if piece.id == self.place), None)
        if found is None:
            raise Http404("This campaign has no such piece.")
        return found

    @cached_property
    def versions(self) -> list[PieceVersion]:
        named = {"channel": self.piece.channel, "piece": self.piece.number}
        return versions_of(production.get_versions(draft_id=self.work.draft_id, **named))

    def back(self, said: str, part: str = "") -> HttpResponse:
        messages.success(self.request, said)
        return redirect(f"{self.piece.url}{part}")

    def shown(
        self,
        piece: Piece | None = None,
        typed: Mapping[str, Typed] = MappingProxyType({}),
        clashes: Mapping[str, Clash] = MappingProxyType({}),
        said: Mapping[str, str] = MappingProxyType({}),
    ) -> HttpResponse:
        """`piece`: as it was `typed`, or as it stands. `said`: of a comment that was not taken."""
        shown = piece or self.piece
        fields = [_field(text, typed.get(text.asset.asset_id), clashes) for text in shown.texts]
        context = {**_context(self, shown), "fields": fields, "is_typed": bool(typed), "said": said}
        return TemplateResponse(self.request, "staff/piece.html", context)


def _save(page: Page, _: str) -> HttpResponse:
    typed = typed_in(page.request, page.piece)
    try:
        saved, clashes = save(page.run, typed, page.actor)
    except AicmoError as error:
        messages.error(page.request, f"{error} What you typed is still below.")
        return page.shown(as_typed(page.piece, typed), typed=typed)
    if not clashes:
        said = f"Saved: {saved} text{pluralize(saved)}. Quality control reads what is new in the round that begins now."
        return page.back(said if saved else "Nothing was changed.")
    now = Page(page.request, get_run(run_id=page.run.pk), page.place)
    stands = {text.asset.asset_id: text.version for text in now.piece.texts}
    kept = {id: Typed(mine.content, stands[id]) for id, mine in typed.items() if id in stands}
    messages.warning(page.request, "Somebody else wrote here since you looked. Nothing is lost: compare, then save.")
    return now.shown(as_typed(now.piece, kept), typed=kept, clashes=clashes)


def _check(page: Page, _: str) -> HttpResponse:
    typed = typed_in(page.request, page.piece)
    try:
        if wait := _seconds_to_wait(page.request):
            raise NotChecked(why=f"it has done so {CHECKS_PER_MINUTE} times in a minute, and does again in {wait} s")
        found = checked(page.run, page.work, page.piece, typed)
    except NotChecked as error:
        messages.error(page.request, f"{error} What you typed is still below.")
        return page.shown(as_typed(page.piece, typed), typed=typed)
    messages.info(page.request, "Read, and not saved yet.")
    return page.shown(found, typed=typed)


def _take(page: Page, asset_id: str) -> HttpResponse:
    typed = {id: mine for id, mine in typed_in(page.request, page.piece).items() if id != asset_id}
    return page.shown(as_typed(page.piece, typed), typed=typed)


def _restore(page: Page, number: str) -> HttpResponse:
    version = next((one for one in page.versions if str(one.number) == number), None)
    if version is None:
        raise Http404("This piece has no such version.")
    try:
        restored = restore(page.run, page.piece, version, seen_in(page.request, page.piece), page.actor)
    except AicmoError as error:
        messages.error(page.request, str(error))
        return redirect(f"{page.piece.url}#versions")
    return page.back(f"Version {number} stands again." if restored else "It stands like that already.")


def _approve(page: Page, asked_on: str) -> HttpResponse:
    """The last piece is approved with all of them, on the page that says first what is open and what happens then."""
    if completes(page.run, page.piece.id):
        messages.info(page.request, "All other pieces are approved. With this one the campaign goes on to delivery.")
        return redirect("admin:orchestration_run_decide", quote(page.run.pk), "approve")
    seen = (page.piece.id, page.request.POST.get("sha256", ""))
    try:
        approve_pieces(run_id=page.run.pk, actor=page.actor, pieces=[seen])
    except AicmoError as error:
        messages.error(page.request, str(error))
        return redirect(page.piece.url)
    if asked_on != "campaign":
        return page.back("Approved.")
    messages.success(page.request, "Approved.")
    campaign = reverse("admin:orchestration_run_campaign", args=[quote(page.run.pk)])
    return redirect(f"{campaign}#{page.piece.anchor}")


def _say(page: Page, _: str) -> HttpResponse:
    said = {name: page.request.POST.get(name, "") for name in SAID}
    try:
        said = {name: taken(text, SAID[name], f"The {name}") for name, text in said.items()}
        if not said["text"]:
            raise NotTaken("Say something: the comment is empty.")
        add_comment(run_id=page.run.pk, actor=page.actor, **_comment(page.piece, said))
    except (AicmoError, NotTaken) as error:
        messages.error(page.request, str(error))
        return page.shown(said=said)
    return page.back("Said. The wish waits until somebody asks for changes." if _asks(said) else "Said.", "#comments")


MAY_WRITE = "run-text"
DEEDS: dict[str, tuple[str, Callable[[Page, str], HttpResponse]]] = {
    "save": (MAY_WRITE, _save),
    "check": (MAY_WRITE, _check),
    "take": (MAY_WRITE, _take),
    "restore": ("run-restore", _restore),
    "approve": ("run-approve", _approve),
    "say": ("run-comment", _say),
}


def _comment(piece: Piece, said: Mapping[str, str]) -> dict[str, Any]:
    text = said["text"]
    if said["reply_to"]:
        return {"text": text, "reply_to": said["reply_to"]}
    where = {"channel": piece.channel, "piece": piece.number, "field": said["field"], "passage": said["passage"]}
    place = {name: value for name, value in where.items() if value}
    return {"text": text, "kind": CommentKind.WISH if _asks(said) else CommentKind.COMMENT, "place": place}


def _asks(said: Mapping[str, str]) -> bool:
    return said["kind"] == CommentKind.WISH


def _context(page: Page, piece: Piece) -> dict[str, Any]:
    run, user = page.run, page.request.user
    ids = [one.id for one in page.pieces]
    at = ids.index(page.piece.id)
    open_now = is_open(run)
    return {
        **admin.site.each_context(page.request),
        "title": f"{piece.name}: {client_name(run)}",
        "client": client_name(run),
        "run": run,
        "run_url": row_url(Run, run.pk),
        "piece": piece,
        "number": at + 1,
        "of": len(ids),
        "before": page.pieces[at - 1] if at else None,
        "after": page.pieces[at + 1] if at + 1 < len(ids) else None,
        "facts": _facts(page.work.brief, piece),
        "threads": [_beside(piece, thread, user) for thread in piece.threads],
        "versions": page.versions[::-1],
        "compared": _compared(page.request.GET, page.versions),
        "is_busy": open_now and run.status == Status.RUNNING,
        "may_write": open_now and may(user, MAY_WRITE),
        "may_restore": open_now and may(user, "run-restore"),
        "may_approve": takes_approval(run) and piece.may_be_approved and may(user, "run-approve"),
        "approve_all_url": _approve_all_url(run, page.pieces) if may(user, "run-approve") else "",
        "may_comment": piece.has_copy and may(user, "run-comment"),
        "may_waive": may(user, "run-waive"),
        "may_allow": may(user, "run-allow_word"),
        "check_url": reverse("admin:orchestration_run_piece_check", args=[quote(run.pk), page.piece.id]),
        "most": MAX_TEXT,
    }


def _approve_all_url(run: Run, pieces: Sequence[Piece]) -> str:
    """Where it rests although every piece is approved: a text came back to what was, and the last word is still to be
    said."""
    waits = takes_approval(run) and all(piece.approved_by and not piece.waits for piece in pieces if piece.has_copy)
    return reverse("admin:orchestration_run_decide", args=[quote(run.pk), "approve"]) if waits else ""


def _beside(piece: Piece, thread: Thread, user: Any) -> Said:
    texts = [text.content for text in piece.texts if thread.row.field in ("", text.field)]
    right = "run-request_changes" if thread.is_wish else "run-resolve_comment"
    return Said(thread, not stands(thread.row.passage, texts), thread.is_open and may(user, right))


def _facts(brief: NormalizedBriefDTO, piece: Piece) -> list[Fact]:
    ids = {fact.field: fact.id for fact in brief.standing_facts}
    used = {source for text in piece.texts for source in text.asset.metadata.get("facts", ())}
    told = (one for one in production.public_facts(brief=brief) if one.source != NEVER_TOLD)
    return [Fact(ids.get(one.source, ""), one.kind, one.text, one.source in used) for one in told]


def _compared(asked: Mapping[str, str], versions: Sequence[PieceVersion]) -> dict[str, Any] | None:
    """The two versions that were chosen, the older first, and what differs; None where nobody chose."""
    chosen = [one for name in ("from", "to") for one in versions if str(one.number) == asked.get(name)]
    if len(chosen) != 2:
        return None
    former, latter = sorted(chosen, key=lambda one: one.number)
    return {"former": former, "latter": latter, "texts": between(former, latter)}
