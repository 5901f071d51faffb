"""What is read from a brief beside its messages: links, tags, wishes."""

import pytest

from production.offline.facts.read import facts_of
from production.offline.hashtags import hashtags, tag_of
from production.offline.links import tracked
from production.tests.briefs import brief, composed, texts_of, words_of

UTM = "utm_source=facebook&utm_medium=social&utm_campaign=harbour-ferries"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.example", f"https://a.example/?{UTM}"),
        ("https://a.example/", f"https://a.example/?{UTM}"),
        ("a.example/book/", f"https://a.example/book/?{UTM}"),
        ("https://a.example/p?x=1&y=%C3%A4#top", f"https://a.example/p?x=1&y=%C3%A4&{UTM}#top"),
        ("https://bücher.example/ä", f"https://bücher.example/ä?{UTM}"),
        ("https://a.example:8443/?", f"https://a.example:8443/?{UTM}"),
        (
            "https://a.example/?utm_source=print",
            "https://a.example/?utm_source=print&" + UTM.removeprefix("utm_source=facebook&"),
        ),
        ("HTTP://a.example", f"http://a.example/?{UTM}"),
        ("mailto:a@b.example", ""),
        ("https://[broken", ""),
        ("harbour", ""),
        ("two words.example", ""),
        ("", ""),
    ],
)
def test_a_link_gets_its_parameters_and_stays_whole(address, link):
    assert tracked(address, channel="facebook_post", kind="social", campaign="harbour-ferries") == link


def test_a_campaign_name_of_another_script_is_left_out():
    assert tracked("https://a.example", channel="email", kind="email", campaign="") == (
        "https://a.example/?utm_source=email&utm_medium=email"
    )


def test_the_text_shows_the_plain_address_and_the_asset_carries_the_link():
    _, (bundle,) = composed(brief(deliverables=("facebook_post",)))
    text = next(asset for asset in bundle.assets if asset.asset_type == "text")
    assert ("utm" in text.content, text.url) == (False, f"https://ferries.example/?{UTM}")


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Swap Up", "#SwapUp"),
        ("tren Alvia", "#TrenAlvia"),
        ("Central Library System (CLS)", "#CentralLibrarySystem"),
        ("Café de l'Île", "#CaféDeLÎle"),
        ("港のフェリー", "#港のフェリー"),
        ("ferries.example", ""),
        ("Main Library, 100 Rock Street", ""),
        ("The Association of All the Ferries", ""),
        ("Mozilla - Webmaker", ""),
        ("24 Hours", ""),
        ("ร้านกาแฟดอยหมอก", "#ร้านกาแฟดอยหมอก"),
        ("مزرعة نخيل الواحة", "#مزرعة_نخيل_الواحة"),
        ("سجل تجاري ١٠١٠٥٥٥١٢٣", ""),
        ("Winterfest 2027", "#Winterfest2027"),
        ("", ""),
    ],
)
def test_a_tag_is_made_of_a_short_name_only(name, tag):
    assert tag_of(name) == tag


def test_tags_are_few_and_different():
    assert hashtags(("Swap Up", "swap up", "Harbour Ferries", "Lake Days"), 2) == ("#SwapUp", "#HarbourFerries")


def test_an_ad_and_a_business_profile_have_no_tags():
    texts = texts_of(brief(deliverables=("x_ad", "google_business_post", "meta_ad")))
    assert not any("#" in words_of(fields) for fields in texts.values())


@pytest.mark.parametrize(
    ("language", "label"), [("en", "Ad:"), ("de", "Anzeige:"), ("es", "Publicidad:"), ("fr", "Pub"), ("pl", "#ad")]
)
def test_a_post_by_paid_people_begins_with_its_label(language, label):
    source = brief(deliverables=("instagram_post", "tiktok_video", "other:influencers"), language=language)
    texts = texts_of(source)
    assert all(words_of(texts[channel]).startswith(label) for channel in ("instagram_post", "tiktok_video"))
    assert not words_of(texts_of(brief(deliverables=("instagram_post",)))["instagram_post"]).startswith(label)


@pytest.mark.parametrize("message", ["Harbour Ferries", "harbour ferries."])
def test_the_clients_name_is_no_message_beside_others(message):
    assert facts_of(brief(key_messages=(message, "Bikes travel free"))).messages == ("Bikes travel free",)


def test_each_planned_piece_has_its_own_message_stage_and_week():
    messages = ("The ferry leaves every hour", "Bikes travel free", "Dogs are welcome")
    source = brief(deliverables=("x_post",), key_messages=messages)
    _, (bundle,) = composed(source, stages=("announce", "explain", "act"))
    told = [
        (a.metadata["piece"], a.metadata["stage"], a.metadata["week"], next(f for f in a.metadata["facts"] if "." in f))
        for a in bundle.assets
        if not a.is_note
    ]
    assert told == [
        (1, "announce", 2, "key_messages.0"),
        (2, "explain", 4, "key_messages.1"),
        (3, "act", 6, "key_messages.2"),
    ]


def test_a_picture_comes_with_a_note_that_proposes_its_alternative_text():
    _, (bundle,) = composed(brief(deliverables=("instagram_post",)))
    note = next(asset for asset in bundle.assets if asset.format == "note")
    assert (note.asset_type, note.url) == ("image_brief", "")
    assert "Alt text: say what the picture shows once it is chosen" in note.content
    assert "“The ferry leaves every hour”" in note.content
