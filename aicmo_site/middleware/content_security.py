"""The Content-Security-Policy of every answer. Settings have the shape that Django 6.0 reads itself (SECURE_CSP)."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

HEADER = "Content-Security-Policy"
Policy = Mapping[str, Sequence[str]]


class ContentSecurityPolicy:
    """Sends SECURE_CSP, unless a view has set a policy of its own (a document in a sandbox, say)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, written(settings.SECURE_CSP))
        return response


def written(policy: Policy) -> str:
    return "; ".join(" ".join([directive, *sources]) for directive, sources in policy.items())
