"""A message stands as the client wrote it: nothing of ours before it, not lowered, not cut, not joined to another."""

import re

import pytest

from aicmo_site.kernel.channels import channel_of
from production.offline.facts.read import facts_of
from production.offline.frame_files import words_of as words
from production.offline.piece_context import Occasion
from production.tests.briefs import assets_of, brief, texts_of, words_of

CHANNELS = ("facebook_post", "email", "blog_post", "linkedin_post", "instagram_post", "website", "press_release")
CHANNELS += ("meta_ad", "push_mobile", "outdoor", "radio", "pinterest_pin", "print")


def occasion(language="en", **fields):
    source = brief(language=language, **fields)
    return Occasion(facts_of(source, common=words(language).common), words(language), channel_of("facebook_post"))


def copy_with(*messages, **fields):
    return "\n".join(map(words_of, texts_of(brief(deliverables=CHANNELS, key_messages=messages, **fields)).values()))


@pytest.mark.parametrize(
    ("slogan", "altered"),
    [
        ("Buy Local, It Matters", r"buy Local|Buy local|Buy Local(?!, It Matters)"),
        ("Know it. Check it. Treat it.", r"Know it(?!\. Check it\. Treat it)"),
        ("einfach wohnen", r"Einfach wohnen"),
        ("wir:hier", r"Wir:hier|wir: hier"),
        ("'t Kan Wél", r"'T Kan|TKan|kan wél"),
        ("Nicht reden. Machen!", r"Nicht reden(?!\. Machen!)|Machen(?!!)"),
    ],
)
def test_a_slogan_keeps_its_letters_its_capitals_and_its_sentences(slogan, altered):
    copy = copy_with(slogan, "Bikes travel free", mandatory_inclusions=(slogan,))
    copy = re.sub(r"(?m)^[\w-]+$", "", copy)  # the end of an address is made of letters alone
    assert slogan in copy
    assert re.findall(altered, copy) == []


def test_names_and_required_texts_keep_their_letters_at_the_beginning_of_a_line():
    copy = copy_with("Bikes travel free", client_name="deFietserij 2.0", mandatory_inclusions=("tren Alvia",))
    assert ("deFietserij 2.0" in copy, "tren Alvia" in copy) == (True, True)
    assert re.findall("DeFietserij|Tren Alvia", copy) == []


def test_two_messages_are_two_paragraphs_where_there_is_room():
    source = brief(deliverables=("press_release",), key_messages=("Buy Local, It Matters", "Bikes travel free"))
    body = dict(texts_of(source)["press_release"])["body"]
    assert "Buy Local, It Matters.\n\nBikes travel free." in body


def test_what_the_headline_says_is_not_said_again_below_it():
    texts = dict(texts_of(brief(deliverables=("print",)))["print"])
    assert texts["headline"] == "The ferry leaves every hour"
    assert "The ferry leaves every hour" not in texts["body"]
    alone = dict(texts_of(brief(deliverables=("print",), key_messages=("Bikes travel free",)))["print"])
    assert "Bikes travel free" in alone["body"]  # else it would say nothing


@pytest.mark.parametrize(
    "audience",
    ["Families and skiers in New Hampshire", "Adults with learning difficulties", "Islanders: families, students"],
)
def test_nobody_is_addressed_by_the_label_of_the_audience(audience):
    parts = [part for part in re.split(r"[:,]| and | in ", audience) if part]
    copy = copy_with("Bikes travel free", target_audience=audience)
    assert [part for part in parts if part.strip() in copy] == []


@pytest.mark.parametrize(("language", "term"), [("fr", "bio"), ("en", "bio"), ("en", "more"), ("de", "mehr")])
def test_our_own_words_keep_off_what_the_client_excludes(language, term):
    source = brief(deliverables=CHANNELS, language=language, excluded_terms=(term,), key_messages=("Ici", "Alors"))
    told = "\n".join(map(words_of, texts_of(source).values()))
    assert not re.search(rf"(?i)\b{term}\b", told)
    assert "instagram_post" in texts_of(source)


@pytest.mark.parametrize(
    ("industry", "signed"),
    [("ferry operator", "Harbour Ferries: ferry operator"), ("", "Harbour Ferries"), ("ferries", "Harbour Ferries")],
)
def test_a_page_ends_with_who_speaks_and_with_the_trade_where_the_name_does_not_say_it(industry, signed):
    source = brief(deliverables=("website",), client_name="Harbour Ferries", industry=industry)
    assert dict(texts_of(source)["website"])["body"].split("\n")[-1] == signed


GRAVE = {
    "objectives": ("Reduce deaths on the coast road",),
    "messages": ("Eleven people died on the coast road last year", "Slow down at the bends"),
    "audience": ("Bereaved parents",),
}


@pytest.mark.parametrize(
    ("fields", "is_grave"),
    [
        ({"objectives": GRAVE["objectives"]}, True),
        ({"key_messages": GRAVE["messages"]}, True),
        ({"target_audience": "Bereaved parents"}, True),
        ({"language": "de", "key_messages": ("Die Stadt liest die Namen der Opfer vor",)}, True),
        ({"language": "fr", "key_messages": ("La douleur se soigne en fin de vie",)}, True),
        ({"language": "es", "objectives": ("Atender a víctimas de la violencia",)}, True),
        ({"language": "pl", "target_audience": "Rodziny w żałobie"}, True),
        ({"target_audience": "Deadline hunters"}, False),
        ({"language": "de", "key_messages": ("Sorgfältig gemacht", "Das tue ich gern")}, False),
        ({"language": "es", "key_messages": ("Todo el sabor de Valdemora",)}, False),
        ({"key_messages": ("Mortgages made simple", "Todd's cafe is open")}, False),
        ({}, False),
    ],
)
def test_a_grave_subject_is_told_by_aim_messages_and_audience_and_gets_no_tags(fields, is_grave):
    source = brief(deliverables=("instagram_post",), **fields)
    copy = " ".join(asset.content for _, asset in assets_of(source))
    assert ("#" not in copy) is is_grave


def test_on_a_grave_subject_the_copy_is_the_clients_words_and_where_to_read_on():
    source = brief(deliverables=("facebook_post",), key_messages=GRAVE["messages"], client_name="Road Safety Office")
    first, second = (text for _, text in texts_of(source)["facebook_post"])
    assert first == (
        "Eleven people died on the coast road last year.\n\nMore at https://ferries.example.\n\nRoad Safety Office"
    )
    assert second.startswith("Slow down at the bends.")
