"""The pieces of a run's copy as programs read them: their texts, who wrote each, and how each piece stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from aicmo_site.kernel.places import Place
from orchestration import edits
from orchestration.editing import version_of
from orchestration.kept_texts import texts_that_stood
from orchestration.models import CommentKind, CommentState, Run, RunEdit, Status
from orchestration.options import COPY
from orchestration.workflow import Work, approval_at
from production import services as production
from production.contracts import PERSON, TextDTO, VersionDTO, piece_sha256
from qc.contracts import MINOR

GENERATED, EDITED, QUESTIONED, APPROVED, GONE = ("generated", "edited", "questioned", "approved", "gone")
PIECES_APPROVED = "approved_pieces"  # of a run's metadata: by place {sha256, by, at}
STATES = (GENERATED, EDITED, QUESTIONED, APPROVED, GONE)


@dataclass(frozen=True)
class PieceText:
    """A text of a piece. `version` is what an edit names as seen; `waits`: written, and taken by the next round."""

    asset_id: str
    field: str
    line: int
    place: str
    content: str
    version: str
    author: str
    is_note: bool = False
    waits: bool = False


@dataclass(frozen=True)
class Piece:
    """`place` (`x_post#2`) is its name in findings; `sha256` the hash of its texts as they stand, "" where they are
    gone. `findings` of the latest verdict and `wishes` are those that are open."""

    place: str
    channel: str
    piece: str
    state: str
    sha256: str
    texts: tuple[PieceText, ...]
    stopped: bool = False
    findings: tuple[Mapping[str, Any], ...] = ()
    wishes: tuple[str, ...] = ()
    stage: str = ""
    week: int | None = None
    on: str = ""
    language: str = ""
    approved_by: str = ""  # with exactly these texts


def pieces_of(run: Run) -> tuple[Piece, ...]:
    """The pieces that have copy, in its order; of a run that was undone as they last stood; none before there is
    one."""
    bundles = production.get_bundles(draft_id=Work(run).draft_id)
    if not bundles:
        return tuple(_gone(texts_that_stood(run.pk)))
    assets = {asset.asset_id: asset for bundle in bundles for asset in bundle.assets}
    waiting, verdict = edits.waiting(run.pk), run.evidence.get("qc", {})
    found, stops = _by_piece(verdict.get("issues", ())), {one["piece"] for one in verdict.get("stopped", ())}
    unmet = run.comments.filter(kind=CommentKind.WISH, state=CommentState.OPEN)
    wishes = list(unmet.values_list("pk", "channel", "piece"))
    pieces: list[Piece] = []
    for name, texts in _grouped(production.texts_of(bundles=bundles)).items():
        if all(text.is_note for text in texts):
            continue
        (channel, number), mine = (texts[0].channel, texts[0].piece), [assets[text.asset_id] for text in texts]
        sha256 = piece_sha256(mine)
        piece = Piece(
            place=name,
            channel=channel,
            piece=number,
            state=GENERATED,
            sha256=sha256,
            texts=tuple(_text(text, waiting.get(edits.place_of(text))) for text in texts),
            stopped=bool({name, ""} & stops),
            findings=tuple(found[name]),
            wishes=tuple(id for id, *where in wishes if where in ([channel, number], [channel, ""])),
            approved_by=approval_of(run, name, sha256),
            week=mine[0].metadata.get("week"),
            **{told: str(mine[0].metadata.get(told) or "") for told in ("stage", "on", "language")},
        )
        pieces.append(replace(piece, state=_state(run, piece)))
    return tuple(pieces)


def _grouped(texts: Iterable[TextDTO]) -> dict[str, list[TextDTO]]:
    pieces: dict[str, list[TextDTO]] = {}
    for text in texts:
        pieces.setdefault(Place.parse(text.where).copy_id, []).append(text)
    return pieces


def _by_piece(issues: Iterable[Mapping[str, Any]]) -> Mapping[str, list[Mapping[str, Any]]]:
    pieces: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for issue in issues:
        if not issue.get("waived_by"):
            pieces[Place.parse(issue["section"]).copy_id].append(issue)
    return pieces


def _text(text: TextDTO, edit: RunEdit | None) -> PieceText:
    content, author = (edit.text, PERSON) if edit else (text.content, text.author)
    place = (text.asset_id, text.field, text.line, text.where)
    return PieceText(*place, content, version_of(content), author, text.is_note, waits=edit is not None)


def _state(run: Run, piece: Piece) -> str:
    asked = any(issue["severity"] != MINOR for issue in piece.findings)
    is_edited = any(text.author == PERSON for text in piece.texts)
    is_approved = bool(piece.approved_by) and not (piece.stopped or any(text.waits for text in piece.texts))
    is_open = bool(piece.stopped or asked or piece.wishes)
    return state_of(run, is_open=is_open, is_edited=is_edited, is_approved=is_approved)


def state_of(run: Run, *, is_open: bool, is_edited: bool, is_approved: bool = False) -> str:
    """How a piece stands. is_open: something graver than a hint was found, or wished, and is not settled. is_approved:
    by itself, with exactly these texts."""
    if is_approved or run.status == Status.COMPLETED or approval_at(run, COPY):
        return APPROVED
    if is_open:
        return QUESTIONED
    return EDITED if is_edited else GENERATED


def approval_of(run: Run, place: str, sha256: str) -> str:
    """Who approved a piece with exactly these texts; "" where nobody has."""
    approval = run.metadata.get(PIECES_APPROVED, {}).get(place, {})
    return str(approval["by"]) if approval.get("sha256") == sha256 else ""


def _gone(stood: Iterable[VersionDTO]) -> Iterable[Piece]:
    last = {(one.channel, one.piece, one.field, one.line): one for one in stood}
    pieces: dict[tuple[str, str], list[VersionDTO]] = {}
    for one in last.values():
        pieces.setdefault((one.channel, one.piece), []).append(one)
    for (channel, number), texts in pieces.items():
        shown = tuple(
            PieceText("", one.field, one.line, str(Place(channel, number, one.field)), one.text, "", one.author)
            for one in texts
        )
        yield Piece(Place(channel, number).copy_id, channel, number, GONE, "", shown)
