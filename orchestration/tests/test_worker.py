"""Real worker processes: killed, stopped, draining."""

import signal
import time

import pytest

from orchestration.models import Run, RunEvent, Status, StepState
from orchestration.tests.conftest import EXAMPLE, everything, nothing
from orchestration.tests.processes import LEASE_SECONDS, eventually, read_until

pytestmark = pytest.mark.django_db(transaction=True)


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
    taken = RunEvent.objects.filter(run_id=run_id, kind="taken_over")
    # From the kill at most a lease remains, plus two seconds: the promise itself, hence a bound on time here.
    assert eventually(taken.exists, seconds=60) - killed < LEASE_SECONDS + 2
    eventually(lambda: Run.objects.get(pk=run_id).status == Status.COMPLETED, seconds=60)
    assert completed_once(run_id)
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
