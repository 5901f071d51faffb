"""Which terms a client's exclusions name."""

import pytest

from onboarding.exclusions.read import excluded_terms
from onboarding.tests.test_understanding import GOOD, asked, brief_of


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("don't say 'cheap', no roses in Feb, don't mention Bloom & Co", ["cheap", "Bloom & Co"]),
        ("Ne pas dire « bio », pas de photos, ne pas citer Fermes du Lac", ["bio", "Fermes du Lac"]),
        ("Kein Wort wie „billig“, keine Rabatte", ["billig"]),
        ("Never say cheap, budget or bargain", ["cheap", "budget", "bargain"]),
        ("Nunca decir barato o ganga", ["barato", "ganga"]),
        ('Do not say "cheap", not even as a joke', ["cheap"]),
        ("Never say cheap or anything that sounds like discount stores", []),
        ("No prometer precios de tren ni de hotel", []),
        ("No images of people vaping or smoking", []),
    ],
)
def test_each_ban_of_a_sentence_names_its_own_terms(said, terms):
    assert list(excluded_terms([said])) == terms


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("Never say one two three four", ["one two three four"]),
        ("Never say one two three four five", []),
        ("Never say one two or three four", ["one two", "three four"]),
        ("Never say one two three or four", []),
        ("Never say “" + "a" * 60 + "”", ["a" * 60]),
    ],
)
def test_a_term_has_four_words_at_most_and_two_in_a_list(said, terms):
    assert list(excluded_terms([said])) == terms


@pytest.mark.parametrize(
    ("required", "is_visual"),
    [
        ("our logo of one two three four five six seven eight nine", True),  # twelve words
        ("our logo of one two three four five six seven eight nine ten", False),
        ("our logo " + "a" * 391, True),  # four hundred characters
        ("our logo " + "a" * 392, False),
        ("our “logo”", False),
        ("a fine logo", True),
    ],
)
def test_a_thing_to_be_shown_is_told_in_few_words(required, is_visual):
    brief = brief_of({**GOOD, "mandatory_inclusions": [required]})
    assert (("mandatory_inclusions", "unclear") in asked(brief)) == is_visual


@pytest.mark.parametrize(
    ("excluded", "message", "is_asked"),
    [
        ("No parking fees", "Parking fees are gone", True),
        ("No old parking fees", "Old parking fees are gone", True),
        ("No old parking fees anywhere", "Old parking fees anywhere are gone", False),  # four words
        ("No breads", "Bread baked at night", True),
        ("No bread", "Breaded fish", True),  # two letters more
        ("No bread", "Breadbox by night", False),
        ("No cats", "A cat a day", True),
        ("No cat", "Cater for all", False),  # of a stem of three
    ],
)
def test_a_wish_for_what_is_ruled_out_in_three_words_is_asked_about(excluded, message, is_asked):
    brief = brief_of({**GOOD, "exclusions": [excluded], "key_messages": [message]})
    assert (("key_messages", "contradiction") in asked(brief)) == is_asked


@pytest.mark.parametrize(
    ("exclusion", "message", "is_asked"),
    [
        ("No word about water temperature", "The water temperature is 32 degrees", True),
        ("No word about water temperature", "The water is warm", False),
        ("Don't talk about the merger", "The merger is done", True),
        ("Kein Wort über Preise", "Preise ab 5 Euro", True),
        ("Pas un mot sur la grève", "La grève est finie", True),
        ("Ni una palabra sobre la huelga", "La huelga ha terminado", True),
    ],
)
def test_a_message_about_what_no_word_is_to_be_said_of_is_asked_about(exclusion, message, is_asked):
    questions = brief_of({**GOOD, "exclusions": [exclusion], "key_messages": [message]}).open_questions
    assert any((one.field, one.kind) == ("key_messages", "contradiction") for one in questions) == is_asked
