"""Quality control's verbs."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from django.conf import settings
from django.utils import timezone

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import derived_id
from aicmo_site.kernel.model.asking import Model
from aicmo_site.kernel.persistence import atomic
from aicmo_site.kernel.rows import one_at_a_time, replace_children, save_rows
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import DraftBundleDTO
from qc.contracts import (
    AllowedWordNotFound,
    CheckedDTO,
    CopyDTO,
    MeasureDTO,
    NotWaivable,
    QcIssueDTO,
    QcResultDTO,
    ReasonMissing,
    ResultNotFound,
    RuleDTO,
    WaiverDTO,
    WaiverNotFound,
)
from qc.drafts import parse_draft
from qc.evaluation import compare
from qc.models import AllowedWord, QcIssue, QcResult, Waiver
from qc.pieces import pieces_of
from qc.rules import check_batch
from qc.rules.catalogue import RULES
from qc.scoring import FORCED, passes, score, stopped
from qc.second_reader import reader_rules
from qc.waivers import allowed_words, let_pass, waivers


def describe_rules() -> tuple[RuleDTO, ...]:
    """Every rule, in the order in which findings are shown."""
    return tuple(rule.to_value() for rule in (*RULES, *reader_rules()))


def parse_copy(*, draft: Any) -> CopyDTO:
    """JSON of a draft from elsewhere as a piece of copy. Raises InvalidCopy naming the field; writes nothing."""
    return parse_draft(draft)


def check_copy(*, batch: Sequence[CopyDTO]) -> tuple[CheckedDTO, ...]:
    """What the rules say of each piece of a batch, in order; writes nothing."""
    return check_batch(batch)


def measure_rules(*, labelled: Sequence[Any]) -> MeasureDTO:
    """The rules against drafts with labels, as one batch; writes nothing. Raises InvalidCopy for what is no draft."""
    checked = check_batch([parse_draft(draft) for draft in labelled])
    return compare(labelled, checked)


def judge(
    *,
    brief: NormalizedBriefDTO,
    bundles: Sequence[DraftBundleDTO],
    draft_id: str,
    result_id: str,
    force_fail: bool = False,
    model: Model | None = None,
) -> QcResultDTO:
    """The verdict on a draft's bundles; writes nothing. `force_fail` adds a critical issue, for drills; `model` is a
    second reader. Raises ModelError."""
    batch = pieces_of(brief, bundles, allowed_words=allowed_words(client_id=brief.client_id))
    found = _found(check_batch(batch, (*RULES, *reader_rules(batch, model))))
    if force_fail:
        found = replace(found, issues=(FORCED, *found.issues))
    return _verdict(found, brief.client_id, pieces=len(batch), result_id=result_id, draft_id=draft_id)


def reconsider(*, result: QcResultDTO, brief: NormalizedBriefDTO, bundles: Sequence[DraftBundleDTO]) -> QcResultDTO:
    """The verdict on the same copy with what people let pass since, findings and words; writes nothing. Only rules that
    go by the client's words, and found something, look again."""
    batch = pieces_of(brief, bundles, allowed_words=allowed_words(client_id=brief.client_id))
    found_by = {issue.code for issue in result.issues}
    again = tuple(rule for rule in RULES if rule.heeds_allowed_words and rule.code in found_by)
    now = _found(check_batch(batch, again))
    looked, there = {rule.code for rule in again}, {issue.fingerprint for issue in now.issues}
    stand = [issue for issue in result.issues if issue.code not in looked or issue.fingerprint in there]
    known = {issue.fingerprint for issue in stand}
    found = CheckedDTO(
        issues=(*stand, *(issue for issue in now.issues if issue.fingerprint not in known)),
        not_evaluated=tuple(dict.fromkeys((*result.not_evaluated, *now.not_evaluated))),
    )
    ids = {"result_id": result.result_id, "draft_id": result.draft_id}
    return _verdict(found, brief.client_id, pieces=len(batch), **ids)


def _found(checked: Sequence[CheckedDTO]) -> CheckedDTO:
    """What the rules say of all pieces."""
    issues = tuple(issue for piece in checked for issue in piece.issues)
    return CheckedDTO(issues, tuple(rule for piece in checked for rule in piece.not_evaluated))


