import pytest

from qc.contracts import QcIssueDTO
from qc.scoring import FORCED, passes, score


def issues(**numbers):
    return [QcIssueDTO(severity, "", "") for severity, number in numbers.items() for _ in range(number)]


@pytest.mark.parametrize(
    ("numbers", "pieces", "expected"),
    [
        ({}, 1, 1.0),
        ({"major": 1}, 1, 0.6),
        ({"major": 1}, 4, 0.9),
        ({"minor": 2}, 1, 0.9),
        ({"critical": 1}, 1, 0.0),
        ({"critical": 50}, 2, 0.0),
        ({"critical": 1, "major": 1, "minor": 2}, 5, 0.7),
        ({}, 0, 0.0),
    ],
)
def test_the_score_is_one_minus_the_weighted_issues_per_piece(numbers, pieces, expected):
    assert score(issues(**numbers), pieces=pieces) == pytest.approx(expected)


def test_a_draft_passes_at_the_threshold_and_not_below():
    assert passes(issues(major=3), pieces=4, threshold=0.7)
    assert not passes(issues(major=3, minor=1), pieces=4, threshold=0.7)


def test_a_critical_issue_fails_whatever_the_score():
    assert score(issues(critical=1), pieces=100) == pytest.approx(0.99)
    assert not passes(issues(critical=1), pieces=100, threshold=0.0)


def test_nothing_to_judge_does_not_pass():
    assert not passes([], pieces=0, threshold=0.0)


def test_a_drill_fails_and_says_that_it_is_one():
    assert not passes([FORCED], pieces=10, threshold=0.0)
    assert (FORCED.code, "drill" in FORCED.reason) == ("FORCED", True)
