"""What a text states in figures, of whatever kind: values that copy has to have from the brief, and what is none."""

import pytest

from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.tests.corpora import cases_of


def told(one):
    values = " or ".join(sorted(f"{value:f}" if hasattr(value, "is_finite") else str(value) for value in one.values))
    return f"{one.kind} {values} {one.unit}".strip()


@pytest.mark.parametrize(("text", "language", "expected"), cases_of("quantities"))
def test_a_text_states_what_its_corpus_says(text, language, expected):
    assert [told(one) for one in quantities(text, language)] == expected


def test_a_number_knows_the_word_before_it_and_where_it_stands():
    (one,) = quantities("We bake over 40 loaves", "en")
    assert (one.before, one.said, one.start) == ("over", "40", 13)
    assert [one.before for one in quantities("Bake over, 40 loaves", "en")] == ["over"]
    (long,) = quantities("We bake " + "o" * 50 + " 40 loaves", "en")
    assert long.before == "o" * 39


@pytest.mark.parametrize(
    ("text", "year", "weekday", "in_words", "bound"),
    [
        ("Sunday 3 May 2026", 2026, 6, False, ""),
        ("3 May", 0, None, False, ""),
        ("8 pm", 0, None, False, ""),
        ("half past seven", 0, None, True, ""),
        ("at least 3 weeks", 0, None, False, "at least"),
        ("five thousand euros", 0, None, True, ""),
        ("€5,000", 0, None, False, ""),
        ("40 loaves", 0, None, False, ""),
        ("forty loaves", 0, None, True, ""),
        ("20 %", 0, None, False, ""),
    ],
)
def test_a_quantity_tells_no_more_than_was_said(text, year, weekday, in_words, bound):
    (one,) = quantities(text, "en")
    assert (one.year, one.weekday, one.in_words, one.bound) == (year, weekday, in_words, bound)