def _verdict(found: CheckedDTO, client_id: str, *, pieces: int, result_id: str, draft_id: str) -> QcResultDTO:
    issues = let_pass(found.issues, waivers(client_id=client_id))
    open_issues = [issue for issue in issues if not issue.waived_by]
    unseen = {"threshold": settings.AICMO_QC_THRESHOLD, "not_evaluated": found.not_evaluated}
    return QcResultDTO(
        result_id=result_id,
        draft_id=draft_id,
        passed=passes(open_issues, pieces=pieces, **unseen),
        score=score(open_issues, pieces=pieces),
        issues=tuple(issues),
        evaluated_at=timezone.now(),
        not_evaluated=found.not_evaluated,
        stopped=stopped(issues),
    )


def evaluate(*, result: QcResultDTO, workflow_run_id: str | None = None) -> QcResultDTO:
    """Keep a verdict: the latest of its draft wins, its issues replace the former ones."""
    with atomic():
        one_at_a_time(f"verdict on {result.draft_id}")
        QcResult.objects.filter(draft_id=result.draft_id).exclude(pk=result.result_id).delete()
        row = QcResult(
            id=result.result_id,
            draft_id=result.draft_id,
            passed=result.passed,
            score=result.score,
            evaluated_at=result.evaluated_at,
            not_evaluated=[asdict(rule) for rule in result.not_evaluated],
            workflow_run_id=workflow_run_id,
        )
        save_rows([row], key="id")
        issues = [
            QcIssue(
                result_id=result.result_id,
                severity=issue.severity,
                section=issue.section,
                reason=issue.reason,
                code=issue.code,
                evidence=issue.evidence,
                suggestion=issue.suggestion,
                fingerprint=issue.fingerprint,
                waived_by=issue.waived_by,
                line=issue.line,
                start=issue.start,
                end=issue.end,
                stops=issue.stops,
                position=position,
            )
            for position, issue in enumerate(result.issues)
        ]
        replace_children(QcIssue, issues, result_id=result.result_id)
    return result


def get_result(*, draft_id: str) -> QcResultDTO:
    """The latest verdict on a draft. Raises ResultNotFound."""
    row = QcResult.objects.filter(draft_id=draft_id).first()
    if row is None:
        raise ResultNotFound(draft_id=draft_id)
    return row.to_value()


def discard_result(*, result_ids: Sequence[str]) -> None:
    """Delete exactly these verdicts with their issues; what is gone already is no error."""
    QcResult.objects.filter(pk__in=result_ids).delete()


def waive_issue(*, client_id: str, issue: QcIssueDTO, reason: str, actor: str, run_id: str = "") -> WaiverDTO:
    """Let a finding pass wherever this client's copy has exactly that text. Raises ReasonMissing or NotWaivable."""
    _require(reason, "a waiver")
    if not issue.fingerprint:
        raise NotWaivable(issue_code=issue.code)
    row = Waiver(
        id=derived_id("waiver", client_id, issue.fingerprint),
        client_id=client_id,
        fingerprint=issue.fingerprint,
        issue=thaw(issue),
        reason=reason.strip(),
        waived_by=actor,
        decided_in=run_id,
    )
    save_rows([row], key="id")
    return row.to_value()


def withdraw_waiver(*, waiver_id: str) -> None:
    """The finding counts again from the next verdict on. Raises WaiverNotFound."""
    deleted, _ = Waiver.objects.filter(pk=waiver_id).delete()
    if not deleted:
        raise WaiverNotFound(waiver_id=waiver_id)


def allow_word(*, client_id: str, word: str, reason: str, actor: str) -> str:
    """Take a spelling or name for right in this client's copy; gives its ID. Raises ReasonMissing."""
    _require(reason, "an allowed word")
    key = derived_id("word", client_id, word.strip().casefold())
    row = AllowedWord(id=key, client_id=client_id, word=word.strip(), reason=reason.strip(), allowed_by=actor)
    save_rows([row], key="id")
    return key


def disallow_word(*, word_id: str) -> None:
    """Take the word back. Raises AllowedWordNotFound."""
    deleted, _ = AllowedWord.objects.filter(pk=word_id).delete()
    if not deleted:
        raise AllowedWordNotFound(word_id=word_id)


def _require(reason: str, what: str) -> None:
    if not reason.strip():
        raise ReasonMissing(what=what)
