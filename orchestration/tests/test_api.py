"""Runs over HTTP: started, watched, decided, and never a 500."""

import json
import threading
from dataclasses import asdict
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from orchestration import waiting as resting
from orchestration.models import Run, RunEvent, RunStep, Status
from orchestration.tests.conftest import everything, files, nothing
from orchestration.worker import run_to_rest
from qc.contracts import QcIssueDTO

pytestmark = pytest.mark.django_db(transaction=True)
RUNS = "/api/v1/runs/"
PROBLEM = "application/problem+json"


@pytest.fixture
def staff(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("ada"))
    return client


@pytest.fixture
def post(staff):
    def post(path="", body=None, **headers):
        data = body if isinstance(body, bytes) else json.dumps({} if body is None else body)
        return staff.post(RUNS + path, data, content_type="application/json", headers=headers)

    return post


@pytest.fixture
def waiting(submit):
    return run_to_rest(submit(require_approval=True).pk)


def refused(response, status, code):
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM), response.content
    assert response.json()["code"] == code
    return response.json()


def in_threads(calls):
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def fields(response):
    return [error["field"] for error in response.json()["errors"]]


# --- who may


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["", "run_x/", "run_x/approve/", "run_x/retry/", "?dry_run=true", "?unknown=1"])
def test_strangers_and_people_without_a_role_may_nothing(client, django_user_model, method, path):
    answer = getattr(client, method)(RUNS + path)
    refused(answer, 401, "not_authenticated")
    assert answer["WWW-Authenticate"] == "Bearer"
    client.force_login(django_user_model.objects.create_user("eve"))
    refused(getattr(client, method)(RUNS + path), 403, "permission_denied")


def test_a_session_needs_the_csrf_token(django_user_model, intake):
    client = Client(enforce_csrf_checks=True)
    client.force_login(django_user_model.objects.create_superuser("ada"))
    refused(client.post(RUNS, {"intake": intake}, content_type="application/json"), 403, "permission_denied")


# --- start and read


def test_a_run_is_started_and_its_location_shows_it_to_the_end(post, staff, intake):
    started = post(body={"intake": intake})
    assert started.status_code == 202
    run = started.json()
    assert (run["status"], run["progress"], run["input"]["intake"]) == ("PENDING", 0, intake)
    assert [(event["kind"], event["actor"]) for event in run["events"]] == [("submitted", "ada")]
    run_to_rest(run["id"])
    done = staff.get(started["Location"]).json()
    assert (done["status"], done["progress"], done["decisions"]) == ("COMPLETED", 1, ["retry"])
    assert [step["state"] for step in done["steps"]] == ["done"] * 5
    assert {"intakes", "briefs", "strategies", "drafts", "bundles", "qc_results", "packages", "self"} == {
        *done["links"]
    }
    for urls in done["links"].values():
        for url in [urls] if isinstance(urls, str) else urls:
            assert staff.get(url).status_code == 200


def test_a_completed_runs_brief_starts_another_run(post, submit):
    brief_id = run_to_rest(submit().pk).brief_id
    again = post(body={"brief_id": brief_id})
    assert (again.status_code, again.json()["brief_id"]) == (202, brief_id)
    refused(post(body={"brief_id": brief_id}), 409, "brief_busy")


def test_a_failed_run_tells_why_after_its_rows_are_gone(post, staff, intake):
    run_id = post(body={"intake": intake, "force_qc_fail": True}).json()["id"]
    run_to_rest(run_id)
    run = staff.get(f"{RUNS}{run_id}/").json()
    assert (run["status"], run["progress"], {*run["links"]}) == ("COMPENSATED", 0, {"self"})
    assert run["evidence"]["qc"]["passed"] is False
    assert everything() == nothing()


def test_the_same_key_and_body_are_the_same_run_and_another_body_is_refused(post, intake):
    first = post(body={"intake": intake}, Idempotency_Key="k1")
    again = post(body={"intake": intake}, Idempotency_Key="k1")
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    refused(post(body={"intake": intake, "force_qc_fail": True}, Idempotency_Key="k1"), 422, "idempotency_key_reused")
    assert Run.objects.count() == 1


