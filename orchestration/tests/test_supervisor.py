"""Worker processes and their parent: whatever a run does to its process, the others go on."""

import os
import signal
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from orchestration.engine.leases import claim, held_by, record_death
from orchestration.models import FINAL, Run, RunEvent, RunStep, Status, StepState
from orchestration.operations.audit import audit
from orchestration.services import submit_run
from orchestration.tests.conftest import SMALL, let_lease_run_out
from orchestration.tests.processes import eventually, is_alive, read_until
from orchestration.tests.saga.breaking import STEPS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]

STEP_SECONDS = 15  # longer than a good step of a cold process takes, even on a busy machine
QUICK = {"AICMO_STEP_SECONDS": STEP_SECONDS, "AICMO_MAX_ATTEMPTS": 2, "AICMO_RETRY_BASE_SECONDS": 0}


def submit_for(client_name):
    return submit_run(intake={**SMALL, "client_name": client_name}, actor="test").pk


def children(process):
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()


def test_poison_a_crash_and_an_endless_step_among_good_runs(start):
    evil = {name: submit_for(name) for name in ("Poison", "Crash", "Endless")}
    good = [submit_for(f"Good {number}") for number in range(20)]
    worker = start("work", "worker", "--concurrency", "2", **QUICK)
    eventually(lambda: Run.objects.filter(status__in=FINAL).count() == 23, seconds=150)
    assert set(Run.objects.filter(pk__in=good).values_list("status", flat=True)) == {Status.COMPLETED}
    ended = Run.objects.in_bulk(evil.values())
    assert {(run.status, run.outcome, run.evidence["step"]) for run in ended.values()} == {
        (Status.COMPENSATED, "failed", "normalize_brief")
    }
    assert {name: ended[run_id].evidence["error"] for name, run_id in evil.items()} == {
        "Poison": "ValueError: planted",
        "Crash": "no progress in 2 attempts; last error: the worker process was killed by SIGSEGV",
        "Endless": "no progress in 2 attempts; last error: the step took longer than 15 s, and its process was ended",
    }
    assert ended[evil["Endless"]].events.filter(kind="worker_died").count() == 2
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert not is_alive(worker)
    assert list(audit()) == []


def test_a_step_that_does_not_end_is_ended_after_its_grace_and_its_run_is_free_at_once(start):
    run_id = submit_for("Endless")
    worker = start("work", "worker", AICMO_STOP_SECONDS=1)
    read_until(worker, "endless")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert not is_alive(worker)
    run = Run.objects.get(pk=run_id)
    assert (run.status, run.claimed_by, run.attempts) == (Status.RUNNING, "", 0)


def test_a_worker_whose_output_nobody_takes_is_replaced_and_its_run_free(start, submit):
    """It hangs between two steps, where no step's limit stands: in writing that a step is done."""
    run_id = submit().pk
    worker = start("stuck", "worker", AICMO_STEP_SECONDS=3, AICMO_RETRY_BASE_SECONDS=0)
    deaths = RunEvent.objects.filter(run_id=run_id, kind="worker_died")
    eventually(deaths.exists, seconds=60)
    assert "longer than 3 s" in deaths.first().data["error"]
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0


def test_who_is_told_to_stop_while_it_starts_starts_no_more(start, submit):
    submit()
    worker = start("stop at once", "worker", "--concurrency", "3", AICMO_STOP_SECONDS=600)
    assert worker.wait(60) == 0
    assert not is_alive(worker)


def test_no_worker_outlives_its_parent(start):
    submit_for("Endless")
    worker = start("work", "worker", "--concurrency", "2", AICMO_STEP_SECONDS=2)
    read_until(worker, "endless")
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    eventually(lambda: not is_alive(worker), seconds=30)  # the endless one at its step's end: nobody else could


def test_a_process_that_is_killed_is_replaced_and_its_run_goes_on(start, submit):
    run_id = submit().pk
    worker = start("hang", "worker", AICMO_RETRY_BASE_SECONDS=0)
    read_until(worker, "hanging")
    (victim,) = children(worker)
    os.kill(int(victim), signal.SIGKILL)
    read_until(worker, "hanging")  # the next one is at the same step, long before the lease would have run out
    assert children(worker) not in ([], [victim])
    events = Run.objects.get(pk=run_id).events
    assert events.get(kind="worker_died").data["error"] == "the worker process was killed by SIGKILL"
    assert not events.filter(kind="taken_over").exists()


def test_processes_killed_again_and_again_lose_no_run_and_repeat_no_step(start, submit):
    runs = [submit().pk for _ in range(8)] + [submit(force_qc_fail=True).pk for _ in range(4)]
    worker = start("work", "worker", "--concurrency", "2", AICMO_RETRY_BASE_SECONDS=0)
    for _ in range(8):
        read_until(worker, ": ")  # some step was done, failed or undone, or a death was reported
        for victim in children(worker)[:1]:
            with suppress(ProcessLookupError):
                os.kill(int(victim), signal.SIGKILL)
    eventually(lambda: Run.objects.filter(status__in=FINAL).count() == len(runs), seconds=150)
    ends = Run.objects.filter(pk__in=runs).values_list("status", flat=True)
    assert Counter(ends) == {Status.COMPLETED: 8, Status.COMPENSATED: 4}
    done = RunStep.objects.filter(run__status=Status.COMPLETED, state=StepState.DONE)
    assert Counter(done.values_list("step_name", flat=True)) == dict.fromkeys(STEPS, 8)
    assert RunEvent.objects.filter(kind="worker_died").exists()
    assert list(audit()) == []


def test_an_expired_lease_of_a_dead_worker_is_no_reason_to_free_what_its_heir_holds(submit):
    run = submit()
    claim(worker="dead", run_id=run.pk)
    (lease,) = held_by("dead")
    let_lease_run_out(run.pk)
    claim(worker="heir", run_id=run.pk)
    record_death(lease, "it died")
    run.refresh_from_db()
    assert (run.claimed_by, run.last_error) == ("heir", "")
