"""Leases: who may advance a run, and for how long.

Every change of hands is one conditional update, and the database's clock decides.
"""

import contextvars
import logging
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Now
from django.utils import timezone

from aicmo_site.kernel.persistence import alias, atomic
from orchestration.models import CLAIMABLE, Run, Status
from orchestration.story import tell

logger = logging.getLogger(__name__)

CANDIDATES = 20  # a claimer picks at random among the oldest few, so that many claimers seldom want the same run
FREE = {"claimed_by": "", "claimed_at": None, "lease_expires_at": None}


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


def after(seconds: float) -> Any:
    """An instant by the database's clock."""
    return Now() + timedelta(seconds=seconds)


def due() -> Q:
    """Runs that somebody may claim now: unfinished, their wait over, free or their holder's time run out."""
    waited = Q(not_before__isnull=True) | Q(not_before__lte=Now())
    return Q(status__in=CLAIMABLE) & waited & unheld()


def unheld() -> Q:
    return Q(lease_expires_at__isnull=True) | Q(lease_expires_at__lt=Now())


def held(lease: Lease) -> Q:
    return Q(pk=lease.run_id, claimed_by=lease.worker, epoch=lease.epoch, lease_expires_at__gt=Now())


def claim(*, worker: str, run_id: str | None = None) -> Lease | None:
    """Take a due run (or exactly this one); None where there is none to be had."""
    runs = Run.objects.filter(due(), **({"pk": run_id} if run_id else {}))
    candidates = list(runs.order_by("created_at").only("epoch", "status", "claimed_by")[:CANDIDATES])
    random.shuffle(candidates)
    return next((lease for run in candidates if (lease := _take(run, worker))), None)


def _take(run: Run, worker: str) -> Lease | None:
    with atomic(durable=True):
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
    return Lease(run.pk, worker, run.epoch + 1)


def prove(lease: Lease, status: Status) -> None:
    """First statement of every step's transaction: the lease is ours, and renewed; progress resets the attempts.

    Raises LeaseLost, or CancelRequested on the way forward.
    """
    here = ours(lease).filter(status=status)
    going_on = here.filter(cancel_requested=False) if status == Status.RUNNING else here
    if not going_on.update(lease_expires_at=after(settings.AICMO_LEASE_SECONDS), attempts=0, updated_at=timezone.now()):
        if here.exists():
            raise CancelRequested
        raise LeaseLost(lease.run_id)


def ours(lease: Lease) -> "QuerySet[Run]":
    """The run, as long as the lease holds."""
    return Run.objects.filter(held(lease))


def release(lease: Lease) -> None:
    """Hand an unfinished run back in good order; no attempt is counted."""
    ours(lease).update(**FREE, attempts=0, updated_at=timezone.now())


@contextmanager
def heartbeat(lease: Lease) -> Iterator[None]:
    """Keep the lease alive during slow work, from a thread with a connection of its own, but not for ever.

    Not for use inside a transaction. After AICMO_STEP_SECONDS the lease is left to run out.
    """
    done = threading.Event()
    context = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(_beat, lease, done), name=f"heartbeat-{lease.run_id}")
    thread.daemon = True
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _beat(lease: Lease, done: threading.Event) -> None:
    pause = settings.AICMO_LEASE_SECONDS / 5
    try:
        for _ in range(int(settings.AICMO_STEP_SECONDS / pause)):
            if done.wait(pause) or not _renew(lease):
                return
    finally:
        connections[alias()].close()


def _renew(lease: Lease) -> bool:
    """False where the lease is lost; a database that does not answer now may answer the next beat."""
    try:
        return bool(ours(lease).update(lease_expires_at=after(settings.AICMO_LEASE_SECONDS)))
    except DatabaseError:
        logger.exception("A heartbeat of %s failed.", lease.run_id)
        connections[alias()].close()
        return True
