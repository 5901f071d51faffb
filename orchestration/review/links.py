"""Links for clients: an approver makes one, and may renew or revoke it. Its token is told once and kept as a hash."""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.ids import new_id
from aicmo_site.kernel.persistence import atomic
from orchestration.engine.events import tell
from orchestration.errors import ContentChanged, LinkClosed, LinkNotFound, PiecesStopped, WrongState
from orchestration.models import ReviewLink, Run, Status
from orchestration.options import COPY
from orchestration.review.acts import APPROVE
from orchestration.run_state import stopped_pieces
from orchestration.services import get_run
from orchestration.workflow import Work
from production.contracts import content_sha256 as hash_of

TOKEN_BYTES = 32
DAYS, MOST_DAYS = 14, 90
MOST_LABEL = 100
GONE = (Status.COMPENSATING, Status.COMPENSATED, Status.FAILED)


class Standing(StrEnum):
    """What a link leads to now."""

    OPEN = "open"
    REVISED = "revised"  # the copy is no longer what the agency approved for it
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNDONE = "undone"


def make_link(
    *, run_id: str, actor: str, label: str, may: str, content_sha256: str, days: int = DAYS
) -> tuple[ReviewLink, str]:
    """A link to exactly this copy, which its maker thereby approves for the agency; and its token, told only here.

    Raises RunNotFound, WrongState, ContentChanged or PiecesStopped.
    """
    run = get_run(run_id=run_id)
    _require_fit(run, content_sha256)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = ReviewLink(
        id=new_id("link"),
        run_id=run.pk,
        token_hash=_hashed(token),
        label=label,
        may=may,
        content_sha256=content_sha256,
        expires_at=_end(days),
        created_by=actor[:150],
    )
    with atomic():
        link.save(force_insert=True)
        _tell(link, "link_made", actor)
    return link, token


def renew_link(*, run_id: str, link_id: str, actor: str, content_sha256: str, days: int = DAYS) -> ReviewLink:
    """Let an old link show this copy, approved for the agency as with a new one; who did not approve may decide anew.

    Raises LinkNotFound, LinkClosed where it is revoked, or what making one does.
    """
    link = get_link(run_id=run_id, link_id=link_id)
    _require_fit(get_run(run_id=run_id), content_sha256)
    renewed = {"content_sha256": content_sha256, "expires_at": _end(days), "updated_at": timezone.now()}
    with atomic():
        if not _unrevoked(link).update(**renewed):
            raise LinkClosed(why=Standing.REVOKED)
        _unrevoked(link).exclude(decision=APPROVE).update(decision="", decided_at=None)
        link.refresh_from_db()
        _tell(link, "link_renewed", actor)
    return link


def revoke_link(*, run_id: str, link_id: str, actor: str) -> ReviewLink:
    """It leads nowhere from now on; revoked already, it stays so. Raises LinkNotFound."""
    link, now = get_link(run_id=run_id, link_id=link_id), timezone.now()
    with atomic():
        if _unrevoked(link).update(revoked_at=now, updated_at=now):
            tell(run_id, "link_revoked", actor, link=link.pk, label=link.label)
    link.refresh_from_db()
    return link


def get_link(*, run_id: str, link_id: str) -> ReviewLink:
    """Raises LinkNotFound."""
    link = ReviewLink.objects.filter(run_id=run_id, pk=link_id).first()
    if link is None:
        raise LinkNotFound(run_id=run_id, link_id=link_id)
    return link


def link_of(token: str) -> ReviewLink | None:
    """Looked up by its hash, so that how long it takes tells nothing of a guess."""
    return ReviewLink.objects.select_related("run").filter(token_hash=_hashed(token)).first()


def standing_of(link: ReviewLink, shown_sha256: str) -> Standing:
    """shown_sha256: of the copy of its run as it is now, "" where there is none."""
    if link.revoked_at:
        return Standing.REVOKED
    if link.run.status in GONE:
        return Standing.UNDONE
    if link.expires_at <= timezone.now():
        return Standing.EXPIRED
    return Standing.OPEN if link.content_sha256 == shown_sha256 else Standing.REVISED


def shown_sha256(work: Work) -> str:
    """Of the copy as it stands; "" where there is none."""
    try:
        return hash_of(*work.copy)
    except NotFound:
        return ""


def _require_fit(run: Run, content_sha256: str) -> None:
    """What is shown to a client rests for a decision, or has been delivered, and nothing stops a piece of it."""
    if run.status != Status.COMPLETED and (run.status, run.awaiting) != (Status.AWAITING_APPROVAL, COPY):
        hint = "Only copy that awaits approval, or was delivered, can."
        raise WrongState(run_id=run.pk, status=run.status, verb="be shown to the client", hint=hint)
    if (shown := shown_sha256(Work(run))) != content_sha256:
        raise ContentChanged(run_id=run.pk, content_sha256=shown)
    if pieces := stopped_pieces(run):
        raise PiecesStopped(run_id=run.pk, pieces=", ".join(pieces))


def _unrevoked(link: ReviewLink) -> "QuerySet[ReviewLink]":
    return ReviewLink.objects.filter(pk=link.pk, revoked_at=None)


def _end(days: int) -> datetime:
    return timezone.now() + timedelta(days=min(max(days, 1), MOST_DAYS))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _tell(link: ReviewLink, kind: str, actor: str) -> None:
    facts = {"label": link.label, "may": link.may, "content_sha256": link.content_sha256}
    tell(link.run_id, kind, actor, link=link.pk, expires_at=link.expires_at.isoformat(), **facts)
