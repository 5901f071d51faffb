"""Resting until a run changes, without taking the server's last thread."""

import threading
import time
from datetime import datetime

from django.conf import settings

from orchestration.models import FINAL, Run
from orchestration.services import get_run

POLL_SECONDS = 0.3

_seats = threading.Semaphore(settings.AICMO_MAX_WAITERS)  # each who rests keeps one of this process's threads


def rest(run: Run, *, after: datetime, seconds: int) -> Run:
    """The run once it is no longer as it was at `after`, or has ended, or time is up. Holds no transaction.

    As it is now where all seats are taken.
    """
    if not _seats.acquire(blocking=False):
        return run
    try:
        until = time.monotonic() + seconds
        while run.updated_at == after and run.status not in FINAL and time.monotonic() < until:
            time.sleep(POLL_SECONDS)
            run = get_run(run_id=run.pk)
        return run
    finally:
        _seats.release()
