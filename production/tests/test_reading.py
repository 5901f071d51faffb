"""What is read from a brief beside its messages: groups of people, a day, links, tags, wishes."""

import pytest

from onboarding.contracts import OpenQuestionDTO
from production.offline.facts.audience import NOBODY, audience_of
from production.offline.facts.read import facts_of
from production.offline.hashtags import hashtags, tag_of
from production.offline.links import tracked
from production.tests.briefs import brief, composed, texts_of, words_of


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Townspeople: families, shop workers, students", "families, shop workers and students"),
        ("families, shop workers, and students", "families, shop workers and students"),
        ("Neighbours; couples and friends of good food", "couples and friends of good food"),
        ("Locals: families, lapsed members, students, people over sixty", "families and students"),
        ("Women 35-55, families, students", ""),
        ("Families first, then students", ""),
        ("Commuters", ""),
        ("Families (by ad test), students", ""),
        ("Families. Also: students, drivers", ""),
        ("", ""),
    ],
)
def test_only_a_plain_list_of_groups_may_be_addressed(text, inside):
    assert audience_of(text, joint="and", nouns_have_capitals=False).inside == inside


def test_a_first_capital_that_may_be_a_name_stays_at_the_beginning_of_a_sentence():
    found = audience_of("Berliners, tourists", joint="and", nouns_have_capitals=False)
    assert (found.inside, found.first) == ("", "Berliners and tourists")


def test_spanish_joins_before_an_i_with_another_word():
    found = audience_of("Vecinos: familias e instaladores", joint="y", nouns_have_capitals=False)
    assert found.inside == "familias e instaladores"


def test_in_german_an_adjective_gets_its_small_letter_within_a_sentence():
    found = audience_of("Junge Familien, Alte Hasen, Studierende", joint="und", nouns_have_capitals=True)
    assert (found.inside, found.first[:5]) == ("junge Familien, alte Hasen und Studierende", "Junge")


def test_an_audience_with_an_excluded_term_is_not_named():
    source = brief(target_audience="Locals: families, drivers", excluded_terms=("drivers",))
    assert facts_of(source).audience == NOBODY


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("17 April 2027", "17 April 2027"),
        ("April 17, 2027", "April 17, 2027"),
        ("3. Mai 2027", "3 May 2027"),
        ("3 de mayo de 2027", "3 May 2027"),
        ("03.05.2027", "3 May 2027"),
        ("3-May-2027", "3 May 2027"),
        ("2027-05-03", "3 May 2027"),
        ("April 2027", ""),
        ("17 or 18 April 2027", ""),
        ("2027-04-17", "17 April 2027"),
        ("soon", ""),
    ],
)
def test_only_a_whole_day_is_a_date_in_the_clients_words_where_they_are_of_the_copys_language(written, used):
    assert facts_of(brief(launch_date=written)).date == used


def test_a_day_that_is_still_asked_about_is_not_published():
    question = OpenQuestionDTO("launch_date", "unconfirmed", "17 April 2027?", "Is it?")
    assert facts_of(brief(launch_date="17 April 2027", open_questions=(question,))).date == ""


def test_an_event_names_the_day():
    copy = words_of(texts_of(brief(deliverables=("event",), launch_date="17 April 2027"))["event"])
    assert copy.count("17 April 2027") == copy.count("Date:") >= 1


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
    _, (bundle,) = composed(brief(deliverables=("x_post",)), stages=("announce", "explain", "act"))
    told = [
        (a.metadata["piece"], a.metadata["stage"], a.metadata["week"], next(f for f in a.metadata["facts"] if "." in f))
        for a in bundle.assets
    ]
    assert told == [
        (1, "announce", 2, "key_messages.0"),
        (2, "explain", 4, "key_messages.1"),
        (3, "act", 6, "key_messages.0"),
    ]


def test_a_picture_comes_with_a_note_that_proposes_its_alternative_text():
    _, (bundle,) = composed(brief(deliverables=("instagram_post",)))
    note = next(asset for asset in bundle.assets if asset.format == "note")
    assert (note.asset_type, note.url) == ("image_brief", "")
    assert "Alt text: say what the picture shows once it is chosen" in note.content
    assert "“The ferry leaves every hour”" in note.content
