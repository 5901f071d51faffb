"""Where requests come from, and from where an account has signed in before: addresses, and browsers by a cookie."""

import secrets
import unicodedata
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from aicmo_site.api.throttling import address_of
from aicmo_site.kernel.marks import with_few_marks
from aicmo_site.models import Place

COOKIE = "aicmo_device"
COOKIE_DAYS = 400  # longer is what browsers do not keep
REMEMBERED = 50  # places of an account
LONGEST_NAME = 150  # of Django's accounts; normalizing takes the square of what a stranger may send


def hashed(*parts: str) -> str:
    """A keyed hash: names and addresses that somebody typed or came from are kept only like this."""
    return salted_hmac("aicmo_site.signin", "\0".join(parts), algorithm="sha256").hexdigest()


def account_of(name: str) -> str:
    """One account for all spellings of a name, whether it exists or not; names that are too long share one."""
    if len(name) > LONGEST_NAME:
        return hashed("account", "")
    return hashed("account", unicodedata.normalize("NFKC", with_few_marks(name)).casefold())


def network_of(request: Any, *, ipv6_prefix: int = 64) -> str:
    """Whoever has an IPv6 address has a whole network of them."""
    text = address_of(request)
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if not isinstance(address, IPv6Address):
        return text
    return str(address.ipv4_mapped or ip_network((address.packed, ipv6_prefix), strict=False))


def device_of(request: Any) -> str:
    """The browser by its cookie, as a place; empty without one."""
    cookie = request.COOKIES.get(COOKIE, "")
    return hashed("device", cookie) if cookie else ""


def address_place(request: Any) -> str:
    return hashed("address", network_of(request))


def known(account: str, *places: str) -> set[str]:
    """Those of the places from which an account has signed in, and not changed its password since."""
    return set(Place.objects.filter(account=account, place__in=places, trusted=True).values_list("place", flat=True))


def remember(account: str, *places: str) -> None:
    now = timezone.now()
    rows = [Place(account=account, place=place, first_at=now, last_at=now) for place in sorted(places)]
    Place.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["account", "place"], update_fields=["last_at", "trusted"]
    )
    old = Place.objects.filter(account=account).order_by("-last_at", "-pk").values_list("pk", flat=True)[REMEMBERED:]
    Place.objects.filter(pk__in=list(old)).delete()


def device_for(request: Any, account: str) -> str:
    """As device_of; the answer brings a new cookie where this account does not know the browser's, perhaps planted."""
    if not known(account, device_of(request)):
        request.COOKIES[COOKIE] = request.new_device = secrets.token_urlsafe(32)
    return device_of(request)


class DeviceCookie:
    """Middleware: gives a browser the cookie by which its owner is known the next time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if device := getattr(request, "new_device", ""):
            response.set_cookie(
                COOKIE,
                device,
                max_age=COOKIE_DAYS * 86_400,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response
