"""Days, months and other parts of years, as people write them, and what only looks like one."""

import pytest

from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.partial_dates import FoundDate, PartialDate
from aicmo_site.tests.corpora import cases_of, lines_of


def told(date: PartialDate) -> str:
    """2027-05-03, 2027-05, 2027-Q2; -- for a year that is not named, and ? for a day that does not exist."""
    year = f"{date.year:04}" if date.year else "-"
    parts = (date.quarter and f"Q{date.quarter}", date.half and f"H{date.half}", date.week and f"W{date.week}")
    parts += (date.month and f"{date.month:02}", date.day and f"{date.day:02}")
    return "-".join([year, *filter(None, parts)]) + (f" {date.part}" if date.part else "") + "?" * (not date.exists)


def readings(found: FoundDate) -> str | list[str]:
    if len(found.dates) == 1:
        each = [told(reading) for reading in found.dates[0].readings]
        return each if len(each) > 1 else each[0]
    return ("/" if found.is_span else " or " if found.is_choice else " and ").join(map(told, found.dates))


@pytest.mark.parametrize(("text", "language", "expected"), cases_of("dates"))
def test_a_date_is_read_in_every_way_it_may_be_meant(text, language, expected):
    assert [readings(found) for found in find_dates(text, language)] == expected


@pytest.mark.parametrize("text", [line["text"] for line in lines_of("dates")])
def test_a_date_stands_where_it_was_found(text):
    for found in find_dates(f"§ {text} …"):
        assert 2 <= found.outer[0] <= found.start < found.end <= found.outer[1] <= len(text) + 2


def test_the_place_of_a_date_holds_where_characters_are_read_as_several():
    text = "Ⅷ ½ №: ３ May ２０２７, 二十三日"
    (found, *_) = find_dates(text)
    assert text[found.start : found.end] == "３ May ２０２７"


@pytest.mark.parametrize(
    ("text", "weekday", "wrong"),
    [
        ("Monday 3 May 2027", 0, None),
        ("Tue, 3 May 2027", 1, "2027-05-03"),
        ("3 May 2027 (Monday)", 0, None),
        ("2027年5月3日(火)", 1, "2027-05-03"),
        ("Mo., 3. Mai 2027", 0, None),
        ("So 3 May 2027", None, None),
        ("Sunday 3 May", 6, None),
    ],
)
def test_the_day_of_the_week_is_told_with_it(text, weekday, wrong):
    (found,) = find_dates(text)
    day = found.wrong_weekday()
    assert (found.weekday, day and day.isoformat()) == (weekday, wrong)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("May 2027", "2027-05-01", "2027-05-31"),
        ("mid-May 2027", "2027-05-11", "2027-05-20"),
        ("first half of February 2027", "2027-02-01", "2027-02-15"),
        ("end of February 2028", "2028-02-21", "2028-02-29"),
        ("Q3 2027", "2027-07-01", "2027-09-30"),
        ("H2 2027", "2027-07-01", "2027-12-31"),
        ("KW 18 2027", "2027-05-03", "2027-05-09"),
        ("week 53 of 2026", "2026-12-28", "2027-01-03"),
    ],
)
def test_a_part_of_a_year_has_a_first_and_a_last_day(text, first, last):
    ((date,),) = (found.dates for found in find_dates(text))
    days = date.days()
    assert days is not None
    assert tuple(day.isoformat() for day in days) == (first, last)


@pytest.mark.parametrize(
    ("text", "agrees", "contradicts"),
    [
        ("January 2027", "Q1 2027", "Q2 2027"),
        ("March 2027", "Q1 2027", "Q2 2027"),
        ("April 2027", "Q2 2027", "Q1 2027"),
        ("31 December 2027", "Q4 2027", "Q3 2027"),
        ("June 2027", "H1 2027", "H2 2027"),
        ("July 2027", "H2 2027", "H1 2027"),
        ("Q2 2027", "H1 2027", "H2 2027"),
        ("Q3 2027", "H2 2027", "H1 2027"),
        ("3 May 2027", "KW 18 2027", "KW 17 2027"),
        ("May 2027", "3 May", "3 June"),
        ("May 2027", "2027", "May 2028"),
    ],
)
def test_a_date_contradicts_only_the_parts_of_the_year_that_it_does_not_lie_in(text, agrees, contradicts):
    def one(said):
        return next((found.dates[0] for found in find_dates(said)), PartialDate(2027))

    assert [one(text).contradicts(one(other)) for other in (agrees, contradicts)] == [False, True]
    assert [one(other).contradicts(one(text)) for other in (agrees, contradicts)] == [False, True]


def test_a_date_that_may_be_two_contradicts_none():
    ((open_day,), (march,), (june,)) = (
        found.dates for text in ("3/5/2027", "5 March 2027", "6 June 2027") for found in find_dates(text)
    )
    assert not any(open_day.contradicts(day) or day.contradicts(open_day) for day in (march, june))
