from dataclasses import replace
from datetime import timedelta

from aicmo_site.tests.persistence_suite import PersistenceSuite
from delivery import services
from delivery.contracts import PackageNotFound
from delivery.tests.factories import ArtifactFactory, PackageFactory


class TestPackages(PersistenceSuite):
    """The children are the artifacts, as rows; their files are another suite's affair."""

    app, parent, child, key, absent = "delivery", "Package", "Artifact", "package_id", PackageNotFound

    def value(self, key, names):
        return PackageFactory(package_id=key, artifacts=artifacts(names))

    def changed(self, value, names):
        later = value.created_at + timedelta(days=1)
        return replace(value, draft_id="draft_2", artifacts=artifacts(names), created_at=later)

    def names_of(self, value):
        return tuple(artifact.name for artifact in value.artifacts)

    def save(self, value):
        return services.create_package(package=value)

    def read(self, key):
        return services.get_package(package_id=key)

    def discard(self, key):
        services.discard_package(package_ids=[key])


def artifacts(names):
    return tuple(ArtifactFactory(name=name) for name in names)
