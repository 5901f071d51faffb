"""Values of production for tests."""

from datetime import UTC, datetime

import factory

from production.contracts import AssetDTO, ContentDraftDTO, DraftBundleDTO

NOW = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)


class DraftFactory(factory.Factory):
    class Meta:
        model = ContentDraftDTO

    draft_id = factory.Sequence("draft_{}".format)
    strategy_id = "strategy_1"
    content_type = "campaign"
    body = "# Ácme\n\nIt lasts."
    metadata = factory.LazyFunction(lambda: {"frames": ["a", {"b": None}], "seed": 7})
    created_at = NOW
    client_name = "Ácme"
    channel = "linkedin, email"
    objective = "More trials"
    status = "draft"


class AssetFactory(factory.Factory):
    class Meta:
        model = AssetDTO

    asset_id = factory.Sequence("asset_{}".format)
    asset_type = "headline"
    url = "https://acme.example/?a=1"
    metadata = factory.LazyFunction(lambda: {"limit": 40, "alt": ["x"]})
    content = "It lasts."
    format = "text"


class BundleFactory(factory.Factory):
    class Meta:
        model = DraftBundleDTO

    bundle_id = factory.Sequence("bundle_{}".format)
    draft_id = "draft_1"
    assets = factory.LazyFunction(lambda: (AssetFactory(), AssetFactory(asset_type="text")))
    assembled_at = NOW
    channel = "linkedin"
    status = "assembled"
