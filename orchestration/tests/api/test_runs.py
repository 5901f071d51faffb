"""Runs over HTTP: who may, started, previewed, listed."""

from functools import partial

import pytest
from django.test import Client

from aicmo_site.tests.at_once import at_once
from onboarding.form.envelopes import OF_A_RUN, OPTIONS, opened
from orchestration.models import Run, Status
from orchestration.tests.api.calls import RUNS, refused
from orchestration.tests.conftest import everything, files, nothing
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_what_a_run_shows_can_be_handed_in_again_as_its_form(post, intake):
    run = post(body={"intake": intake}).json()
    assert opened(run) == intake
    assert set(run) - {"input"} <= OF_A_RUN
    assert set(run["input"]) - {"intake"} <= OPTIONS


def test_a_run_is_started_and_its_location_shows_it_to_the_end(post, boss, intake):
    started = post(body={"intake": intake})
    assert started.status_code == 202
    run = started.json()
    assert (run["status"], run["progress"], run["input"]["intake"]) == ("PENDING", 0, intake)
    assert [(event["kind"], event["actor"]) for event in run["events"]] == [("submitted", "ada")]
    run_to_rest(run["id"])
    done = boss.get(started["Location"]).json()
    assert (done["status"], done["progress"], done["decisions"]) == ("COMPLETED", 1, ["retry"])
    assert [step["state"] for step in done["steps"]] == ["done"] * 5
    assert {"intakes", "briefs", "strategies", "drafts", "bundles", "qc_results", "packages", "self"} == {
        *done["links"]
    }
    for urls in done["links"].values():
        for url in [urls] if isinstance(urls, str) else urls:
            assert boss.get(url).status_code == 200


def test_a_completed_runs_brief_starts_another_run(post, submit):
    brief_id = run_to_rest(submit().pk).brief_id
    again = post(body={"brief_id": brief_id})
    assert (again.status_code, again.json()["brief_id"]) == (202, brief_id)
    refused(post(body={"brief_id": brief_id}), 409, "brief_busy")


def test_a_failed_run_tells_why_after_its_rows_are_gone(post, boss, intake):
    run_id = post(body={"intake": intake, "force_qc_fail": True}).json()["id"]
    run_to_rest(run_id)
    run = boss.get(f"{RUNS}{run_id}/").json()
    assert (run["status"], run["progress"], {*run["links"]}) == ("COMPENSATED", 0, {"self"})
    assert run["evidence"]["qc"]["passed"] is False
    assert everything() == nothing()


def test_the_same_key_and_body_are_the_same_run_and_another_body_is_refused(post, intake):
    first = post(body={"intake": intake}, Idempotency_Key="k1")
    again = post(body={"intake": intake}, Idempotency_Key="k1")
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    refused(post(body={"intake": intake, "force_qc_fail": True}, Idempotency_Key="k1"), 422, "idempotency_key_reused")
    assert Run.objects.count() == 1


def test_each_user_has_keys_of_their_own(post, boss, django_user_model, intake):
    post(body={"intake": intake}, Idempotency_Key="k1")
    boss.force_login(django_user_model.objects.create_superuser("bob"))
    assert post(body={"intake": intake}, Idempotency_Key="k1").status_code == 202
    assert Run.objects.count() == 2


def test_the_same_request_many_times_at_once_is_one_run(django_user_model, intake):
    user = django_user_model.objects.create_superuser("ada")
    clients = [Client(headers={"Idempotency-Key": "k1"}) for _ in range(4)]
    for client in clients:
        client.force_login(user)
    start = partial(Client.post, path=RUNS, data={"intake": intake}, content_type="application/json")
    answers = at_once(*(partial(start, client) for client in clients))
    assert [answer.status_code for answer in answers] == [202] * 4
    assert {answer.json()["id"] for answer in answers} == {Run.objects.get().pk}


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


def test_lists_are_filtered_and_paged_newest_first(boss, submit):
    ids = [submit().pk for _ in range(3)][::-1]
    first = boss.get(f"{RUNS}?page_size=2").json()
    second = boss.get(first["next"]).json()
    assert [run["id"] for run in first["results"] + second["results"]] == ids
    assert second["next"] is None
    Run.objects.filter(pk=ids[0]).update(status=Status.FAILED, client_id="acme")
    assert [run["id"] for run in boss.get(f"{RUNS}?status=FAILED&client=acme").json()["results"]] == ids[:1]
    assert boss.get(f"{RUNS}?created_after=2999-01-01T00:00:00Z").json()["results"] == []
    assert len(boss.get(f"{RUNS}?created_before=2999-01-01").json()["results"]) == 3
