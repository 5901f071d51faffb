"""Undoing: in an order that never dangles, loud where it fails, and to the last file."""

from unittest.mock import patch

import pytest

from orchestration.models import Status
from orchestration.operations.audit import audit
from orchestration.services import cancel_run, resume_run
from orchestration.tests.conftest import Crash, everything, files, in_both_modes, let_lease_run_out, nothing
from orchestration.tests.saga.breaking import broken
from orchestration.worker import advance_next, run_to_rest


@in_both_modes
def test_an_undo_that_fails_is_loud_and_resume_finishes_it(submit, settings):
    settings.AICMO_RETRY_BASE_SECONDS = 0
    settings.AICMO_MAX_ATTEMPTS = 3
    run = submit(force_qc_fail=True)
    with broken("strategy.services.discard_strategy"):
        advance_next(worker="one", run_id=run.pk)
        run.refresh_from_db()
        assert (run.status, run.last_error) == (Status.COMPENSATING, "Boom: planted")
        run = run_to_rest(run.pk)
    assert (run.status, run.last_error) == (Status.FAILED, "Boom: planted")
    assert run.events.filter(kind="undo_failed").count() == 2
    assert run.events.filter(kind="failed").count() == 1
    assert len(everything()["strategy_document"]) == 1
    resume_run(run_id=run.pk, actor="ana")
    run = run_to_rest(run.pk)
    assert (run.status, run.outcome) == (Status.COMPENSATED, "failed")
    assert everything() == nothing()


@in_both_modes
def test_a_row_that_undoing_overlooked_keeps_the_run_from_ending(submit, settings):
    settings.AICMO_RETRY_BASE_SECONDS = 0
    with patch("delivery.services.discard_package"), patch("strategy.services.discard_strategy"):
        run = run_to_rest(submit(force_qc_fail=True).pk)
    assert run.status == Status.FAILED
    assert "strategy_document" in run.last_error


@in_both_modes
def test_files_written_for_a_package_that_never_came_are_swept(submit):
    run = submit()
    with broken("delivery.services.create_package", Crash), pytest.raises(Crash):
        advance_next(worker="doomed", run_id=run.pk)
    assert files()  # the worker died between writing the files and committing their rows
    let_lease_run_out(run.pk)
    cancel_run(run_id=run.pk, actor="ana")
    assert run_to_rest(run.pk).outcome == "cancelled"
    assert everything() == nothing()


@in_both_modes
def test_undoing_never_leaves_a_row_that_points_at_nothing(submit):
    dangling = []
    run_to_rest(
        submit(force_qc_fail=True).pk,
        observe=lambda *_: dangling.extend(f for f in audit() if f.kind == "dangling_reference"),
    )
    assert dangling == []
