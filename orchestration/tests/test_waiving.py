"""A finding that a person lets pass lets the retried run through, and only while the text stays as it was."""

from unittest.mock import patch

import pytest

from orchestration.errors import IssueNotFound
from orchestration.models import Status
from orchestration.services import retry_run
from orchestration.waiving import waive_issue
from orchestration.worker import run_to_rest
from qc import services as qc
from qc.contracts import CRITICAL, QcIssueDTO, ReasonMissing
from qc.rules.judging import fingerprint

pytestmark = pytest.mark.usefixtures("persistence_mode")

find_issues = qc.find_issues


def too_blue(batch):
    """The real rules, and one that finds a critical fault in the first field of the first piece."""
    first, field = batch[0], next(iter(batch[0].fields))
    blue = QcIssueDTO(
        CRITICAL, f"{first.copy_id}/{field}", "Too blue.", "BLUE", fingerprint=fingerprint(first, "BLUE", field)
    )
    found = find_issues(batch)
    return ((blue, *found[0]), *found[1:])


@pytest.fixture
def strict():
    with patch("qc.services.find_issues", too_blue):
        yield


def failed(submit, **options):
    run = run_to_rest(submit(**options).pk)
    assert run.status == Status.COMPENSATED
    return run


def blue_of(run):
    return next(issue for issue in run.evidence["qc"]["issues"] if issue["code"] == "BLUE")


def waive(run):
    return waive_issue(
        run_id=run.pk, fingerprint=blue_of(run)["fingerprint"], reason="The client is blue.", actor="ada"
    )


def test_a_run_that_failed_over_a_waived_finding_passes_when_it_is_retried(strict, submit):
    run = failed(submit)
    waiver = waive(run)
    again = run_to_rest(retry_run(run_id=run.pk, actor="ada").pk)
    assert (again.status, blue_of(again)["waived_by"]) == (Status.COMPLETED, "ada")
    event = run.events.get(kind="waived")
    assert (event.actor, event.data["code"], event.data["reason"]) == ("ada", "BLUE", "The client is blue.")
    assert waiver.decided_in == run.pk


def test_the_waiver_does_not_cover_another_text(strict, submit, intake):
    waive(failed(submit))
    intake["key_messages"] = [f"{message}, really" for message in intake["key_messages"]]
    failed(submit)


def test_only_a_finding_of_the_run_can_be_waived_and_not_without_a_reason(strict, submit):
    run = failed(submit)
    for strange in ("nothing", ""):
        with pytest.raises(IssueNotFound):
            waive_issue(run_id=run.pk, fingerprint=strange, reason="Why not?", actor="ada")
    with pytest.raises(ReasonMissing):
        waive_issue(run_id=run.pk, fingerprint=blue_of(run)["fingerprint"], reason=" ", actor="ada")
    assert not run.events.filter(kind="waived").exists()
