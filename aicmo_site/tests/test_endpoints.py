"""What all the stations' endpoints promise."""

import json
import threading
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from delivery.models import Artifact, Package
from onboarding.models import Intake
from orchestration.models import Run
from orchestration.services import submit_run
from orchestration.tests.conftest import EXAMPLE, SMALL
from orchestration.worker import run_to_rest
from strategy.models import StrategyDocument

pytestmark = pytest.mark.django_db(transaction=True)
API = "/api/v1/"
LISTS = ["runs", "intakes", "briefs", "strategies", "drafts", "bundles", "qc-results", "packages"]
KEYS = {"drafts": "draft_id", "bundles": "bundle_id", "packages": "package_id"}


@pytest.fixture
def intake():
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


@pytest.fixture
def deliver():
    """A run of a small intake: what the endpoints promise does not hang on how much was made."""
    return lambda: run_to_rest(submit_run(intake=SMALL, actor="test").pk)


@pytest.fixture
def staff(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("ada"))
    return client


def every_row():
    models = (m for app in [*settings.STATIONS, "orchestration"] for m in apps.get_app_config(app).get_models())
    return {model: list(model._default_manager.order_by("pk").values()) for model in models}


def refused(response, status, code):
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json"), response.content
    assert response.json()["code"] == code


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("path", ["", "x/"])
def test_strangers_see_nothing(client, name, path):
    refused(client.get(f"{API}{name}/{path}"), 401, "not_authenticated")


def test_every_list_and_detail_can_be_read_and_reading_writes_nothing(staff, deliver):
    deliver()
    before = every_row()
    for name in LISTS:
        row = staff.get(f"{API}{name}/").json()["results"][0]
        detail = staff.get(f"{API}{name}/{row[KEYS.get(name, 'id')]}/")
        assert detail.status_code == 200
        assert row.items() <= detail.json().items()
        assert staff.get(f"{API}{name}/?page_size=1").status_code == 200
    package_id = Package.objects.get().package_id
    for path in (
        API,
        f"{API}packages/{package_id}/artifacts/0/",
        f"{API}tokens/",
        "/api/schema/",
        "/api/docs/",
        "/metrics",
    ):
        answer = staff.get(path)
        assert answer.status_code == 200
        answer.close()
    assert every_row() == before


def test_no_answer_holds_a_surrogate(staff, deliver):
    deliver()
    for name in LISTS:
        row = staff.get(f"{API}{name}/").json()["results"][0]
        assert name not in KEYS or "id" not in row


def test_queries_for_a_program_are_few_too(deliver, django_user_model):
    from aicmo_site.models import Token

    deliver()
    ada = django_user_model.objects.create_superuser("ada")
    token = [Token.objects.create(user=ada)[1] for _ in range(5)][-1]
    with CaptureQueriesContext(connection) as captured:
        assert Client(headers={"Authorization": f"Bearer {token}"}).get(f"{API}runs/").status_code == 200
    assert len(captured) == 4  # the token with its user, the user's other tokens, the runs, their steps


def test_a_viewers_permissions_cost_two_queries(deliver, client, django_user_model):
    deliver()
    eve = django_user_model.objects.create_user("eve")
    eve.groups.add(Group.objects.get(name="viewer"))
    client.force_login(eve)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{API}runs/").status_code == 200
    assert len(captured) == 6


@pytest.mark.parametrize("name", LISTS)
def test_what_is_not_there_is_a_problem(staff, name):
    refused(staff.get(f"{API}{name}/x/"), 404, "run_not_found" if name == "runs" else "not_found")
    refused(staff.get(f"{API}{name}/?surprise=1"), 400, "invalid_request")
    refused(staff.get(f"{API}{name}/x/?surprise=1"), 400, "invalid_request")
    refused(staff.delete(f"{API}{name}/x/"), 405, "method_not_allowed")


def test_lists_are_narrowed_by_what_their_rows_name(staff, deliver):
    run, other = deliver(), deliver()
    for name in LISTS[1:]:
        rows = staff.get(f"{API}{name}/?workflow_run_id={run.pk}").json()["results"]
        assert {row["workflow_run_id"] for row in rows} == {run.pk} != {other.pk}


