"""Values of delivery for tests."""

from datetime import UTC, datetime

import factory

from delivery.contracts import DeliveryArtifactDTO, DeliveryPackageDTO

NOW = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)


class ArtifactFactory(factory.Factory):
    class Meta:
        model = DeliveryArtifactDTO

    name = "Strätegy.html"
    url = factory.LazyAttribute(lambda artifact: f"packages/package_1/{artifact.name}")
    format = "html"
    size = 1234
    sha256 = "ab" * 32


class PackageFactory(factory.Factory):
    class Meta:
        model = DeliveryPackageDTO

    package_id = factory.Sequence("package_{}".format)
    draft_id = "draft_1"
    artifacts = factory.LazyFunction(lambda: (ArtifactFactory(), ArtifactFactory(name="copy.csv", format="csv")))
    created_at = NOW
