"""The loop: claim a run, advance it, until told to stop."""

import logging
import os
import re
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

from django.conf import settings
from django.db import connections

from aicmo_site.kernel.persistence import alias
from orchestration.leases import LeaseLost, claim, release
from orchestration.models import CLAIMABLE, Run
from orchestration.saga import advance
from orchestration.steps import Workflow
from orchestration.transient import TRANSIENT
from orchestration.workflow import WORKFLOW

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.5  # between two looks at an empty queue; also how long a takeover may lag behind a lease


def is_worker(name: str) -> bool:
    """Whether an actor has such a name as `worker_name` gives, with or without the number of a thread."""
    return bool(re.search(r"-\d+-[0-9a-f]{8}(-\d+)?\Z", name))


def worker_name() -> str:
    """Unique among all workers at all times: a process that reuses a PID is another worker."""
    return f"{socket.gethostname()[:60]}-{os.getpid()}-{os.urandom(4).hex()}"


class Worker:
    """Runs `concurrency` claimers in threads, each with its own database connection, until `stop()`."""

    def __init__(self, *, concurrency: int = 1, drain: bool = False, observe: Callable[..., None] = lambda *_: None):
        self.concurrency = concurrency
        self.drain = drain
        self.observe = observe
        self.name = worker_name()
        self.stopped = threading.Event()

    def stop(self) -> None:
        """Finish the steps in hand, release the leases, and end."""
        self.stopped.set()

    def run(self) -> None:
        with ThreadPoolExecutor(self.concurrency, thread_name_prefix="claimer") as pool:
            claimers = [pool.submit(self._work, f"{self.name}-{number}") for number in range(self.concurrency)]
            while wait(claimers, timeout=IDLE_SECONDS).not_done:  # wakes up, for only this thread hears signals
                continue
        for claimer in claimers:
            claimer.result()

    def _work(self, name: str) -> None:
        try:
            while not self.stopped.is_set():
                try:
                    connections[alias()].close_if_unusable_or_obsolete()
                    busy = advance_next(worker=name, stopping=self.stopped.is_set, observe=self.observe)
                    if not busy and self.drain and not anything_left():
                        return
                except Exception:  # the database is away, say: the lease protects the run, and attempts are counted
                    logger.exception("Worker %s stumbled; going on.", name)
                    connections[alias()].close()
                    busy = False
                if not busy:
                    self.stopped.wait(IDLE_SECONDS)
        finally:
            connections[alias()].close()


def anything_left() -> bool:
    """Whether some run can still move without a person."""
    return Run.objects.filter(status__in=CLAIMABLE).exists()


def advance_next(
    *,
    worker: str,
    run_id: str | None = None,
    workflow: Workflow = WORKFLOW,
    stopping: Callable[[], bool] = lambda: False,
    observe: Callable[..., None] = lambda *_: None,
) -> bool:
    """Claim one due run (or this one) and advance it as far as it goes; False where none could be claimed."""
    lease = claim(worker=worker, run_id=run_id)
    if lease is None:
        return False
    try:
        advance(lease, workflow, stopping=stopping, observe=lambda *what: observe(lease.run_id, *what))
    except LeaseLost:
        logger.warning("Worker %s lost run %s to another.", worker, lease.run_id)
    except KeyboardInterrupt:  # a person at the terminal: what was in hand is rolled back, and free at once
        release(lease)
        raise
    return True


def run_to_rest(run_id: str, *, workflow: Workflow = WORKFLOW, observe: Callable[..., None] = lambda *_: None) -> Run:
    """Advance one run in the foreground until it ends or awaits a person; waits for retries and for other workers."""
    worker, stumbles = worker_name(), 0
    while True:
        try:
            advance_next(worker=worker, run_id=run_id, workflow=workflow, observe=observe)
            run = Run.objects.get(pk=run_id)
            stumbles = 0
        except TRANSIENT:
            stumbles += 1
            if stumbles >= settings.AICMO_MAX_ATTEMPTS:
                raise
            connections[alias()].close()
        else:
            if run.status not in CLAIMABLE:
                return run
        time.sleep(0.1)
