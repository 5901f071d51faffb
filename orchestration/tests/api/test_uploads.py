"""Intakes in files, over HTTP."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onboarding.models import Intake
from orchestration.models import Run

pytestmark = pytest.mark.django_db(transaction=True)
RUNS, BULK, INTAKES = "/api/v1/runs/", "/api/v1/runs/bulk/", "/api/v1/intakes/"
NOTES = b"Client: Ada Ltd\n\nSell more bicycles. People should know that repairs are free."
TABLE = b"Company,Goals,Audience\nAda Ltd,Sell,All\nBo,Win,Us\n,Win,Us\n"


@pytest.fixture
def send(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("ada"))

    def send(address, data, name="brief.txt", headers=None, **options):
        file = {"file": SimpleUploadedFile(name, data)} if data is not None else {}
        return client.post(address, {**file, **options}, headers=headers)

    return send


def errors(answer):
    return {error["field"]: error["message"] for error in answer.json()["errors"]}


def test_a_run_is_started_from_a_file(send):
    answer = send(RUNS, NOTES, require_approval="true")
    assert answer.status_code == 202
    assert Run.objects.get().input == {
        "intake": {"raw_notes": NOTES.decode(), "source": {"file": "brief.txt"}},
        "require_approval": True,
    }


def test_the_form_may_say_whose_a_document_is(send):
    assert send(RUNS, b"Sell more bicycles.", client_name="Ada Ltd").status_code == 202
    assert Run.objects.get().input["intake"]["client_name"] == "Ada Ltd"
    answer = send(RUNS, b"Sell more bicycles.")
    assert (answer.status_code, list(errors(answer))) == (400, ["intake.client_name"])


def test_each_row_of_a_file_is_a_run(send):
    answer = send(BULK, TABLE, "briefs.csv")
    assert answer.status_code == 202
    lines = answer.json()["results"]
    assert ["run" in line for line in lines] == [True, True, False]
    assert lines[2]["errors"][0]["field"] == "intakes.2.client_name"
    assert Run.objects.count() == 2


def test_the_same_key_and_file_give_the_same_run(send):
    answers = [send(RUNS, NOTES, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert send(RUNS, NOTES + b"!", headers={"Idempotency-Key": "k"}).status_code == 422


def test_several_intakes_are_no_one_run(send):
    answer = send(RUNS, TABLE, "briefs.csv")
    assert answer.status_code == 400
    assert errors(answer) == {"file": "The file holds 3 intakes: send it to runs/bulk/, or divide it."}
    answer = send(INTAKES, TABLE, "briefs.csv")
    assert errors(answer) == {"file": "The file holds 3 intakes: send them one at a time."}


def test_a_preview_is_made_from_a_file_and_keeps_nothing(send):
    answer = send(f"{RUNS}?dry_run=true", NOTES)
    assert (answer.status_code, answer.json()["status"]) == (200, "COMPLETED")
    assert not Run.objects.exists()


@pytest.mark.parametrize("address", [RUNS, BULK, INTAKES])
def test_what_cannot_be_read_is_refused_by_name(send, settings, address):
    assert errors(send(address, b"x", "a.xyz"))["file"].startswith("The file is of no kind that we read")
    assert errors(send(address, b'{"a": 1, "a": 2}', "a.json")) == {"file.a": "a: is given twice"}
    assert errors(send(address, None)) == {"file": "send one file under this name"}
    settings.AICMO_MAX_FILE_BYTES = 10
    assert send(address, NOTES).status_code == 413
    settings.AICMO_MAX_BODY_BYTES = 10
    assert send(address, NOTES).status_code == 413
    assert not Run.objects.exists()
    assert not Intake.objects.exists()


def test_a_form_says_only_what_a_run_takes(send):
    assert errors(send(RUNS, NOTES, colour="red")) == {"colour": "is not a field of this request"}
    assert list(errors(send(RUNS, NOTES, require_approval="perhaps"))) == ["require_approval"]


@pytest.mark.parametrize("address", [RUNS, BULK])
@pytest.mark.parametrize("name", ["intakes", "intake", "brief_id"])
def test_nothing_beside_a_file_stands_in_its_place(send, address, name):
    answer = send(address, NOTES, **{name: "x"})
    assert (answer.status_code, errors(answer)) == (400, {name: "is not a field of this request"})
    assert not Run.objects.exists()


def test_a_client_named_beside_a_file_is_no_longer_than_in_it(send):
    assert list(errors(send(BULK, TABLE, "briefs.csv", client_name="x" * 201))) == ["client_name"]
    assert send(RUNS, b"Sell more bicycles.", client_name="x" * 200).status_code == 202
    assert send(RUNS, NOTES, client_name="").status_code == 202


def test_other_actions_take_no_form(send, client):
    run = send(RUNS, NOTES).json()["id"]
    assert client.post(f"{RUNS}{run}/cancel/", {"comment": "x"}).status_code == 415


def test_an_intake_is_kept_from_a_file(send):
    answer = send(INTAKES, json.dumps({"client_name": "Ada Ltd", "raw_notes": "Sell."}).encode(), "a.json")
    assert answer.status_code == 201
    assert Intake.objects.get().responses == {"client_name": "Ada Ltd", "raw_notes": "Sell."}
