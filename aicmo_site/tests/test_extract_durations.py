"""Lengths of time as people write them, what only looks like one, and how many weeks an answer is."""

import pytest

from aicmo_site.kernel.extract.durations import Duration, durations_in_weeks, find_durations, read_duration
from aicmo_site.tests.corpora import cases_of


@pytest.mark.parametrize(("text", "language", "expected"), cases_of("durations"))
def test_a_length_of_time_is_read_with_its_unit(text, language, expected):
    read = []
    for one in find_durations(text, language):
        low, high = (format(end.normalize(), "f") for end in (one.low, one.high))
        read.append(f"{low if low == high else f'{low}-{high}'} {one.unit}")
    assert read == expected


def test_a_length_of_time_stands_where_it_was_found():
    text = "½ price for 2½ months, 十二か月, then 8 weeks"
    assert [text[one.start : one.end] for one in find_durations(text)] == ["2½ months", "十二か月", "8 weeks"]


@pytest.mark.parametrize(
    ("answer", "weeks"),
    [
        (8.5, Duration(9, 9)),
        ("8,5", Duration(9, 9)),
        *((f"8 weeks{mark} 3 posts a day", Duration(8, 8, exact=False)) for mark in (",", ";", ":", ".", "、")),
        ("8 weeks, 3 posts per week", Duration(8, 8, exact=False)),
        ("8 weeks, 3 posts a week", Duration(8, 8, exact=False)),
        ("1 year and 6 months", Duration(78, 78, exact=False)),
        ("2 months, 2 weeks", Duration(11, 11, exact=False)),
        ("8 weeks (3 hours a day)", Duration(8, 8, exact=False)),
        ("8 weeks + 2 weeks wrap-up", None),
        ("2 x 4 weeks", None),
        ("2 phases of 6 weeks", None),
        ("4 weeks times 2", None),
        ("twice 3 weeks", None),
        ("zweimal 3 Wochen", None),
        ("deux fois 3 semaines", None),
        ("dos veces 3 semanas", None),
        ("due volte 3 settimane", None),
        ("duas vezes 3 semanas", None),
        ("4 semaines fois deux", None),
        *((f"4 weeks {sign} two", None) for sign in ("x", "×", "*", "+", "÷", "=", "/", "times", "plus", "minus")),
        ("3 Wochen, normal", Duration(3, 3, exact=False)),
        ("6 weeks from 3 May", None),
        ("8 weeks or 3 months", None),
        ("90 minutes", None),
        ("5200", Duration(5200, 5200)),
        ("5201", None),
        (5200, Duration(5200, 5200)),
        (5200.5, None),
        ("100 years", Duration(5200, 5200)),
        ("101 years", None),
        *((f"{days} days", Duration(weeks, weeks)) for days, weeks in ((1, 1), (7, 1), (8, 2), (14, 2), (15, 3))),
        ("24 hours", None),
        ("0 weeks", None),
        ("8-6 weeks", Duration(6, 8)),
        ("1 1/2-2 weeks", Duration(2, 2)),
        ("1 3/4 years", Duration(91, 91)),
        ("12 1/2 weeks", Duration(13, 13)),
        ("123 1/2 weeks", None),
        ("8.125 weeks", Duration(9, 9)),
        ("8.1255 weeks", None),
        ("0.01 weeks", Duration(1, 1)),
        *((word, Duration(weeks, weeks)) for word, weeks in (("week", 1), ("month", 5), ("quarter", 13), ("year", 52))),
        ("day", None),
        ("five weeks", Duration(5, 5)),
        ("3か月", Duration(13, 13)),
        ("٨ weeks", Duration(8, 8)),
        ("a fortnight", Duration(2, 2)),
        ("8 weeks, 2 posts a week", Duration(8, 8, exact=False)),
        ("a week or two weeks", Duration(2, 2, exact=False)),
        ("3 weeks and a day", Duration(4, 4, exact=False)),
        ("6 months and 1 year", None),
        ("1 month and 1 month", None),
        ("1 year and 6 months and 1 week", None),
        ("8 weeks with 3 posts", None),
        ("8 weeks.3", None),
        ("twenty-one days", Duration(3, 3, exact=False)),
        ("one hundred and five days", Duration(15, 15, exact=False)),
        (0.0, None),
        (float("inf"), None),
    ],
)
def test_an_answer_is_so_many_weeks(answer, weeks):
    assert read_duration(answer) == weeks


@pytest.mark.parametrize("said", ["4 Wochen optimal", "maximal 4 Wochen", "minimal 4 Wochen"])
def test_a_word_that_only_ends_like_an_operator_changes_no_length(said):
    assert [found.high for found in durations_in_weeks(said)] == [4]
