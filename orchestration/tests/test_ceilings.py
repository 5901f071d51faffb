"""The ceilings of an intake stand at every door through which one comes in, and at none behind it."""

import json
from functools import partial

import pytest
from django.urls import reverse

from orchestration.models import Run, Status
from orchestration.services import retry_run, submit_run
from orchestration.staff.intake_form import IntakeForm
from orchestration.tests.conftest import SMALL, everything, nothing
from orchestration.tests.test_commands import call
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)
OVER = {**SMALL, "client_name": "x" * 201, "key_messages": ["short", "x" * 2_431], "shoe": {"size": "x" * 20_001}}
SAID = {
    "client_name": "has 201 characters; at most 200 are allowed",
    "key_messages.1": "has 2,431 characters; at most 2,000 are allowed",
    "shoe.size": "has 20,001 characters; at most 20,000 are allowed",
}


def within(prefix):
    return {f"{prefix}{field}": message for field, message in SAID.items()}


def told(errors):
    return {error["field"]: error["message"] for error in errors}


@pytest.mark.parametrize(
    ("path", "body", "prefix"),
    [
        ("runs/", {"intake": OVER}, "intake."),
        ("runs/?dry_run=true", {"intake": OVER}, "intake."),
        ("intakes/", OVER, ""),
    ],
)
def test_the_api_names_field_and_ceiling(boss, path, body, prefix):
    answer = boss.post(f"/api/v1/{path}", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_intake")
    assert told(answer.json()["errors"]) == within(prefix)
    assert (everything(), Run.objects.count()) == (nothing(), 0)


def test_of_many_intakes_only_those_beyond_are_refused(boss):
    answer = boss.post("/api/v1/runs/bulk/", {"intakes": [SMALL, OVER]}, content_type="application/json")
    first, second = answer.json()["results"]
    assert told(second["errors"]) == within("intakes.1.")
    assert Run.objects.get().pk == first["run"]["id"]


def test_the_form_names_them_too(boss):
    answer = boss.post(reverse("admin:start"), {"intake_json": json.dumps(OVER), "preview": "yes"})
    assert answer.context["form"].errors["intake_json"] == [f"{field}: {message}" for field, message in SAID.items()]
    assert "maxlength" not in boss.get(reverse("admin:start")).content.decode()  # a browser would cut in silence
    answer = boss.post(reverse("admin:start"), {"client_name": "x" * 201, "raw_notes": "y", "preview": "yes"})
    assert answer.context["form"].errors["client_name"] == ["has 201 characters; at most 200 are allowed"]


def test_the_form_counts_the_end_of_a_line_once_as_every_door_does():
    fits = {"client_name": "Quayside", "raw_notes": "a line\r\n" * 28_571 + "a line"}
    assert len(fits["raw_notes"].replace("\r\n", "\n")) == 200_003
    form = IntakeForm({**fits, "raw_notes": fits["raw_notes"][5:]})
    assert form.is_valid(), form.errors
    assert form.intake()["raw_notes"].count("\n") == 28_571


@pytest.mark.parametrize(
    "command", [partial(call, "deliver"), partial(call, "deliver", dry_run=True), partial(call, "submit")]
)
def test_the_commands_end_with_2_and_name_them(tmp_path, command):
    path = tmp_path / "over.json"
    path.write_text(json.dumps(OVER), encoding="utf-8")
    code, _, err = command(path)
    assert code == 2
    assert all(f"{field}: {message}" in err for field, message in SAID.items())
    assert (everything(), Run.objects.count()) == (nothing(), 0)


# --- behind the doors

STORED = {**SMALL, "industry": "Repairs " * 3_000, "further": {"words": ["x" * 3_000]}}


def stored_run(intake):
    """A run that was taken in while nothing was measured."""
    run = submit_run(intake=SMALL, actor="test")
    Run.objects.filter(pk=run.pk).update(input={**run.input, "intake": intake})
    return run.pk


def test_a_stored_run_goes_on_and_is_retried_with_what_it_has():
    run = run_to_rest(stored_run(STORED))
    assert run.status in (Status.COMPLETED, Status.COMPENSATED)
    assert not run.last_error.startswith("InvalidIntake")
    retried = run_to_rest(retry_run(run_id=run.pk, actor="test").pk)
    assert (retried.input["intake"], retried.status) == (STORED, run.status)


def test_a_run_on_a_stored_brief_is_not_measured():
    brief_id = run_to_rest(stored_run({**SMALL, "further": {"words": ["x" * 3_000]}})).brief_id
    assert run_to_rest(submit_run(brief_id=brief_id, actor="test").pk).status == Status.COMPLETED
