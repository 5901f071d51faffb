"""What may go wrong in every app. Each app subclasses these in its contracts with a code of its own.

The docstring of a subclass is its message; facts given as keywords fill its {slots}.
"""

from typing import Any


class AicmoError(Exception):
    """Something expected went wrong."""

    code = "error"

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__((type(self).__doc__ or "").strip().format(**facts))

    def __reduce__(self) -> Any:
        """As it stands, for another process: `__init__`, which takes no message, is not asked again."""
        return _as_it_stood, (type(self), self.args), self.__dict__


def _as_it_stood(kind: type[AicmoError], args: tuple[Any, ...]) -> AicmoError:
    return kind.__new__(kind, *args)


class NotFound(AicmoError):
    """There is no {what} {id}."""

    code = "not_found"


class Conflict(AicmoError):
    """This cannot be done now: {reason}"""

    code = "conflict"


class Rejected(AicmoError):
    """This cannot be accepted: {reason}"""

    code = "rejected"


class Transient(AicmoError):
    """Something outside did not answer in time ({reason}); trying again may help."""

    code = "transient"
    wait_seconds: float | None = None  # how long whoever did not answer asked to be left alone
