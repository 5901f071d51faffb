"""Work that a caller waits for, done by a child process that can be ended at any moment: previews, and copy checked.

Each child comes out of Python's fork server, a process without threads that has loaded everything and does nothing
else. So a child is there at once, what it takes goes with it, none has to be replaced after it was killed, and a server
with threads is never forked.
"""

import logging
import multiprocessing
import os
import pickle
import resource
import signal
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

import django
from django.conf import settings

from aicmo_site.kernel.errors import AicmoError, Rejected, Transient

MEMORY_BYTES = 1_500_000_000  # of address space: five times what a child has that has loaded everything

FIRST_WORD_SECONDS = 30  # a fork takes milliseconds; a machine that takes longer has no time for previews

logger = logging.getLogger(__name__)
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(settings.LOADED_FOR_CHILDREN)
_places = threading.BoundedSemaphore(settings.AICMO_PREVIEWS)

Answer = TypeVar("Answer")


class PreviewsBusy(Transient):
    """As many previews and checks as this server does at once are under way; try again in a moment."""

    code = "previews_busy"
    wait = 2  # seconds: about what one takes


class PreviewTooSlow(Rejected):
    """This would take more than {seconds:g} seconds, too long to wait for: ask for less at once, or start a run."""

    code = "preview_too_slow"


class PreviewDied(Rejected):
    """The process that worked on this ended without an answer, and would again; the server's log says how."""

    code = "preview_died"


def in_child(function: Callable[..., Answer], /, **arguments: Any) -> Answer:
    """What a function answers to these arguments, or what it raises; all of it must bear pickling.

    Raises PreviewsBusy at once where AICMO_PREVIEWS are under way, PreviewTooSlow after AICMO_PREVIEW_SECONDS, and
    PreviewDied. Not for what writes: a child may be ended anywhere.
    """
    call = pickle.dumps((function, arguments))
    if not _places.acquire(blocking=False):
        raise PreviewsBusy
    try:
        answer, error = _asked(call, settings.AICMO_PREVIEW_SECONDS)
    finally:
        _places.release()
    if error:
        raise error
    return answer


def get_ready() -> None:
    """Let the loading begin, without waiting for it: for when somebody is about to ask. Not before a server forks."""
    forkserver.ensure_running()


def _asked(call: bytes, seconds: float) -> Any:
    ours, theirs = _processes.Pipe(duplex=False)
    child = _processes.Process(target=_serve, args=(theirs, call, seconds), daemon=True)
    died = False
    with ours:
        try:
            with theirs:
                child.start()  # the first of all waits here until everything is loaded
            return _heard(ours, seconds)
        except (EOFError, OSError) as error:
            died = True
            raise PreviewDied from error
        finally:
            code = _end(child, patience=5 if died else 0.2)
            if died:
                logger.error("A child process for previews died: exit code %s.", code)


def _heard(child: Connection, seconds: float) -> Any:
    """The outcome; time counts from the child's first word."""
    if not child.poll(FIRST_WORD_SECONDS):
        raise PreviewsBusy
    child.recv()
    if not child.poll(seconds):
        raise PreviewTooSlow(seconds=seconds)
    return child.recv()


def _end(child: BaseProcess, patience: float) -> int | None:
    """The exit code of a child that is gone when this returns: of its own accord, or killed. None: it never was."""
    if child.pid is None:
        return None
    child.join(patience)
    if child.exitcode is None:
        child.kill()
        child.join()
    code = child.exitcode
    child.close()
    return code


# --- in the child


def _serve(pipe: Connection, call: bytes, seconds: float) -> None:
    django.setup()  # was done before the fork, unless loading failed there
    _limit(seconds)
    with pipe:
        pipe.send(None)
        pipe.send_bytes(_outcome(call))


def _limit(seconds: float) -> None:
    """By the system, so that they hold even where Python has no say any more, and when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its children
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)
    with suppress(ValueError, OSError):  # macOS has no such limit; elsewhere a tighter one may be in force
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _outcome(call: bytes) -> bytes:
    """Pickled: (answer, None) or (None, error). Too little memory ends the child: nothing more can be trusted."""
    try:
        function, arguments = pickle.loads(call)
        return pickle.dumps((function(**arguments), None))
    except MemoryError:
        os._exit(1)
    except Exception as error:
        return _pickled(error)


def _pickled(error: Exception) -> bytes:
    """With the child's traceback where it is a bug, for whoever logs it; one that bears no pickling as its text."""
    if not isinstance(error, AicmoError):
        error.add_note(f"In the child process:\n{traceback.format_exc()}")
    try:
        pickled = pickle.dumps((None, error))
        pickle.loads(pickled)
        return pickled
    except Exception:
        return pickle.dumps((None, RuntimeError("".join(traceback.format_exception(error)))))
