"""Channels as account managers of several countries call them in English."""

import pytest

from onboarding.channels.names import read_channels
from onboarding.tests.test_understanding import GOOD, brief_of


@pytest.mark.parametrize(
    ("written", "channels"),
    [
        ("Door drops (SY1–SY3)", ["direct_mail"]),
        ("site boards", ["outdoor"]),
        ("tram screens", ["outdoor"]),
        ("bus backs", ["outdoor"]),
        ("text msgs", ["sms"]),
        ("webinars", ["event"]),
        ("beer mats", ["point_of_sale"]),
        ("Klaviyo flows", ["email"]),
        ("TVC", ["tv"]),
        ("LinkedIn (organic + sponsored)", ["linkedin_post", "linkedin_ad_image"]),
        ("LinkedIn sponsored", ["linkedin_ad_image"]),
    ],
)
def test_a_name_is_known(written, channels):
    assert read_channels([written]).channels == channels


@pytest.mark.parametrize("written", ["the usual socials", "local paper"])
def test_a_name_that_leaves_something_open_is_asked_about(written):
    assert [question.kind for question in read_channels([written]).questions] == ["unclear"]


def test_the_usual_beside_a_name_is_asked_about():
    brief = brief_of({**GOOD, "channels": ["SMS", "the usual"]})
    assert brief.scope.deliverables == ("sms",)
    assert any(asked.field == "channels" and "the usual" in asked.words for asked in brief.open_questions)


@pytest.mark.parametrize(
    ("notes", "kept"),
    [("Prices can go on the website, not on posters.", True), ("We want to be online, not on posters.", False)],
)
def test_a_thing_that_must_not_stand_in_a_place_rules_out_no_channel(notes, kept):
    brief = brief_of({**GOOD, "channels": ["posters", "SMS"], "raw_notes": notes})
    assert ("outdoor" in brief.scope.deliverables) == kept


@pytest.mark.parametrize("address", ["ada-bikes.example/spring", "www.ada-bikes.example/spring/sale"])
def test_an_address_with_a_path_is_a_website(address):
    brief = brief_of(
        {**GOOD, "client_name": "Ada Bikes", "website": None, "raw_notes": f"The page will be {address} soon."}
    )
    assert brief.website == address
