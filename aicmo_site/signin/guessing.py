"""Every password that somebody says is judged here, whatever the door: Django's `authenticate` asks this backend.

`authenticate` raises HeldUp where a wait lasts; the doors say so in their own way.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend

from aicmo_site.signin import origins
from aicmo_site.signin.holds import Counted, HeldUp, count, forgive, refuse_while_waiting
from aicmo_site.signin.letters import tell_of_attack
from aicmo_site.trail import note


class GuardedBackend(ModelBackend):
    """Counts a guess, judges it, and forgives it if it was right."""

    def authenticate(self, request: Any, username: Any = None, password: Any = None, **kwargs: Any) -> Any:
        if username is None or password is None:
            return None
        counted = count(keys_of(username, request))
        possible = "\0" not in username + password and len(username) <= origins.LONGEST_NAME
        user = super().authenticate(request, username, password, **kwargs) if possible else None
        if user is None:
            _refused(username, request, counted)
        else:
            forgive(counted)
        return user


def keys_of(name: str, request: Any) -> dict[str, str]:
    """What a guess counts against. A browser that the account knows counts alone: whoever shares its address, or
    guesses elsewhere, does not hold up its owner."""
    account = origins.account_of(name)
    tally = origins.hashed("tally", account)
    if request is None:
        return {"account": tally, "strange": origins.hashed("nowhere", account)}
    address, device = origins.address_place(request), origins.device_of(request)
    here = origins.hashed(account, origins.network_of(request, ipv6_prefix=48))
    if not device:
        refuse_while_waiting(address, here)  # whichever rule they stand under
    known = origins.known(account, address, device)
    if device in known:
        return {"known": origins.hashed(account, device)}
    if address in known:
        return {"address": address, "known": here}
    return {"address": address, "account": tally, "strange": here}


def _refused(name: str, request: Any, counted: Counted) -> None:
    """The same work whether the account exists or not; the trail names only those that do."""
    user = get_user_model()._default_manager.filter(username=name[: origins.LONGEST_NAME].replace("\0", "")).first()
    wait = max(counted.waits.values())
    kind = "sign_in_held_up" if wait else "sign_in_refused"
    note(kind, actor="", about=user.get_username() if user else "", request=request, seconds=wait)
    if any(counted.waits.get(kind) for kind in ("known", "strange")) and _first_today(name):
        tell_of_attack(user)


def _first_today(name: str) -> bool:
    try:
        count({"told": origins.hashed("told", origins.account_of(name))})
    except HeldUp:
        return False
    return True
