"""How the score of a draft is made, from 0 (worst) to 1 (nothing found).

    score = 1 - (sum of the weights of all issues) / (number of pieces), and never below 0

A piece is the copy for one channel. Each issue weighs as its severity says; the weights and their reasons are in
weights.json. So one major issue costs a draft of a single piece much, and a draft of ten pieces a tenth of that.

The verdict is per piece: a critical issue stops its piece, and so does one of a rule with `stops` in rules.json,
whatever the score; one that only asks (minor) does not. A draft passes when no piece is stopped, its score is at or
above the threshold (AICMO_QC_THRESHOLD), and no rule that would have been critical failed to give a verdict. What was
not evaluated does not change the score. What a person let pass counts for nothing.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from aicmo_site.kernel.places import Place
from qc.contracts import CRITICAL, NotEvaluatedDTO, QcIssueDTO, StoppedPieceDTO

FORCED = QcIssueDTO(
    severity=CRITICAL,
    section="",
    reason="This is a drill: quality control was told to fail this run. Nothing is wrong with the copy.",
    code="FORCED",
    suggestion="Start the run again without the drill.",
)


def score(issues: Sequence[QcIssueDTO], *, pieces: int) -> float:
    """From 0 to 1; without any piece there is nothing to deliver, which is 0."""
    if pieces < 1:
        return 0.0
    lost = sum(_weights()[issue.severity] for issue in issues) / pieces
    return max(0.0, 1.0 - round(lost, 9))  # rounded: 0.4 + 0.4 - 0.1 and the like must not miss a threshold by a hair


def passes(
    issues: Sequence[QcIssueDTO], *, pieces: int, threshold: float, not_evaluated: Sequence[NotEvaluatedDTO] = ()
) -> bool:
    """No piece stopped, no grave issue that nobody looked for, and a score at or above the threshold; no pieces never
    pass."""
    if pieces < 1 or any(issue.stops_its_piece for issue in issues) or any(rule.critical for rule in not_evaluated):
        return False
    return round(score(issues, pieces=pieces), 9) >= threshold


def stopped(issues: Iterable[QcIssueDTO]) -> tuple[StoppedPieceDTO, ...]:
    """The pieces that must not go out, in the order of their first issue that stops them."""
    by_piece: dict[str, list[QcIssueDTO]] = {}
    for issue in issues:
        if issue.stops_its_piece:
            by_piece.setdefault(Place.parse(issue.section).copy_id, []).append(issue)
    return tuple(
        StoppedPieceDTO(
            piece,
            codes=tuple(dict.fromkeys(issue.code for issue in found)),
            reasons=tuple(dict.fromkeys(issue.reason for issue in found)),
        )
        for piece, found in by_piece.items()
    )


@cache
def _weights() -> dict[str, float]:
    table = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
    return {severity: line["weight"] for severity, line in table.items()}
