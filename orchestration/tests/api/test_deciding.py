"""Decisions over HTTP: approve, ask for changes, reject, cancel, resume, retry, let a finding pass."""

from dataclasses import asdict
from functools import partial

import pytest
from django.test import Client

from aicmo_site.tests.at_once import at_once
from orchestration.models import Run, RunEvent, RunStep, Status
from orchestration.tests.api.calls import RUNS, fields, refused
from orchestration.worker import run_to_rest
from qc.contracts import QcIssueDTO

pytestmark = pytest.mark.django_db(transaction=True)


def test_approval_names_the_content_and_the_run_goes_on(post, waiting):
    path = f"{waiting.pk}/approve/"
    assert fields(post(path)) == ["content_sha256"]
    refused(post(path, {"content_sha256": "0" * 64}), 409, "content_changed")
    approved = post(path, {"content_sha256": waiting.content_sha256, "comment": "fine"})
    assert (approved.status_code, approved.json()["status"]) == (200, "RUNNING")
    assert RunEvent.objects.get(run=waiting, kind="decided").actor == "ada"
    refused(post(path, {"content_sha256": waiting.content_sha256}), 409, "wrong_state")
    assert run_to_rest(waiting.pk).status == Status.COMPLETED


def test_copy_that_quality_control_stops_is_not_approved(post, submit):
    run = run_to_rest(submit(require_approval=True, force_qc_fail=True).pk)
    answer = post(f"{run.pk}/approve/", {"content_sha256": run.content_sha256})
    assert "the whole" in refused(answer, 409, "pieces_stopped")["detail"]
    changes = post(f"{run.pk}/request-changes/", {"comment": "warmer"}).json()
    assert (changes["status"], changes["evidence"]["qc"]["stopped"][0]["codes"]) == ("RUNNING", ["FORCED"])


def test_a_run_may_rest_at_its_plan_which_is_approved_by_its_hash(post, intake):
    started = post(body={"intake": intake, "stops": ["strategy"]}).json()
    run = run_to_rest(started["id"])
    assert (run.awaiting, started["approved"]) == ("strategy", [])
    refused(post(f"{run.pk}/request-changes/", {"comment": "warmer"}), 409, "wrong_state")
    refused(post(f"{run.pk}/approve/", {"content_sha256": "0" * 64}), 409, "content_changed")
    answer = post(f"{run.pk}/approve/", {"content_sha256": run.content_sha256}).json()
    (approved,) = answer["approved"]
    assert (approved["stop"], approved["by"], approved["stands"]) == ("strategy", "ada", True)
    assert approved["content_sha256"] == run.content_sha256
    assert run_to_rest(run.pk).status == Status.COMPLETED


def test_changes_need_a_comment_and_send_the_run_back(post, waiting):
    assert fields(post(f"{waiting.pk}/request-changes/", {"comment": " "})) == ["comment"]
    answer = post(f"{waiting.pk}/request-changes/", {"comment": "warmer"}).json()
    assert (answer["status"], answer["next_step"], answer["progress"]) == ("RUNNING", "generate_draft", 0.4)


@pytest.mark.parametrize(("verb", "outcome"), [("reject", "rejected"), ("cancel", "cancelled")])
def test_a_waiting_run_can_be_turned_down_and_then_retried(post, waiting, verb, outcome):
    answer = post(f"{waiting.pk}/{verb}/", {"comment": "no"}).json()
    assert (answer["status"], answer["outcome"], answer["decisions"]) == ("COMPENSATING", outcome, [])
    refused(post(f"{waiting.pk}/retry/"), 409, "wrong_state")
    run_to_rest(waiting.pk)
    retried = post(f"{waiting.pk}/retry/")
    assert (retried.status_code, retried.json()["retry_of"]) == (202, waiting.pk)
    assert retried["Location"].endswith(f"/{retried.json()['id']}/")


def test_a_failed_run_is_resumed(post, submit):
    run = submit()
    refused(post(f"{run.pk}/resume/"), 409, "wrong_state")
    Run.objects.filter(pk=run.pk).update(status=Status.FAILED)
    assert post(f"{run.pk}/resume/").json()["status"] == "COMPENSATING"


@pytest.mark.parametrize("verb", ["approve", "request-changes", "reject", "cancel", "resume", "retry"])
def test_decisions_about_unknown_runs_are_404(post, verb):
    body = {"approve": {"content_sha256": "x"}, "request-changes": {"comment": "x"}}.get(verb, {})
    refused(post(f"run_x/{verb}/", body), 404, "run_not_found")


def test_one_of_two_people_wins(waiting, django_user_model):
    ada, bob = Client(), Client()
    ada.force_login(django_user_model.objects.create_superuser("ada"))
    bob.force_login(django_user_model.objects.create_superuser("bob"))

    def decide(client, verb, body):
        return client.post(f"{RUNS}{waiting.pk}/{verb}/", body, content_type="application/json").status_code

    approve = partial(decide, ada, "approve", {"content_sha256": waiting.content_sha256})
    assert sorted(at_once(approve, partial(decide, bob, "reject", {}))) == [200, 409]
    assert RunStep.objects.filter(run=waiting).count() == 4


def test_a_word_of_a_finding_is_allowed_over_http_and_told_in_the_run(post, submit):
    run = run_to_rest(submit().pk)
    slip = {"severity": "minor", "section": "x_post/text", "reason": "So?", "code": "TYPO", "fingerprint": "e" * 64}
    Run.objects.filter(pk=run.pk).update(
        evidence={"qc": {"issues": [slip, {**slip, "code": "PII", "fingerprint": "f"}]}}
    )
    body = {"fingerprint": "e" * 64, "word": "brekfast", "reason": "A product."}
    refused(post(f"{run.pk}/allow-word/", body, **{"If-Match": '"stale"'}), 412, "version_changed")
    answer = post(f"{run.pk}/allow-word/", body)
    assert answer.status_code == 200
    assert [event["data"]["word"] for event in answer.json()["events"] if event["kind"] == "allowed"] == ["brekfast"]
    refused(post(f"{run.pk}/allow-word/", {**body, "fingerprint": "f"}), 409, "no_word_to_allow")
    refused(post(f"{run.pk}/allow-word/", {**body, "fingerprint": "0"}), 404, "issue_not_found")
    assert fields(post(f"{run.pk}/allow-word/", {"fingerprint": "e" * 64})) == ["reason", "word"]


def test_a_finding_is_let_pass_on_the_version_that_was_seen(post, boss, waiting):
    """As any decision: another version is 412, and a strange one is refused."""
    issue = QcIssueDTO("major", "x_post/text", "Too blue.", "BLUE", fingerprint="f" * 64)
    Run.objects.filter(pk=waiting.pk).update(evidence={"qc": {"issues": [asdict(issue)]}})
    waive = partial(post, f"{waiting.pk}/waive/", {"fingerprint": "f" * 64, "reason": "The client is blue."})
    refused(waive(**{"If-Match": ""}), 400, "invalid_request")
    refused(waive(**{"If-Match": '"stale"'}), 412, "version_changed")
    assert not RunEvent.objects.filter(kind="waived").exists()
    assert waive(**{"If-Match": boss.get(f"{RUNS}{waiting.pk}/")["ETag"]}).status_code == 200
