"""What means nothing is refused as a problem, and never a 500."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from orchestration.models import Run
from orchestration.tests.api.calls import PROBLEM, RUNS, fields, refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["", "x" * 201, "kéy"])
def test_an_unusable_key_is_refused(post, intake, key):
    assert fields(post(body={"intake": intake}, Idempotency_Key=key)) == ["Idempotency-Key"]


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
    assert (response["Content-Type"], response.status_code) in [(PROBLEM, 400), (PROBLEM, 404), (PROBLEM, 422)]
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
def test_other_kinds_of_body_are_415(boss, kind):
    refused(boss.post(f"{RUNS}run_x/cancel/", b"a=1", content_type=kind), 415, "unsupported_media_type")


def stranger(django_user_model):
    """Whoever is known by a session alone must show a token of the page, which is looked for in the body first."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(django_user_model.objects.create_superuser("ada"))
    client.cookies["csrftoken"] = "x" * 32
    return client


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_is_415_where_the_csrf_check_looks_into_it_too(django_user_model, settings, kind):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    answer = stranger(django_user_model).post(f"{RUNS}run_x/cancel/", b"--x" + b"rubbish" * 9, content_type=kind)
    refused(answer, 415, "unsupported_media_type")


def test_a_form_that_cannot_be_read_is_400(boss):
    form = "multipart/form-data; boundary=x"
    for body in (b"a=1", b"--x" + b"rubbish" * 9, b""):
        assert boss.post(RUNS, body, content_type=form).status_code == 400


def test_a_file_is_read_where_the_csrf_check_looks_into_it_too(django_user_model):
    file = SimpleUploadedFile("a.txt", b"Client: Ada Ltd\nSell bicycles.")
    client = stranger(django_user_model)
    assert client.post(RUNS, {"file": file}).status_code == 403
    file.seek(0)
    answer = client.post(RUNS, {"file": file}, headers={"X-CSRFToken": "x" * 32})
    assert answer.status_code == 202


@pytest.mark.parametrize(
    "query",
    [
        *("surprise=1", "status=NOPE", "status=", "status=FAILED&status=PENDING", "client=%00"),
        *("created_after=yesterday", "created_before=0001-01-01T00:00:00%2B14:00"),
        *("created_before=9999-12-31T23:59:59-14:00", "page_size=0", "page_size=x", "page_size=201"),
        *("page_size=9999999999", "page_size=", "cursor=%00"),
    ],
)
def test_a_query_that_means_nothing_is_refused(boss, query):
    refused(boss.get(f"{RUNS}?{query}"), 400, "invalid_request")


@pytest.mark.parametrize(
    "cursor",
    ["x", "cD0x", "%C3%A9", "cD05OTk5LTEyLTMxVDIzOjU5OjU5LTE0OjAw"],  # the last: p=9999-12-31T23:59:59-14:00
)
def test_a_page_that_this_list_never_had_is_not_found(boss, cursor):
    answer = boss.get(f"{RUNS}?cursor={cursor}")
    refused(answer, 404, "page_not_found")
    assert fields(answer) == ["cursor"]


@pytest.mark.parametrize("query", ["wait=31", "wait=-1", "wait=x", "wait=", "after=x", "dry_run=true"])
def test_a_wait_that_means_nothing_is_refused(boss, query):
    refused(boss.get(f"{RUNS}run_x/?{query}"), 400, "invalid_request")


@pytest.mark.parametrize("path", ["run_x/", "%00/", "a%00b/approve/", "%ed%a0%80/"])
def test_what_is_not_there_is_404(boss, post, path):
    response = post(path) if "approve" in path else boss.get(RUNS + path)
    assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)


def test_other_methods_are_405(boss):
    for method in ("put", "patch", "delete"):
        refused(getattr(boss, method)(f"{RUNS}run_x/"), 405, "method_not_allowed")
