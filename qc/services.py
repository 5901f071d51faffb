"""Quality control's verbs."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import timezone

from aicmo_site.kernel.persistence import atomic
from aicmo_site.kernel.rows import one_at_a_time, replace_children, save_rows
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import DraftBundleDTO
from qc.contracts import CheckedDTO, CopyDTO, MeasureDTO, QcResultDTO, ResultNotFound
from qc.drafts import parse_draft
from qc.measuring import compare
from qc.models import QcIssue, QcResult
from qc.pieces import pieces_of
from qc.rules import check_batch
from qc.scoring import FORCED, passes, score


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
) -> QcResultDTO:
    """The verdict on a draft's bundles; writes nothing. `force_fail` adds a critical issue, for drills."""
    batch = pieces_of(brief, bundles)
    checked = check_batch(batch)
    issues = [issue for piece in checked for issue in piece.issues]
    not_evaluated = tuple(rule for piece in checked for rule in piece.not_evaluated)
    if force_fail:
        issues.insert(0, FORCED)
    return QcResultDTO(
        result_id=result_id,
        draft_id=draft_id,
        passed=passes(issues, pieces=len(batch), threshold=settings.AICMO_QC_THRESHOLD, not_evaluated=not_evaluated),
        score=score(issues, pieces=len(batch)),
        issues=tuple(issues),
        evaluated_at=timezone.now(),
        not_evaluated=not_evaluated,
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
                line=issue.line,
                start=issue.start,
                end=issue.end,
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
