"""Who came in, who left, and whose password changed: the trail has it, and the account remembers from where."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_save

from aicmo_site.api.throttling import address_of
from aicmo_site.middleware.current_request import current_request
from aicmo_site.models import Place
from aicmo_site.signin import origins
from aicmo_site.signin.letters import tell_of_new_place
from aicmo_site.trail import note

BY_PASSWORD = "the API, by password"
BY_SESSION = "the admin"


def arrived(user: Any, request: Any, *, door: str, device: str = "") -> None:
    """A sign-in: the place becomes a known one, and the owner is told of it unless it is the first ever."""
    account, address = origins.account_of(user.get_username()), origins.address_place(request)
    new = not origins.known(account, address, *filter(None, [device or origins.device_of(request)]))
    first = new and not Place.objects.filter(account=account).exists()
    origins.remember(account, address, *filter(None, [device]))
    note("signed_in", actor=user.get_username(), request=request, door=door, new_place=new)
    if new and not first:
        tell_of_new_place(user, address=address_of(request), door=door)


def _logged_in(sender: Any, request: Any, user: Any, **signal: Any) -> None:
    account = origins.account_of(user.get_username())
    arrived(user, request, door=BY_SESSION, device=origins.device_for(request, account))


def _logged_out(sender: Any, request: Any, user: Any, **signal: Any) -> None:
    if user is not None:
        note("signed_out", actor=user.get_username(), request=request)


def _user_saved(sender: Any, instance: Any, created: bool, **signal: Any) -> None:
    if not created and getattr(instance, "_password", None) is not None:  # set, not only hashed anew
        _password_changed(instance)


def _password_changed(user: Any) -> None:
    """Sessions and tokens end by themselves: they hold a hash of the password they were had with."""
    name, request = user.get_username(), current_request()
    Place.objects.filter(account=origins.account_of(name)).update(trusted=False)
    asker = getattr(request, "user", None)
    note("password_changed", actor=asker.get_username() if asker is not None else "", about=name, request=request)


def connect() -> None:
    user_logged_in.connect(_logged_in, dispatch_uid="aicmo_site")
    user_logged_out.connect(_logged_out, dispatch_uid="aicmo_site")
    post_save.connect(_user_saved, sender=get_user_model(), dispatch_uid="aicmo_site")
