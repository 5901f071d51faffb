"""Every text that stood in a place is kept once, with its author, its reason and its round."""

from dataclasses import replace

import pytest

from aicmo_site.kernel.meter import metered
from production import services
from production.models import Version
from production.tests.factories import AssetFactory, BundleFactory, DraftFactory

pytestmark = pytest.mark.usefixtures("persistence_mode")


def bundle(*texts, draft_id="draft_1"):
    assets = tuple(
        AssetFactory(asset_type=name, content=text, metadata={"piece": piece}) for piece, name, text in texts
    )
    return BundleFactory(bundle_id="bundle_1", draft_id=draft_id, channel="email", assets=assets)


@pytest.fixture
def draft():
    return services.generate_draft(draft=DraftFactory(draft_id="draft_1"))


def kept():
    return [
        (one.piece, one.field, one.line, one.text, one.round, one.author, one.reason)
        for one in services.get_versions(draft_id="draft_1")
    ]


def test_only_what_changed_is_kept_and_in_the_place_where_it_stood(draft):
    first = bundle((1, "subject", "A"), (1, "body", "B"), (2, "body", "C"), (2, "body", "D"), (2, "open_point", "?"))
    services.record_versions(draft_id="draft_1", bundles=[first], round=1, reason="the first draft")
    assert {each[:4] for each in kept()} == {
        *(("1", "subject", 0, "A"), ("1", "body", 0, "B"), ("2", "body", 0, "C"), ("2", "body", 1, "D"))
    }
    second = bundle((1, "subject", "A"), (1, "body", "B2"), (2, "body", "C"), (2, "body", "D2"))
    reasons = {"email#2/body": "shorter"}
    told = {"author": "model", "reason": "wishes", "reasons": reasons, "workflow_run_id": "run_1"}
    ids = services.record_versions(draft_id="draft_1", bundles=[second], round=2, **told)
    assert set(kept()[4:]) == {
        ("1", "body", 0, "B2", 2, "model", "wishes"),
        ("2", "body", 1, "D2", 2, "model", "shorter"),
    }
    assert set(ids) == set(Version.objects.filter(round=2).values_list("pk", flat=True))
    back = services.record_versions(draft_id="draft_1", bundles=[first], round=3)
    assert (len(back), len(kept())) == (2, 8), "what comes back stood before, and stands again"


def test_the_same_round_again_makes_the_same_rows(draft):
    there = [bundle((1, "body", "B"))]
    ids = services.record_versions(draft_id="draft_1", bundles=there, round=1)
    assert services.record_versions(draft_id="draft_1", bundles=there, round=1) == ids
    other = [bundle((1, "body", "Other"))]
    assert services.record_versions(draft_id="draft_1", bundles=other, round=1) == ids
    assert [text for _, _, _, text, *_ in kept()] == ["Other"]


def test_versions_go_by_their_ids_and_with_their_draft(draft):
    services.generate_draft(draft=replace(draft, draft_id="draft_2"))
    services.record_versions(draft_id="draft_1", bundles=[bundle((1, "body", "B"), (1, "subject", "A"))], round=1)
    services.record_versions(draft_id="draft_2", bundles=[bundle((1, "body", "B"), draft_id="draft_2")], round=1)
    (gone, *_) = [one.version_id for one in services.get_versions(draft_id="draft_1")]
    services.discard_draft(version_ids=[gone])
    services.discard_draft(version_ids=[gone])
    assert len(services.get_versions(draft_id="draft_1")) == 1
    services.discard_draft(draft_ids=["draft_1"])
    assert services.get_versions(draft_id="draft_1") == ()
    assert len(services.get_versions(draft_id="draft_2")) == 1


def test_the_number_of_statements_does_not_grow_with_the_texts(draft):
    counted = []
    for number in (5, 50):
        there = [bundle(*((1, "headline", f"{number} {index}") for index in range(number)))]
        with metered() as meter:
            services.record_versions(draft_id="draft_1", bundles=there, round=number)
        counted.append(meter.statements)
    assert counted[0] == counted[1]
