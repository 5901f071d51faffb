"""Quality control's verdict as people read it."""

from dataclasses import dataclass
from decimal import Decimal

from aicmo_site.kernel.channels import channels
from aicmo_site.kernel.places import Place
from delivery.document.labels import Labels, spaced
from qc.contracts import QcIssueDTO, QcResultDTO


@dataclass(frozen=True)
class FindingLine:
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
    findings: tuple[FindingLine, ...]


def verdict(result: QcResultDTO, labels: Labels) -> Verdict:
    points = int(Decimal(f"{result.score:.2f}") * 100)  # as everyone else who tells the score rounds it
    findings = tuple(_finding(issue, labels) for issue in result.issues)
    return Verdict(result.passed, labels.page["points"].format(n=labels.number(points)), findings)


def _finding(issue: QcIssueDTO, labels: Labels) -> FindingLine:
    told, todo = labels.finding(issue.code)
    reason = told or issue.reason
    return FindingLine(
        level=issue.severity,
        severity=labels.kind("severity", issue.severity),
        place=_place(issue.section, labels),
        reason=reason,
        evidence="" if issue.evidence in reason else issue.evidence,
        suggestion=todo or issue.suggestion,
    )


def _place(section: str, labels: Labels) -> str:
    """`x_post#2/text` in words: "X post 2, text"."""
    if not section:
        return labels.page["whole"]
    place = Place.parse(section)
    channel = labels.channel(place.channel) if place.channel in channels() else place.channel
    name, _, rest = place.field.partition("/")
    words = [f"{channel} {place.piece}".strip(), labels.asset(name) if name else "", spaced(rest)]
    return labels.page["after_name"].join(word for word in words if word)
