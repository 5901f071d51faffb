"""Verdicts over HTTP."""

from rest_framework import serializers

from aicmo_site.endpoints import Rows, exactly
from qc.models import QcIssue, QcResult


class IssueSerializer(serializers.ModelSerializer):
    class Meta:
        model = QcIssue
        fields = [
            "position",
            "severity",
            "code",
            "section",
            "reason",
            "evidence",
            "suggestion",
            "fingerprint",
            "waived_by",
        ]


class ResultSerializer(serializers.ModelSerializer):
    issues = IssueSerializer(many=True)

    class Meta:
        model = QcResult
        fields = ["id", "draft_id", "passed", "score", "issues", "evaluated_at"]
        fields += ["workflow_run_id", "created_at", "updated_at"]


class QcResults(Rows):
    """The latest verdict on each draft."""

    queryset = QcResult.objects.prefetch_related("issues")
    serializer_class = ResultSerializer
    queries = {"list": exactly("draft_id", "workflow_run_id")}
