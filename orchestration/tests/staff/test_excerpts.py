"""The part of a text that a finding speaks of."""

import pytest

from orchestration.staff.charts import Column, bars, columns
from orchestration.staff.excerpts import AROUND, WHOLE, excerpt


@pytest.mark.parametrize(
    ("text", "evidence", "parts"),
    [
        ("Win a Kettle today", "kettle", ("Win a ", "Kettle", " today")),
        ("Die Straße ist frei", "STRASSE", ("Die Straße ist frei", "", "")),
        ("Die Straße ist frei", "frei", ("Die Straße ist ", "frei", "")),
        ("short", "not in it", ("short", "", "")),
        ("cut of", "cut of…", ("", "cut of", "")),
        ("anything", "", ("anything", "", "")),
    ],
)
def test_the_words_in_question_are_marked(text, evidence, parts):
    assert excerpt(text, evidence) == parts


def test_a_known_place_is_marked_and_not_the_first_of_the_kind():
    assert excerpt("ha, ha", "ha", (4, 6)) == ("ha, ", "ha", "")


def test_of_a_long_text_the_surroundings_are_shown():
    shown = excerpt("a" * WHOLE + "HERE" + "b" * WHOLE, "HERE")
    assert (shown.before, shown.marked, shown.after) == ("… " + "a" * AROUND, "HERE", "b" * AROUND + " …")
    assert excerpt("a" * (WHOLE + 1), "no").before.endswith(" …")


def test_the_longest_bar_is_full_and_none_is_invisible():
    drawn = bars([("one", 10, "10", "/1"), ("two", 0.001, "0", "/2"), ("three", 5, "5", "/3")])
    assert [bar.width for bar in drawn] == [100, 1, 50]
    assert bars([]) == []


def test_a_day_is_as_high_as_its_runs_and_its_parts_lie_on_each_other():
    chart = columns([Column("1 Mar", (2, 1, 1), "/a"), Column("2 Mar", (0, 0, 0), "/b")])
    full, empty = chart.drawn
    assert (full.total, empty.total, empty.parts) == (4, 0, ())
    assert sum(part.height for part in full.parts) == pytest.approx(chart.base - full.top)
    assert [part.y + part.height for part in full.parts[1:]] == pytest.approx([part.y for part in full.parts[:-1]])
