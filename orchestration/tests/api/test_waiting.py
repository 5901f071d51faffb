"""A call that rests until its run has changed."""

import pytest
from django.db import connection
from django.utils import timezone

from orchestration.api import long_poll as resting
from orchestration.models import Run, Status
from orchestration.tests.api.calls import RUNS

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_wait_ends_when_the_run_changes(boss, submit, monkeypatch):
    run, naps = submit(), []

    def nap(seconds):
        naps.append(seconds)
        assert not connection.in_atomic_block
        if len(naps) == 2:
            Run.objects.filter(pk=run.pk).update(status=Status.RUNNING, updated_at=timezone.now())

    monkeypatch.setattr(resting.time, "sleep", nap)
    assert boss.get(f"{RUNS}{run.pk}/?wait=30").json()["status"] == "RUNNING"
    assert len(naps) == 2


def test_a_wait_for_what_has_changed_already_or_never_will_is_none(boss, submit, monkeypatch):
    monkeypatch.setattr(resting.time, "sleep", lambda seconds: pytest.fail("waited"))
    run = submit()
    assert boss.get(f"{RUNS}{run.pk}/?wait=30&after=2020-01-01T00:00:00Z").status_code == 200
    Run.objects.filter(pk=run.pk).update(status=Status.COMPLETED)
    assert boss.get(f"{RUNS}{run.pk}/?wait=30").json()["status"] == "COMPLETED"


def test_a_wait_ends_when_time_is_up(boss, submit, monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(resting.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(resting.time, "sleep", lambda seconds: None)
    assert boss.get(f"{RUNS}{submit().pk}/?wait=3").json()["status"] == "PENDING"
