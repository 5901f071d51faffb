"""Leases: one claimer per run, and nothing committed by anybody whose lease has passed on."""

import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from unittest.mock import patch

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.db.models import Q

from aicmo_site.kernel.persistence import alias
from orchestration.engine import leases, saga
from orchestration.engine.heartbeat import heartbeat
from orchestration.engine.leases import CancelRequested, LeaseLost, claim, record_death
from orchestration.engine.saga import advance
from orchestration.models import Run, RunEvent, RunStep, Status
from orchestration.services import approve_run, cancel_run
from orchestration.tests.conftest import everything, in_both_modes, let_lease_run_out, nothing, on_the_database
from orchestration.tests.saga.breaking import broken
from orchestration.worker import advance_next, run_to_rest
from orchestration.workflow import WORKFLOW
from strategy import services as strategy

postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="many writers at once are PostgreSQL's")


def claim_everything(threads):
    """How often each run was claimed by `threads` claimers who go on until they find nothing."""
    claims, lock, barrier = Counter(), threading.Lock(), threading.Barrier(threads, timeout=60)

    def work(number):
        try:
            barrier.wait()
            for _ in range(1000):
                lease = claim(worker=f"claimer-{number}")
                if lease is None:
                    if not Run.objects.filter(leases.due()).exists():
                        return
                    continue
                with lock:
                    claims[lease.run_id] += 1
        finally:
            connections[alias()].close()

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return claims


def queue(count):
    Run.objects.bulk_create(
        Run(id=f"run_{n}", brief_id=f"brief_{n}", input={}, workflow_version=1, next_step="normalize_brief")
        for n in range(count)
    )


@postgres
@on_the_database
def test_twelve_threads_claim_three_hundred_runs_three_hundred_times():
    queue(300)
    claims = claim_everything(12)
    assert (len(claims), claims.total()) == (300, 300)
    assert set(Run.objects.values_list("epoch", "attempts", "status")) == {(1, 1, Status.RUNNING)}


@on_the_database
def test_four_threads_claim_forty_runs_forty_times():
    queue(40)
    assert claim_everything(4).total() == 40


@on_the_database
def test_without_its_condition_a_claim_takes_runs_that_others_hold():
    queue(5)
    assert claim_everything(1).total() == 5
    with patch.object(leases, "due", Q):  # the guard patched out
        assert claim(worker="thief") is not None


def stolen(verb, run, *, thief="thief"):
    """While `verb` works, the lease runs out and another worker claims the run."""
    module, name = verb.rsplit(".", 1)
    real = getattr(__import__(module, fromlist=[name]), name)

    def slow(**arguments):
        made = real(**arguments)
        if not Run.objects.filter(pk=run.pk, claimed_by=thief).exists():
            let_lease_run_out(run.pk)
            assert claim(worker=thief, run_id=run.pk)
        return made

    return patch(verb, slow)


@in_both_modes
def test_a_worker_whose_lease_has_passed_on_commits_nothing_forward(submit):
    run = submit()
    lease = claim(worker="zombie", run_id=run.pk)
    with stolen("strategy.services.plan_strategy", run), pytest.raises(LeaseLost):
        advance(lease, WORKFLOW)
    assert list(RunStep.objects.values_list("step_name", flat=True)) == ["normalize_brief"]
    assert everything()["strategy_document"] == []


@in_both_modes
def test_a_failure_found_by_a_zombie_is_not_recorded(submit):
    run = submit()
    lease = claim(worker="zombie", run_id=run.pk)

    def fail(**arguments):
        let_lease_run_out(run.pk)
        assert claim(worker="heir", run_id=run.pk)
        raise ValueError("too late")

    with patch("strategy.services.plan_strategy", fail), pytest.raises(LeaseLost):
        advance(lease, WORKFLOW)
    run.refresh_from_db()
    assert (run.status, run.claimed_by, run.last_error) == (Status.RUNNING, "heir", "")


def take_over_before_undoing(run):
    """A hook for the engine: just before the zombie's first undo, another worker takes the run over."""
    real, done = saga.commit, []

    def commit(lease, status):
        if status == Status.COMPENSATING and not done:
            done.append(True)
            let_lease_run_out(run.pk)
            assert claim(worker="heir", run_id=run.pk)
        return real(lease, status)

    return patch.object(saga, "commit", commit)


@in_both_modes
def test_a_worker_whose_lease_has_passed_on_undoes_nothing(submit):
    run = submit(force_qc_fail=True)
    lease = claim(worker="zombie", run_id=run.pk)
    with take_over_before_undoing(run), pytest.raises(LeaseLost):
        advance(lease, WORKFLOW)
    assert not RunStep.objects.filter(state="undone").exists()
    assert len(everything()["qc_results"]) == 1


