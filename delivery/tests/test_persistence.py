from dataclasses import replace
from datetime import timedelta

from aicmo_site.tests.persistence_suite import PersistenceSuite
from delivery import services
from delivery.contracts import AGENCY, PackageNotFound
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

    def test_the_working_paper_is_kept_apart_and_goes_with_the_rest(self):
        kept = ArtifactFactory(name="working-paper.html", audience=AGENCY)
        saved = self.save(replace(self.value("package_1", ["a.html", "b.csv"]), working_paper=kept))
        assert self.read("package_1") == saved
        assert (saved.working_paper, self.names_of(saved)) == (kept, ("a.html", "b.csv"))
        self.save(replace(saved, working_paper=None))
        assert self.read("package_1") == replace(saved, working_paper=None)


def artifacts(names):
    return tuple(ArtifactFactory(name=name) for name in names)
