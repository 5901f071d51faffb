"""Who is asking: by token, or, for getting a token, by name and password."""

from typing import Any

from django.conf import settings
from knox.auth import TokenAuthentication
from rest_framework.authentication import BasicAuthentication
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from aicmo_site.throttling import address_of, seconds_to_wait


class Token(TokenAuthentication):
    """`Authorization: Bearer …`."""

    def authenticate_credentials(self, token: bytes) -> Any:
        if not token.isalnum():  # knox would stumble over bytes that are no text
            raise AuthenticationFailed("Invalid token.")
        return super().authenticate_credentials(token)


class Password(BasicAuthentication):
    """Name and password, AICMO_LOGINS_PER_MINUTE times for each address, right or wrong."""

    www_authenticate_realm = "aicmo"

    def authenticate_credentials(self, userid: str, password: str, request: Request | None = None) -> Any:
        assert request is not None
        if wait := seconds_to_wait("login", address_of(request), settings.AICMO_LOGINS_PER_MINUTE):
            raise Throttled(wait)
        if "\0" in userid + password:
            raise AuthenticationFailed("Invalid username/password.")
        return super().authenticate_credentials(userid, password, request)
