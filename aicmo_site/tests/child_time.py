"""CPU seconds of a call in a child of its own: what never ends there ends there."""

import gc
import os
import resource
import time
from collections.abc import Callable

MOST_SECONDS = 5
MOST_TIMES = 12  # for ten times the text
SLACK = 0.05  # seconds that may be noise
TRIES = 3


def child_seconds(call: Callable[[], object]) -> float:
    """How long the call takes; infinite where it takes longer than MOST_SECONDS or fails."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _run(call, writer)
    os.close(writer)
    with os.fdopen(reader) as told:
        said = told.read()
    os.waitpid(child, 0)
    return float(said or "inf")


def _run(call: Callable[[], object], writer: int) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
        gc.disable()  # else it walks through all that the parent holds
        begun = time.process_time()
        call()
        os.write(writer, str(time.process_time() - begun).encode())
    finally:
        os._exit(0)


def grows_with_the_text(call: Callable[[int], Callable[[], object]], *, short: int = 2_000) -> bool:
    """Whether ten times the characters take at most MOST_TIMES the time; `call` makes what is called for a length.

    Asked again where not, for a busy machine's clock is not exact: the square of the time never passes.
    """
    call(short // 2)()  # what is loaded once is loaded now, and nothing kept of the text that counts
    return any(child_seconds(call(10 * short)) <= MOST_TIMES * child_seconds(call(short)) + SLACK for _ in range(TRIES))
