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
