import pytest

from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.terms import holds
from qc.tests.copies import codes, found


@pytest.mark.parametrize("text", ["Terms apply.", "TERMS APPLY", "terms\u00a0apply", "Terms\napply", "Ｔerms apply"])
def test_a_mandatory_text_may_stand_in_any_case_and_spacing(text):
    assert codes(f"Visit us. {text}", mandatory=("Terms apply",)) == []


def test_a_missing_mandatory_text_is_major_and_named_once_each():
    assert found("Visit us.", mandatory=("Terms apply", "Members only")) == [("MISSING_MANDATORY", "major", "text")] * 2


def test_a_mandatory_text_may_stand_in_any_field():
    fields = {"title": ("Tap",), "body": ("Federally insured",)}
    assert codes(channel="push_mobile", fields=fields, mandatory=("federally insured",)) == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("cheap", "Cheap!"), ("cheap", "dirt-cheap bread"), ("get rich",
        "GET-RICH quick"), ("get rich", "get\u00ad rich"),
        ("Straße", "STRASSE"), ("ávila", "A\u0301vila"), ("安い", "とても安いパン"),
        ("дёшево", "Дёшево!"), ("رخيص", "خبز رخيص"),
        ("C++", "we bake in C++."), ("l’amour", "l'amour"),
    ],
)  # fmt: skip
def test_a_banned_term_is_found_as_whole_words_in_any_script(term, text):
    assert found(f"Visit us. {text}", banned_terms=(term,)) == [("BANNED_TERM", "major", "text")]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("art", "artisanal, start"),
        ("rich", "enriched"),
        ("дом", "домой"),
        ("C", "C\u0327a"),
        ("", "a"),
    ],
)
def test_a_part_of_a_word_is_no_term(term, text):
    assert codes(f"Visit us. {text}", banned_terms=(term,)) == []


def test_a_term_that_the_client_demands_elsewhere_is_allowed_there_only():
    rules = {"mandatory": ("cheap as chips",), "banned_terms": ("cheap",)}
    assert codes("Visit us, cheap as chips", **rules) == []
    assert codes("Visit us, cheap as chips, so cheap", **rules) == ["BANNED_TERM"]


@pytest.mark.parametrize("text", ["VeloMax is slow", "velomax's bikes", "#VeloMax", "see velomax.example"])
def test_a_competitor_is_major(text):
    assert found(f"Visit us. {text}", competitors=("VeloMax",)) == [("COMPETITOR", "major", "text")]


def test_a_competitor_that_is_part_of_the_own_name_is_none_there():
    assert codes("Visit Alder Bakery.", name="Alder Bakery", competitors=("Alder",)) == []
    assert codes("Visit Alder Bakery, not Alder.", name="Alder Bakery", competitors=("Alder",)) == ["COMPETITOR"]


@pytest.mark.parametrize("text", ["Harbour Lane Bakery", "HARBOUR LANE", "HLB"])
def test_our_own_copy_names_the_client_in_full_or_short(text):
    names = {"name": "Harbour Lane Bakery (HLB)", "aliases": ("Harbour Lane",)}
    assert codes(f"Visit {text}.", must_name_client=True, **names) == []


def test_our_own_copy_without_the_client_is_minor_and_foreign_copy_may_leave_it_out():
    assert found("Visit us.", must_name_client=True) == [("NO_CLIENT_NAME", "minor", "text")]
    assert codes("Visit us.") == []


def test_folding_makes_spellings_equal():
    assert as_read("  Ｇet\u200b–RICH ‘now’\n") == "get rich 'now'"
    assert not holds("", "a")
