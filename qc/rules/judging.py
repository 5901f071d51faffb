"""Runs the rules over a batch. A rule that breaks is itself a finding: what nobody evaluated has not passed."""

import logging
from collections.abc import Iterator, Sequence

from qc.contracts import CRITICAL, MINOR, CopyDTO, QcIssueDTO
from qc.rules.catalogue import RULES
from qc.rules.registry import Finding, Rule

LONGEST_EVIDENCE = 200
log = logging.getLogger(__name__)


def find_issues(batch: Sequence[CopyDTO], rules: Sequence[Rule] = RULES) -> tuple[tuple[QcIssueDTO, ...], ...]:
    """The issues of each piece, in the order of the batch; never raises for what a text holds."""
    return tuple(tuple(_issues(copy, rules)) for copy in batch)


def _issues(copy: CopyDTO, rules: Sequence[Rule]) -> Iterator[QcIssueDTO]:
    for rule in rules:
        if not rule.applies_to(copy):
            continue
        try:
            yield from [_issue(copy, rule, finding) for finding in rule.check(copy)]
        except Exception:
            log.exception("rule %s broke on %s", rule.code, copy.copy_id)
            yield _not_evaluated(copy, rule)


def _issue(copy: CopyDTO, rule: Rule, finding: Finding) -> QcIssueDTO:
    return QcIssueDTO(
        severity=finding.severity or rule.severity,
        section=f"{copy.copy_id}/{finding.field}",
        reason=finding.reason or rule.why,
        code=rule.code,
        evidence=shortened(finding.evidence),
        suggestion=rule.suggestion,
    )


def _not_evaluated(copy: CopyDTO, rule: Rule) -> QcIssueDTO:
    return QcIssueDTO(
        severity=CRITICAL if rule.severity == CRITICAL else MINOR,
        section=f"{copy.copy_id}/",
        reason=f"The rule {rule.code} broke on this text, so nobody has checked it.",
        code="NOT_EVALUATED",
        suggestion="Read this piece with that rule in mind, and report the fault; the log has its details.",
    )


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_EVIDENCE else text[: LONGEST_EVIDENCE - 1] + "…"
