"""Times of day as people write them, and what only looks like one."""

import pytest

from aicmo_site.kernel.extract.times import find_times
from aicmo_site.tests.corpora import cases_of


@pytest.mark.parametrize(("text", "language", "expected"), cases_of("times"))
def test_a_time_is_read_in_every_way_it_may_be_meant(text, language, expected):
    read = [
        [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in sorted(one.minutes)]
        for one in find_times(text, language)
    ]
    assert read == expected


def test_a_time_stands_where_it_was_found():
    text = "½ price, 午後7時半から, doors 8 p.m."
    assert [text[one.start : one.end] for one in find_times(text, "en")] == ["午後7時半", "8 p.m."]
