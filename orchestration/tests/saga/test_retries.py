"""A step is tried again after a wait, a run as a new one."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import OperationalError

from orchestration.engine.transient import backoff
from orchestration.errors import RetriedAlready, WrongState
from orchestration.models import Run, RunStep, Status
from orchestration.services import cancel_run, resume_run, retry_run
from orchestration.tests.conftest import everything, in_both_modes, let_lease_run_out, nothing, on_the_database
from orchestration.tests.saga.breaking import broken
from orchestration.worker import advance_next, run_to_rest


@in_both_modes
def test_a_retry_is_a_new_run_from_the_stored_input(submit):
    run = submit()
    with broken("delivery.services.create_package"):
        run = run_to_rest(run.pk)
    again = retry_run(run_id=run.pk, actor="ana")
    assert (again.retry_of, again.input) == (run.pk, run.input)
    assert again.brief_id != run.brief_id
    assert run_to_rest(again.pk).status == Status.COMPLETED


@in_both_modes
def test_a_transient_error_is_tried_again_after_a_wait_that_is_stored(submit, settings):
    settings.AICMO_RETRY_BASE_SECONDS = 1000
    run = submit()
    with broken("strategy.services.generate_strategy", OperationalError):
        assert advance_next(worker="one", run_id=run.pk)
        assert not advance_next(worker="two", run_id=run.pk)  # it waits
    run.refresh_from_db()
    assert (run.status, run.retry_count, run.claimed_by) == (Status.RUNNING, 1, "")
    assert run.not_before is not None
    assert run.last_error == "OperationalError: planted"
    let_lease_run_out(run.pk)
    run = run_to_rest(run.pk)
    assert (run.status, run.retry_count, run.last_error) == (Status.COMPLETED, 1, "")


@in_both_modes
@pytest.mark.parametrize("error", [TimeoutError, ConnectionError, OperationalError])
def test_a_transient_error_is_tried_again_for_as_long_as_an_outage_may_last(submit, settings, error):
    settings.AICMO_RETRY_BASE_SECONDS = 0
    settings.AICMO_MAX_ATTEMPTS = 2
    run = submit()
    with broken("production.services.compose_draft", error):
        for _ in range(7):  # more often than attempts are allowed: they are not counted here
            advance_next(worker="one", run_id=run.pk)
            run.refresh_from_db()
            assert (run.status, run.attempts) == (Status.RUNNING, 0)
        assert (run.retry_count, run.outage_retries) == (7, 7)
        begun_long_ago(run)
        run = run_to_rest(run.pk)
    assert (run.status, run.retry_count, run.evidence["step"]) == (Status.COMPENSATED, 7, "generate_draft")
    assert run.last_error == f"{error.__name__}: planted"
    assert everything() == nothing()


def begun_long_ago(run):
    """The outage is as old as one may get."""
    begun = run.outage_since - timedelta(seconds=settings.AICMO_OUTAGE_SECONDS)
    assert Run.objects.filter(pk=run.pk).update(outage_since=begun)


@in_both_modes
def test_progress_ends_an_outage(submit, settings):
    settings.AICMO_RETRY_BASE_SECONDS = 0
    run = submit()
    with broken("strategy.services.plan_strategy", TimeoutError):
        advance_next(worker="one", run_id=run.pk)
    run.refresh_from_db()
    begun_long_ago(run)
    with broken("production.services.compose_draft", TimeoutError):  # the plan went through: this is another outage
        advance_next(worker="one", run_id=run.pk)
    run.refresh_from_db()
    assert (run.status, run.next_step, run.outage_retries) == (Status.RUNNING, "generate_draft", 1)
    assert run_to_rest(run.pk).status == Status.COMPLETED


@in_both_modes
def test_undoing_waits_for_the_end_of_an_outage_too_and_then_fails_loudly(submit, settings):
    settings.AICMO_RETRY_BASE_SECONDS = 0
    settings.AICMO_MAX_ATTEMPTS = 2
    run = submit(force_qc_fail=True)
    with broken("strategy.services.discard_strategy", TimeoutError):
        for _ in range(5):
            advance_next(worker="one", run_id=run.pk)
        run.refresh_from_db()
        assert (run.status, run.outage_retries, run.attempts) == (Status.COMPENSATING, 5, 0)
        begun_long_ago(run)
        run = run_to_rest(run.pk)
    assert (run.status, run.last_error) == (Status.FAILED, "TimeoutError: planted")


def test_the_waits_grow_and_have_a_ceiling(settings):
    settings.AICMO_RETRY_BASE_SECONDS, settings.AICMO_RETRY_CAP_SECONDS = 2, 60
    with patch("random.uniform", lambda low, high: (low, high)):
        assert [backoff(n) for n in (1, 2, 3, 4, 5, 400)] == [(0, 4), (0, 8), (0, 16), (0, 32), (0, 60), (0, 60)]


@on_the_database
def test_one_run_is_retried_once_at_a_time(submit):
    run = run_to_rest(submit(force_qc_fail=True).pk)
    first = retry_run(run_id=run.pk, actor="ana")
    with pytest.raises(RetriedAlready, match=first.pk):
        retry_run(run_id=run.pk, actor="ben")
    run_to_rest(first.pk)
    assert retry_run(run_id=run.pk, actor="ben").retry_of == run.pk


@in_both_modes
def test_ended_runs_cannot_be_cancelled_or_resumed_and_live_ones_not_retried(submit):
    done = run_to_rest(submit().pk)
    for decide in (cancel_run, resume_run):
        with pytest.raises(WrongState):
            decide(run_id=done.pk, actor="ana")
    with pytest.raises(WrongState):
        retry_run(run_id=submit().pk, actor="ana")
    assert RunStep.objects.filter(run_id=done.pk).count() == 5