def without_fence():
    """Every write under the lease, but looking at neither holder, epoch nor time."""
    return patch.object(leases, "held", lambda lease: Q(pk=lease.run_id))


@in_both_modes
def test_without_the_fence_a_zombie_writes_its_step(submit):
    run = submit()
    lease = claim(worker="zombie", run_id=run.pk)
    with without_fence(), stolen("strategy.services.plan_strategy", run):
        advance(lease, WORKFLOW)
    assert len(everything()["strategy_document"]) == 1


@in_both_modes
def test_without_the_fence_a_zombie_undoes_a_step(submit):
    run = submit(force_qc_fail=True)
    lease = claim(worker="zombie", run_id=run.pk)
    with without_fence(), take_over_before_undoing(run):
        advance(lease, WORKFLOW)
    assert RunStep.objects.filter(state="undone").exists()


@in_both_modes
def test_without_the_journal_in_the_same_commit_a_failure_leaves_rows(submit, settings):
    settings.AICMO_RETRY_BASE_SECONDS = 0
    run = submit(force_qc_fail=True)
    with patch.object(RunStep.objects, "create"):
        run = run_to_rest(run.pk)
    assert run.status == Status.FAILED  # the last check is loud about it
    assert everything() != nothing()


@on_the_database
def test_without_uniqueness_two_live_runs_share_a_brief(submit):
    brief_id = run_to_rest(submit().pk).brief_id
    constraint = next(c for c in Run._meta.constraints if c.name == "uq_workflow_runs_one_live_run_per_brief")
    with patch("orchestration.services._refuse_busy"):  # two who both looked, and both found the brief free
        submit(brief_id=brief_id)
        with pytest.raises(IntegrityError):
            submit(brief_id=brief_id)
        with connection.schema_editor() as editor:
            editor.remove_constraint(Run, constraint)
        try:
            submit(brief_id=brief_id)
            assert Run.objects.filter(brief_id=brief_id, status=Status.PENDING).count() == 2
        finally:
            Run.objects.filter(status=Status.PENDING).delete()
            with connection.schema_editor() as editor:
                editor.add_constraint(Run, constraint)


@in_both_modes
def test_without_the_content_hash_an_approval_covers_a_text_nobody_saw(submit):
    run = run_to_rest(submit(require_approval=True).pk)
    with patch("orchestration.services._require_same_content"):
        approve_run(run_id=run.pk, actor="ana", content_sha256="of another text")
    assert run_to_rest(run.pk).status == Status.COMPLETED


@in_both_modes
def test_a_takeover_is_told_and_names_the_dead(submit):
    run = submit()
    claim(worker="dead", run_id=run.pk)
    let_lease_run_out(run.pk)
    advance_next(worker="heir", run_id=run.pk)
    event = RunEvent.objects.get(run_id=run.pk, kind="taken_over")
    assert (event.actor, event.data) == ("heir", {"dead_worker": "dead"})


@in_both_modes
def test_a_heartbeat_keeps_the_lease_through_slow_work(submit, settings):
    settings.AICMO_LEASE_SECONDS = 1
    run = submit()
    lease = claim(worker="slow", run_id=run.pk)
    waited = threading.Event()
    with heartbeat(lease):
        for _ in range(15):  # a lease and a half
            waited.wait(0.1)
            assert claim(worker="thief", run_id=run.pk) is None


@in_both_modes
def test_a_heartbeat_does_not_go_on_for_ever(submit, settings):
    settings.AICMO_LEASE_SECONDS = 1
    settings.AICMO_STEP_SECONDS = 1
    run = submit()
    lease = claim(worker="hung", run_id=run.pk)
    waited = threading.Event()
    with heartbeat(lease):
        for _ in range(60):
            waited.wait(0.1)
            if claim(worker="heir", run_id=run.pk):
                return
    pytest.fail("a hung call kept its lease")


@in_both_modes
@pytest.mark.parametrize(("change", "heard"), [("cancelled", CancelRequested), ("taken over", LeaseLost)])
def test_work_in_hand_hears_within_a_heartbeat_that_it_is_in_vain(submit, settings, change, heard):
    settings.AICMO_LEASE_SECONDS = 1
    run = submit()
    lease = claim(worker="slow", run_id=run.pk)

    def work():
        if change == "cancelled":
            cancel_run(run_id=run.pk, actor="ana")
        else:
            let_lease_run_out(run.pk)
            claim(worker="heir", run_id=run.pk)
        time.sleep(30)  # far beyond a heartbeat: the signal ends it
        pytest.fail("the work went on")

    with pytest.raises(heard), heartbeat(lease):
        work()


