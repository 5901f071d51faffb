"""A NUL in an address of the admin is a bad request: PostgreSQL takes none, whatever filter it stands in."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

from aicmo_site.problems import API


class NoNul:
    """Middleware. The API names the field itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", "") and not request.path.startswith(API):
            raise BadRequest("A NUL character stands in the address.")
        return self.get_response(request)
