"""How the score of a draft is made, from 0 (worst) to 1 (nothing found).

    score = 1 - (sum of the weights of all issues) / (number of pieces), and never below 0

A piece is the copy for one channel. Each issue weighs as its severity says; the weights and their reasons are in
weights.json. So one major issue costs a draft of a single piece much, and a draft of ten pieces a tenth of that.

A draft passes when it has no critical issue, its score is at or above the threshold (AICMO_QC_THRESHOLD), and no rule
that would have been critical failed to give a verdict. What was not evaluated does not change the score.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from qc.contracts import CRITICAL, NotEvaluatedDTO, QcIssueDTO

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
    """No critical issue, none that nobody looked for, and a score at or above the threshold; no pieces never pass."""
    if (
        pieces < 1
        or any(issue.severity == CRITICAL for issue in issues)
        or any(rule.critical for rule in not_evaluated)
    ):
        return False
    return round(score(issues, pieces=pieces), 9) >= threshold


@cache
def _weights() -> dict[str, float]:
    table = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
    return {severity: line["weight"] for severity, line in table.items()}
