from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from aicmo_site.admin import Children, ReadOnlyAdmin, campaign
from aicmo_site.kernel.errors import NotFound
from aicmo_site.sandbox import SHOWN_AS, sandboxed
from delivery.contracts import AGENCY, CLIENT
from delivery.models import Artifact, Package
from delivery.services import get_package, open_artifact


@admin.display(description="file")
def download(artifact: Artifact) -> SafeString | str:
    """The agency's own file has the address of its run."""
    if artifact.audience == AGENCY:
        return artifact.name
    url = reverse("package-artifact", args=[artifact.package_id, artifact.position])
    return format_html('<a href="{}" download>{}</a>', url, artifact.name)


@admin.display(description="preview")
def preview_link(artifact: Artifact) -> SafeString | str:
    if artifact.audience == AGENCY:
        return "for the agency only, from the run’s page"
    if artifact.format not in SHOWN_AS:
        return "download only"
    url = reverse("admin:delivery_package_preview", args=[quote(artifact.package_id), artifact.position])
    return format_html('<a href="{}">look at {}</a>', url, artifact.name)


@admin.display(description="size", ordering="size")
def readable_size(artifact: Artifact) -> str:
    return filesizeformat(artifact.size)


@admin.display(description="SHA-256")
def short_sha(artifact: Artifact) -> SafeString:
    return format_html('<code title="{}">{}…</code>', artifact.sha256, artifact.sha256[:12])


@admin.display(description="files for the client")
def file_count(package: Package) -> int:
    return sum(artifact.audience == CLIENT for artifact in package.artifacts.all())


class Artifacts(Children):
    model = Artifact
    names = (download, preview_link, "audience", readable_size, short_sha)


@admin.register(Package)
class PackageAdmin(ReadOnlyAdmin):
    list_columns = ("package_id", file_count, campaign, "created_at")
    list_filter = ("created_at",)
    list_prefetch = ("artifacts",)
    search_fields = ("=package_id", "=draft_id", "=workflow_run_id")
    page = ("package_id", campaign, "draft_id", "workflow_run_id", "created_at", "updated_at")
    inlines = (Artifacts,)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.preview)
        return [
            path("<str:package_id>/files/<int:position>/", view, name="delivery_package_preview"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, package_id: str, position: int) -> HttpResponse:
        return _preview(request, unquote(package_id), position, allowed=self.has_view_permission(request))


@require_safe
def _preview(request: HttpRequest, package_id: str, position: int, *, allowed: bool) -> HttpResponse:
    """One file as the browser can show it, where nothing in it runs."""
    if not allowed:
        raise PermissionDenied
    try:
        artifacts = get_package(package_id=package_id).artifacts
        _, file = open_artifact(package_id=package_id, position=position)
    except NotFound as error:
        raise Http404(str(error)) from error
    with file:
        shown_as = SHOWN_AS.get(artifacts[position].format)
        if shown_as is None:
            raise Http404("This file can only be downloaded.")
        return sandboxed(file.read(), shown_as)


@admin.register(Artifact)
class ArtifactAdmin(ReadOnlyAdmin):
    list_columns = ("__str__", download, preview_link, "audience", readable_size, "package")
    list_filter = ("audience", "format", "created_at")
    list_select_related = ("package",)
    search_fields = ("=package__package_id", "name", "=sha256")
