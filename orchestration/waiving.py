"""Letting a finding pass, from the page of the run that shows it: the waiver and its event in one commit."""

from aicmo_site.kernel.persistence import atomic
from orchestration.errors import IssueNotFound
from orchestration.services import get_run
from orchestration.story import tell
from qc import services as qc
from qc.contracts import QcIssueDTO, WaiverDTO


def waive_issue(*, run_id: str, fingerprint: str, reason: str, actor: str) -> WaiverDTO:
    """Let one finding of the run's latest verdict pass for its client, on exactly that text, from now on.

    A run that failed over it passes when it is retried.
    Raises RunNotFound, IssueNotFound, ReasonMissing or NotWaivable.
    """
    run = get_run(run_id=run_id)
    found = (run.evidence.get("qc") or {}).get("issues", [])
    issue = next((issue for issue in found if fingerprint and issue.get("fingerprint") == fingerprint), None)
    if issue is None:
        raise IssueNotFound(run_id=run_id, fingerprint=fingerprint)
    with atomic():
        waiver = qc.waive_issue(
            client_id=run.client_id, issue=QcIssueDTO(**issue), reason=reason, actor=actor, run_id=run_id
        )
        tell(run_id, "waived", actor, code=issue["code"], section=issue["section"], reason=waiver.reason)
    return waiver
