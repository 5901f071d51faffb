"""Previews and checks that are refused: over HTTP with a problem of their own, in the admin with a way on."""

import threading

import pytest
from django.urls import reverse

from aicmo_site.api.schema import document
from aicmo_site.kernel import children
from aicmo_site.tests.test_endpoints import DRAFT
from orchestration.models import Run
from orchestration.tests.api.calls import refused
from orchestration.tests.conftest import everything, nothing
from orchestration.tests.staff.test_starting import ANSWERS, START, hidden, preview, start

pytestmark = pytest.mark.django_db(transaction=True)
PREVIEW, CHECK = "/api/v1/runs/?dry_run=true", "/api/v1/qc/check/"
# As much as a call may bring: more than a hundredth of a second.
COPY = [{**DRAFT, "id": str(number), "fields": {"text": "Visit our lamps on Saturday. " * 90}} for number in range(50)]


@pytest.fixture
def no_place(monkeypatch):
    taken = threading.BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr(children, "_places", taken)


@pytest.fixture
def no_time(settings):
    settings.AICMO_PREVIEW_SECONDS = 0.01


@pytest.fixture(params=[PREVIEW, CHECK])
def asked(request, boss, intake):
    """Ask for a preview, for a check."""
    body = {"intake": intake} if request.param == PREVIEW else {"drafts": COPY}
    return lambda: boss.post(request.param, body, content_type="application/json")


def test_where_all_places_are_taken_it_says_when_to_ask_again(asked, no_place):
    answer = asked()
    refused(answer, 503, "previews_busy")
    assert int(answer["Retry-After"]) > 0


def test_what_takes_too_long_is_no_reason_to_ask_again(asked, no_time):
    answer = asked()
    refused(answer, 422, "preview_too_slow")
    assert "more than 0.01 seconds" in answer.json()["detail"]
    assert "Retry-After" not in answer
    assert (everything(), Run.objects.count()) == (nothing(), 0)


def test_an_intake_that_is_none_takes_no_place(boss, no_place):
    body = {"intake": {"tone": 1}}
    refused(boss.post(PREVIEW, body, content_type="application/json"), 400, "invalid_intake")
    body = {"brief_id": "brief_x"}
    refused(boss.post(PREVIEW, body, content_type="application/json"), 404, "brief_not_found")


def test_a_run_needs_no_place(boss, intake, no_place):
    assert boss.post("/api/v1/runs/", {"intake": intake}, content_type="application/json").status_code == 202


@pytest.mark.parametrize(("path", "also"), [("runs/", "Idempotency-Key"), ("qc/check/", "")])
def test_the_schema_tells_these_refusals(path, also):
    answers = document()["paths"][f"/api/v1/{path}"]["post"]["responses"]
    assert all(code in answers["422"]["description"] for code in ("preview_too_slow", "preview_died", also))
    assert "previews_busy" in answers["503"]["description"]
    assert "database" in answers["503"]["description"]
    assert "Retry-After" in answers["503"]["headers"]


# --- in the admin


def test_the_form_is_kept_where_all_places_are_taken(boss, no_place):
    answer = preview(boss, **ANSWERS)
    page = answer.content.decode()
    assert "are under way; try again in a moment" in page
    assert "What would come of it" not in page
    assert answer.context["form"]["client_name"].value() == ANSWERS["client_name"]
    assert hidden(answer)["previewed"] == ""
    document = boss.post(reverse("admin:start_document"), ANSWERS)
    assert (document.status_code, "try again" in document.content.decode()) == (503, True)


def test_what_cannot_be_previewed_in_time_can_be_started_unseen(boss, no_time):
    answer = preview(boss, **ANSWERS)
    page = answer.content.decode()
    assert "There is no preview. This would take more than 0.01 seconds" in page
    assert "Start the run" in page
    assert "Show the document" not in page
    document = boss.post(reverse("admin:start_document"), ANSWERS)
    assert (document.status_code, "0.01 seconds" in document.content.decode()) == (422, True)
    assert start(boss, answer, **ANSWERS).status_code == 302
    assert Run.objects.count() == 1


def test_looking_at_the_form_lets_the_loading_begin(boss, monkeypatch):
    asked = []
    monkeypatch.setattr("orchestration.staff.start_run.get_ready", lambda: asked.append(True))
    boss.get(reverse(START))
    assert asked == [True]
