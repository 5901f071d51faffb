"""The audit trail: the one place that writes it. A row is never changed."""

from typing import Any

from aicmo_site.api.throttling import address_of
from aicmo_site.middleware.current_request import current_request
from aicmo_site.models import Trail


def note(kind: str, *, about: str = "", actor: str | None = None, request: Any = None, **data: Any) -> None:
    """Write down an act. Its actor is whoever is asking, unless given; `data` is JSON."""
    request = request or current_request()
    if actor is None:
        user = getattr(request, "user", None)
        actor = user.get_username() if user is not None else ""
    address = address_of(request) if request is not None else ""
    Trail.objects.create(kind=kind, actor=actor[:150], address=address[:64], about=about[:200], data=data)
