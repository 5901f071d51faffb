"""How words of ours lead to a message of the client's."""

import re

import pytest

from aicmo_site.kernel.channels import channel_of
from production.offline.facts.read import facts_of
from production.offline.frame_files import FOLDER, language_of
from production.offline.frames import frames_for
from production.offline.piece_context import Occasion
from production.offline.slots.messages import can_be_lowered
from production.tests.briefs import brief, texts_of, words_of
from strategy.contracts import ANNOUNCE


def occasion(language="en", **fields):
    source = brief(language=language, **fields)
    return Occasion(facts_of(source), frames_for(language, seed=1), channel_of("facebook_post"), ANNOUNCE)


@pytest.mark.parametrize(
    ("message", "fields", "lowered"),
    [
        ("The ferry leaves every hour", {}, True),
        ("The Main Library is back", {}, True),
        ("Harbour Ferries sail at dawn", {}, False),
        ("La Rochelle trie", {"language": "fr", "mandatory_inclusions": ("La Rochelle",)}, False),
        ("La ville trie", {"language": "fr"}, True),
        ("Fresh Fields opens", {}, False),
        ("Lanterns on the water", {}, False),
        ("Lanterns on the water", {"notes": "They sell lanterns."}, True),
        ("Lanterns on the water", {"notes": "They sell lanterns. We met Lanterns once."}, False),
        ("Salamanca te espera", {"language": "es", "notes": "ver www.salamanca.es"}, False),
        ("Die Fähre fährt", {"language": "de", "notes": "die Fähre"}, False),
    ],
)
def test_a_message_keeps_its_capital_after_a_colon_unless_its_first_word_is_no_name(message, fields, lowered):
    assert can_be_lowered(occasion(key_messages=(message,), **fields), message) == lowered


CHANNELS = ("facebook_post", "email", "blog_post", "linkedin_post", "instagram_post", "website")


def copy_with(*messages):
    return "\n".join(map(words_of, texts_of(brief(deliverables=CHANNELS, key_messages=messages)).values()))


def test_nothing_with_a_colon_leads_to_a_message_with_one():
    copy = copy_with("Now open: the north pier", "Bikes travel free").replace("Harbour Ferries: ", "")
    assert not re.search("(?i): now open: the north pier", copy)
    assert re.search("[.?] Now open: the north pier", copy)


def test_nothing_of_ours_leads_to_thanks():
    copy = copy_with("Thank you for waiting").replace("Harbour Ferries: ", "")
    assert not re.search("(?i)[:.?] thank you for waiting", copy)


def test_an_article_promises_no_points_that_it_does_not_have():
    frames = language_of(FOLDER, "en").frames
    plans, headings = ([frame.text for frame in frames[slot]["any"]] for slot in ("blog_plan", "heading_more"))
    told = ("Boats sail at dawn", "Bikes travel free", "Dogs are welcome")
    copy = [copy_with(*told[:count]) for count in (1, 2, 3)]
    assert [any(text in told for text in plans) for told in copy] == [False, False, True]
    assert [any(text in told for text in headings) for told in copy] == [False, True, True]


def test_the_press_is_told_once_whom_the_news_is_for():
    source = brief(deliverables=("press_release",), target_audience="Islanders: commuters, families and cyclists")
    body = dict(texts_of(source)["press_release"])["body"]
    assert len(re.findall("(?i)commuters, families and cyclists", body)) == 1


@pytest.mark.parametrize(("language", "term"), [("fr", "bio"), ("en", "bio"), ("en", "share"), ("de", "gern")])
def test_our_own_words_keep_off_what_the_client_excludes(language, term):
    source = brief(deliverables=CHANNELS, language=language, excluded_terms=(term,), key_messages=("Ici", "Alors"))
    told = "\n".join(map(words_of, texts_of(source).values()))
    assert not re.search(rf"(?i)\b{term}\b", told)
    assert "instagram_post" in texts_of(source)


@pytest.mark.parametrize(("industry", "headed"), [("ferry operator", True), ("", False), ("harbour ferries", False)])
def test_a_heading_about_the_client_stands_over_more_than_a_name(industry, headed):
    page = words_of(
        texts_of(brief(deliverables=("website",), client_name="Harbour Ferries", industry=industry))["website"]
    )
    about = {frame.text.replace("{client}", "Harbour Ferries") for frame in ENGLISH["heading_about"]["any"]}
    assert any(f"## {heading}" in page for heading in about) == headed


ENGLISH = language_of(FOLDER, "en").frames
