"""Dates in numbers alone, and dates that no longer hold."""

import pytest

from onboarding.tests.test_understanding import GOOD, asked, brief_of


@pytest.mark.parametrize(
    ("notes", "launch", "kind"),
    [
        ("Resolution 17/2/27, report 30/11/2027.", "2027-07-05", "unconfirmed"),
        ("Signed 2/17/27.", "2027-05-07", "unconfirmed"),
        ("Signed 2/17/27, report 30/11/2027.", "5/7/27", "unclear"),
        ("Signed 3/4/27.", "5/7/27", "unclear"),
        ("Call 13/13 is no date.", "5/7/27", "unclear"),
    ],
)
def test_the_other_dates_tell_which_number_is_the_day(notes, launch, kind):
    brief = brief_of({**GOOD, "launch_date": "5/7/27", "raw_notes": notes})
    assert brief.launch_date == launch
    assert asked(brief, "launch_date") == [("launch_date", kind)]


def test_a_date_that_we_are_told_to_ignore_contradicts_nothing():
    notes = "The go live is 1 March 2027.\nWe open on 12 April 2027, please ignore the 1 March date."
    brief = brief_of({**GOOD, "launch_date": None, "raw_notes": notes})
    assert brief.launch_date == "2027-04-12"
    assert asked(brief, "launch_date") == [("launch_date", "unconfirmed")]


@pytest.mark.parametrize(
    ("notes", "aim"),
    [
        ("Our aim, and the Board knows it, is to win 40 members.", "Win 40 members."),
        ("The goal is to sell more.", "Sell more."),
        ("We want to sell more.", "We want to sell more."),
    ],
)
def test_an_aim_stands_without_its_preamble(notes, aim):
    assert brief_of({**GOOD, "objectives": None, "raw_notes": notes}).objectives == (aim,)


def test_what_people_want_to_say_is_no_aim():
    brief = brief_of({**GOOD, "objectives": None, "raw_notes": 'Everyone wants to say "seen in under an hour".'})
    assert brief.objectives == ()


@pytest.mark.parametrize(
    ("message", "is_asked"),
    [
        ("We open on 30.2.2027", True),
        ("We open on 31 June", True),
        ("We open on 29 February", False),
        ("We open on 29 February 2027", True),
        ("See 30.2. for more", False),  # a chapter
        ("We open on 3 May 2027", False),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_asked_about(message, is_asked):
    brief = brief_of({**GOOD, "key_messages": [message]})
    assert (("key_messages", "contradiction") in asked(brief)) == is_asked
