"""The loop: claim a run, advance it, until told to stop."""

import logging
import os
import re
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext

from django.conf import settings
from django.db import connections

from aicmo_site.kernel.persistence import alias
from orchestration.engine.leases import LeaseLost, claim, release
from orchestration.engine.saga import Limit, advance
from orchestration.engine.steps import Workflow
from orchestration.engine.transient import TRANSIENT
from orchestration.models import CLAIMABLE, Run
from orchestration.workflow import WORKFLOWS

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.5  # between two looks at an empty queue; also how long a takeover may lag behind a lease


def is_worker(name: str) -> bool:
    """Whether an actor has such a name as `worker_name` gives, with or without the number of a process."""
    return bool(re.search(r"-\d+-[0-9a-f]{8}(-\d+)?\Z", name))


def worker_name() -> str:
    """Unique among all workers at all times: a process that reuses a PID is another worker."""
    return f"{socket.gethostname()[:60]}-{os.getpid()}-{os.urandom(4).hex()}"


class Worker:
    """One process's loop: claims and advances one run at a time until `stop()`, or, draining, until nothing is left."""

    def __init__(
        self,
        *,
        name: str = "",
        drain: bool = False,
        observe: Callable[..., None] = lambda *_: None,
        limit: Limit = nullcontext,
    ):
        self.name = name or worker_name()
        self.drain = drain
        self.observe = observe
        self.limit = limit
        self.stopped = False  # not an Event: its lock could be held when a second signal comes

    def stop(self) -> None:
        """Finish the step in hand, release the lease, and end."""
        self.stopped = True

    def run(self) -> None:
        try:
            while not self.stopped and self._turn():
                continue
        finally:
            connections[alias()].close()

    def _turn(self) -> bool:
        """Look for a run and advance it; False where a draining worker has nothing left to do."""
        try:
            connections[alias()].close_if_unusable_or_obsolete()
            with self.limit():  # what is between the steps is bounded, too
                if self._advanced():
                    return True
            if self.drain and not anything_left():
                return False
        except Exception:  # the database is away, say: the lease protects the run, and attempts are counted
            logger.exception("Worker %s stumbled; going on.", self.name)
            connections[alias()].close()
        if not self.stopped:
            time.sleep(IDLE_SECONDS)
        return True

    def _advanced(self) -> bool:
        return advance_next(worker=self.name, stopping=lambda: self.stopped, observe=self.observe, limit=self.limit)


def anything_left() -> bool:
    """Whether some run can still move without a person, and by this code."""
    return Run.objects.filter(status__in=CLAIMABLE, workflow_version__in=WORKFLOWS).exists()


def advance_next(
    *,
    worker: str,
    run_id: str | None = None,
    workflows: Mapping[int, Workflow] = WORKFLOWS,
    stopping: Callable[[], bool] = lambda: False,
    observe: Callable[..., None] = lambda *_: None,
    limit: Limit = nullcontext,
) -> bool:
    """Claim one due run (or this one) of these workflows and advance it as far as it goes; False if there is none."""
    lease = claim(worker=worker, run_id=run_id, versions=workflows)
    if lease is None:
        return False
    try:
        workflow = workflows[lease.workflow_version]
        advance(lease, workflow, stopping=stopping, observe=lambda *what: observe(lease.run_id, *what), limit=limit)
    except LeaseLost:
        logger.warning("Worker %s lost run %s to another.", worker, lease.run_id)
    except KeyboardInterrupt:  # a person at the terminal: what was in hand is rolled back, and free at once
        release(lease)
        raise
    return True


def run_to_rest(
    run_id: str,
    *,
    workflows: Mapping[int, Workflow] = WORKFLOWS,
    observe: Callable[..., None] = lambda *_: None,
    limit: Limit = nullcontext,
) -> Run:
    """Advance one run in the foreground until it ends or awaits a person; waits for retries and for other workers."""
    worker, stumbles = worker_name(), 0
    while True:
        try:
            advance_next(worker=worker, run_id=run_id, workflows=workflows, observe=observe, limit=limit)
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
