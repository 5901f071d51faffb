"""What the owner of an account is told by mail."""

from typing import Any

from django.utils import timezone

from aicmo_site.mail import send_later

_HELD_UP = """Hello {name},

somebody has entered wrong passwords for your account on aicmo, and was held up: the next guesses must wait, longer \
each time. None of these passwords was right, and you can go on signing in from where you always do.

If it was you who forgot the password, "Forgotten your login credentials?" on the page where you log in helps.
This is told at most once a day.
"""

_NEW_PLACE = """Hello {name},

your account on aicmo was just used from an address from which it had not been used before:

    {address}, {at:%d %B %Y, %H:%M} UTC, {door}

If that was you, there is nothing to do. If not, change your password at once: it ends every session and token of yours.
"""


def tell_of_attack(user: Any) -> None:
    """Once a day at most: whoever calls this counts."""
    _tell(user, "aicmo: somebody guesses at your password", _HELD_UP)


def tell_of_new_place(user: Any, *, address: str, door: str) -> None:
    _tell(user, "aicmo: a sign-in from a new address", _NEW_PLACE, address=address, door=door)


def _tell(user: Any, subject: str, text: str, **facts: Any) -> None:
    if user is not None and user.is_active and user.email:
        name = user.get_short_name() or user.get_username()
        send_later(subject=subject, text=text.format(name=name, at=timezone.now(), **facts), to=user.email)
