"""Every refusal is a problem that says what is wrong; no refusal is a 500."""

import logging

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from rest_framework.exceptions import MethodNotAllowed, NotAuthenticated, Throttled, ValidationError
from rest_framework.request import Request

from aicmo_site.kernel.errors import Conflict, NotFound, Rejected, Transient
from aicmo_site.kernel.strict_json import MalformedJSON
from aicmo_site.problems import handle, problem_of
from onboarding.contracts import FieldProblem, InvalidIntake
from orchestration.errors import KeyReused


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotFound(what="run", id="x"), 404, "not_found"),
        (Conflict(reason="busy"), 409, "conflict"),
        (Rejected(reason="no"), 400, "rejected"),
        (Transient(reason="slow"), 503, "transient"),
        (KeyReused(run_id="r"), 422, "idempotency_key_reused"),
        (MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (NotAuthenticated(), 401, "not_authenticated"),
        (Throttled(wait=3), 429, "throttled"),
        (Http404(), 404, "not_found"),
        (RequestDataTooBig(), 413, "body_too_large"),
    ],
)
def test_each_kind_of_trouble_has_its_status_and_code(error, status, code):
    problem = problem_of(error)
    assert (problem["status"], problem["code"]) == (status, code)
    assert set(problem) == {"type", "title", "status", "detail", "code"}


def test_an_invalid_intake_names_every_field():
    problem = problem_of(InvalidIntake((FieldProblem("client_name", "is required"), FieldProblem("tone", "odd"))))
    assert problem["status"] == 400
    assert problem["errors"] == [
        {"field": "client_name", "message": "is required"},
        {"field": "tone", "message": "odd"},
    ]


def test_malformed_json_names_its_field():
    problem = problem_of(MalformedJSON("intake.tone: contains a NUL character", "intake.tone"))
    assert problem["errors"] == [{"field": "intake.tone", "message": "intake.tone: contains a NUL character"}]


def test_nested_validation_errors_become_dotted_paths():
    error = ValidationError({"a": {"b": ["wrong"]}, "c": [{}, {"d": ["odd"]}], "non_field_errors": ["none"]})
    assert problem_of(error)["errors"] == [
        {"field": "a.b", "message": "wrong"},
        {"field": "c.1.d", "message": "odd"},
        {"field": "", "message": "none"},
    ]


def test_a_bug_is_logged_once_and_answered_without_its_details(caplog):
    request = Request(RequestFactory().get("/api/v1/runs/"))
    with caplog.at_level(logging.ERROR):
        response = handle(RuntimeError("the secret"), {"request": request})
    assert response.status_code == 500
    assert response.content_type == "application/problem+json"
    assert "secret" not in str(response.data)
    assert [record.exc_info[0] for record in caplog.records] == [RuntimeError]
    assert response._has_been_logged  # so that Django does not log it again


def test_a_wait_becomes_retry_after():
    request = Request(RequestFactory().get("/"))
    assert handle(Throttled(wait=3), {"request": request}).headers["Retry-After"] == "3"


def test_a_database_that_is_away_is_503_logged_whole_and_told_without_details(caplog):
    request = Request(RequestFactory().get("/api/v1/runs/"))
    with caplog.at_level(logging.ERROR):
        response = handle(OperationalError("could not connect to db.internal"), {"request": request})
    assert (response.status_code, response.data["code"]) == (503, "database_unavailable")
    assert "db.internal" not in str(response.data)
    assert [record.exc_info[0] for record in caplog.records] == [OperationalError]


@pytest.mark.parametrize("path", ["/api/v1/runs", "/api/", "/api/v2/runs/"])
def test_an_address_that_is_none_is_no_redirect_and_no_error_whatever_the_method(settings, path):
    settings.DEBUG = True
    answer = Client(enforce_csrf_checks=True).post(path, b"{}", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_an_unknown_address_is_a_problem_under_api_and_a_page_elsewhere(client):
    inside, outside = client.get("/api/v1/nowhere/"), client.get("/nowhere/")
    assert (inside.status_code, inside["Content-Type"]) == (404, "application/problem+json")
    assert inside.json()["code"] == "not_found"
    assert (outside.status_code, outside["Content-Type"]) == (404, "text/html; charset=utf-8")
