from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aicmo_site.admin import Children, ReadOnlyAdmin
from delivery.models import Artifact, Package


@admin.display(description="file")
def download(artifact: Artifact) -> SafeString:
    url = reverse("package-artifact", args=[artifact.package_id, artifact.position])
    return format_html('<a href="{}">{}</a>', url, artifact.name)


class Artifacts(Children):
    model = Artifact
    names = ("position", download, "format", "size", "sha256")


@admin.register(Package)
class PackageAdmin(ReadOnlyAdmin):
    list_columns = ("package_id", "draft_id", "workflow_run_id", "created_at")
    list_filter = ("created_at",)
    search_fields = ("=package_id", "=draft_id", "=workflow_run_id")
    inlines = (Artifacts,)


@admin.register(Artifact)
class ArtifactAdmin(ReadOnlyAdmin):
    list_columns = ("__str__", download, "format", "size", "package")
    list_filter = ("format", "created_at")
    list_select_related = ("package",)
    search_fields = ("=package__package_id", "name", "=sha256")
