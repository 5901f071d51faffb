"""What is read from a brief beside its messages: links, tags, wishes."""

import pytest

from onboarding.contracts import DateDTO, ProofPointDTO
from production.contracts import FeedbackDTO
from production.offline.facts.read import facts_of
from production.offline.feedback import wishes_of
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
    ("comment", "done"),
    [
        ("Please make it shorter.", ("shorter",)),
        ("Bitte kürzer und ohne Hashtags", ("shorter", "no hashtags")),
        ("Plus court, s'il vous plaît", ("shorter",)),
        ("Más breve", ("shorter",)),
        ("It must not be shorter", ()),
        ("Do not use “free”, please", ("without “free”",)),
        ("Avoid the word “free”", ("without “free”",)),
        ("Evitar la palabra «gratis»", ("without “gratis”",)),
        ("Drop “free”", ("without “free”",)),
        ("Please leave out the phrase “for free”", ("without “for free”",)),
        ("The same without “free”", ("without “free”",)),
        ("Quitar la palabra «gratis»", ("without “gratis”",)),
        ("Supprimez le mot « gratuit »", ("without “gratuit”",)),
        ("Bitte „gratis“ weglassen", ("without “gratis”",)),
        ("Streichen Sie „gratis“", ("without “gratis”",)),
        ("Avoid “free”, “cheap” and “bargain”", ("without “free”", "without “cheap”", "without “bargain”")),
        ("„gratis“ und „billig“ bitte weglassen", ("without “gratis”", "without “billig”")),
        ("Évitez « gratuit » et « pas cher »", ("without “gratuit”", "without “pas cher”")),
        ("Avoid “free” but keep “fair”", ("without “free”",)),
        ("Never leave out “free”", ()),
        ("Don’t drop “free”", ()),
        ("We can't do without “free”", ()),
        ("Why did you drop “free”?", ()),
        ("„gratis“ nicht weglassen", ()),
        ("Avoid “too long”", ("without “too long”",)),
        ("Make it sing", ()),
        ("", ()),
    ],
)
def test_simple_wishes_are_understood(comment, done):
    assert wishes_of(FeedbackDTO(comment=comment)).done == done


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("Could you make it a bit shorter, please?", ()),
        ("Bitte kürzer und ohne Hashtags.", ()),
        ("Plus court, s'il vous plaît", ()),
        ("Un poco más breve, por favor.\nSin hashtags", ()),
        ("Avoid “Bed, Bath and more”.", ()),
        ("Warmer and closer to people.", ("Warmer and closer to people",)),
        ("Shorter and warmer, please", ("warmer",)),
        ("Shorter. Name the opening hours, and where to park.", ("Name the opening hours, and where to park",)),
        ("Make it shorter with the opening hours", ("Make it shorter with the opening hours",)),
        ("- no hashtags\n- more jokes", ("more jokes",)),
        ("Avoid “free” and be kind", ("be kind",)),
        ("It must not be shorter", ("It must not be shorter",)),
        ("もっと短く", ("もっと短く",)),
        ("please", ("please",)),
        (" \n ", ()),
    ],
)
def test_what_is_not_understood_is_left_for_a_person(comment, left):
    assert wishes_of(FeedbackDTO(comment=comment)).left == left


def revised(comment, **fields):
    source = brief(deliverables=("instagram_post",), proof_points=(ProofPointDTO("Bikes need no ticket"),), **fields)
    draft, (bundle,) = composed(source, revision=1, feedback=FeedbackDTO(comment=comment))
    return draft, bundle.assets[0].content


def test_a_shorter_text_is_shorter_and_still_says_what_and_where():
    _, long = revised("Make it sing")
    _, short = revised("Make it shorter")
    assert len(short) < len(long)
    assert "Bikes travel free" in short
    assert "bio" in short


def test_tags_and_words_go_on_request():
    assert "#" in revised("")[1]
    assert "#" not in revised("No hashtags please")[1]
    assert "free" not in revised("Do not say 'free'")[1]


@pytest.mark.parametrize("word", ["STOP", "unsubscribe", "to", "mail"])
def test_a_word_to_avoid_does_not_take_the_way_out(word):
    source = brief(deliverables=("email", "sms", "direct_mail"))
    _, bundles = composed(source, revision=1, feedback=FeedbackDTO(comment=f"Avoid “{word}”"))
    email, sms, letter = ("\n".join(asset.content for asset in bundle.assets) for bundle in bundles)
    assert ("{{unsubscribe_url}}" in email, "STOP" in sms) == (True, True)
    assert "not receive mail" in letter


SHORTER = FeedbackDTO(comment="shorter")
every_language = pytest.mark.parametrize("language", ["en", "de", "es", "fr"])


@every_language
def test_shorter_copy_still_fills_what_the_platform_asks_for(language):
    messages = ("A very long message that no headline of a search advertisement has any room for at all",)
    name = "The Association of all Harbour Ferries"
    source = brief(deliverables=("google_ads_rsa",), language=language, key_messages=messages, client_name=name)
    _, (bundle,) = composed(source, feedback=SHORTER)
    assert sum(asset.asset_type == "headline" for asset in bundle.assets) >= 3


@every_language
def test_shorter_copy_still_says_when_it_is_and_what_to_do(language):
    day = (DateDTO("event", "2027-05-03"),)
    source = brief(deliverables=("event", "push_mobile"), language=language, dates=day)
    _, bundles = composed(source, stages=("act",), feedback=SHORTER)
    event, push = ("\n".join(asset.content for asset in bundle.assets) for bundle in bundles)
    day = {"en": "3 May 2027", "de": "3. Mai 2027", "es": "3 de mayo de 2027", "fr": "3 mai 2027"}[language]
    assert day in event
    assert "ferries.example" in push


def test_what_was_done_and_what_was_not_is_on_record():
    done, _ = revised("Make it shorter")
    left, _ = revised("Make it sing")
    assert (done.metadata["feedback"]["done"][0], done.metadata["feedback"]["for a person"]) == ("shorter", ())
    assert left.metadata["feedback"]["for a person"] == ("Make it sing",)


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
