"""Leases: who may advance a run, and for how long.

Every change of hands is one conditional update, and the database's clock decides.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Now
from django.utils import timezone

from aicmo_site.kernel.persistence import atomic
from orchestration.engine.events import tell
from orchestration.engine.transient import backoff
from orchestration.models import CLAIMABLE, Run, Status

FREE = {"claimed_by": "", "claimed_at": None, "lease_expires_at": None}
PROGRESS = {"attempts": 0, "outage_since": None, "outage_retries": 0}  # what a committed step and a decision reset


class LeaseLost(Exception):
    """The run is no longer ours; nothing was written."""


class CancelRequested(Exception):
    """The lease is ours, but somebody asked for the run to be cancelled."""


@dataclass(frozen=True)
class Lease:
    """The right to advance a run. The epoch only grows: whoever claims later makes every earlier lease worthless."""

    run_id: str
    worker: str
    epoch: int
    workflow_version: int


def after(seconds: float) -> Any:
    """An instant by the database's clock."""
    return Now() + timedelta(seconds=seconds) if seconds else Now()  # a sum has digits in SQLite that Now() lacks


def due() -> Q:
    """Runs that somebody may claim now: unfinished, their wait over, free or their holder's time run out."""
    waited = Q(not_before__isnull=True) | Q(not_before__lte=Now())
    return Q(status__in=CLAIMABLE) & waited & unheld()


def unheld() -> Q:
    return Q(lease_expires_at__isnull=True) | Q(lease_expires_at__lt=Now())


def held(lease: Lease) -> Q:
    return Q(pk=lease.run_id, claimed_by=lease.worker, epoch=lease.epoch, lease_expires_at__gt=Now())


def claim(*, worker: str, run_id: str | None = None, versions: Collection[int] | None = None) -> Lease | None:
    """Take the oldest due run (or exactly this one), of one of these workflow versions; None where there is none.

    Rows that somebody else has locked are passed over where the database can (SKIP LOCKED), so that no claimer waits.
    """
    runs = Run.objects.filter(due(), **({"pk": run_id} if run_id else {}))
    if versions is not None:
        runs = runs.filter(workflow_version__in=versions)
    with atomic(durable=True):
        oldest = runs.select_for_update(skip_locked=True).order_by("created_at")
        run = oldest.only("epoch", "status", "claimed_by", "workflow_version").first()
        return _take(run, worker) if run else None


def _take(run: Run, worker: str) -> Lease | None:
    won = Run.objects.filter(due(), pk=run.pk, epoch=run.epoch).update(
        status=Case(When(status=Status.PENDING, then=Value(Status.RUNNING)), default=F("status")),
        claimed_by=worker,
        claimed_at=Now(),
        lease_expires_at=after(settings.AICMO_LEASE_SECONDS),
        epoch=F("epoch") + 1,
        attempts=F("attempts") + 1,
        not_before=None,
        updated_at=timezone.now(),
    )
    if not won:
        return None
    if run.status == Status.PENDING:
        tell(run.pk, "started", worker)
    elif run.claimed_by:
        tell(run.pk, "taken_over", worker, dead_worker=run.claimed_by)
    return Lease(run.pk, worker, run.epoch + 1, run.workflow_version)


def prove(lease: Lease, status: Status) -> None:
    """First statement of every step's transaction: the lease is ours, and renewed; progress ends attempts and outage.

    Raises LeaseLost, or CancelRequested on the way forward.
    """
    here = ours(lease).filter(status=status)
    going_on = here.filter(cancel_requested=False) if status == Status.RUNNING else here
    lease_expires_at = after(settings.AICMO_LEASE_SECONDS)
    if not going_on.update(lease_expires_at=lease_expires_at, **PROGRESS, updated_at=timezone.now()):
        if here.exists():
            raise CancelRequested
        raise LeaseLost(lease.run_id)


def ours(lease: Lease) -> "QuerySet[Run]":
    """The run, as long as the lease holds."""
    return Run.objects.filter(held(lease))


def release(lease: Lease) -> None:
    """Hand an unfinished run back in good order; no attempt is counted."""
    ours(lease).update(**FREE, attempts=0, updated_at=timezone.now())


def held_by(worker: str) -> list[Lease]:
    """What a worker holds, whether or not its time has run out."""
    rows = Run.objects.filter(claimed_by=worker).values_list("pk", "epoch", "workflow_version")
    return [Lease(run_id, worker, epoch, version) for run_id, epoch, version in rows]


def renew_all(workers: Collection[str]) -> None:
    """Keep what these workers hold, as long as it is theirs. For their parent: a worker that is busy inside one call of
    C cannot do so itself, and the run would pass from one hung process to the next."""
    held = Run.objects.filter(claimed_by__in=workers, lease_expires_at__gt=Now())
    held.update(lease_expires_at=after(settings.AICMO_LEASE_SECONDS))


def record_death(lease: Lease, reason: str) -> None:
    """Free what a dead worker held, and say why it died. Its claim stays counted as an attempt; the next one waits."""
    with atomic(durable=True):
        mine = Run.objects.filter(pk=lease.run_id, claimed_by=lease.worker, epoch=lease.epoch)
        run = mine.select_for_update().first()
        wait = backoff(run.attempts) if run and not run.cancel_requested else 0
        if run and mine.update(**FREE, last_error=reason, not_before=after(wait), updated_at=timezone.now()):
            step = run.next_step if run.status == Status.RUNNING else ""
            tell(run.pk, "worker_died", lease.worker, step=step, error=reason, attempt=run.attempts)