# --- intakes


def test_an_intake_is_captured_on_its_own(staff, intake):
    made = staff.post(f"{API}intakes/", {**intake, "house field": 1}, content_type="application/json")
    assert (made.status_code, made.json()["responses"]) == (201, {**intake, "house field": 1})
    assert (made.json()["missing"], made.json()["alike"]) == ([], [])
    assert Run.objects.count() == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"null", b"{", b'{"client_name": "\\u0000"}', b'"\\ud800"'])
def test_an_unusable_intake_is_refused(staff, body):
    assert staff.post(f"{API}intakes/", body, content_type="application/json").status_code == 400
    assert Intake.objects.count() == 0


def test_an_incomplete_intake_is_kept_with_what_it_lacks(staff):
    sent = {"Company": ["Ada Ltd"], "tone": 7, "attachments": 7, "Wish": "More."}
    answer = staff.post(f"{API}intakes/", sent, content_type="application/json")
    made = answer.json()
    assert (answer.status_code, made["responses"], made["read_as"]) == (201, sent, {"Company": "client_name"})
    assert [lack["field"] for lack in made["missing"]] == ["tone", "attachments", "objectives", "target_audience"]
    again = staff.get(answer["Location"]).json()
    assert again == {name: value for name, value in made.items() if name != "alike"}
    assert staff.post(f"{API}intakes/", {}, content_type="application/json").json()["client_id"] == ""


def test_an_intake_that_may_be_there_already_is_pointed_out(staff, intake):
    def post(**changes):
        return staff.post(f"{API}intakes/", {**intake, **changes}, content_type="application/json").json()

    first, other = post(), post(tone="loud")
    assert (first["alike"], other["alike"]) == ([], [])
    assert post()["alike"] == [{"intake_id": first["id"], "reason": "words"}]
    Intake.objects.update(submitted_at=timezone.now() - timedelta(days=2))
    assert post()["alike"] == []
    lead = post(id=2**70, client_name="Ada")
    assert post(id=2**70, client_name="Bo")["alike"] == [{"intake_id": lead["id"], "reason": "external_id"}]
    listed = staff.get(f"{API}intakes/", {"external_id": str(2**70)}).json()["results"]
    assert len(listed) == 2


# --- strategies


def test_a_strategy_is_approved_once_by_whoever_asks_first(staff, deliver):
    deliver()
    url = f"{API}strategies/{StrategyDocument.objects.get().pk}/approve/"
    refused(staff.post(url, {"by": "me"}, content_type="application/json"), 400, "invalid_request")
    approved = staff.post(url, {}, content_type="application/json")
    assert (approved.status_code, approved.json()["is_approved"], approved.json()["approved_by"]) == (200, True, "ada")
    refused(staff.post(url, {}, content_type="application/json"), 409, "strategy_already_approved")
    unknown = staff.post(f"{API}strategies/x/approve/", {}, content_type="application/json")
    refused(unknown, 404, "strategy_not_found")


# --- artifacts


def test_every_artifact_can_be_downloaded_and_none_runs_in_our_origin(staff, deliver):
    deliver()
    [package] = staff.get(f"{API}packages/").json()["results"]
    assert package["artifacts"]
    for artifact in package["artifacts"]:
        answer = staff.get(artifact["url"])
        assert len(b"".join(answer.streaming_content)) == artifact["size"]
        assert answer["Content-Disposition"] == f'attachment; filename="{artifact["name"]}"'
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "sent", "kind"),
    [
        ("../../etc/passwd", "passwd", "application/octet-stream"),
        ("..\\plan.md", "plan.md", "text/markdown; charset=utf-8"),
        ('a"\r\nX: 1.html', 'a\\"X: 1.html', "text/html; charset=utf-8"),
    ],
)
def test_the_name_of_a_download_is_safe(staff, deliver, name, sent, kind):
    deliver()
    Artifact.objects.filter(position=0).update(name=name)
    answer = staff.get(f"{API}packages/{Package.objects.get().package_id}/artifacts/0/")
    assert (answer["Content-Disposition"], answer["Content-Type"]) == (f'attachment; filename="{sent}"', kind)
    answer.close()


