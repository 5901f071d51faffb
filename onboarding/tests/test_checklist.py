"""Which bans a search can check, and which only a person can."""

import pytest

from onboarding.exclusions.checklist import only_names_terms
from onboarding.tests.test_understanding import GOOD, brief_of


@pytest.mark.parametrize(
    "sentence",
    [
        "don't say 'cheap', no roses in Feb, don't mention Bloom & Co",
        "Do not say “cheap” and show no roses",
        "No roses or “cheap”",
        "No “cheap” no roses",
        "Nicht „cheap“ sagen; keine Rosen im Februar",
        "«cheap» o rosas en febrero",
        "「cheap」と書かない、バラは禁止",
        '=1<script>"cheap"</script><b>bold',
    ],
)
def test_a_sentence_that_says_more_than_its_terms_is_for_a_person(sentence):
    assert not only_names_terms(sentence, ("cheap",))


@pytest.mark.parametrize(
    "sentence",
    ["Never say “cheap”", "do not use the word cheap", "cheap, Junk", "“cheap” or “junk”!", "Nicht „cheap“ sagen"],
)
def test_a_sentence_that_only_bans_terms_is_left_to_the_machine(sentence):
    assert only_names_terms(sentence, ("cheap", "junk"))


def test_the_checklist_leaves_out_what_is_searched_for():
    brief = brief_of({**GOOD, "exclusions": ["Never say “cheap”", "No pictures of children"]})
    assert brief.checklist == ("No pictures of children",)


@pytest.mark.parametrize(
    ("sentence", "is_plain"),
    [
        ("one two three four five cheap", True),
        ("one two three four five six cheap", False),
        ("never cheap please", True),
        ("never cheap please please", False),
        ("cheap word junk", False),
        ("cheap or junk", True),
        ("never say cheap, ever", False),
        ("never say dear", False),
    ],
)
def test_few_words_around_a_term_say_no_more(sentence, is_plain):
    assert only_names_terms(sentence, ("cheap", "junk")) == is_plain
