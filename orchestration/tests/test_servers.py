"""Two real server processes over one database: a key is one run, and a limit is one limit."""

import json
import socket
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.core.management import call_command

from orchestration.models import Run, RunEvent
from orchestration.tests.processes import environment  # noqa: F401  the fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
SMALL = {"client_name": "Ada Ltd", "raw_notes": "Call Ada."}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def token(django_user_model, capsys):
    django_user_model.objects.create_superuser("ada")
    call_command("token", "ada")
    return capsys.readouterr().out.strip()


@pytest.fixture
def serve(environment):  # noqa: F811
    """Start server processes; gives their addresses."""
    processes = []

    def serve(count, **more):
        addresses = [f"http://127.0.0.1:{free_port()}" for _ in range(count)]
        for address in addresses:
            program = [sys.executable, "-m", "gunicorn", "aicmo_site.wsgi", "--threads", "8", "--log-level", "error"]
            here = [*program, "--bind", address.removeprefix("http://")]
            processes.append(subprocess.Popen(here, env={**environment, "AICMO_HTTPS": "false", **more}))
        for address in addresses:
            until_it_answers(address)
        return addresses

    yield serve
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(20)


def until_it_answers(address):
    for _ in range(300):
        try:
            return urlopen(f"{address}/healthz", timeout=5).read()
        except OSError:  # refused, or on a busy machine begun and not yet answered
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


def post(address, token, body, **headers):
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **headers}
    request = Request(address, json.dumps(body).encode(), headers)
    try:
        with urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


@pytest.mark.parametrize(
    ("path", "body", "id_of"),
    [
        ("runs/", {"intake": SMALL}, lambda answer: answer["id"]),
        ("runs/bulk/", {"intakes": [SMALL]}, lambda answer: answer["results"][0]["run"]["id"]),
    ],
)
def test_fifty_equal_requests_with_one_key_are_one_run(serve, token, path, body, id_of):
    servers = serve(2)
    with ThreadPoolExecutor(16) as pool:
        asked = [
            pool.submit(post, f"{servers[n % 2]}/api/v1/{path}", token, body, **{"Idempotency-Key": "k"})
            for n in range(50)
        ]
        answers = [ask.result() for ask in asked]
    assert Counter(status for status, _ in answers) == {202: 50}
    assert {id_of(answer) for _, answer in answers} == {Run.objects.get().pk}
    assert RunEvent.objects.count() == 1


def test_a_limit_holds_for_all_processes_together(serve, token):
    servers = serve(2, AICMO_WRITES_PER_MINUTE="20")
    while time.time() % 60 > 40:  # not across the end of a minute
        time.sleep(1)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(post, f"{servers[n % 2]}/api/v1/runs/x/cancel/", token, {}) for n in range(40)]
        statuses = Counter(ask.result()[0] for ask in asked)
    assert statuses == {404: 20, 429: 20}