def test_each_user_has_keys_of_their_own(post, staff, django_user_model, intake):
    post(body={"intake": intake}, Idempotency_Key="k1")
    staff.force_login(django_user_model.objects.create_superuser("bob"))
    assert post(body={"intake": intake}, Idempotency_Key="k1").status_code == 202
    assert Run.objects.count() == 2


def test_the_same_request_many_times_at_once_is_one_run(django_user_model, intake):
    user, gate, answers = django_user_model.objects.create_superuser("ada"), threading.Barrier(4), []

    def start():
        client = Client(headers={"Idempotency-Key": "k1"})
        client.force_login(user)
        gate.wait()
        answers.append(client.post(RUNS, {"intake": intake}, content_type="application/json"))
        connection.close()

    in_threads([start] * 4)
    assert [answer.status_code for answer in answers] == [202] * 4
    assert {answer.json()["id"] for answer in answers} == {Run.objects.get().pk}


@pytest.mark.parametrize("key", ["", "x" * 201, "kéy"])
def test_an_unusable_key_is_refused(post, intake, key):
    assert fields(post(body={"intake": intake}, Idempotency_Key=key)) == ["Idempotency-Key"]


def test_a_dry_run_shows_everything_and_keeps_nothing(post, intake):
    preview = post("?dry_run=true", {"intake": intake})
    assert (preview.status_code, preview.json()["status"]) == (200, "COMPLETED")
    assert preview.json()["assets"]
    assert (everything(), Run.objects.count(), files()) == (nothing(), 0, [])


def test_a_dry_run_of_a_brief_shows_everything_and_keeps_nothing(post, submit):
    brief_id = run_to_rest(submit().pk).brief_id
    before = everything()
    preview = post("?dry_run=true", {"brief_id": brief_id}).json()
    assert (preview["status"], preview["brief"]["brief_id"]) == ("COMPLETED", brief_id)
    assert (everything(), Run.objects.count()) == (before, 1)
    refused(post("?dry_run=true", {"brief_id": "brief_x"}), 404, "brief_not_found")


# --- bad input

HOSTILE = {
    "not JSON": b"{",
    "empty text": b'""',
    "a list": b"[]",
    "null": b"null",
    "not UTF-8": b'{"intake": "\xff"}',
    "no intake": b"{}",
    "both": b'{"intake": {}, "brief_id": "b"}',
    "unknown field": b'{"intake": {}, "surprise": 1}',
    "a string is no boolean": b'{"brief_id": "b", "require_approval": "true"}',
    "a number is no boolean": b'{"brief_id": "b", "force_qc_fail": 1}',
    "a number is no text": b'{"brief_id": 7}',
    "null is no text": b'{"brief_id": null}',
    "blank": b'{"brief_id": "  "}',
    "too long": b'{"brief_id": "%s"}' % (b"x" * 129),
    "intake is text": b'{"intake": "x"}',
    "intake is empty": b'{"intake": {}}',
    "NUL": b'{"brief_id": "a\\u0000b"}',
    "lone surrogate": b'{"intake": {"client_name": "\\ud800"}}',
    "absurd number": b'{"intake": {"budget": 1e400}}',
    "huge integer": b'{"intake": {"budget": %s}}' % (b"9" * 5000),
    "NaN": b'{"intake": {"budget": NaN}}',
    "depth": b'{"intake": %s1%s}' % (b"[" * 60, b"]" * 60),
    "absurd depth": b'{"intake": %s' % (b"[" * 100_000),
    "a name twice": b'{"brief_id": "a", "brief_id": "b"}',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("path", ["", "?dry_run=true", "run_x/approve/", "run_x/request-changes/", "run_x/retry/"])
def test_hostile_bodies_are_refused_as_problems(post, body, path):
    response = post(path, body)
    assert (response["Content-Type"], response.status_code) in [(PROBLEM, 400), (PROBLEM, 404)]
    assert Run.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"intake": {"client_name": ""}}, ["intake.client_name", "intake.objectives", "intake.target_audience"]),
        ({"intake": 7}, ["intake"]),
        ({"brief_id": "b", "surprise": 1, "require_approval": "yes"}, ["require_approval", "surprise"]),
        ({"intake": {"tone": "\0"}}, ["intake.tone"]),
    ],
)
def test_refusals_name_the_fields(post, body, named):
    assert fields(post(body=body)) == named


