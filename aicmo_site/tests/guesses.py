"""Guessing at passwords, for the tests of what holds it up."""

from django.contrib.auth import authenticate
from django.http import HttpRequest

from aicmo_site.signin.holds import HeldUp

PASSWORD = "correct horse"
HOME = "198.51.100.7"


class Clock:
    """The one clock that the limiter reads; it stands still."""

    now = 1_800_000_000.0

    def __call__(self):
        return self.now

    def later(self, seconds):
        self.now += seconds


def guess(name, address=HOME, password="wrong", cookies=None):
    """Say a password to the one function that judges: the user, None, or the seconds of the wait."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = address
    request.COOKIES.update(cookies or {})
    try:
        return authenticate(request, username=name, password=password)
    except HeldUp as held_up:
        return held_up.seconds
