"""Languages and legal labels of each channel: what is stated, what is only proposed, and what people say to it."""

from dataclasses import replace

import pytest

from aicmo_site.kernel.channels import channels
from onboarding.channels.marks import Marks, without_marks
from onboarding.contracts import PROPOSED, STATED, InvalidAnswers
from onboarding.facts.answering import answers_to
from onboarding.services import understand_intake
from onboarding.tests.factories import IntakeFactory

FORM = {
    **{"client_name": "Alder", "objectives": ["Win 40 subscribers"], "target_audience": "Neighbours"},
    **{"language": "en-GB", "key_messages": ["Bread baked at night"], "channels": ["YouTube", "Facebook"]},
}


def brief_of(answers=(), **form):
    given = {name: value for name, value in {**FORM, **form}.items() if value is not None}
    return understand_intake(intake=IntakeFactory(responses=given), brief_id="b", answers=answers)


def plain(by_channel):
    return {channel: list(values) for channel, values in by_channel.items()}


def states(brief, name):
    return {fact.state for fact in brief.facts if fact.field.startswith(f"{name}.")}


def answered(brief, given, **form):
    return brief_of(answers_to(brief, given, "Ann"), **form)


MARKED = {
    "Instagram (DE + FR)": ("Instagram", ["de", "fr"], []),
    "Instagram DE/FR": ("Instagram", ["de", "fr"], []),
    "Instagram (de/fr)": ("Instagram", ["de", "fr"], []),
    "Newsletter (deutsch)": ("Newsletter", ["de"], []),
    "YouTube pre-roll in Spanish": ("YouTube pre-roll", ["es"], []),
    "Email EN+CY": ("Email", ["en", "cy"], []),
    "Instagram auf Französisch und Deutsch": ("Instagram", ["fr", "de"], []),
    "radio spots in Catalan": ("radio spots", ["ca"], []),
    "Deutschsprachiger Newsletter": ("Newsletter", ["de"], []),
    "German newsletter": ("newsletter", ["de"], []),
    "Instagram (pt-BR)": ("Instagram", ["pt-BR"], []),
    "TikTok #ad": ("TikTok", [], ["#ad"]),
    "TikTok with #ad (FR)": ("TikTok", ["fr"], ["#ad"]),
    "Instagram (#Anzeige, DE)": ("Instagram", ["de"], ["#Anzeige"]),
    "Facebook, label: Anzeige": ("Facebook", [], ["Anzeige"]),
}


@pytest.mark.parametrize("item", MARKED)
def test_an_item_tells_its_languages_and_labels(item):
    bare, marks = without_marks(item)
    assert (bare, [*marks.languages], [*marks.labels]) == MARKED[item]


@pytest.mark.parametrize(
    "item",
    [
        *("Facebook (UK)", "Facebook (US)", "LinkedIn (CH)", "Instagram IT", "Radio (no)", "poster(es)", "Cartel(es)"),
        *("English Heritage newsletter", "Welsh Water bill inserts", "French tourist board magazine"),
        *("email in the morning", "Instagram (3x/week)", "Facebook ads", "Ad in the paper", "#ad", "DE, FR"),
    ],
)
def test_what_is_a_country_a_name_or_an_ad_is_no_mark(item):
    assert without_marks(item) == (item, Marks())


def test_what_stands_in_a_channels_own_item_is_stated():
    brief = brief_of(channels="Instagram (DE + FR), TikTok #ad, Newsletter")
    assert brief.scope.deliverables == ("instagram_post", "tiktok_video", "email")
    assert (plain(brief.languages), plain(brief.labels)) == (
        {"instagram_post": ["de", "fr"]},
        {"tiktok_video": ["#ad"]},
    )
    assert states(brief, "languages") == states(brief, "labels") == {STATED}
    assert [brief.for_copy().languages_of(channel) for channel in brief.scope.deliverables] == [
        ("de", "fr"),
        ("en-GB",),
        ("en-GB",),
    ]


@pytest.mark.parametrize(
    ("form", "languages"),
    [
        ({"language": "English; YouTube in Spanish"}, {"youtube_video": ["es"]}),
        ({"channels": None, "raw_notes": "Channels: Facebook, YouTube pre-roll in Spanish"}, {"youtube_video": ["es"]}),
        ({"channels": ["Facebook (EN, also in Welsh)"]}, {"facebook_post": ["en-GB", "cy"]}),
        ({"channels": ["Instagram DE", "Instagram FR"]}, {"instagram_post": ["de", "fr"]}),
    ],
)
def test_so_is_what_stands_under_a_label(form, languages):
    brief = brief_of(**form)
    assert (plain(brief.languages), states(brief, "languages")) == (languages, {STATED})
    assert brief.language.startswith("en")


def test_what_only_a_sentence_says_changes_no_copy():
    brief = brief_of(raw_notes="We want the YouTube pre-roll in Spanish. All Facebook posts must carry #ad.")
    assert (plain(brief.languages), plain(brief.labels)) == ({"youtube_video": ["es"]}, {"facebook_post": ["#ad"]})
    assert states(brief, "languages") == states(brief, "labels") == {PROPOSED}
    assert (brief.language, brief.mandatory_inclusions) == ("en-GB", ())
    assert brief.for_copy().languages_of("youtube_video") == ("en-GB",)
    assert not brief.for_copy().labels
    assert {question.field for question in brief.open_questions} >= {"language", "labels"}


@pytest.mark.parametrize(
    "notes",
    [
        *("The YouTube pre-roll is not in Spanish.", "YouTube in Spanish?", "French tourists watch YouTube."),
        *("Never say #ad on Facebook.", "Last year Facebook posts carried #ad.", "All TikTok posts must carry #ad."),
    ],
)
def test_what_is_refused_asked_past_or_of_no_channel_is_not_taken(notes):
    brief = brief_of(raw_notes=notes)
    assert (plain(brief.languages), plain(brief.labels)) == ({}, {})