def test_a_body_over_the_limit_is_413(post, settings):
    settings.AICMO_MAX_BODY_BYTES = 20
    refused(post(body=b'{"brief_id": "12345678"}'), 413, "body_too_large")
    refused(post(body=b'{"brief_id": "12"}'), 404, "brief_not_found")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_other_kinds_of_body_are_415(staff, kind):
    refused(staff.post(RUNS, b"a=1", content_type=kind), 415, "unsupported_media_type")


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_is_415_where_the_csrf_check_looks_into_it_too(django_user_model, settings, kind):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    client = Client(enforce_csrf_checks=True)
    client.force_login(django_user_model.objects.create_superuser("ada"))
    client.cookies["csrftoken"] = "x" * 32
    refused(client.post(RUNS, b"--x" + b"rubbish" * 9, content_type=kind), 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "query",
    [
        *("surprise=1", "status=NOPE", "status=", "status=FAILED&status=PENDING", "client=%00"),
        *("created_after=yesterday", "created_before=0001-01-01T00:00:00%2B14:00"),
        *("created_before=9999-12-31T23:59:59-14:00", "page_size=0", "page_size=x", "page_size=201"),
        *("page_size=9999999999", "page_size=", "cursor=%00"),
    ],
)
def test_a_query_that_means_nothing_is_refused(staff, query):
    refused(staff.get(f"{RUNS}?{query}"), 400, "invalid_request")


@pytest.mark.parametrize(
    "cursor",
    ["x", "cD0x", "%C3%A9", "cD05OTk5LTEyLTMxVDIzOjU5OjU5LTE0OjAw"],  # the last: p=9999-12-31T23:59:59-14:00
)
def test_a_page_that_this_list_never_had_is_not_found(staff, cursor):
    answer = staff.get(f"{RUNS}?cursor={cursor}")
    refused(answer, 404, "page_not_found")
    assert fields(answer) == ["cursor"]


@pytest.mark.parametrize("query", ["wait=31", "wait=-1", "wait=x", "wait=", "after=x", "dry_run=true"])
def test_a_wait_that_means_nothing_is_refused(staff, query):
    refused(staff.get(f"{RUNS}run_x/?{query}"), 400, "invalid_request")


@pytest.mark.parametrize("path", ["run_x/", "%00/", "a%00b/approve/", "%ed%a0%80/"])
def test_what_is_not_there_is_404(staff, post, path):
    response = post(path) if "approve" in path else staff.get(RUNS + path)
    assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)


def test_other_methods_are_405(staff):
    for method in ("put", "patch", "delete"):
        refused(getattr(staff, method)(f"{RUNS}run_x/"), 405, "method_not_allowed")


# --- lists


def test_lists_are_filtered_and_paged_newest_first(staff, submit):
    ids = [submit().pk for _ in range(3)][::-1]
    first = staff.get(f"{RUNS}?page_size=2").json()
    second = staff.get(first["next"]).json()
    assert [run["id"] for run in first["results"] + second["results"]] == ids
    assert second["next"] is None
    Run.objects.filter(pk=ids[0]).update(status=Status.FAILED, client_id="acme")
    assert [run["id"] for run in staff.get(f"{RUNS}?status=FAILED&client=acme").json()["results"]] == ids[:1]
    assert staff.get(f"{RUNS}?created_after=2999-01-01T00:00:00Z").json()["results"] == []
    assert len(staff.get(f"{RUNS}?created_before=2999-01-01").json()["results"]) == 3


