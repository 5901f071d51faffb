"""Who is asking: by token, or, for getting a token, by name and password."""

from typing import Any

from django.utils.crypto import constant_time_compare
from knox.auth import TokenAuthentication
from rest_framework.authentication import BasicAuthentication
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from aicmo_site.models import Token as Row
from aicmo_site.models import stamp_of
from aicmo_site.signin.arriving import BY_PASSWORD, arrived
from aicmo_site.signin.holds import HeldUp


class Token(TokenAuthentication):
    """`Authorization: Bearer …`, until it expires, is revoked, or its user's password changes."""

    def authenticate_credentials(self, token: bytes) -> Any:
        if not token.isalnum():  # knox would stumble over bytes that are no text
            raise AuthenticationFailed("Invalid token.")
        return super().authenticate_credentials(token)

    def validate_user(self, auth_token: Row) -> Any:
        if not constant_time_compare(auth_token.stamp, stamp_of(auth_token.user)):
            raise AuthenticationFailed("Invalid token.")
        return super().validate_user(auth_token)


class GuessHeldUp(Throttled):
    default_code = "sign_in_held_up"
    default_detail = "Too many wrong passwords; until the wait is over no password is looked at."


class Password(BasicAuthentication):
    """Name and password; wrong ones are held up as at the admin's login."""

    www_authenticate_realm = "aicmo"

    def authenticate_credentials(self, userid: str, password: str, request: Request | None = None) -> Any:
        try:
            user, auth = super().authenticate_credentials(userid, password, request)
        except HeldUp as held_up:
            raise GuessHeldUp(held_up.seconds) from held_up
        arrived(user, request, door=BY_PASSWORD)
        return user, auth
