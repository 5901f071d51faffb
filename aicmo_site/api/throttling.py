"""How often one may ask. Counted in the database, so that the limits hold however many processes serve."""

import time
from typing import Any

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from aicmo_site.models import spend

MINUTE = 60


def seconds_to_wait(scope: str, who: Any, limit: int) -> float:
    """Count one call; 0.0 within the limit of this minute, else the seconds to the next."""
    now = time.time()
    times = spend(who=f"{scope}:{who}"[:128], minute=int(now // MINUTE))
    return MINUTE - now % MINUTE if times > limit else 0.0


class Writes(BaseThrottle):
    """AICMO_WRITES_PER_MINUTE calls that may change something, for each user. Reading is free."""

    seconds = 0.0

    def allow_request(self, request: Request, view: Any) -> bool:
        if request.method not in SAFE_METHODS:
            self.seconds = seconds_to_wait("writes", request.user.pk, settings.AICMO_WRITES_PER_MINUTE)
        return not self.seconds

    def wait(self) -> float:
        return self.seconds


def address_of(request: Any) -> str:
    """Where a request comes from; behind a proxy, what the proxy says. Empty where it comes from no network."""
    return BaseThrottle().get_ident(request) or ""