# --- decide


def test_approval_names_the_content_and_the_run_goes_on(post, waiting):
    path = f"{waiting.pk}/approve/"
    assert fields(post(path)) == ["content_sha256"]
    refused(post(path, {"content_sha256": "0" * 64}), 409, "content_changed")
    approved = post(path, {"content_sha256": waiting.content_sha256, "comment": "fine"})
    assert (approved.status_code, approved.json()["status"]) == (200, "RUNNING")
    assert RunEvent.objects.get(run=waiting, kind="decided").actor == "ada"
    refused(post(path, {"content_sha256": waiting.content_sha256}), 409, "wrong_state")
    assert run_to_rest(waiting.pk).status == Status.COMPLETED


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


# --- wait


def test_a_wait_ends_when_the_run_changes(staff, submit, monkeypatch):
    run, naps = submit(), []

    def nap(seconds):
        naps.append(seconds)
        assert not connection.in_atomic_block
        if len(naps) == 2:
            Run.objects.filter(pk=run.pk).update(status=Status.RUNNING, updated_at=timezone.now())

    monkeypatch.setattr(resting.time, "sleep", nap)
    assert staff.get(f"{RUNS}{run.pk}/?wait=30").json()["status"] == "RUNNING"
    assert len(naps) == 2


def test_a_wait_for_what_has_changed_already_or_never_will_is_none(staff, submit, monkeypatch):
    monkeypatch.setattr(resting.time, "sleep", lambda seconds: pytest.fail("waited"))
    run = submit()
    assert staff.get(f"{RUNS}{run.pk}/?wait=30&after=2020-01-01T00:00:00Z").status_code == 200
    Run.objects.filter(pk=run.pk).update(status=Status.COMPLETED)
    assert staff.get(f"{RUNS}{run.pk}/?wait=30").json()["status"] == "COMPLETED"


def test_a_wait_ends_when_time_is_up(staff, submit, monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(resting.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(resting.time, "sleep", lambda seconds: None)
    assert staff.get(f"{RUNS}{submit().pk}/?wait=3").json()["status"] == "PENDING"


def test_one_of_two_people_wins(waiting, django_user_model):
    answers, gate = [], threading.Barrier(2)

    def decide(name, verb, body):
        client = Client()
        client.force_login(users[name])
        gate.wait()
        answers.append(client.post(f"{RUNS}{waiting.pk}/{verb}/", body, content_type="application/json").status_code)
        connection.close()

    users = {name: django_user_model.objects.create_superuser(name) for name in ("ada", "bob")}
    approve = partial(decide, "ada", "approve", {"content_sha256": waiting.content_sha256})
    in_threads([approve, partial(decide, "bob", "reject", {})])
    assert sorted(answers) == [200, 409]
    assert RunStep.objects.filter(run=waiting).count() == 4


def test_a_word_of_a_finding_is_allowed_over_http_and_told_in_the_run(post, submit):
    run = run_to_rest(submit(require_approval=True).pk)
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


def test_a_finding_is_let_pass_on_the_version_that_was_seen(post, staff, waiting):
    """As any decision: another version is 412, and a strange one is refused."""
    issue = QcIssueDTO("major", "x_post/text", "Too blue.", "BLUE", fingerprint="f" * 64)
    Run.objects.filter(pk=waiting.pk).update(evidence={"qc": {"issues": [asdict(issue)]}})
    waive = partial(post, f"{waiting.pk}/waive/", {"fingerprint": "f" * 64, "reason": "The client is blue."})
    refused(waive(**{"If-Match": ""}), 400, "invalid_request")
    refused(waive(**{"If-Match": '"stale"'}), 412, "version_changed")
    assert not RunEvent.objects.filter(kind="waived").exists()
    assert waive(**{"If-Match": staff.get(f"{RUNS}{waiting.pk}/")["ETag"]}).status_code == 200
