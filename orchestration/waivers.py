"""Settling a finding on the run that shows it, by a waiver or a word of the client's: the row, its event, and where the
run rests at its copy the verdict in that light, in one commit."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from aicmo_site.kernel.persistence import atomic
from orchestration.engine.events import tell
from orchestration.errors import IssueNotFound, NoWordToAllow
from orchestration.models import Run, Status
from orchestration.options import COPY
from orchestration.services import Versions, locked_run
from orchestration.workflow import Work, evidence_of
from qc import services as qc
from qc.contracts import QcIssueDTO, WaiverDTO

MAX_WORD = 150  # characters, as the client's list keeps them


def waive_issue(*, run_id: str, fingerprint: str, reason: str, actor: str, versions: Versions = None) -> WaiverDTO:
    """Let one finding of the run's latest verdict pass for its client, on exactly that text, from now on.

    A run that rests at its copy can then be approved, if nothing else stops it; one that failed passes when it is
    retried.
    Raises RunNotFound, VersionChanged, IssueNotFound, ReasonMissing or NotWaivable.
    """
    with atomic():
        run = locked_run(run_id, versions)  # of two findings let pass at once both count
        issue = _issue(run, fingerprint)
        waiver = qc.waive_issue(
            client_id=run.client_id, issue=QcIssueDTO(**issue), reason=reason, actor=actor, run_id=run_id
        )
        tell(run_id, "waived", actor, code=issue["code"], section=issue["section"], reason=waiver.reason)
        _reconsider(run)
    return waiver


def allow_word(*, run_id: str, fingerprint: str, word: str, reason: str, actor: str, versions: Versions = None) -> str:
    """Take a word that a finding of the run's latest verdict speaks of for right in its client's copy; gives its ID.

    Raises RunNotFound, VersionChanged, IssueNotFound, NoWordToAllow or ReasonMissing.
    """
    with atomic():
        run = locked_run(run_id, versions)
        issue = _issue(run, fingerprint)
        if issue["code"] not in codes_that_heed_words():
            raise NoWordToAllow(why=f"{issue['code']} does not go by the client's list.")
        if not word.strip():
            raise NoWordToAllow(why="say which one it is.")
        key = qc.allow_word(client_id=run.client_id, word=word, reason=reason, actor=actor)
        facts = {"word": word.strip(), "code": issue["code"], "section": issue["section"], "reason": reason.strip()}
        tell(run_id, "allowed", actor, **facts)
        _reconsider(run)
    return key


def _reconsider(run: Run) -> None:
    """Where the run rests at its copy, its verdict counts from now on; who decides by the former one is told."""
    if (run.status, run.awaiting) != (Status.AWAITING_APPROVAL, COPY):
        return
    work = Work(run)
    result = qc.reconsider(result=work.result, brief=work.brief.for_copy(), bundles=work.copy[1])
    qc.evaluate(result=result, workflow_run_id=run.pk)
    evidence = {**run.evidence, **evidence_of(result)}
    Run.objects.filter(pk=run.pk).update(evidence=evidence, epoch=F("epoch") + 1, updated_at=timezone.now())


def codes_that_heed_words() -> frozenset[str]:
    """The rules that the client's list of words governs."""
    return frozenset(rule.code for rule in qc.describe_rules() if rule.heeds_allowed_words)


def _issue(run: Run, fingerprint: str) -> dict[str, Any]:
    found = (run.evidence.get("qc") or {}).get("issues", [])
    issue = next((issue for issue in found if fingerprint and issue.get("fingerprint") == fingerprint), None)
    if issue is None:
        raise IssueNotFound(run_id=run.pk, fingerprint=fingerprint)
    return issue
