"""One piece of a run's copy: its texts with what was found in them, its facts, its comments and its versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from aicmo_site.admin import row_url
from aicmo_site.kernel.errors import AicmoError
from aicmo_site.roles import may
from onboarding.contracts import NormalizedBriefDTO
from orchestration.models import CommentKind, Run
from orchestration.services import MAX_COMMENT
from orchestration.staff.campaign import seen_by
from orchestration.staff.findings import verdict
from orchestration.staff.pieces import Piece, channels_of
from orchestration.staff.run_page import client_name, has_copy
from orchestration.staff.threads import Thread, stands, threads_of
from orchestration.staff.versions import PieceVersion, between, versions_of
from orchestration.wishes import add_comment
from orchestration.workflow import Work
from production import services as production

NEVER_TOLD = "target_audience"  # a writer may know it, and must not say it
TYPED = ("kind", "field", "passage", "text", "reply_to")


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
    """GET: the piece; `from` and `to` name two of its versions to compare. POST: say something of it."""
    run = seen_by(request, object_id)
    if not has_copy(run):
        messages.info(request, "There is no copy to show: it has not been written yet, or it went with the run.")
        return redirect(row_url(Run, run.pk))
    if request.method == "POST":
        return _said(request, run, place)
    return _shown(request, run, place)


def _said(request: HttpRequest, run: Run, place: str) -> HttpResponse:
    if not may(request.user, "run-comment"):
        raise PermissionDenied
    piece, _ = _piece(run, Work(run), place)
    typed = {name: request.POST.get(name, "").replace("\0", "").replace("\r\n", "\n").strip() for name in TYPED}
    try:
        if not typed["text"]:
            raise NothingSaid
        add_comment(run_id=run.pk, actor=request.user.get_username(), **_comment(piece, typed))
    except (AicmoError, NothingSaid) as error:
        messages.error(request, str(error))
        return _shown(request, run, place, typed)
    messages.success(request, "Said. A wish goes with the next round." if _asks(typed) else "Said.")
    return redirect(f"{piece.url}#comments")


class NothingSaid(Exception):
    def __str__(self) -> str:
        return "Say something: the comment is empty."


def _comment(piece: Piece, typed: Mapping[str, str]) -> dict[str, Any]:
    text = typed["text"][:MAX_COMMENT]
    if typed["reply_to"]:
        return {"text": text, "reply_to": typed["reply_to"]}
    where = {"channel": piece.channel, "piece": piece.number, "field": typed["field"], "passage": typed["passage"]}
    place = {name: value for name, value in where.items() if value}
    return {"text": text, "kind": CommentKind.WISH if _asks(typed) else CommentKind.COMMENT, "place": place}


def _asks(typed: Mapping[str, str]) -> bool:
    return typed["kind"] == CommentKind.WISH


def _piece(run: Run, work: Work, place: str) -> tuple[Piece, list[Piece]]:
    """The piece of this name, and all of the campaign. Raises Http404."""
    judged = verdict(run, work) or {"findings": []}
    channels = channels_of(run, work.copy[1], work.brief.language, judged["findings"], threads_of(run))
    pieces = list(chain.from_iterable(channel.pieces for channel in channels))
    found = next((piece for piece in pieces if piece.id == place), None)
    if found is None:
        raise Http404("This campaign has no such piece.")
    return found, pieces


def _shown(request: HttpRequest, run: Run, place: str, typed: Mapping[str, str] | None = None) -> HttpResponse:
    work = Work(run)
    piece, pieces = _piece(run, work, place)
    at = pieces.index(piece)
    rows = production.get_versions(draft_id=work.draft_id, channel=piece.channel, piece=piece.number)
    versions = versions_of(rows)
    context = {
        **admin.site.each_context(request),
        "title": f"{piece.name}: {client_name(run)}",
        "client": client_name(run),
        "run": run,
        "run_url": row_url(Run, run.pk),
        "piece": piece,
        "number": at + 1,
        "of": len(pieces),
        "before": pieces[at - 1] if at else None,
        "after": pieces[at + 1] if at + 1 < len(pieces) else None,
        "facts": _facts(work.brief, piece),
        "threads": [_beside(piece, thread, request.user) for thread in piece.threads],
        "versions": versions[::-1],
        "compared": _compared(request.GET, versions),
        "may_comment": may(request.user, "run-comment"),
        "may_waive": may(request.user, "run-waive"),
        "may_allow": may(request.user, "run-allow_word"),
        "typed": typed or {},
    }
    return TemplateResponse(request, "staff/piece.html", context)


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
