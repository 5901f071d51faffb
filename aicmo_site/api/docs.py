"""The API's description, for programs and for people; both need a role, as everything does."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aicmo_site.api.schema import document
from aicmo_site.roles import may


class SchemaDocument(APIView):
    """The OpenAPI document."""

    right = "schema"
    http_method_names = ["get", "head"]

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(document())


@ensure_csrf_cookie
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The same to read and to try out, in the browser; all of it comes from this host."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path, reverse("admin:login"))
    if not may(request.user, "docs"):
        raise PermissionDenied
    return render(request, "aicmo_site/docs.html")
