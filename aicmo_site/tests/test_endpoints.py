"""What all the stations' endpoints promise."""

import json

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delivery.models import Artifact, Package
from onboarding.models import Intake
from orchestration.models import Run
from orchestration.services import submit_run
from orchestration.tests.conftest import EXAMPLE
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
def deliver(intake):
    return lambda: run_to_rest(submit_run(intake=intake, actor="test").pk)


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
    assert staff.get(API).status_code == 200
    assert every_row() == before


def test_no_answer_holds_a_surrogate(staff, deliver):
    deliver()
    for name in LISTS:
        row = staff.get(f"{API}{name}/").json()["results"][0]
        assert name not in KEYS or "id" not in row


def test_queries_do_not_grow_with_the_rows(staff, deliver):
    def queries():
        counts = {}
        for name in LISTS:
            with CaptureQueriesContext(connection) as captured:
                staff.get(f"{API}{name}/")
            counts[name] = len(captured)
        return counts

    deliver()
    few = queries()
    for _ in range(3):
        deliver()
    assert queries() == few


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
    assert staff.get(made["Location"]).json() == made.json()
    assert Run.objects.count() == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"null", b"{}", b"{", b'{"client_name": "\\u0000"}', b'"\\ud800"'])
def test_an_unusable_intake_is_refused(staff, body):
    assert staff.post(f"{API}intakes/", body, content_type="application/json").status_code == 400
    assert Intake.objects.count() == 0


def test_a_refused_intake_names_its_fields(staff):
    answer = staff.post(f"{API}intakes/", {"client_name": 7}, content_type="application/json")
    assert [error["field"] for error in answer.json()["errors"]] == ["client_name", "objectives", "target_audience"]


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
