"""Many intakes in one call."""

import json
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aicmo_site.tests.at_once import at_once
from orchestration.api.bulk import MAX_INTAKES, submit_runs
from orchestration.models import Run, RunEvent
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)
BULK = "/api/v1/runs/bulk/"
SMALL = {"client_name": "Ada Ltd", "raw_notes": "Call Ada."}


@pytest.fixture
def post(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("ada"))

    def post(intakes, key=None, **options):
        headers = {"Idempotency-Key": key} if key else {}
        return client.post(BULK, {"intakes": intakes, **options}, content_type="application/json", headers=headers)

    return post


def ids(answer):
    return [line["run"]["id"] for line in answer.json()["results"] if "run" in line]


def test_each_intake_is_a_run_of_its_own_that_runs(post, intake):
    answer = post([intake, SMALL], require_approval=True)
    assert answer.status_code == 202
    assert [line["line"] for line in answer.json()["results"]] == [0, 1]
    first, second = ids(answer)
    assert Run.objects.get(pk=second).input == {"intake": SMALL, "require_approval": True}
    assert [event.actor for event in RunEvent.objects.filter(kind="submitted")] == ["ada", "ada"]
    assert run_to_rest(first).status == "AWAITING_APPROVAL"


def test_what_is_no_intake_is_answered_with_its_fields_and_the_others_run(post):
    lines = post([SMALL, {"client_name": 7, "raw_notes": "x"}, None, [], SMALL]).json()["results"]
    assert ["run" in line for line in lines] == [True, False, False, False, True]
    assert [error["field"] for error in lines[1]["errors"]] == ["intakes.1.client_name"]
    assert lines[2]["errors"] == [
        {"field": "intakes.2", "message": "must be a JSON object with the fields of the form"}
    ]
    assert Run.objects.count() == 2


def test_the_same_request_again_gives_the_same_runs(post):
    batch = [SMALL, {}, {**SMALL, "client_name": "Bob"}]
    first = post(batch, key="k")
    run_to_rest(ids(first)[0])
    again = post(batch, key="k")
    assert (again.status_code, ids(again)) == (202, ids(first))
    assert again.json()["results"][1] == first.json()["results"][1]
    assert Run.objects.count() == RunEvent.objects.filter(kind="submitted").count() == 2


@pytest.mark.parametrize("other", [[SMALL], [{}, SMALL, SMALL], [SMALL, {}, {**SMALL, "tone": "dry"}]])
def test_the_same_key_for_another_request_is_refused(post, other):
    post([SMALL, {}, SMALL], key="k")
    refused = post(other, key="k")
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert post([SMALL, {}, SMALL], key="k", force_qc_fail=True).status_code == 422
    assert Run.objects.count() == 2


def test_keys_of_bulk_requests_are_apart_from_those_of_single_ones(post, client):
    post([SMALL], key="k")
    single = client.post(
        "/api/v1/runs/", {"intake": SMALL}, content_type="application/json", headers={"Idempotency-Key": "k"}
    )
    assert (single.status_code, Run.objects.count()) == (202, 2)


@pytest.mark.parametrize("count", [0, MAX_INTAKES + 1])
def test_none_and_too_many_are_refused(post, count):
    refused = post([{}] * count)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "intakes")


def test_a_thousand_intakes_cost_a_bounded_number_of_statements(post, monkeypatch):
    monkeypatch.setattr(
        "aicmo_site.api.throttling.time.time", lambda: 1_800_000_000.0
    )  # at the turn of a minute it tidies up

    def statements(count, **key):
        with CaptureQueriesContext(connection) as captured:
            assert len(ids(post([SMALL] * count, **key))) == count
        return len(captured)

    post([SMALL])  # what is done once
    few, many = statements(10, key="few"), statements(MAX_INTAKES, key="many")
    assert many - few <= 60  # SQLite takes 999 values in a statement: 38 runs
    assert statements(MAX_INTAKES, key="many") <= few


def test_a_client_that_repeats_its_thousand_after_a_timeout_gets_the_same_runs(django_user_model):
    """The first request is still at work when the second arrives."""
    user = django_user_model.objects.create_superuser("ada")
    body = json.dumps({"intakes": [SMALL] * MAX_INTAKES})

    def ask(client):
        return client.post(BULK, body, content_type="application/json", headers={"Idempotency-Key": "k"})

    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)
    answers = at_once(*(partial(ask, client) for client in clients))
    assert [answer.status_code for answer in answers] == [202, 202]
    assert ids(answers[0]) == ids(answers[1])
    assert Run.objects.count() == MAX_INTAKES


def test_all_or_nothing_is_kept(monkeypatch):
    def stumble(*_):
        raise RuntimeError

    monkeypatch.setattr("orchestration.api.bulk.tell_each", stumble)
    with pytest.raises(RuntimeError):
        submit_runs(intakes=[SMALL], actor="test")
    assert Run.objects.count() == 0
