"""What keeps a lease alive while a step works, and what the step hears meanwhile."""

import contextvars
import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections

from aicmo_site.kernel.persistence import alias
from orchestration.engine.leases import CancelRequested, Lease, LeaseLost, after, ours

logger = logging.getLogger(__name__)


class _Interrupted(BaseException):
    """On its way out of the work: no guard of the work's own (`except Exception`) may hold it up."""


_until: dict[Lease, float] = {}  # how long each step in hand is believed to be at work, by the monotonic clock


def prolong(lease: Lease) -> None:
    """The step in hand has made progress: its time begins anew."""
    if lease in _until:
        _until[lease] = time.monotonic() + settings.AICMO_STEP_SECONDS


@contextmanager
def heartbeat(lease: Lease) -> Iterator[None]:
    """Keep the lease alive during slow work, from a thread with a connection of its own, but not for ever.

    Not for use inside a transaction. After AICMO_STEP_SECONDS the lease is left to run out. In a process's main thread
    a beat that finds the run cancelled or lost raises CancelRequested or LeaseLost; elsewhere the next `prove` does.
    """
    with _interruptible() as interrupt:
        done = threading.Event()
        _until[lease] = time.monotonic() + settings.AICMO_STEP_SECONDS
        context = contextvars.copy_context()
        beat = (_beat, lease, done, interrupt)
        thread = threading.Thread(target=context.run, args=beat, name=f"heartbeat-{lease.run_id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
            del _until[lease]


@contextmanager
def _interruptible() -> Iterator[Callable[[Exception], None]]:
    """A function that raises an exception in the block, by a signal: that ends a sleep, a call or a pattern, too."""
    if threading.current_thread() is not threading.main_thread():
        yield lambda reason: None
        return
    reasons: list[Exception] = []

    def heard(*_: Any) -> None:
        raise _Interrupted

    def interrupt(reason: Exception) -> None:
        reasons.append(reason)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)

    former = signal.signal(signal.SIGUSR1, heard)
    try:
        yield interrupt
    except _Interrupted:
        raise reasons[0] from None
    finally:
        signal.signal(signal.SIGUSR1, former)


def _beat(lease: Lease, done: threading.Event, interrupt: Callable[[Exception], None]) -> None:
    pause = settings.AICMO_LEASE_SECONDS / 5
    told = False
    try:
        while time.monotonic() + pause <= _until[lease]:
            if done.wait(pause):
                return
            reason = _renew(lease)
            if reason and not told and not done.is_set():
                told = True
                interrupt(reason)
            if isinstance(reason, LeaseLost):
                return
    finally:
        connections[alias()].close()


def _renew(lease: Lease) -> Exception | None:
    """What the work in hand should hear of; a database that does not answer now may answer the next beat."""
    try:
        if not ours(lease).update(lease_expires_at=after(settings.AICMO_LEASE_SECONDS)):
            return LeaseLost(lease.run_id)
        return CancelRequested() if ours(lease).filter(cancel_requested=True).exists() else None
    except DatabaseError:
        logger.exception("A heartbeat of %s failed.", lease.run_id)
        connections[alias()].close()
        return None
