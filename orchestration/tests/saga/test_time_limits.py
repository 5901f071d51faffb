"""A step that takes too long: in the foreground it fails, and leaves nothing behind."""

import signal
import time
from contextlib import suppress
from unittest.mock import patch

import pytest

from orchestration.engine.time_limits import kill_process, raise_error, start_over
from orchestration.models import Status
from orchestration.tests.conftest import everything, in_both_modes, nothing
from orchestration.worker import run_to_rest


@pytest.fixture
def _no_other_timer():
    """pytest-timeout's would be sooner, and keep ours away."""
    left = signal.setitimer(signal.ITIMER_REAL, 0)
    yield
    signal.setitimer(signal.ITIMER_REAL, *left)


@in_both_modes
@pytest.mark.usefixtures("_no_other_timer")
def test_a_step_past_its_time_fails_and_what_was_done_is_undone(submit, settings):
    def endless(**arguments):
        with suppress(Exception):  # a guard of the work's own, as around a rule
            time.sleep(60)

    run = submit()
    with patch("qc.services.judge", endless):
        run = run_to_rest(run.pk, limit=lambda: short(settings, run))
    assert (run.status, run.evidence["step"]) == (Status.COMPENSATED, "qc_evaluate")
    assert run.last_error == "StepTimedOut: the step took longer than 1 s"
    assert everything() == nothing()


def short(settings, run):
    """The limit of a foreground run, short for the step that never ends."""
    run.refresh_from_db()
    settings.AICMO_STEP_SECONDS = 1 if run.next_step == "qc_evaluate" else 60
    return raise_error()


def test_a_timer_that_others_set_is_theirs_again_afterwards(settings):
    settings.AICMO_STEP_SECONDS = 5
    kept = signal.setitimer(signal.ITIMER_REAL, 100)
    try:
        with raise_error():
            assert 4 < signal.getitimer(signal.ITIMER_REAL)[0] <= 5
        assert 90 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
        settings.AICMO_STEP_SECONDS = 200
        with raise_error():  # theirs is sooner
            assert 90 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
    finally:
        signal.setitimer(signal.ITIMER_REAL, *kept)


@pytest.mark.usefixtures("_no_other_timer")
@pytest.mark.parametrize("limit", [raise_error, kill_process])
def test_progress_gives_a_limit_its_time_anew_and_starts_none(settings, limit):
    def left():
        return signal.getitimer(signal.ITIMER_REAL)[0]

    settings.AICMO_STEP_SECONDS = 50
    with limit():
        settings.AICMO_STEP_SECONDS = 100
        assert 40 < left() <= 50
        start_over()
        assert 90 < left() <= 100
    assert left() == 0
    start_over()
    assert left() == 0