def test_an_artifact_that_is_not_there_is_a_problem(staff, deliver):
    deliver()
    package_id = Package.objects.get().package_id
    refused(staff.get(f"{API}packages/{package_id}/artifacts/99/"), 404, "artifact_not_found")
    refused(staff.get(f"{API}packages/x/artifacts/0/"), 404, "package_not_found")
    for position in ("-1", "x", "9" * 5000):
        refused(staff.get(f"{API}packages/{package_id}/artifacts/{position}/"), 404, "not_found")


# --- copy from elsewhere

DRAFT = {"id": "d1", "channel": "x_post", "language": "en", "client": {"name": "A"}, "fields": {"text": "Visit us."}}


def check(staff, *drafts):
    return staff.post(f"{API}qc/check/", {"drafts": list(drafts)}, content_type="application/json")


def test_copy_from_elsewhere_is_judged_as_the_command_judges_it(staff, tmp_path, capsys):
    bad = DRAFT | {"id": "d2", "fields": {"text": "Visit {{place}} now!!!"}}
    path = tmp_path / "drafts.jsonl"
    path.write_text("\n".join(map(json.dumps, [DRAFT, bad])), encoding="utf-8")
    call_command("check_copy", str(path), "--json")
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    before = every_row()
    answer = check(staff, DRAFT, bad)
    assert (answer.status_code, answer.json()["results"]) == (200, said)
    assert said[1]["issues"]
    assert every_row() == before


def test_one_draft_is_a_batch_of_one_and_two_of_one_name_are_two(staff):
    assert check(staff, DRAFT).json() == {"results": [{"id": "d1", "issues": [], "not_evaluated": []}]}
    assert [line["id"] for line in check(staff, DRAFT, DRAFT).json()["results"]] == ["d1", "d1"]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (7, "drafts.1"),
        ({}, "drafts.1.id"),
        (DRAFT | {"channel": "pigeon"}, "drafts.1.channel"),
        (DRAFT | {"client": {}}, "drafts.1.client.name"),
        (DRAFT | {"fields": {"text": 7}}, "drafts.1.fields.text"),
        (DRAFT | {"context": []}, "drafts.1.context"),
    ],
)
def test_what_cannot_be_judged_is_named(staff, draft, field):
    answer = check(staff, DRAFT, draft)
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (400, [field])


@pytest.mark.parametrize("drafts", [[], [DRAFT] * 1001])
def test_no_draft_and_too_many_are_refused(staff, drafts):
    assert check(staff, *drafts).json()["errors"][0]["field"] == "drafts"


@pytest.mark.parametrize("where", ["fields", "client"])
def test_more_copy_than_is_judged_in_a_few_seconds_is_refused(staff, where, monkeypatch):
    monkeypatch.setattr("qc.api.check_copy", lambda **batch: pytest.fail("judged"))
    long = {"text": "lamp " * 20_000} if where == "fields" else {"name": "A", "facts": ["lamp " * 20_000]}
    answer = check(staff, DRAFT, *[DRAFT | {where: long}] * 2, DRAFT)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"]) == (400, "drafts")
    assert "200,000 characters" in error["message"]


# --- waiting


def test_those_who_wait_leave_threads_to_others(staff, intake, monkeypatch):
    """Where all seats are taken, the answer comes at once."""
    from orchestration.api import long_poll as waiting

    run = submit_run(intake=intake, actor="test")
    monkeypatch.setattr(waiting, "_seats", threading.Semaphore(0))
    monkeypatch.setattr(waiting.time, "sleep", lambda seconds: pytest.fail("waited"))
    assert staff.get(f"{API}runs/{run.pk}/?wait=30").json()["status"] == "PENDING"


def test_a_seat_is_given_back(staff, intake, monkeypatch):
    from orchestration.api import long_poll as waiting

    run = submit_run(intake=intake, actor="test")
    monkeypatch.setattr(waiting, "_seats", threading.Semaphore(1))
    monkeypatch.setattr(waiting, "POLL_SECONDS", 0.01)
    for _ in range(2):
        staff.get(f"{API}runs/{run.pk}/?wait=1")
    assert waiting._seats.acquire(blocking=False)
