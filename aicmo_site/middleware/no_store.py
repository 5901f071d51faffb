"""Clients' data stay in no cache: every answer says so, but what is the same for everybody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

SAME_FOR_ALL = ("/api/schema/",)  # static files are answered before this middleware


class NoStore:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path not in SAME_FOR_ALL:
            patch_cache_control(response, no_store=True)
        return response
