from django.db import models

from aicmo_site.kernel.rows import NamedIndex, Row, id_field, run_field
from qc.contracts import SEVERITIES, NotEvaluatedDTO, QcIssueDTO, QcResultDTO, WaiverDTO
from qc.scoring import stopped


class QcResult(Row):
    """The latest verdict on a draft."""

    id = id_field(primary_key=True)
    draft_id = id_field(unique=True)
    passed = models.BooleanField()
    score = models.FloatField()
    evaluated_at = models.DateTimeField()
    not_evaluated = models.JSONField(default=list, blank=True)  # [{"code", "reason", "critical", "section"}]
    workflow_run_id = run_field()

    class Meta:
        db_table = "qc_results"
        verbose_name = "QC result"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=1), name="ck_qc_results_score_is_a_share"
            )
        ]
        indexes = [NamedIndex(fields=["workflow_run_id"], name="ix_qc_results_workflow_run_id")]

    def __str__(self) -> str:
        return f"{self.draft_id}: {'passed' if self.passed else 'failed'} ({self.score:.2f})"

    def to_value(self) -> QcResultDTO:
        issues = tuple(issue.to_value() for issue in self.issues.all())
        return QcResultDTO(
            result_id=self.id,
            draft_id=self.draft_id,
            passed=self.passed,
            score=self.score,
            issues=issues,
            evaluated_at=self.evaluated_at,
            not_evaluated=tuple(NotEvaluatedDTO(**line) for line in self.not_evaluated),
            stopped=stopped(issues),
        )


class QcIssue(Row):
    """One finding of a verdict."""

    result = models.ForeignKey(QcResult, models.CASCADE, related_name="issues", db_index=False)
    severity = models.CharField(max_length=16, choices=[(name, name) for name in SEVERITIES])
    section = models.CharField(max_length=255, blank=True)
    reason = models.TextField()
    code = models.CharField(max_length=64)
    evidence = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    waived_by = models.CharField(max_length=150, blank=True, default="")
    position = models.PositiveIntegerField()
    line = models.PositiveIntegerField(default=0)  # which text of the field
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    stops = models.BooleanField(default=False, help_text="Its piece does not go out, whatever the score.")

    class Meta:
        db_table = "qc_issues"
        verbose_name = "QC issue"
        ordering = ["position"]
        indexes = [
            NamedIndex(fields=["result"], name="ix_qc_issues_result_id"),
            NamedIndex(fields=["code"], name="ix_qc_issues_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.severity})"

    def to_value(self) -> QcIssueDTO:
        return QcIssueDTO(
            severity=self.severity,
            section=self.section,
            reason=self.reason,
            code=self.code,
            evidence=self.evidence,
            suggestion=self.suggestion,
            line=self.line,
            start=self.start,
            end=self.end,
            fingerprint=self.fingerprint,
            waived_by=self.waived_by,
            stops=self.stops,
        )


class Waiver(Row):
    """One finding on one exact text that a person let pass for a client. It belongs to no run, and outlives them."""

    id = id_field(primary_key=True)
    client_id = id_field()
    fingerprint = models.CharField(max_length=64)
    issue = models.JSONField(help_text="The finding as it was when it was waived.")
    reason = models.TextField()
    waived_by = models.CharField(max_length=150)
    decided_in = id_field(blank=True, default="")

    class Meta:
        db_table = "qc_waivers"
        verbose_name = "QC waiver"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "fingerprint"], name="uq_qc_waivers_client_id_fingerprint")
        ]
        indexes = [NamedIndex(fields=["decided_in"], name="ix_qc_waivers_decided_in")]

    def __str__(self) -> str:
        return f"{self.issue.get('code')} waived by {self.waived_by}"

    def to_value(self) -> WaiverDTO:
        issue = QcIssueDTO(**self.issue)
        return WaiverDTO(self.id, self.client_id, issue, self.reason, self.waived_by, self.decided_in)


class AllowedWord(Row):
    """A spelling or name that is right for a client, whatever the dictionaries say."""

    id = id_field(primary_key=True)
    client_id = id_field()
    word = models.CharField(max_length=150)
    reason = models.TextField()
    allowed_by = models.CharField(max_length=150)

    class Meta:
        db_table = "qc_allowed_words"
        verbose_name = "allowed word"
        indexes = [NamedIndex(fields=["client_id"], name="ix_qc_allowed_words_client_id")]

    def __str__(self) -> str:
        return f"{self.word} ({self.client_id})"
