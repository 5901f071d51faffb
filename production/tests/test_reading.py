"""What is read from a brief beside its messages: groups of people, a day, links, tags, wishes."""

import pytest

from onboarding.contracts import PROPOSED, DateDTO, FactDTO, OpenQuestionDTO
from production.contracts import FeedbackDTO
from production.offline.facts.audience import NOBODY, audience_of
from production.offline.facts.read import facts_of
from production.offline.feedback import wishes_of
from production.offline.frame_files import FOLDER, language_of
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


FAIR = DateDTO("event", "2027-03-14", "2027-03-16", "The fair is 14 to 16 March 2027.")


@pytest.mark.parametrize(
    ("dates", "facts", "named"),
    [
        ((FAIR,), (), "Date: 14 March 2027 – 16 March 2027"),
        ((FAIR,), (FactDTO("dates.0", "raw_notes", state=PROPOSED),), ""),  # nobody has confirmed it
        ((FAIR, DateDTO("event", "2027-05-01")), (), ""),  # which of the two is it?
        ((DateDTO("deadline", "2027-03-01"),), (), "Date: 12 March 2027"),
    ],
)
def test_an_event_names_its_own_days_and_not_those_of_the_launch(dates, facts, named):
    told = brief(deliverables=("event",), launch_date="12 March 2027", dates=dates, facts=facts)
    copy = words_of(texts_of(told)["event"])
    assert (named in copy) if named else "Date:" not in copy
    assert ("12 March" in copy) == named.endswith("12 March 2027")


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
    source = brief(deliverables=("instagram_post",), **fields)
    draft, (bundle,) = composed(source, revision=1, feedback=FeedbackDTO(comment=comment))
    return draft, bundle.assets[0].content


def test_a_shorter_text_is_shorter_and_still_says_what_and_where():
    _, long = revised("Make it sing")
    _, short = revised("Make it shorter")
    assert len(short) < len(long)
    assert "The ferry leaves every hour" in short
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
    assert any(word in letter for word in ("not receive mail", "not want post", "can object"))


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
    source = brief(deliverables=("event", "push_mobile"), language=language, launch_date="3 May 2027")
    _, bundles = composed(source, stages=("act",), feedback=SHORTER)
    event, push = ("\n".join(asset.content for asset in bundle.assets) for bundle in bundles)
    day = {"en": "3 May 2027", "de": "3. Mai 2027", "es": "3 de mayo de 2027", "fr": "3 mai 2027"}[language]
    assert day in event
    assert any(frame.text in push for frame in language_of(FOLDER, language).frames["nudge"]["act"])


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
