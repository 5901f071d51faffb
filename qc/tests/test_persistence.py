from dataclasses import replace
from datetime import timedelta

from aicmo_site.tests.at_once import at_once
from aicmo_site.tests.persistence_suite import PersistenceSuite
from qc import services
from qc.contracts import NotEvaluatedDTO, ResultNotFound
from qc.tests.factories import IssueFactory, ResultFactory


class TestResults(PersistenceSuite):
    """Read by draft; the children are the issues."""

    app, parent, child, key, absent = "qc", "QcResult", "QcIssue", "draft_id", ResultNotFound

    def value(self, key, names):
        return ResultFactory(result_id=f"result of {key}", draft_id=key, issues=issues(names))

    def changed(self, value, names):
        later = value.evaluated_at + timedelta(days=1)
        return replace(value, passed=False, score=0.0, issues=issues(names), evaluated_at=later)

    def names_of(self, value):
        return tuple(issue.reason for issue in value.issues)

    def save(self, value):
        return services.evaluate(result=value)

    def read(self, key):
        return services.get_result(draft_id=key)

    def discard(self, key):
        services.discard_result(result_ids=[f"result of {key}"])

    def test_the_latest_verdict_of_a_draft_wins_under_whatever_id(self):
        self.save(self.value("a", ("x", "y")))
        latest = self.save(ResultFactory(result_id="another", draft_id="a", issues=issues(("z",))))
        assert self.read("a") == latest
        assert self.count() == {"QcResult": 1, "QcIssue": 1}

    def test_places_and_what_was_not_evaluated_are_kept(self):
        missed = NotEvaluatedDTO("LOREM", "It broke.", critical=True, section="x_post/")
        placed = IssueFactory(line=1, start=3, end=9)
        kept = self.save(ResultFactory(draft_id="a", issues=(placed,), not_evaluated=(missed,)))
        assert self.read("a") == kept

    def test_two_verdicts_on_one_draft_at_once_are_one_row(self):
        one, other = (ResultFactory(result_id=key, draft_id="a", issues=issues((key,))) for key in ("one", "other"))
        at_once(lambda: self.save(one), lambda: self.save(other))
        assert self.read("a") in (one, other)
        assert self.count() == {"QcResult": 1, "QcIssue": 1}


def issues(names):
    return tuple(IssueFactory(reason=name) for name in names)
