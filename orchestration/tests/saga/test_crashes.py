"""A worker dies just before or just after any commit; another takes over and finishes, forward or backward."""

import itertools

import pytest

from orchestration.models import STANDING, Run, RunStep, Status, StepState
from orchestration.services import approve_run, reject_run, request_changes
from orchestration.tests.conftest import (
    Crash,
    crash_at_commit,
    everything,
    let_lease_run_out,
    nothing,
    shape,
)
from orchestration.worker import advance_next, run_to_rest

pytestmark = pytest.mark.usefixtures("persistence_mode")


def to_rest_with_a_crash(run_id, number, *, before):
    """Advance a run with one worker that dies at its n-th commit, then with another; False where n was not reached."""
    try:
        with crash_at_commit(number, before=before) as reached:
            advance_next(worker="doomed", run_id=run_id)
    except Crash:
        let_lease_run_out(run_id)
        run_to_rest(run_id)
    return len(reached) >= number


def crash_everywhere(start, check):
    """For every commit there is, before it and after it: a fresh run crashes there, is carried on, and is checked."""
    for before in (True, False):
        for number in itertools.count(1):
            run_id = start()
            crashed = to_rest_with_a_crash(run_id, number, before=before)
            check(run_id)
            if not crashed:
                break
        yield number - 1


def rows_of(run_id):
    return {
        table: [row for row in rows if run_id in (row["workflow_run_id"], None)]
        if rows and "workflow_run_id" in rows[0]
        else []
        for table, rows in everything().items()
        if table != "files"
    }


def assert_completed_once(run_id):
    run = Run.objects.get(pk=run_id)
    assert (run.status, run.claimed_by, run.lease_expires_at) == (Status.COMPLETED, "", None)
    assert [step.step_name for step in run.steps.filter(state=StepState.DONE)][-1] == "create_package"
    rows = rows_of(run_id)
    made = {}
    for step in run.steps.all():
        for table, ids in step.created.items():
            made.setdefault(table, set()).update(ids)
    once = ("onboarding_intake", "onboarding_brief", "strategy_document", "production_drafts", "qc_results")
    assert {table: len(rows[table]) for table in (*once, "delivery_packages")} == dict.fromkeys(
        (*once, "delivery_packages"), 1
    )
    assert {row["bundle_id"] for row in rows["production_bundles"]} == made["production_bundles"]


def assert_nothing_left():
    assert everything() == nothing()


def test_a_crash_anywhere_on_the_way_forward_ends_in_the_same_rows(submit):
    reached = list(crash_everywhere(lambda: submit().pk, assert_completed_once))
    assert reached == [6, 6]  # the claim and five steps
    shapes = shape(everything())
    runs = Run.objects.count()
    assert {shapes["delivery_packages"], shapes["onboarding_brief"], shapes["qc_results"]} == {runs}


def test_a_crash_anywhere_on_the_way_back_leaves_nothing(submit):
    def check(run_id):
        run = Run.objects.get(pk=run_id)
        assert (run.status, run.outcome) == (Status.COMPENSATED, "failed")
        assert run.evidence["qc"]["issues"][0]["code"] == "FORCED"
        assert not run.steps.filter(state__in=STANDING).exists()
        assert_nothing_left()

    reached = list(crash_everywhere(lambda: submit(force_qc_fail=True).pk, check))
    # the claim, two steps, three rounds of draft and verdict less the refused one, the failure,
    # seven undone, the last check, the sweep
    assert reached == [18, 18]


def test_a_crash_in_a_requested_revision_ends_in_the_same_rows(submit):
    def waiting_for_changes():
        run = run_to_rest(submit(require_approval=True).pk)
        request_changes(run_id=run.pk, actor="ana", comment="shorter")
        return run.pk

    def approve_and_check(run_id):
        run = Run.objects.get(pk=run_id)
        assert (run.status, run.revision) == (Status.AWAITING_APPROVAL, 1)
        approve_run(run_id=run_id, actor="ana", content_sha256=run.content_sha256)
        run_to_rest(run_id)
        assert_completed_once(run_id)

    reached = list(crash_everywhere(waiting_for_changes, approve_and_check))
    assert reached == [3, 3]  # the claim, the draft, the verdict


def test_a_crash_on_the_way_to_rest_with_findings_ends_in_the_same_rest(submit):
    def reject_and_check(run_id):
        run = Run.objects.get(pk=run_id)
        assert (run.status, run.awaiting, run.revision) == (Status.AWAITING_APPROVAL, "copy", 2)
        assert [row["passed"] for row in rows_of(run_id)["qc_results"]] == [False]
        assert run.evidence["qc"]["issues"][0]["code"] == "FORCED"
        reject_run(run_id=run_id, actor="ana")
        run_to_rest(run_id)
        assert_nothing_left()

    reached = list(crash_everywhere(lambda: submit(require_approval=True, force_qc_fail=True).pk, reject_and_check))
    assert reached == [9, 9]  # the claim, two steps, three rounds of draft and verdict


def test_a_crash_after_an_approval_ends_in_the_same_rows(submit):
    def approved():
        run = run_to_rest(submit(require_approval=True).pk)
        approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
        return run.pk

    reached = list(crash_everywhere(approved, assert_completed_once))
    assert reached == [2, 2]  # the claim, the package


def test_a_run_at_rest_survives_the_death_of_every_worker(submit):
    run = run_to_rest(submit(require_approval=True).pk)
    before = everything()
    assert not advance_next(worker="another", run_id=run.pk)
    assert everything() == before
    assert Run.objects.get(pk=run.pk).status == Status.AWAITING_APPROVAL


def test_each_step_is_journaled_once_however_often_workers_die(submit):
    run_id = submit().pk
    for number in (2, 2, 2, 2):  # each worker dies just after its first step
        with pytest.raises(Crash), crash_at_commit(number, before=False):
            advance_next(worker="doomed", run_id=run_id)
        let_lease_run_out(run_id)
    assert run_to_rest(run_id).status == Status.COMPLETED
    steps = RunStep.objects.filter(run_id=run_id).values_list("step_name", "revision", "state")
    assert list(steps) == [
        (name, 0, "done")
        for name in ("normalize_brief", "generate_strategy", "generate_draft", "qc_evaluate", "create_package")
    ]
