"""The verdict is per piece."""

import pytest

from qc.contracts import QcIssueDTO
from qc.scoring import passes, stopped


def issue(**changes):
    return QcIssueDTO(**{"severity": "major", "section": "x_post#2/text", "reason": "why", "code": "A"} | changes)


def test_a_rule_that_stops_fails_the_draft_whatever_the_score():
    assert passes([issue()], pieces=10, threshold=0.7)
    assert not passes([issue(stops=True)], pieces=10, threshold=0.7)


def test_what_a_person_let_pass_stops_nothing():
    let_pass = issue(stops=True, waived_by="ada")
    assert stopped([let_pass]) == ()
    assert passes([let_pass], pieces=10, threshold=0.7)


@pytest.mark.parametrize("grave", [{"severity": "critical"}, {"stops": True}])
def test_the_stopped_pieces_are_told_with_their_codes(grave):
    (piece,) = stopped([issue(**grave), issue(code="B", **grave), issue(section="email/body")])
    assert (piece.piece, piece.codes, piece.reasons) == ("x_post#2", ("A", "B"), ("why",))
