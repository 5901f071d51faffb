"""Packages and their files over HTTP."""

from mimetypes import guess_type
from pathlib import PurePosixPath
from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.reverse import reverse

from aicmo_site.api.endpoints import Rows, Whatever, exactly
from delivery.models import Artifact, Package
from delivery.services import open_artifact

_TYPES = {".md": "text/markdown", ".ics": "text/calendar"}  # what the operating system's table may lack


class ArtifactSerializer(serializers.ModelSerializer):
    url = serializers.SerializerMethodField(help_text="where to fetch the file")

    class Meta:
        model = Artifact
        fields = ["position", "name", "format", "size", "sha256", "url"]

    def get_url(self, artifact: Artifact) -> str:
        return reverse(
            "package-artifact", [artifact.package_id, artifact.position], request=self.context.get("request")
        )


class PackageSerializer(serializers.ModelSerializer):
    artifacts = ArtifactSerializer(many=True)

    class Meta:
        model = Package
        fields = ["package_id", "draft_id", "artifacts", "workflow_run_id", "created_at", "updated_at"]


class Packages(Rows):
    """What clients receive."""

    queryset = Package.objects.prefetch_related("artifacts")
    serializer_class = PackageSerializer
    lookup_field = "package_id"
    queries = {"list": exactly("draft_id", "workflow_run_id")}

    @extend_schema(
        parameters=[OpenApiParameter("position", {"type": "integer", "minimum": 0, "maximum": 999_999}, "path")],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, (200, "*/*"): {"description": "the file"}},
    )
    @action(detail=True, content_negotiation_class=Whatever, url_path=r"artifacts/(?P<position>[0-9]{1,6})")
    def artifact(self, request: Request, package_id: str, position: str) -> FileResponse:
        """One file, always as a download: what a client wrote must not run in our origin."""
        name, file = open_artifact(package_id=package_id, position=int(position))
        response = FileResponse(file, as_attachment=True, filename=_safe(name), content_type=_type_of(name))
        response["X-Content-Type-Options"] = "nosniff"
        return response


def _safe(name: str) -> str:
    """The last part of the name, without control characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable()) or "artifact"


def _type_of(name: str) -> str:
    found: Any = _TYPES.get(PurePosixPath(name).suffix.lower()) or guess_type(name)[0] or "application/octet-stream"
    text = found.startswith("text/") or found == "application/json"
    return f"{found}; charset=utf-8" if text else found
