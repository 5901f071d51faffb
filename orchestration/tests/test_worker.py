"""Real worker processes: killed, stopped, draining."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.db import connection

from orchestration.models import Run, RunEvent, Status, StepState
from orchestration.tests.conftest import EXAMPLE, everything, nothing

ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 2

pytestmark = pytest.mark.django_db(transaction=True)

# A command whose draft takes for ever: it can be killed in the middle of a run, at a known place.
HANGS_IN_DRAFT = """
import sys, time, django
django.setup()
import production.services
def hang(**arguments):
    print("hanging", flush=True)
    time.sleep(60)
if sys.argv[1] == "hang":
    production.services.compose_draft = hang
from django.core.management import call_command
call_command(*sys.argv[2:])
"""


def url_of_the_test_database():
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    host = config["HOST"] or config["OPTIONS"].get("host", "")  # a socket's folder comes as an option
    login = f"{quote(config['USER'])}:{quote(config['PASSWORD'])}@"
    port = f":{config['PORT']}" if config["PORT"] else ""
    return f"postgres://{login}{quote(host, safe='')}{port}/{config['NAME']}"


@pytest.fixture
def environment(settings):
    """What a process needs to work on this test's database and files."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "aicmo_site.settings",
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": url_of_the_test_database(),
        "SECRET_KEY": "for-the-workers-of-tests-" + os.urandom(24).hex(),
        "AICMO_LEASE_SECONDS": str(LEASE_SECONDS),
        "AICMO_STORAGE_URL": str(django_settings.STORAGES["default"]["OPTIONS"]["location"]),
    }


@pytest.fixture
def start(environment):
    processes = []

    def start(how, *arguments):
        process = subprocess.Popen(
            [sys.executable, "-c", HANGS_IN_DRAFT, how, *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def read_until(process, word):
    for line in process.stdout:
        if word in line:
            return
    pytest.fail(f"the worker ended before it said {word!r}")


def eventually(condition, seconds):
    """Wait for `condition`, polling; the moment at which it held."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return time.monotonic()
        time.sleep(0.05)
    return pytest.fail(f"not within {seconds} s")


def completed_once(run_id):
    steps = Run.objects.get(pk=run_id).steps.values_list("step_name", "state")
    return list(steps) == [
        (name, StepState.DONE)
        for name in ("normalize_brief", "generate_strategy", "generate_draft", "qc_evaluate", "create_package")
    ]


def test_a_run_whose_worker_is_killed_is_completed_once_from_where_it_stood(start, submit):
    run_id = submit().pk
    victim = start("hang", "worker")
    read_until(victim, "hanging")
    heir = start("work", "worker")
    read_until(heir, "at work")
    victim.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    ended = eventually(lambda: Run.objects.get(pk=run_id).status == Status.COMPLETED, seconds=60)
    assert completed_once(run_id)
    # From the kill at most a lease remains, plus two seconds: the promise itself, hence a bound on time here.
    assert ended - killed < LEASE_SECONDS + 2
    taken = RunEvent.objects.filter(run_id=run_id, kind="taken_over")
    assert taken.count() == 1


def test_a_worker_that_is_terminated_finishes_its_step_and_releases_its_lease(start, submit):
    for _ in range(30):
        submit()
    worker = start("work", "worker")
    read_until(worker, "generate_strategy")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert not Run.objects.exclude(claimed_by="").exists()
    assert not Run.objects.filter(attempts__gt=0).exists()
    assert Run.objects.filter(status=Status.PENDING).exists()


def test_a_delivery_that_is_terminated_undoes_its_run_and_says_so(start):
    delivery = start("hang", "deliver", str(EXAMPLE))
    read_until(delivery, "hanging")
    delivery.send_signal(signal.SIGTERM)
    said = delivery.stdout.read()
    assert delivery.wait(30) == 130
    assert "undone" in said
    assert "Traceback" not in said
    run = Run.objects.get()
    assert (run.status, run.outcome) == (Status.COMPENSATED, "cancelled")
    assert everything() == nothing()


def test_draining_ends_when_nothing_is_left(submit, start):
    for fail in (False, True, False):
        submit(force_qc_fail=fail)
    assert start("work", "worker", "--drain", "--concurrency", "2").wait(60) == 0
    statuses = sorted(Run.objects.values_list("status", flat=True))
    assert statuses == [Status.COMPENSATED, Status.COMPLETED, Status.COMPLETED]
