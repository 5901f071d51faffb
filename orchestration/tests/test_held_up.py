"""A server as the README starts it, under the worst that a viewer and an editor can ask: it answers, and it ends."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from orchestration.models import Run
from orchestration.tests import poisoned_server
from orchestration.tests.processes import environment  # noqa: F401  the fixture
from orchestration.tests.test_servers import free_port, post, until_it_answers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.any_database,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc"),
]
PLACES = 2
MOST_RSS = 1_000_000_000  # bytes of the server and all its processes together when nothing is under way
DRAFT = {"id": "d", "channel": "x_post", "language": "en", "client": {"name": "Ada"}}
FINE, SLOW, DIED = (200, None), (422, "preview_too_slow"), (422, "preview_died")
BUSY = (503, "previews_busy")
PREVIEW, CHECK = 0, 1


@pytest.fixture
def server(environment):  # noqa: F811
    """(process, address); the process leads a group of its own."""
    address = f"127.0.0.1:{free_port()}"
    program = [sys.executable, poisoned_server.__file__, "aicmo_site.wsgi", "--threads", "8", "--log-level", "error"]
    held = {"AICMO_HTTPS": "false", "AICMO_PREVIEW_SECONDS": "6", "AICMO_PREVIEWS": str(PLACES)}
    process = subprocess.Popen(
        [*program, "--bind", address], env={**environment, **held}, start_new_session=True, stderr=subprocess.DEVNULL
    )
    until_it_answers(f"http://{address}")
    yield process, f"http://{address}"
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def ask(server, django_user_model, capsys):
    """Ask for copy to be checked, as a viewer, or for a preview, as an editor: (status, the problem's code or None)."""
    tokens = {}
    for role in ("viewer", "editor"):
        user = django_user_model.objects.create_user(role)
        user.groups.add(Group.objects.get(name=role))
        call_command("token", role)
        tokens[role] = capsys.readouterr().out.strip()

    def ask(number, words):
        checks = {"drafts": [{**DRAFT, "fields": {"text": f"Visit us, {words}."}}]}
        starts = {"intake": {"client_name": "Ada Ltd", "raw_notes": f"Call Ada, {words}."}}
        role, path, body = (
            ("viewer", "qc/check/", checks) if number % 2 == CHECK else ("editor", "runs/?dry_run=true", starts)
        )
        status, answer = post(f"{server[1]}/api/v1/{path}", tokens[role], body)
        return status, answer.get("code")

    return ask


def group(leader):
    """The processes of a group that live: {pid: (parent, resident bytes)}."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, pgrp, *rest = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(pgrp) == leader and state != "Z":
            found[int(stat.parent.name)] = (int(parent), int(rest[18]) * os.sysconf("SC_PAGE_SIZE"))
    return found


def at_work(leader):
    """Those at work on a preview: server, worker, fork server, child."""
    processes = group(leader)
    depth = {leader: 0}
    while missing := [pid for pid, (parent, _) in processes.items() if pid not in depth and parent in depth]:
        depth |= {pid: depth[processes[pid][0]] + 1 for pid in missing}
    return [pid for pid, level in depth.items() if level >= 3]


def under_load(server, ask, count, words):
    """What happened, in order: "alive" for each answer of /healthz, else how a request ended."""
    process, address = server
    story, done = [], threading.Event()

    def probe():
        while not done.is_set():
            with urlopen(f"{address}/healthz", timeout=60) as answer:
                story.append("alive" if answer.status == 200 else answer.status)
            assert len(at_work(process.pid)) <= PLACES

    with ThreadPoolExecutor(count + 1) as pool:
        probing = pool.submit(probe)
        asked = [pool.submit(lambda n: story.append(ask(n, words)), number) for number in range(count)]
        for each in asked:
            each.result()
        done.set()
        probing.result()
    return story


def test_the_worst_requests_are_refused_or_ended_while_the_server_answers(server, ask):
    for count in (8, 32):
        story = under_load(server, ask, count, "spin-poison")
        ends = Counter(what for what in story if what != "alive")
        assert ends.total() == count
        assert set(ends) == {SLOW, BUSY}
        assert ends[SLOW] >= PLACES
        before = story[: story.index(SLOW)]  # while both places were held
        assert {"alive", BUSY} <= set(before)
    assert [ask(number, "abort-poison") for number in range(2)] == [DIED] * 2
    assert ask(CHECK, "swell-poison") == DIED
    assert ask(PREVIEW, "swell-poison") in (DIED, SLOW, FINE)  # a run that fails for want of memory is undone
    assert [ask(number, "this week") for number in range(2)] == [FINE] * 2
    assert at_work(server[0].pid) == []
    assert sum(resident for _, resident in group(server[0].pid).values()) < MOST_RSS
    assert Run.objects.count() == 0


def test_told_to_end_the_server_ends_with_all_its_processes_while_previews_are_under_way(server, ask):
    process, _ = server
    with ThreadPoolExecutor(PLACES) as pool:
        asked = [pool.submit(ask, number, "spin-poison") for number in range(PLACES)]
        while len(at_work(process.pid)) < PLACES:
            time.sleep(0.1)
        process.terminate()
        assert [each.result() for each in asked] == [SLOW] * PLACES
    assert process.wait(120) == 0
    while group(process.pid):  # the fork server notices that nobody is left; else the test's timeout tells
        time.sleep(0.1)
