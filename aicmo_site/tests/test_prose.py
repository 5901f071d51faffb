"""Data as HTML for people."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from aicmo_site.readable import DEEPEST, instant, prose, span


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", str(html)).split())


def test_names_and_values_read_without_braces_and_quotes():
    data = {"client_name": "Ácme", "weeks": 12, "free": False, "lists": ["a", "b"], "none": None}
    assert words(prose(data)) == "client name Ácme weeks 12 free no lists a b none -"


def test_rows_of_the_same_kind_are_a_table_of_the_columns_that_hold_something():
    html = prose([{"code": "X", "why": "", "n": 1}, {"code": "Y", "why": None, "n": 2}])
    assert re.findall(r"<th[^>]*>(\w+)</th>", html) == ["code", "n"]
    assert words(html) == "code n X 1 Y 2"


@pytest.mark.parametrize("place", [lambda evil: {evil: 1}, lambda evil: [evil], lambda evil: [{evil: evil}]])
def test_markup_stays_text(place):
    assert "<script" not in prose(place("<script>alert(1)</script>"))


def test_whatever_depth_it_has_an_end():
    deep = "bottom"
    for _ in range(DEEPEST * 5):
        deep = {"in": [deep]}
    assert "bottom" in words(prose(deep))


def test_an_instant_is_utc_for_programs_and_until_the_browser_knows_better():
    there = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert instant(there) == '<time datetime="2026-03-02T04:30:00+00:00">02 Mar 2026, 04:30:00 UTC</time>'
    assert instant(None) == "-"
    assert instant(there.astimezone(UTC)) == instant(there)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.0421, "42 ms"), (3.21, "3.2 s"), (61, "1 min 1 s"), (3_900, "1 h 5 min"), (180_000, "2 d 2 h"), (-5, "0 ms")],
)
def test_lengths_of_time_are_said_in_their_largest_units(seconds, said):
    assert span(timedelta(seconds=seconds)) == said
