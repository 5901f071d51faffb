"""Channels as account managers of several countries call them in English."""

import pytest

from onboarding.channels.lexicon import find, other_id
from onboarding.channels.lines import asked_for, parts_of
from onboarding.channels.mentions import mentions
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


@pytest.mark.parametrize(
    ("said", "stances"),
    [
        ("No Facebook", ["ruled out"]),
        ("Never ever use Facebook", ["ruled out"]),  # two words between
        ("Never ever ever use Facebook", ["wanted"]),
        ("nothing on our old Facebook", ["ruled out"]),
        ("nothing on our own old Facebook", ["passing"]),
        ("We want no " + "x" * 30 + " Facebook", ["ruled out"]),
        ("We want no " + "x" * 31 + " Facebook", ["wanted"]),
    ],
)
def test_a_negation_rules_out_the_name_two_words_behind_it(said, stances):
    assert [mention.stance for mention in mentions(said)] == stances


@pytest.mark.parametrize(
    ("written", "target"), [("Dorfflyer", "print"), ("Vereinsradio", "radio"), ("Vereinsblog", None)]
)
def test_a_name_of_five_letters_is_known_at_the_end_of_a_word(written, target):
    assert find(written) == target


def test_the_id_of_an_unknown_channel_has_sixty_letters_at_most():
    assert [other_id("a" * length) for length in (60, 61)] == ["other:" + "a" * 60] * 2
    assert other_id("ab " * 40) == "other:" + "ab-" * 19 + "ab"


def test_a_line_is_read_up_to_a_thousand_characters():
    assert asked_for("Instagram, no TikTok, " + "x" * 2000) == ["Instagram", "x" * 978]


@pytest.mark.parametrize(
    ("written", "channels", "kinds"),
    [
        ("paid Bluesky", ["bluesky_post"], ["unclear"]),  # for which only posts are written
        ("Bluesky", ["bluesky_post"], []),
        ("paid Facebook", ["meta_ad"], []),
        ("paid posters", ["outdoor"], []),
        ("paid social", [], ["unclear"]),
    ],
)
def test_ads_where_only_posts_are_written_are_asked_about(written, channels, kinds):
    reading = read_channels([written])
    assert (reading.channels, [question.kind for question in reading.questions]) == (channels, kinds)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Facebook (posts), Instagram (stories)", ["Facebook (posts)", "Instagram (stories)"]),
        ("Facebook (posts, stories), SMS", ["Facebook (posts, stories)", "SMS"]),
        ("posters (A1); flyers (A5)", ["posters (A1)", "flyers (A5)"]),
        ("events | posters (A1)", ["events", "posters (A1)"]),
        ("Facebook (posts)", ["Facebook (posts)"]),
        ("social media (Facebook, Instagram)", ["social media (Facebook, Instagram)"]),
        ("Facebook, SMS and posters", ["Facebook", "SMS", "posters"]),
        ("Facebook, the old barn", ["Facebook", "the old barn"]),
        ("the barn, the old barn", ["the barn, the old barn"]),
        ("reach 1,000 by SMS", ["reach 1,000 by SMS"]),
    ],
)
def test_a_line_is_divided_where_its_parts_are_known(line, parts):
    assert list(parts_of(line)) == parts


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Posters along the U-Bahn line, please.", ["outdoor"]),
        ("We want posters at the bus line and flyers.", ["outdoor", "print"]),
        ("Please use posters on the Jubilee Line.", ["outdoor"]),
        ("Instagram please, and put our line of shoes first.", ["instagram_post"]),
        ("We want the discord to end, and Instagram.", ["instagram_post"]),
        ("POSTERS ON THE BUS LINE PLEASE", ["outdoor"]),
        ("Line up Instagram and Facebook, please.", ["instagram_post", "facebook_post"]),
        ("Please run Instagram and post on Line weekly.", ["instagram_post", "other:line"]),
        ("We want LINE ads in Japan and Instagram.", ["other:line", "instagram_post"]),
        ("We want line ads and Instagram.", ["other:line", "instagram_post"]),
        ("Telegram, WhatsApp and line, please.", ["other:telegram", "whatsapp", "other:line"]),
        ("Please do instagram, line, whatsapp.", ["instagram_post", "other:line", "whatsapp"]),
        ("LINEとInstagramでお願いします。", ["other:line", "instagram_post"]),
        ("We want a Discord server and Instagram.", ["other:discord", "instagram_post"]),
        ("Use Twitch and Instagram, please.", ["other:twitch", "instagram_post"]),
    ],
)
def test_a_name_that_is_a_word_too_counts_where_it_is_used_as_a_name(said, wanted):
    assert [one.target for one in mentions(said) if one.stance == "wanted"] == wanted
