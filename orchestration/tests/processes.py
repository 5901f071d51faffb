"""Real processes of ours on a test's database: workers, commands."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 2

# A command whose stations misbehave for some clients, at a known place.
COMMAND = """
import ctypes, os, signal, sys, time, django
django.setup()
import onboarding.services, production.services

def hang(**arguments):
    print("hanging", flush=True)
    time.sleep(60)

def understand(*, intake, **arguments):
    match intake.responses["client_name"]:
        case "Poison":
            raise ValueError("planted")
        case "Crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "Endless":
            print("endless", flush=True)
            ctypes.PyDLL(None).sleep(600)  # one call of C that keeps the interpreter's lock, as a pattern does
    return real(intake=intake, **arguments)

real, onboarding.services.understand_intake = onboarding.services.understand_intake, understand
if sys.argv[1] == "hang":
    production.services.compose_draft = hang
if sys.argv[1] == "stuck":
    from orchestration.management.commands.worker import Command
    Command.show = lambda *_: time.sleep(600)
if sys.argv[1] == "stop at once":  # the signal comes between the first start and the second
    from orchestration.supervisor import Supervisor
    begun = Supervisor._start
    def start(self):
        begun(self)
        os.kill(os.getpid(), signal.SIGTERM)
    Supervisor._start = start
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

    def start(how, *arguments, **settings):
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, how, *arguments],
            env={**environment, **{name: str(value) for name, value in settings.items()}},
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def read_until(process, word):
    for line in process.stdout:
        if word in line:
            return
    pytest.fail(f"the worker ended before it said {word!r}")


def is_alive(process):
    """Whether the process or any of its children is."""
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def eventually(condition, seconds):
    """Wait for `condition`, polling; the moment at which it held."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return time.monotonic()
        time.sleep(0.05)
    return pytest.fail(f"not within {seconds} s")
