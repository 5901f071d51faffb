"""The CPU time of a trial, station by station, in a child process of its own that is ended when it takes too much.

The child is forked from a process that has loaded everything, so that loading counts for nothing. Its first pass over
the smallest size counts for nothing either: it touches what was shared until then, and loads what its language needs.
"""

import gc
import json
import os
import resource
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from typing import Any

from aicmo_site.kernel.persistence import close_tables, in_memory
from orchestration.cost.inputs import DRAFT, INTAKE
from orchestration.cost.lines import CAMPAIGN, CHECK, Line
from orchestration.cost.trials import Trial

Costs = dict[int, float]  # seconds by size; infinite where the child was ended
Figures = dict[str, Costs]  # by station
Limit = Callable[[Mapping[int, float], int], float]  # what a station may take at a size, after what it took before
Say = Callable[[Any], None]  # to the parent, as JSON


class StationBroke(Exception):
    """A station raised instead of doing its work."""


def measure(trial: Trial, limit: Limit) -> Figures:
    """CPU seconds of each station at each size, as far as the child came. Raises StationBroke."""
    load()
    close_tables()
    figures: Figures = {}
    for said in _of_child(lambda say: _run(trial, limit, say)):
        if isinstance(said, str):
            raise StationBroke(f"{trial}: {said}")
        station, size, seconds = said
        figures.setdefault(station, {})[size] = float("inf") if seconds is None else seconds
    return figures


@cache
def load() -> None:
    """Everything that both lines load once a process."""
    for line, data in ((CAMPAIGN, INTAKE), (CHECK, [DRAFT])):
        for _ in _passed(line, data):
            pass


def cpu_seconds() -> float:
    """Of this process; its clock for CPU time counts in ticks of 4 ms while a timer is set, and this does not."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _run(trial: Trial, limit: Limit, say: Say) -> None:
    """In the child: each pass says of a station that it begins, and then what it took."""
    for _ in _passed(trial.line, trial.make(trial.base)):
        pass
    figures: dict[str, dict[int, float]] = {station: {} for station in trial.line.stations}

    def begin(size: int, station: str) -> None:
        say((station, size, None))
        signal.setitimer(signal.ITIMER_PROF, limit(figures[station], size))

    for size in trial.sizes:
        for station, seconds in _passed(trial.line, trial.make(size), partial(begin, size)):
            figures[station][size] = seconds
            say((station, size, seconds))


def _passed(line: Line, data: Any, begin: Callable[[str], None] = lambda _: None) -> Iterator[tuple[str, float]]:
    with in_memory():
        work = line.begin(data)
        for name, station in line.stations.items():
            begin(name)
            before = cpu_seconds()
            station(work)
            seconds = cpu_seconds() - before
            signal.setitimer(signal.ITIMER_PROF, 0)
            yield name, seconds


def _of_child(job: Callable[[Say], None]) -> Iterator[Any]:
    """What a forked child says while it does its job, or until it is ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _serve(job, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _serve(job: Callable[[Say], None], pipe: int) -> None:
    """The child's whole life; it never returns into the parent's code."""
    try:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)  # which ends the process
        gc.freeze()  # what the parent has made is not walked through again and again
        job(partial(_say, pipe))
    except BaseException as error:
        _say(pipe, f"{type(error).__name__}: {str(error)[:300]}")
    finally:
        os._exit(0)


def _say(pipe: int, said: Any) -> None:
    os.write(pipe, f"{json.dumps(said)}\n".encode())
