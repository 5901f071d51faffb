"""What a terminal shows while a run works: a live line with the step in hand, or plain lines elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.status import Status as Spinner


class Progress:
    """Hears of a run's steps. On a terminal one line moves; elsewhere each finished step is a line."""

    def __init__(self, stream: Any):
        self.console = Console(file=stream, highlight=False)
        self.spinner: Spinner | None = None
        self.begun = 0.0

    def __enter__(self) -> "Progress":
        if self.console.is_terminal:
            self.spinner = self.console.status("waiting")
            self.spinner.start()
        return self

    def __exit__(self, *exc: object) -> None:
        if self.spinner:
            self.spinner.stop()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing moves while somebody types."""
        if self.spinner:
            self.spinner.stop()
        yield
        if self.spinner:
            self.spinner.start()

    def __call__(self, run_id: str, step: str, what: str) -> None:
        if what == "begun":
            self.begun = time.monotonic()
            if self.spinner:
                self.spinner.update(f"{step} …")
        else:
            seconds = time.monotonic() - self.begun
            self.console.print(f"  {step or 'last check'}: {what.replace('_', ' ')} ({seconds:.2f} s)", markup=False)
