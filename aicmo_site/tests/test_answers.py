"""What answers say to caches and connections, what the log says of a refusal, and who may read what is written."""

import http.client
import os
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.tests.processes import environment  # noqa: F401  the fixture
from orchestration.tests.test_servers import serve, token  # noqa: F401  the fixtures

ROOT = Path(__file__).resolve().parents[2]
BIG = b" " * 2_000_000


def test_what_is_the_same_for_everybody_may_be_kept_and_nothing_else(admin_client):
    assert "Cache-Control" not in admin_client.get("/api/schema/")
    for path in ("/admin/", "/admin/login/", "/api/docs/", "/api/v1/runs/", "/api/v1/nowhere/", "/nowhere/", "/"):
        assert "no-store" in admin_client.get(path)["Cache-Control"], path


REFUSALS = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "aicmo_site.settings"
import django; django.setup()
from django.conf import settings
settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = False, ["testserver"]
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http.multipartparser import MultiPartParserError
from django.test import Client
from django.urls import path
import aicmo_site.urls as urls
def raising(error):
    def view(request):
        raise error
    return view
errors = [PermissionDenied("no"), BadRequest("no\\nline"), SuspiciousOperation("no"), MultiPartParserError("no")]
urls.urlpatterns[:0] = [path(f"raise/{n}/", raising(error)) for n, error in enumerate(errors)]
urls.urlpatterns[:0] = [path("raise/bug/", raising(RuntimeError("a bug")))]
client = Client(raise_request_exception=False)
for n in range(len(errors)):
    client.get(f"/raise/{n}/")
client.get("/healthz")
client.get("/nowhere/", headers={"host": "evil.example"})
client.post("/raise/0/", b"x" * 2_000_000, content_type="application/x-www-form-urlencoded")
client.get("/raise/bug/")
"""


def test_a_refusal_is_one_line_and_a_bug_is_told_whole():
    program = [sys.executable, "-c", REFUSALS]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    refusals, _, bug = done.stderr.partition("Traceback")
    assert bug.strip().endswith("RuntimeError: a bug")
    lines = refusals.strip().splitlines()
    assert [line.split()[3] for line in lines[:4]] == [
        *("django.request", "django.request", "django.security.SuspiciousOperation", "django.request")
    ]
    assert any("Invalid HTTP_HOST header" in line for line in lines)
    assert len(lines) == 7  # four, the host, the large form, and the bug's own first line


def test_what_the_commands_write_is_their_owners_alone(tmp_path):
    here = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3", "AICMO_STORAGE_URL": f"{tmp_path}/s"}
    for arguments in (["migrate", "-v0"], ["deliver", "onboarding/examples/intake.json", "--json"]):
        program = [sys.executable, "manage.py", *arguments]
        subprocess.run(program, cwd=ROOT, env=here, check=True, capture_output=True, timeout=170, umask=0o022)
    written = [path for path in tmp_path.rglob("*") if "site-packages" not in path.parts]
    assert {path.stat().st_mode & 0o077 for path in written} == {0}
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600, 0o700}


# --- connections


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(240)
def test_a_connection_with_an_unread_body_is_closed_and_any_other_kept(serve, token):  # noqa: F811
    (address,) = serve(1)
    known = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    assert ask(address, "POST", "/api/v1/runs/", BIG, known) == (413, "close")
    assert ask(address, "POST", "/api/v1/runs/", b"{}" + BIG[:500], {}) == (401, "close")
    assert ask(address, "POST", "/api/v1/nowhere/", b"{}", known) == (404, "close")
    assert ask(address, "DELETE", "/api/v1/runs/", b"{}", known) == (405, "close")
    assert ask(address, "POST", "/api/v1/nowhere/", iter([b"{}"]), known) == (404, "close")
    assert ask(address, "POST", "/api/v1/runs/", b"{}", known) == (400, "keep-alive")
    assert ask(address, "GET", "/api/v1/runs/", None, known) == (200, "keep-alive")
    assert ask(address, "GET", "/healthz", None, {}) == (200, "keep-alive")


def ask(address, method, path, body, headers):
    """The status, and what the server says of the connection."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers["Connection"]
