"""What people let pass: one finding on one exact text, and spellings that are a client's own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qc.contracts import QcIssueDTO
from qc.models import AllowedWord, Waiver


def waivers(*, client_id: str) -> Mapping[str, str]:
    """Who waived what for a client: person by fingerprint."""
    return dict(Waiver.objects.filter(client_id=client_id).values_list("fingerprint", "waived_by"))


def let_pass(issues: Sequence[QcIssueDTO], waived: Mapping[str, str]) -> list[QcIssueDTO]:
    """The issues, those that a person waived marked with who it was."""
    return [replace(issue, waived_by=waived.get(issue.fingerprint, "")) for issue in issues]


def allowed_words(*, client_id: str) -> tuple[str, ...]:
    return tuple(AllowedWord.objects.filter(client_id=client_id).order_by("word").values_list("word", flat=True))
