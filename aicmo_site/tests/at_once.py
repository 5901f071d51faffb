"""Calls that meet in the database, for tests of who wins."""

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

from aicmo_site.kernel.persistence import alias


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Make the calls at the same moment, each in a thread with a connection of its own."""
    barrier = threading.Barrier(len(calls), timeout=30)

    def make(call: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return call()
        finally:
            connections[alias()].close()

    with ThreadPoolExecutor(len(calls)) as pool:
        made = [pool.submit(contextvars.copy_context().run, make, call) for call in calls]
    return [future.result() for future in made]
