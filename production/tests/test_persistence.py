from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError

from aicmo_site.kernel.meter import metered
from aicmo_site.kernel.persistence import atomic
from aicmo_site.tests.persistence_suite import PersistenceSuite
from production import services
from production.contracts import DraftNotFound
from production.tests.factories import AssetFactory, BundleFactory, DraftFactory


class TestDrafts(PersistenceSuite):
    """A draft on its own; its children here are the entries of a list in its metadata."""

    app, parent, key, absent = "production", "Draft", "draft_id", DraftNotFound

    def value(self, key, names):
        return DraftFactory(draft_id=key, metadata={"names": list(names), "deep": {"a": None}})

    def changed(self, value, names):
        later = value.created_at + timedelta(days=1)
        return replace(value, metadata={"names": names}, body="", status="revised", channel="", created_at=later)

    def names_of(self, value):
        return value.metadata["names"]

    def save(self, value):
        return services.generate_draft(draft=value)

    def read(self, key):
        return services.get_draft(draft_id=key)

    def discard(self, key):
        services.discard_draft(draft_ids=[key])


class TestBundles(PersistenceSuite):
    """A draft with two bundles; the children are the assets of the second one."""

    app, parent, child, key, absent = "production", "Draft", "BundleAsset", "draft_id", DraftNotFound

    def value(self, key, names):
        draft = DraftFactory(draft_id=key)
        empty = BundleFactory(bundle_id=f"{key} 2", draft_id=key, channel="email", assets=())
        return draft, (empty, BundleFactory(bundle_id=f"{key} 1", draft_id=key, assets=assets(key, names)))

    def changed(self, value, names):
        draft, bundles = value
        later = draft.created_at + timedelta(days=1)
        full = replace(bundles[1], assets=assets(draft.draft_id, names), assembled_at=later, status="revised")
        return replace(draft, body="Other.", created_at=later), (bundles[0], full)

    def names_of(self, value):
        return tuple(asset.content for asset in value[1][1].assets)

    def save(self, value):
        draft, bundles = value
        with atomic():
            return services.generate_draft(draft=draft), services.assemble_bundle(bundles=bundles)

    def read(self, key):
        return services.get_draft(draft_id=key), services.get_bundles(draft_id=key)

    def discard(self, key):
        services.discard_draft(draft_ids=[key])

    def test_a_draft_without_bundles_has_none(self):
        services.generate_draft(draft=DraftFactory(draft_id="a"))
        assert services.get_bundles(draft_id="a") == services.get_bundles(draft_id="nobody") == ()

    def test_bundles_refused_half_way_leave_the_former_ones_whole(self):
        draft, bundles = self.save(self.value("a", ("x", "y")))
        before = self.rows()
        with self.insert_refused("BundleAsset"), pytest.raises(IntegrityError):
            services.assemble_bundle(bundles=self.changed((draft, bundles), ("z",))[1])
        assert self.rows() == before

    def test_a_bundle_needs_its_draft(self):
        with pytest.raises(IntegrityError):
            services.assemble_bundle(bundles=[BundleFactory(draft_id="nobody")])
        assert not any(self.rows().values())

    def test_exactly_the_named_bundles_are_discarded(self):
        draft, (first, second) = self.save(self.value("a", ("x", "y")))
        services.discard_draft(bundle_ids=[second.bundle_id])
        assert self.read("a") == (draft, (first,))
        assert self.rows()["BundleAsset"] == []

    def test_the_number_of_statements_does_not_grow_with_the_bundles(self):
        counted = {bundles: self.statements_for(bundles) for bundles in (5, 50)}
        assert counted[5] == counted[50]

    def statements_for(self, number):
        draft_id = f"draft with {number}"
        services.generate_draft(draft=DraftFactory(draft_id=draft_id))
        bundles = [BundleFactory(draft_id=draft_id, assets=(AssetFactory(),)) for _ in range(number)]
        verbs = (
            lambda: services.assemble_bundle(bundles=bundles),
            lambda: services.assemble_bundle(bundles=bundles),
            lambda: services.get_bundles(draft_id=draft_id),
            lambda: services.discard_draft(draft_ids=[draft_id], bundle_ids=[bundle.bundle_id for bundle in bundles]),
        )
        counted = []
        for verb in verbs:
            with metered() as meter:
                verb()
            counted.append(meter.statements)
        return counted


def assets(key, names):
    """Asset IDs stay with their names, so that a second save may take over some of the first one's."""
    return tuple(AssetFactory(asset_id=f"{key} {name}", content=name) for name in names)
