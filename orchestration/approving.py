"""Approving single pieces: each is bound to its own hash; once all are approved the campaign goes on."""

from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone

from aicmo_site.kernel.persistence import atomic
from orchestration.engine.events import tell
from orchestration.errors import PieceChanged, PieceNotFound, PiecesStopped, WrongState
from orchestration.models import Run, Status
from orchestration.options import COPY
from orchestration.pieces import PIECES_APPROVED, Piece, pieces_of
from orchestration.services import RESTING_ONLY, Versions, approve_run, get_run, locked_run


def approve_pieces(
    *, run_id: str, actor: str, pieces: Sequence[tuple[str, str]], comment: str = "", versions: Versions = None
) -> Run:
    """Approve pieces of the copy at which a run rests, each by (place, sha256 of its texts); with the last one it goes
    on to delivery. An approval lapses when a text of its piece changes.

    Raises RunNotFound, VersionChanged, WrongState, PieceNotFound, PieceChanged or PiecesStopped.
    """
    with atomic():
        run = locked_run(run_id, versions)
        if (run.status, run.awaiting) != (Status.AWAITING_APPROVAL, COPY):
            raise WrongState(run_id=run_id, status=run.status, verb="have its pieces approved", hint=RESTING_ONLY)
        _require_as_seen(run, pieces)
        now = timezone.now()
        approved = {place: {"sha256": sha256, "by": actor, "at": now.isoformat()} for place, sha256 in pieces}
        metadata = {**run.metadata, PIECES_APPROVED: {**run.metadata.get(PIECES_APPROVED, {}), **approved}}
        Run.objects.filter(pk=run_id).update(metadata=metadata, epoch=F("epoch") + 1, updated_at=now)
        run = get_run(run_id=run_id)
        if all(piece.approved_by for piece in pieces_of(run)):
            return approve_run(run_id=run_id, actor=actor, content_sha256=run.content_sha256, comment=comment)
        tell(run_id, "decided", actor, decision="approve_pieces", pieces=[*approved], comment=comment)
    return run


def completes(run: Run, place: str) -> bool:
    """Whether every other piece is approved, so that with this one the run would go on to delivery."""
    return all(piece.approved_by or piece.place == place for piece in pieces_of(run))


def _require_as_seen(run: Run, pieces: Sequence[tuple[str, str]]) -> None:
    there: dict[str, Piece] = {piece.place: piece for piece in pieces_of(run)}
    for place, sha256 in pieces:
        if place not in there:
            raise PieceNotFound(run_id=run.pk, place=place)
        if there[place].sha256 != sha256:
            raise PieceChanged(run_id=run.pk, place=place, sha256=there[place].sha256)
    if stopped := [place for place, _ in pieces if there[place].stopped]:
        raise PiecesStopped(run_id=run.pk, pieces=", ".join(stopped))
