"""Values of quality control for tests."""

from datetime import UTC, datetime

import factory

from qc.contracts import QcIssueDTO, QcResultDTO

NOW = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)


class IssueFactory(factory.Factory):
    class Meta:
        model = QcIssueDTO

    severity = "minor"
    section = "linkedin/text"
    reason = "Too long by 3 characters"
    code = "too_long"
    evidence = "…lasts."
    suggestion = "Shorten it"
    fingerprint = "f1"
    waived_by = "ada"


class ResultFactory(factory.Factory):
    class Meta:
        model = QcResultDTO

    result_id = factory.Sequence("result_{}".format)
    draft_id = factory.LazyAttribute(lambda result: f"draft of {result.result_id}")
    passed = True
    score = 0.8125
    issues = factory.LazyFunction(lambda: (IssueFactory(severity="major"), IssueFactory()))
    evaluated_at = NOW
