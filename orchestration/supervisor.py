"""The parent of worker processes: starts them, replaces what dies, and ends them in good order.

Processes and not threads: making content is work for the processor, and only a process can be ended from outside.
The standard library and not a pool of tasks (pebble's was tried): what lives here for days is a loop that claims, and
what must be bounded is a step, which only the loop knows.
"""

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from django.conf import settings
from django.db import connections

from aicmo_site.kernel.persistence import alias
from orchestration.engine.leases import held_by, record_death, release, renew_all
from orchestration.engine.time_limits import kill_process
from orchestration.worker import IDLE_SECONDS, Worker, worker_name

logger = logging.getLogger(__name__)

STOPPING = (signal.SIGTERM, signal.SIGINT)
_forking = multiprocessing.get_context("fork")  # this process has one thread; a fresh interpreter would take seconds


class Supervisor:
    """Keeps `concurrency` worker processes at work until `stop()`, or, draining, until each has found nothing left.

    `stop()` lets the steps in hand finish within AICMO_STOP_SECONDS. Not for a process with several threads.
    """

    def __init__(self, *, concurrency: int = 1, drain: bool = False, observe: Callable[..., None] = lambda *_: None):
        self.drain = drain
        self.observe = observe
        self.concurrency = concurrency
        self.name = worker_name()
        self.started = 0
        self.workers: dict[str, BaseProcess] = {}
        self.next_beat = 0.0
        self.stop_by: float | None = None

    def stop(self) -> None:
        """Ask every worker to finish its step and end. May be called by a signal handler."""
        if self.stop_by is None:
            self.stop_by = time.monotonic() + settings.AICMO_STOP_SECONDS
        for process in list(self.workers.values()):
            if process.is_alive():
                process.terminate()

    def run(self) -> None:
        for _ in range(self.concurrency):
            if self.stop_by is None:
                self._start()
        pause = min(IDLE_SECONDS, settings.AICMO_LEASE_SECONDS / 5)
        while self.workers:
            wait([process.sentinel for process in self.workers.values()], timeout=pause)
            for name, process in list(self.workers.items()):
                if not process.is_alive():
                    self._replace(name, process)
            self._beat()
            if self.stop_by is not None and time.monotonic() >= self.stop_by:
                self._kill()

    def _start(self) -> None:
        self.started += 1
        name = f"{self.name}-{self.started}"
        connections.close_all()  # no two processes may speak on one connection
        process = _forking.Process(target=self._work, args=(name, os.getpid()), name=name, daemon=True)
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)  # until each side hears them with a handler of its own
        self.workers[name] = process
        process.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        if self.stop_by is not None:
            process.terminate()

    def _work(self, name: str, parent: int) -> None:
        """The child: a worker that hears signals, and ends with its parent."""
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        worker = Worker(name=name, drain=self.drain, observe=self.observe, limit=kill_process)
        for number in STOPPING:
            signal.signal(number, lambda *_: worker.stop())
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        worker.run()

    def _beat(self) -> None:
        """Every fifth of a lease, for all workers that live; each ends its own steps in time, so not for ever."""
        if time.monotonic() >= self.next_beat:
            self.next_beat = time.monotonic() + settings.AICMO_LEASE_SECONDS / 5
            self._with_database(partial(renew_all, list(self.workers)))

    def _replace(self, name: str, process: BaseProcess) -> None:
        process.join()
        del self.workers[name]
        if process.exitcode:
            reason = why_it_died(process.exitcode)
            logger.error("Worker %s: %s.", name, reason)
            self._with_database(partial(self._record, name, reason))
        if self.drain and process.exitcode == 0:
            return
        time.sleep(IDLE_SECONDS)  # one that dies at once must not keep a processor busy
        if self.stop_by is None:
            self._start()

    def _record(self, name: str, reason: str) -> None:
        for lease in held_by(name):
            record_death(lease, reason)

    def _kill(self) -> None:
        """Time is up: what the workers held is free for others at once, and it was no fault of the runs."""
        for name, process in self.workers.items():
            process.kill()
            process.join()
            logger.warning("Worker %s did not finish its step within AICMO_STOP_SECONDS.", name)
            self._with_database(partial(self._release, name))
        self.workers.clear()

    def _release(self, name: str) -> None:
        for lease in held_by(name):
            release(lease)

    def _with_database(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception:  # the database is away, say: then leases run out, and that is as good
            logger.exception("Supervisor %s stumbled; going on.", self.name)
            connections[alias()].close()


def _end_with(parent: int) -> None:
    """Nobody would replace this process, or end it in time: leave what is in hand to whoever claims next."""
    while os.getppid() == parent:
        time.sleep(IDLE_SECONDS)
    os._exit(1)


def why_it_died(exitcode: int) -> str:
    if exitcode == -signal.SIGALRM:
        return f"the step took longer than {settings.AICMO_STEP_SECONDS:g} s, and its process was ended"
    if exitcode < 0:
        return f"the worker process was killed by {signal.Signals(-exitcode).name}"
    return f"the worker process ended with code {exitcode}"