@in_both_modes
def test_a_run_that_is_cancelled_in_a_step_is_undone_before_the_step_is_over(submit, settings):
    settings.AICMO_LEASE_SECONDS = 1
    run = submit()

    def endless(**arguments):
        cancel_run(run_id=run.pk, actor="ana")
        with suppress(Exception):  # a guard of the work's own, as around a rule
            time.sleep(30)

    with patch("production.services.compose_draft", endless):
        run = run_to_rest(run.pk)
    assert (run.status, run.outcome) == (Status.COMPENSATED, "cancelled")
    assert everything() == nothing()


@in_both_modes
def test_a_run_that_is_cancelled_while_nobody_hears_does_not_enter_its_step_again(submit):
    run = submit()
    lease = claim(worker="silent", run_id=run.pk)
    cancel_run(run_id=run.pk, actor="ana")
    record_death(lease, "killed in a step that let no heartbeat through")
    with patch("onboarding.services.understand_intake", side_effect=AssertionError("entered again")):
        run = run_to_rest(run.pk)
    assert (run.status, run.outcome) == (Status.COMPENSATED, "cancelled")


@postgres
@on_the_database
def test_no_claimer_waits_for_a_row_that_somebody_else_has_locked(settings):
    queue(2)
    oldest, locked, over = Run.objects.order_by("created_at").first(), threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                Run.objects.select_for_update().get(pk=oldest.pk)
                locked.set()
                over.wait(60)
        finally:
            connections[alias()].close()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert locked.wait(60)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1ms'")  # whoever waits fails
        taken = claim(worker="one")
        assert (taken.run_id != oldest.pk, claim(worker="two")) == (True, None)
    finally:
        over.set()
        holder.join()
        connection.close()
    assert claim(worker="two").run_id == oldest.pk


@in_both_modes
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("fail", [False, True])
def test_a_commit_whose_answer_was_lost_is_read_and_not_assumed(submit, number, fail):
    real, commits = saga.commit, []

    @contextmanager
    def commit(lease, status):
        with real(lease, status):
            yield
        commits.append(status)
        if len(commits) == number:
            raise OperationalError("server closed the connection unexpectedly")

    with patch.object(saga, "commit", commit):
        run = run_to_rest(submit(force_qc_fail=fail).pk)
    assert (run.status, run.retry_count) == (Status.COMPENSATED if fail else Status.COMPLETED, 0)
    rounds = run.steps.filter(step_name="qc_evaluate").values_list("revision", flat=True)
    assert list(rounds) == ([0, 1, 2] if fail else [0])
    assert len(commits) == (15 if fail else 5)


def lost_answer(number):
    """The n-th commit of a way back goes through, and its answer is lost."""
    real, undone = saga.commit, []

    @contextmanager
    def commit(lease, status):
        with real(lease, status):
            yield
        if status == Status.COMPENSATING:
            undone.append(status)
            if len(undone) == number:
                raise OperationalError("server closed the connection unexpectedly")

    return patch.object(saga, "commit", commit)


@in_both_modes
@pytest.mark.parametrize("number", [1, 4, 8])  # a verdict, a draft, the last check: seven are undone before it
def test_an_undo_whose_answer_was_lost_is_told_as_done(submit, number):
    seen = []
    with lost_answer(number):
        run = run_to_rest(submit(force_qc_fail=True).pk, observe=lambda run_id, step, what: seen.append(what))
    assert run.status == Status.COMPENSATED
    assert not run.events.filter(kind__in=("undo_failed", "taken_over")).exists()
    assert [what for what in seen if what in ("undone", "undo failed", "compensated")] == [
        *["undone"] * 7,
        "compensated",
    ]


@in_both_modes
def test_files_of_a_package_go_although_the_answer_to_the_last_commit_was_lost(submit):
    run = submit()
    never_called = patch("orchestration.engine.saga.on_commit")  # what waits for a commit that raises
    with broken("delivery.services.create_package"), lost_answer(5), never_called:  # four undone, then the last check
        run = run_to_rest(run.pk)
    assert run.status == Status.COMPENSATED
    assert everything() == nothing()


@in_both_modes
def test_a_step_that_outlives_its_lease_inside_its_transaction_commits_nothing(submit):
    run = submit()
    lease = claim(worker="slow", run_id=run.pk)
    generate_strategy = strategy.generate_strategy

    def outlive(**arguments):
        let_lease_run_out(run.pk)
        return generate_strategy(**arguments)

    with patch("strategy.services.generate_strategy", outlive), pytest.raises(LeaseLost):
        advance(lease, WORKFLOW)
    assert everything()["strategy_document"] == []
    assert list(RunStep.objects.values_list("step_name", flat=True)) == ["normalize_brief"]
    let_lease_run_out(run.pk)
    assert run_to_rest(run.pk).status == Status.COMPLETED
