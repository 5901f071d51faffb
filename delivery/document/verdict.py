"""Quality control's verdict as people read it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from aicmo_site.kernel.channels import channels
from delivery.document.labels import Labels, spaced
from qc.contracts import QcIssueDTO, QcResultDTO


@dataclass(frozen=True)
class Finding:
    """`level` is the severity's own name, for the style sheet."""

    level: str
    severity: str
    place: str
    reason: str
    evidence: str = ""
    suggestion: str = ""


@dataclass(frozen=True)
class Verdict:
    passed: bool
    points: str
    findings: tuple[Finding, ...]


def verdict(result: QcResultDTO, labels: Labels) -> Verdict:
    points = int(Decimal(f"{result.score:.2f}") * 100)  # as everyone else who tells the score rounds it
    findings = tuple(_finding(issue, labels) for issue in result.issues)
    return Verdict(result.passed, labels.page["points"].format(n=labels.number(points)), findings)


def _finding(issue: QcIssueDTO, labels: Labels) -> Finding:
    told, todo = labels.finding(issue.code)
    reason = told or issue.reason
    return Finding(
        level=issue.severity,
        severity=labels.kind("severity", issue.severity),
        place=_place(issue.section, labels),
        reason=reason,
        evidence="" if issue.evidence in reason else issue.evidence,
        suggestion=todo or issue.suggestion,
    )


def _place(section: str, labels: Labels) -> str:
    """`x_post/text` in words; whatever follows a channel's ID (the number of a piece) is kept."""
    if not section:
        return labels.page["whole"]
    copy_id, _, field = section.partition("/")
    found = re.match(r"[a-z_]+", copy_id)
    if found and found[0] in channels():
        rest = " ".join(re.findall(r"\w+", copy_id[found.end() :]))
        copy_id = f"{labels.channel(found[0])} {rest}".strip()
    name, _, rest = field.partition("/")
    words = [copy_id, labels.asset(name) if name else "", spaced(rest)]
    return labels.page["after_name"].join(word for word in words if word)
