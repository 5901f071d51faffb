"""What people want changed: the form that takes wishes at their places, what became of them, and ending one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aicmo_site.admin import row_url
from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.places import Place
from aicmo_site.readable import spaced
from aicmo_site.roles import may
from orchestration.models import CommentKind, CommentState, Run, RunComment
from orchestration.services import MAX_COMMENT
from orchestration.staff.brief_page import brief_url
from orchestration.staff.campaign import seen_by
from orchestration.staff.labels import name_of
from orchestration.staff.piece.pieces import channels_of
from orchestration.staff.run_page import client_name
from orchestration.staff.typed import taken
from orchestration.wishes import MAX_PASSAGE, end_comment, right_to_end
from orchestration.workflow import Work
from production.contracts import DONE, KEPT, LEFT, NOT_DONE, NOTHING_TO_DO, DraftBundleDTO

ROWS = 4  # of the form; who wants more asks again
PARTS = ("place", "passage", "text")
BECAME = {
    DONE: "done",
    NOT_DONE: "not done",
    NOTHING_TO_DO: "nothing to do",
    KEPT: "kept",
    LEFT: "left for a person",
}
STATES = {CommentState.OPEN: "open", CommentState.DONE: "done; it holds until somebody ends it"}


# --- the form


def rows(posted: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The rows of the form, with what was typed."""
    return [{"number": number, **_typed(posted or {}, number)} for number in range(ROWS)]


def wishes_in(posted: Mapping[str, str]) -> list[dict[str, Any]]:
    """The wishes that were typed, in order; a row without words is none. Raises NotTaken."""
    typed = ((f"Wish {number + 1}", _typed(posted, number)) for number in range(ROWS))
    return [
        {"place": _place(row, name), "text": taken(row["text"], MAX_COMMENT, name)}
        for name, row in typed
        if row["text"]
    ]


def row_of(posted: Mapping[str, str], number: int) -> int:
    """Which row of the form holds a wish, both from 0."""
    return [row for row in range(ROWS) if _typed(posted, row)["text"]][number]


def _typed(posted: Mapping[str, str], number: int) -> dict[str, str]:
    return {part: posted.get(f"{part}.{number}", "").strip() for part in PARTS}


def _place(row: Mapping[str, str], name: str) -> dict[str, str]:
    at = Place.parse(row["place"])
    passage = taken(row["passage"], MAX_PASSAGE, f"The passage of {name.lower()}")
    parts = {"channel": at.channel, "piece": at.piece, "field": at.field, "passage": passage}
    return {name: text for name, text in parts.items() if text}


def places(run: Run) -> list[tuple[str, list[tuple[str, str]]]]:
    """The places to choose from, by channel: (value, name) of the channel, of each piece and of each of its fields."""
    try:
        _, bundles = Work(run).copy
    except NotFound:  # decided in this moment by somebody else
        return []
    return [(channel_of(bundle.channel).name, list(_places(bundle))) for bundle in bundles]


def _places(bundle: DraftBundleDTO) -> Iterator[tuple[str, str]]:
    name = channel_of(bundle.channel).name
    pieces: dict[str, dict[str, None]] = {}
    for asset in bundle.assets:
        if not asset.is_note:
            pieces.setdefault(asset.piece, {})[asset.asset_type] = None
    several = bundle.is_numbered
    yield bundle.channel, f"{name}: all of it" if several else name
    for piece, fields in pieces.items():
        if several:
            yield str(Place(bundle.channel, piece)).rstrip("/"), f"{name} {piece}"
        if several or len(fields) > 1:
            for field in fields:
                place = Place(bundle.channel, piece if several else "", field)
                yield str(place), name_of(place)


# --- what became of them


@dataclass(frozen=True)
class Shown:
    """A wish as the pages show it."""

    id: str
    where: str
    passage: str
    text: str
    author: str
    at: Any
    state: str
    is_done: bool
    round: int
    parts: list[dict[str, Any]]
    end_url: str


def standing(run: Run) -> list[Shown]:
    """The wishes that nobody ended, and what became of each in the last round."""
    wishes = run.comments.filter(kind=CommentKind.WISH)
    return [_shown(run, row) for row in wishes.exclude(state=CommentState.ENDED)]


def _shown(run: Run, row: RunComment) -> Shown:
    last: dict[str, Any] = row.outcomes[-1] if row.outcomes else {"round": 0, "parts": []}
    return Shown(
        id=row.pk,
        where=name_of(Place(row.channel, row.piece, row.field)) or "the whole campaign",
        passage=row.passage,
        text=row.text,
        author=row.author,
        at=row.at,
        state=STATES[CommentState(row.state)],
        is_done=row.state == CommentState.DONE,
        round=last["round"],
        parts=[{**part, "became": BECAME.get(part["became"], spaced(part["became"]))} for part in last["parts"]],
        end_url=reverse("admin:orchestration_run_end_wish", args=[quote(run.pk), quote(row.pk)]),
    )


def context(run: Run, user: Any) -> dict[str, Any]:
    """For `_wishes.html`."""
    return {"wishes": standing(run), "may_end": may(user, "run-request_changes"), "wished_brief_url": brief_url(run)}


def _piece_url(run: Run, row: RunComment) -> str:
    """Of the piece that a comment is on; "" where it is on more than one."""
    try:
        _, bundles = Work(run).copy
    except NotFound:
        return ""
    found = (p for channel in channels_of(run, bundles, "") if channel.id == row.channel for p in channel.pieces)
    return next((piece.url for piece in found if row.piece == piece.number or not piece.numbered), "")


@require_http_methods(["GET", "HEAD", "POST"])
def end_wish(request: HttpRequest, object_id: str, comment_id: str) -> HttpResponse:
    """GET: what it means. POST: end the wish, or resolve the thread, and show its piece or the run again."""
    run = seen_by(request, object_id)
    if not may(request.user, "run-resolve_comment"):
        raise PermissionDenied
    row = run.comments.filter(pk=comment_id, reply_to="").first()
    if row is None:
        raise Http404("This run has no such comment.")
    if not may(request.user, right_to_end(row)):
        raise PermissionDenied
    back, asks = request.GET.get("from") == "piece" and _piece_url(run, row), row.kind == CommentKind.WISH
    if request.method == "POST":
        end_comment(run_id=run.pk, comment_id=row.pk, actor=request.user.get_username())
        said = "The wish is ended: it goes with no further round." if asks else "The thread is resolved."
        messages.success(request, said)
        return redirect(back or row_url(Run, run.pk))
    context = {
        **admin.site.each_context(request),
        "title": f"{'End a wish' if asks else 'Resolve a comment'}: {client_name(run)}",
        "client": client_name(run),
        "run_url": row_url(Run, run.pk),
        "back": back or row_url(Run, run.pk),
        "asks": asks,
        "wish": _shown(run, row) if row.state != CommentState.ENDED else None,
    }
    return TemplateResponse(request, "staff/end_wish.html", context)
