"""Ten times the text, or the items, takes at most twelve times the CPU: a part of the matrix of `manage.py cost`."""

import pytest

from orchestration.cost import drafts, matrix
from orchestration.cost.law import breaches
from orchestration.cost.texts import ALL

SIZES = (20, 500, 5_000)  # characters of a text that may have 20,000; of others as much of their ceiling
EVERYWHERE = ("digits", "letters", "spaces", "newlines", "round brackets", "square brackets", "straight quotes")
EVERYWHERE += ("guillemets", "apostrophes", "commas", "full stops", "hyphens", "dashes", "at signs", "CJK", "combining")


def keeps_the_law(trial):
    broken = breaches(trial)
    assert not broken, "\n".join(map(str, broken))


@pytest.mark.parametrize("of", EVERYWHERE)
def test_no_class_of_character_is_dear_in_any_field(of):
    keeps_the_law(matrix.together((*matrix.FORM, "raw_notes", *matrix.ITEMS), of, SIZES))


@pytest.mark.parametrize("of", [of for of in ALL if of not in EVERYWHERE])
def test_no_mixture_is_dear_in_notes(of):
    keeps_the_law(matrix.text_trial("raw_notes", of, SIZES))


@pytest.mark.parametrize("of", EVERYWHERE)
def test_no_class_of_character_is_dear_in_copy_from_elsewhere(of):
    keeps_the_law(drafts.text_trial("blog_post", "body", of, SIZES))


@pytest.mark.parametrize("field", matrix.LISTS)
def test_no_list_is_dear(field):
    keeps_the_law(matrix.item_trial(field))


@pytest.mark.parametrize("told", drafts.TOLD)
def test_nothing_that_is_told_of_a_client_is_dear(told):
    keeps_the_law(drafts.told_trial(told))


def test_no_batch_of_drafts_is_dear():
    keeps_the_law(drafts.batch_trial((0, 5, 50, 200)))


def test_ten_mandatory_sentences_cost_less_than_twice_what_two_cost():
    keeps_the_law(matrix.sentences_trial())


def test_a_name_of_200_characters_costs_less_than_twice_one_of_20():
    keeps_the_law(matrix.names_trial())
