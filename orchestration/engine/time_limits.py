"""How a step that takes too long ends: with its process, or, in the foreground, as an error of the step.

Both lean on SIGALRM. The kernel sends it whatever the process is busy with; a thread of ours would wait for the
interpreter, which a pattern that never ends does not let go of.
"""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


class StepTimedOut(Exception):
    """The step took longer than AICMO_STEP_SECONDS."""


class _TimeIsUp(BaseException):
    """On its way out of the work: no guard of the work's own (`except Exception`) may hold it up."""


_running = 0  # blocks of ours that the process is in


def start_over() -> None:
    """What is in hand has made progress: its time begins anew. Without effect where no limit of ours runs."""
    if _running:
        signal.setitimer(signal.ITIMER_REAL, settings.AICMO_STEP_SECONDS)


@contextmanager
def _counted() -> Iterator[None]:
    global _running
    _running += 1
    try:
        yield
    finally:
        _running -= 1


@contextmanager
def kill_process() -> Iterator[None]:
    """The block ends in time, or this process ends: for one that somebody replaces (see `Supervisor`).

    A block within it has its own time, and so has what follows it there.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    around, _ = signal.setitimer(signal.ITIMER_REAL, settings.AICMO_STEP_SECONDS)
    try:
        with _counted():
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, settings.AICMO_STEP_SECONDS if around else 0)


@contextmanager
def raise_error() -> Iterator[None]:
    """The block ends in time, or raises StepTimedOut.

    Without a limit of ours anywhere but in a process's main thread, and where a sooner timer is set already.
    """
    begun, (left, _) = time.monotonic(), signal.getitimer(signal.ITIMER_REAL)
    if threading.current_thread() is not threading.main_thread() or 0 < left <= settings.AICMO_STEP_SECONDS:
        yield
        return
    former = signal.signal(signal.SIGALRM, _timed_out)
    signal.setitimer(signal.ITIMER_REAL, settings.AICMO_STEP_SECONDS)
    try:
        with _counted():
            yield
    except _TimeIsUp:
        raise StepTimedOut(f"the step took longer than {settings.AICMO_STEP_SECONDS:g} s") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - begun), 0.001))


def _timed_out(*_: object) -> None:
    raise _TimeIsUp
