"""Packages and their files over HTTP."""

from django.db.models import Prefetch
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.reverse import reverse

from aicmo_site.api.downloads import download
from aicmo_site.api.endpoints import Rows, Whatever, exactly
from delivery.contracts import CLIENT
from delivery.models import Artifact, Package
from delivery.services import open_artifact


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

    queryset = Package.objects.prefetch_related(Prefetch("artifacts", Artifact.objects.filter(audience=CLIENT)))
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
        return download(*open_artifact(package_id=package_id, position=int(position)))