def test_a_label_among_what_must_appear_is_of_its_channels():
    brief = brief_of(mandatory_inclusions=["#ad on all YouTube videos", "Registered charity", "#ad"])
    assert plain(brief.labels) == {"youtube_video": ["#ad"]}
    assert brief.mandatory_inclusions == ("Registered charity", "#ad")


LABELS_IN_PROSE = {
    "On Facebook the label Anzeige must be visible.": {"facebook_post": ["Anzeige"]},  # which is an ad in German, too
    "Facebook needs the word advertisement at the top.": {"facebook_post": ["advertisement"]},
    "Please mark the posts on Facebook as advertising.": {"facebook_post": ["advertising"]},
    "Les publications Facebook portent le mot publicité.": {"facebook_post": ["publicité"]},
}


@pytest.mark.parametrize("notes", LABELS_IN_PROSE)
def test_a_label_that_only_prose_wants_is_proposed_for_the_channel_it_names(notes):
    brief = brief_of(raw_notes=notes)
    assert (plain(brief.labels), states(brief, "labels")) == (LABELS_IN_PROSE[notes], {PROPOSED})


@pytest.mark.parametrize("form", [{"raw_notes": "Kennzeichnung: Anzeige"}, {"Kennzeichnung": "Anzeige"}])
def test_a_label_of_no_channel_is_of_those_who_are_paid(form):
    brief = brief_of(channels=["Instagram influencers", "Facebook"], **form)
    assert (plain(brief.labels), states(brief, "labels")) == ({"instagram_post": ["Anzeige"]}, {STATED})


NOTES = "We'd like the YouTube pre-roll also in Spanish. All posts must carry #ad."


def fact_of(brief, place):
    return next(fact.id for fact in brief.facts if fact.field == place)


def test_each_can_be_accepted_put_right_and_rejected():
    brief = brief_of(raw_notes=NOTES)
    assert plain(brief.languages) == {"youtube_video": ["en-GB", "es"]}
    spanish = fact_of(brief, "languages.youtube_video.1")
    given = [
        {"fact": spanish, "decision": "correct", "value": "French and German"},
        {"fact": fact_of(brief, "labels.facebook_post.0"), "decision": "reject"},
        {"fact": fact_of(brief, "labels.youtube_video.0"), "decision": "accept"},
    ]
    copy = answered(brief, given, raw_notes=NOTES).for_copy()
    assert plain(copy.languages) == {"youtube_video": ["en-GB", "fr", "de"]}
    assert plain(copy.labels) == {"youtube_video": ["#ad"]}
    with pytest.raises(InvalidAnswers):
        answers_to(brief, [{"fact": spanish, "decision": "correct", "value": "gibberish"}], "Ann")


@pytest.mark.parametrize(
    ("decision", "labels"),
    [
        ({"decision": "accept"}, {"youtube_video": ["#ad"], "facebook_post": ["#ad"]}),
        ({"decision": "reject"}, {}),
        ({"decision": "correct", "value": "#Werbung"}, {"youtube_video": ["#Werbung"], "facebook_post": ["#Werbung"]}),
    ],
)
def test_the_question_about_labels_settles_all_of_them(decision, labels):
    brief = brief_of(raw_notes=NOTES)
    (question,) = [question for question in brief.open_questions if question.field == "labels"]
    right = answered(brief, [{"question": question.id, **decision}], raw_notes=NOTES)
    assert plain(right.for_copy().labels) == labels
    assert "labels" not in {question.field for question in right.open_questions}


def test_an_answer_about_one_channel_leaves_the_campaign_its_language():
    brief = brief_of(raw_notes="Spanish is a must in some corridors.")
    (question,) = [question for question in brief.open_questions if question.field == "language"]
    given = [{"question": question.id, "decision": "correct", "value": "YouTube in Spanish"}]
    right = answered(brief, given, raw_notes="Spanish is a must in some corridors.").for_copy()
    assert (right.language, plain(right.languages)) == ("en-GB", {"youtube_video": ["es"]})


def test_a_channel_put_right_with_its_languages_has_them():
    brief = brief_of()
    given = [{"fact": fact_of(brief, "scope.deliverables.0"), "decision": "correct", "value": "YouTube (DE + FR), #ad"}]
    right = answered(brief, given)
    assert (plain(right.languages), plain(right.labels)) == (
        {"youtube_video": ["de", "fr"]},
        {"youtube_video": ["#ad"]},
    )
    assert right.item_of("youtube_video") == "youtube_video (de, fr), #ad"


@pytest.mark.parametrize("channel", [*channels(), "other:telegram"])
def test_an_item_that_the_brief_tells_is_read_as_it_was(channel):
    brief = replace(brief_of(), languages={channel: ("pt-BR", "en")}, labels={channel: ("#ad", "Anzeige")})
    again = brief_of(channels=[brief.item_of(channel), "Radio"])
    assert channel in again.scope.deliverables
    assert plain(again.languages) == {channel: ["pt-BR", "en-GB"]}
    assert plain(again.labels) == {channel: ["#ad", "Anzeige"]}


def test_messages_in_a_channels_language_do_not_turn_the_campaign():
    messages = ["Brot, das nachts gebacken wird", "Du pain cuit la nuit", "La farine vient d'un seul moulin du village"]
    both = {"language": "de", "key_messages": messages, "objectives": ["40 Abos"], "channels": ["Instagram (DE + FR)"]}
    assert brief_of(**both).language == "de"
