"""Runs the rules over a batch. A rule that breaks is itself a finding: what nobody evaluated has not passed."""

import hashlib
import json
import logging
from collections.abc import Iterator, Sequence

from aicmo_site.kernel.frozen import thaw
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
        fingerprint=fingerprint(copy, rule.code, finding.field, finding.evidence),
    )


def fingerprint(copy: CopyDTO, code: str, field: str, evidence: str = "") -> str:
    """A hash of one finding with the text it was made on: the field's, or, for a finding on the whole, the piece's."""
    texts = thaw(copy.fields)
    judged = {field: texts[field]} if field in texts else {**texts, "images": thaw(copy.images)}
    finding = json.dumps([copy.copy_id, code, field, evidence, judged], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(finding.encode("utf-8", "replace")).hexdigest()


def _not_evaluated(copy: CopyDTO, rule: Rule) -> QcIssueDTO:
    return QcIssueDTO(
        severity=CRITICAL if rule.severity == CRITICAL else MINOR,
        section=f"{copy.copy_id}/",
        reason=f"The rule {rule.code} broke on this text, so nobody has checked it.",
        code="NOT_EVALUATED",
        suggestion="Read this piece with that rule in mind, and report the fault; the log has its details.",
        fingerprint=fingerprint(copy, "NOT_EVALUATED", "", rule.code),
    )


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_EVIDENCE else text[: LONGEST_EVIDENCE - 1] + "…"
