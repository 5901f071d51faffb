"""What each folding makes equal, and what it leaves apart for its purpose."""

import pytest

from aicmo_site.kernel.text.folding import as_name, as_read, bare_letters, caseless, latin, unaccented
from aicmo_site.kernel.text.stems import stem
from aicmo_site.kernel.text.terms import CaselessTerms, OrderedTerms, Terms, names

EQUAL = [
    (caseless, "Straße  12\n", "STRASSE 12"),
    (caseless, "Cafe\u0301", "CAFÉ"),
    (as_read, "Get\u200b–rich", "ｇet rich"),
    (as_read, "l’amour", "L'AMOUR"),
    (as_name, "X/Twitter", "x (twitter)"),
    (as_name, "ＬＩＮＥ", "line"),
    (unaccented, "Über", "uber"),
    (bare_letters, "Crème", "creme"),
    (latin, "Łódź", "lodz"),
    (latin, "Ærø", "aero"),
]
APART = [
    (caseless, "Café", "Cafe"),
    (caseless, "e-mail", "e mail"),
    (as_read, "Café", "Cafe"),
    (as_read, "C++", "C"),
    (as_name, "Café", "Cafe"),
    (unaccented, "ł", "l"),
    (latin, "ж", "zh"),
]


@pytest.mark.parametrize(("fold", "first", "second"), EQUAL)
def test_a_folding_makes_equal_what_says_the_same_for_its_purpose(fold, first, second):
    assert fold(first) == fold(second)


@pytest.mark.parametrize(("fold", "first", "second"), APART)
def test_a_folding_leaves_apart_what_says_something_else(fold, first, second):
    assert fold(first) != fold(second)


def test_only_bare_letters_take_the_syllables_of_hangul_apart():
    assert (len(unaccented("한")), len(bare_letters("한"))) == (1, 3)


@pytest.mark.parametrize(("singular", "plural"), [("bike", "Bikes"), ("Tür", "Türen"), ("árbol", "árboles")])
def test_a_plural_has_the_stem_of_its_singular(singular, plural):
    assert stem(singular) == stem(plural)


def test_judge_and_writer_look_for_a_term_each_in_their_way():
    """With another dash it is said for a reader, and for the writer it is still to be said."""
    assert list(Terms(["Repair-Café"]).held_by(as_read("our repair café"))) == ["Repair-Café"]
    assert not names("our repair café", "Repair-Café")
    assert CaselessTerms(["repair café"]).stand_in("Our Repair  Café!")


def test_of_terms_that_stand_in_a_text_the_first_in_order_is_told():
    assert OrderedTerms(["cheap", "安い", "budget"]).first_in("A BUDGET of 安いパン, not cheaper") == "安い"
