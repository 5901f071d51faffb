"""Which errors may pass if one waits, and how long to wait."""

import random

from django.conf import settings
from django.db import InterfaceError, OperationalError

from aicmo_site.kernel.errors import Transient

# OperationalError covers lost connections, lock and statement timeouts, deadlocks and serialization failures.
TRANSIENT = (Transient, TimeoutError, ConnectionError, OperationalError, InterfaceError)


def is_transient(error: BaseException) -> bool:
    return isinstance(error, TRANSIENT)


def backoff(attempt: int) -> float:
    """Seconds before the next try after the `attempt`-th: exponential with full jitter."""
    ceiling = min(settings.AICMO_RETRY_CAP_SECONDS, settings.AICMO_RETRY_BASE_SECONDS * 2 ** min(attempt, 30))
    return random.uniform(0, ceiling)


def wait_after(error: BaseException, attempt: int) -> float:
    """Seconds before the next try: no fewer than whoever failed asked for, where that is within an outage."""
    asked = getattr(error, "wait_seconds", None) or 0.0
    return max(backoff(attempt), min(asked, settings.AICMO_OUTAGE_SECONDS))
