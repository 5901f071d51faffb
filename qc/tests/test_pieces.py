from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onboarding.contracts import NormalizedBriefDTO, ScopeDTO
from production.contracts import AssetDTO, DraftBundleDTO
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.pieces import pieces_of

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
BRIEF = NormalizedBriefDTO(
    "brief_1", "client_1", ScopeDTO(("x_post",), (), None), ("Fill the shop",), "People of the quay", {}, NOON,
    client_name="Harbour Lane", website="https://a.example", language="en",
    key_messages=("Rye",), notes="Opens on 4 May.",
    mandatory_inclusions=("Terms apply",), excluded_terms=("cheap",),
    competitors=("VeloMax",), call_to_action="Come by",
)  # fmt: skip
CLIENT = ClientFactsDTO(
    name="Harbour Lane",
    website="https://a.example",
    facts=("Rye", "Fill the shop", "People of the quay"),  # what only the notes say is no word to the public
    mandatory=("Terms apply",),
    banned_terms=("cheap",),
    competitors=("VeloMax",),
    call_to_action="Come by",
)


def asset(asset_type, content="", **options):
    return AssetDTO("", asset_type, options.pop("url", ""), options, content=content)


def test_a_bundle_becomes_a_piece_with_its_texts_by_field_in_order():
    assets = (asset("headline", "One"), asset("description", "D"), asset("headline", "Two"))
    bundles = [DraftBundleDTO("b1", "d1", assets, NOON, "google_ads_rsa")]
    fields = {"headline": ("One", "Two"), "description": ("D",)}
    assert pieces_of(BRIEF, bundles) == (
        CopyDTO("google_ads_rsa", "google_ads_rsa", "en", CLIENT, fields, must_name_client=True),
    )


def test_an_image_is_judged_by_its_description():
    assets = (asset("text", "Rye"), asset("image", url="rye.jpg", alt="A loaf"))
    (piece,) = pieces_of(BRIEF, [DraftBundleDTO("b1", "d1", assets, NOON, "x_post")])
    assert (dict(piece.fields), [dict(image) for image in piece.images]) == (
        {"text": ("Rye",)},
        [{"name": "rye.jpg", "alt": "A loaf"}],
    )


def test_each_planned_piece_is_judged_by_itself_and_notes_are_not_judged():
    note = AssetDTO("", "image_brief", "", {"piece": 1}, content="Show a loaf", format="note")
    assets = (asset("text", "One", piece=1), note, asset("text", "Two", piece=2))
    pieces = pieces_of(BRIEF, [DraftBundleDTO("b1", "d1", assets, NOON, "x_post")])
    assert [(piece.copy_id, piece.channel, dict(piece.fields)) for piece in pieces] == [
        ("x_post#1", "x_post", {"text": ("One",)}),
        ("x_post#2", "x_post", {"text": ("Two",)}),
    ]


def test_a_single_piece_has_the_name_of_its_channel():
    (piece,) = pieces_of(BRIEF, [DraftBundleDTO("b1", "d1", (asset("text", "One", piece=1),), NOON, "x_post")])
    assert piece.copy_id == "x_post"


def test_no_bundles_are_no_pieces():
    assert pieces_of(BRIEF, ()) == ()


def test_what_a_piece_waits_for_is_no_fault_of_its_copy():
    note = AssetDTO("n", "open_point", "", {"waits_for": "final_url"}, "Still to be written.", "note")
    line = asset("headline", "Bring it broken", url="https://quay.example/?utm_source=x")
    (piece,) = pieces_of(BRIEF, [DraftBundleDTO("b1", "d1", (line, note), NOON, "google_ads_rsa")])
    assert (piece.waits_for, piece.links) == (("final_url",), (line.url,))
    assert piece.fields == {"headline": ("Bring it broken",)}


@pytest.mark.parametrize(
    ("ordered", "channel", "paid"),
    [
        (("instagram_post", "other:Influencers"), "instagram_post", True),
        (("instagram_post", "other:influenceurs"), "instagram_post", True),
        (("facebook_post", "other:influencers"), "facebook_post", False),
        (("instagram_post",), "instagram_post", False),
    ],
)
def test_posts_by_paid_people_are_judged_as_such(ordered, channel, paid):
    bundle = DraftBundleDTO("b1", "d1", (asset("caption", "Rye."),), NOON, channel)
    (piece,) = pieces_of(replace(BRIEF, scope=ScopeDTO(ordered, (), None)), [bundle])
    assert piece.paid_endorsement is paid


def test_a_piece_is_judged_in_its_own_language_and_wants_the_label_of_its_channel():
    french = replace(asset("text", "Du pain.", piece=2), metadata={"piece": 2, "language": "fr"})
    bundles = [
        DraftBundleDTO("b1", "d1", (asset("text", "Rye.", piece=1), french), NOON, "facebook_post"),
        DraftBundleDTO("b2", "d1", (asset("text", "Rye.", piece=1),), NOON, "x_post"),
    ]
    own, in_french, other = pieces_of(replace(BRIEF, labels={"facebook_post": ("#ad",)}), bundles)
    assert (own.language, in_french.language) == (BRIEF.language, "fr")
    assert in_french.client.mandatory == (*BRIEF.mandatory_inclusions, "#ad")
    assert other.client.mandatory == BRIEF.mandatory_inclusions
