"""Trouble becomes an HTTP answer here, once for every view: problem details (RFC 9457) that name the field."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.log import log_response
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.response import Response

from aicmo_site.kernel.errors import AicmoError, Conflict, NotFound, Rejected, Transient

CONTENT_TYPE = "application/problem+json"
API = "/api/"

_BY_CODE = {  # their status is not that of their kind
    "idempotency_key_reused": 422,
    "invalid_answers": 422,  # well-formed, but not what this brief asks or can take
    "invalid_wishes": 422,  # well-formed, but this copy has no such place
    "invalid_comment": 422,
    "invalid_edit": 422,
    "invalid_adjustments": 422,  # well-formed, but this plan cannot be so
    "preview_too_slow": 422,  # the same again would take as long again
    "preview_died": 422,
    "version_changed": 412,
}
_BY_KIND = ((NotFound, 404), (Conflict, 409), (Rejected, 400), (Transient, 503))
DATABASE_AWAY = (OperationalError, InterfaceError)  # lost connections, lock and statement timeouts
_UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)

Problem = dict[str, Any]


def handle(exc: Exception, context: Mapping[str, Any]) -> Response:
    """The exception handler of every API view; what nobody expected is logged here, whole, and answered without it."""
    problem = problem_of(exc)
    if problem is not None and not isinstance(exc, DATABASE_AWAY):
        return Response(problem, problem["status"], headers=_headers(exc), content_type=CONTENT_TYPE)
    problem = problem or _unexpected()
    response = Response(problem, problem["status"], content_type=CONTENT_TYPE)
    request = context["request"]._request
    log_response("%s %s failed.", request.method, request.path, response=response, request=request, exception=exc)
    return response


def problem_of(exc: Exception) -> Problem | None:
    """The problem details of an expected error; None for a bug."""
    if isinstance(exc, AicmoError):
        return {**make(_status_of(exc), str(exc), exc.code, _domain_fields(exc)), **getattr(exc, "shown", {})}
    if isinstance(exc, exceptions.ValidationError):
        fields = list(_flat(exc.detail))
        return make(400, "; ".join(_sentence(**field) for field in fields), "invalid_request", fields)
    if isinstance(exc, exceptions.APIException):
        return make(exc.status_code, str(exc.detail), exc.default_code)
    if isinstance(exc, DATABASE_AWAY):
        return make(503, "The database did not answer in time; trying again may help.", "database_unavailable")
    if isinstance(exc, Http404):
        return make(404, "There is nothing here.", "not_found")
    if isinstance(exc, PermissionDenied):
        return make(403, "You may not do this.", "permission_denied")
    if isinstance(exc, RequestDataTooBig):
        return make(413, "The body is too large.", "body_too_large")
    if isinstance(exc, _UNREADABLE):
        return make(400, "The request cannot be read.", "unreadable_request")
    return None


def make(status: int, detail: str, code: str, fields: "list[dict[str, str]] | None" = None) -> Problem:
    """Problem details; `code` is stable and for programs, `detail` for people."""
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    return {**problem, "detail": detail, "code": code, **({"errors": fields} if fields else {})}


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponseBase:
    """The view of every address under /api/ that is none: no redirect either, for it would lose the body of a POST."""
    return _answer(make(404, "There is nothing here. Addresses of the API end with a slash.", "not_found"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """handler404: a problem under /api/, Django's page elsewhere."""
    return nothing_here(request) if request.path.startswith(API) else defaults.page_not_found(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """handler400: as not_found."""
    if request.path.startswith(API):
        return _answer(make(400, "The request cannot be read.", "unreadable_request"))
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """handler500: as not_found. Django has logged the error."""
    return _answer(_unexpected()) if request.path.startswith(API) else defaults.server_error(request)


def _answer(problem: Problem) -> JsonResponse:
    return JsonResponse(problem, status=problem["status"], content_type=CONTENT_TYPE)


def _unexpected() -> Problem:
    return make(500, "Something went wrong on our side; it has been logged.", "internal_error")


def _status_of(exc: AicmoError) -> int:
    return _BY_CODE.get(exc.code) or next((status for kind, status in _BY_KIND if isinstance(exc, kind)), 500)


def _domain_fields(exc: AicmoError) -> list[dict[str, str]]:
    """The fields that a domain error names: several problems, or one field with a reason."""
    if problems := getattr(exc, "problems", ()):
        return [{"field": problem.field, "message": problem.message} for problem in problems]
    field = getattr(exc, "field", "") or exc.facts.get("field", "")
    return [{"field": field, "message": exc.facts.get("reason", str(exc))}] if field else []


def _flat(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """DRF's nested details as a list of {field, message}, the field as a dotted path."""
    if isinstance(detail, Mapping):
        for name, part in detail.items():
            yield from _flat(part, path if name == "non_field_errors" else f"{path}.{name}".strip("."))
    elif isinstance(detail, list | tuple):
        for index, part in enumerate(detail):
            nested = isinstance(part, Mapping | list | tuple)
            yield from _flat(part, f"{path}.{index}".strip(".") if nested else path)
    else:
        yield {"field": path, "message": str(detail)}


def _sentence(*, field: str, message: str) -> str:
    return f"{field}: {message}" if field else message


def _headers(exc: Exception) -> dict[str, str]:
    headers = {}
    if authenticate := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = authenticate
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(ceil(wait))
    return headers
