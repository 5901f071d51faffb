"""The copy as the document shows it: texts by field, with lengths and links."""

from dataclasses import replace

import pytest

from delivery.document.copybook import Part, Piece, Text, copybook
from delivery.document.links import Link, link_to
from delivery.tests.campaigns import LINK, NOON, full_bundles
from delivery.tests.pages import EN, page, waiting
from production.contracts import NOTE, AssetDTO, DraftBundleDTO


def test_a_piece_has_its_texts_by_field_with_their_lengths_and_its_link_once():
    by_name = {channel.name: channel for channel in copybook(full_bundles(), EN)}
    assert by_name["Google search ad"].pieces == (
        Piece(
            *("Text 1", "Call to act", "Week 4", "1 June 2026"),
            (
                Part(
                    "Headlines",
                    "heading",
                    (
                        Text("Rye, seeds, patience", "20 of 30 characters"),
                        Text("Open before the first ferry of the day", "38 of 30 characters", "too long by 8", "over"),
                    ),
                ),
                Part("Description", "text", (Text("Rye bread at 12 Quay Street.", "28 of 90 characters"),)),
                Part("Path shown", "aside", (Text("rye", "3 of 15 characters"),)),
            ),
            (Link("https://quay.example", "https://quay.example"),),
            number="1",
        ),
    )
    first, second = by_name["Facebook post"].pieces
    assert first.parts[1] == Part(
        "For the designer: Picture",
        "note",
        (Text("Show the oven door, with the year 1931 legible.", alt="A cast-iron oven door."),),
    )
    assert second.parts[0].texts[0].advice == "recommended: at most 500"
    assert second.links == (Link(LINK, LINK),)
    assert [channel.form for channel in by_name.values()] == ["post", "email", "message", "ad", "article", "poster"]
    assert by_name["SMS"].pieces[0].parts[0].texts[0].size == "1 SMS segment, 51 of 160 characters (GSM-7)"


def test_a_platform_that_counts_its_own_way_says_so():
    wide = replace(full_bundles()[3].assets[0], content="焼きたてのパン")
    (channel,) = copybook([replace(full_bundles()[3], assets=(wide,))], EN)
    assert channel.pieces[0].parts[0].texts[0].size == "14 of 30 characters (wide ones count two)"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x", "https://", "http://[", "x y", ""]
)
def test_only_web_addresses_are_linked(address):
    assert link_to(address) == Link(address)


def test_the_alt_text_of_a_picture_that_nobody_has_chosen_is_a_proposal():
    assert "Alt text (a proposal until the picture is chosen): </span>A cast-iron oven door." in page()


def test_what_waits_for_the_client_is_not_addressed_to_the_designer():
    note = AssetDTO("asset_1", "open_point", "", {}, "Ask the baker.", NOTE)
    bundles = [waiting("email", "An answer is missing.", "website"), DraftBundleDTO("b", "d", (note,), NOON, "email")]
    labels = [channel.pieces[0].parts[0].label for channel in copybook(bundles, EN)]
    assert labels == ["Open point", "For the designer: Open point"]
