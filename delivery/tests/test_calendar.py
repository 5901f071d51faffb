"""The calendar: weeks, periods, days, and only what was written."""

from dataclasses import replace

import pytest

from delivery.document.appearances import appearance_of
from delivery.document.calendar import Column, Line, OverviewRow, Row, as_made, calendar
from delivery.document.periods import Period, periods
from delivery.tests.campaigns import full_bundles, full_strategy
from delivery.tests.pages import EN
from strategy.contracts import MilestoneDTO, PieceDTO, TimelineDTO


def test_the_calendar_has_the_weeks_in_which_something_happens():
    seen = calendar(full_strategy(), EN)
    assert seen.columns == (Column("4", "1 Jun"), Column("5", "8 Jun"), Column("6", "15 Jun"), Column("7", "22 Jun"))
    assert seen.overview[1] == OverviewRow("Email", (("1",), ("2",), ("3",), ()))
    assert [row.when for row in seen.rows] == [f"Week {week}" for week in range(1, 9)]
    assert seen.rows[0] == Row("Week 1", "11 May 2026", (Line("Open questions settled"),))
    assert seen.rows[5] == Row(
        "Week 6",
        "15 June 2026",
        pieces=(Line("Text 3 (Call to act)", "Facebook post"), Line("Text 3 (Call to act)", "Email")),
    )


def test_days_that_differ_within_a_week_stand_with_what_happens_on_them():
    milestones = (MilestoneDTO("Copy", 2, "2026-05-04"), MilestoneDTO("Launch", 2, "2026-05-08"))
    plan = replace(full_strategy(), channels=(), timeline=TimelineDTO(milestones, 8))
    assert calendar(plan, EN).rows == (
        Row("Week 2", "4 May 2026", milestones=(Line("Copy"), Line("Launch", date="8 May 2026"))),
    )


@pytest.mark.parametrize("weeks", [156, 520])
def test_a_long_campaign_is_gathered_into_periods(weeks):
    pieces = tuple(PieceDTO(week, "explain", week) for week in range(1, weeks + 1))
    plan = replace(full_strategy().channels[0], pieces=pieces)
    seen = calendar(replace(full_strategy(), channels=(plan,), timeline=TimelineDTO((), weeks)), EN)
    assert (len(seen.columns) <= 10, len(seen.rows) <= 60) == (True, True)
    assert sum(len(cell) for cell in seen.overview[0].cells) == weeks
    assert sum(len(row.pieces) for row in seen.rows) == weeks


def test_periods_are_the_shortest_that_are_few_enough():
    assert periods([9, 1, 9], 2) == (Period(1, 1), Period(9, 9))
    assert periods([1, 2, 5], 2) == (Period(1, 4), Period(5, 8))
    assert periods([], 2) == ()
    assert len(periods(range(1, 105 * 52, 52), 2)) == 105


def test_the_calendar_leaves_out_what_was_not_written():
    (facebook, *others) = full_bundles()
    made = as_made(full_strategy(), [facebook, *others])
    numbers = {appearance_of(asset).piece for asset in facebook.assets}
    assert [piece.number for piece in made.channels[0].pieces] == sorted(numbers)
    assert len(full_strategy().channels[0].pieces) > len(numbers)
    unplaced = replace(facebook, assets=tuple(replace(asset, metadata={}) for asset in facebook.assets))
    assert as_made(full_strategy(), [unplaced]).channels[0] == full_strategy().channels[0]


def test_a_week_of_few_lines_stays_together():
    assert Row("Week 1", milestones=(Line("a"),) * 5, tactics=(Line("b"),) * 4).is_short
    assert not Row("Week 1", pieces=(Line("a"),) * 5, tactics=(Line("b"),) * 5).is_short
