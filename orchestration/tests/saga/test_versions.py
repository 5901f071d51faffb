"""Runs of two versions of the workflow, side by side: each is finished by workers of its own, and by no other."""

from dataclasses import replace

import pytest

from orchestration.engine.leases import claim
from orchestration.models import Run, Status
from orchestration.operations.audit import audit
from orchestration.services import approve_run, cancel_run, reject_run, resume_run
from orchestration.staff.labels import situation
from orchestration.tests.conftest import Crash, everything, in_both_modes, let_lease_run_out, on_the_database
from orchestration.tests.saga.breaking import broken
from orchestration.worker import advance_next, run_to_rest
from orchestration.workflow import WORKFLOW, WORKFLOWS

NEXT = WORKFLOW.version + 1
OF_THE_NEXT = {NEXT: replace(WORKFLOW, version=NEXT)}
OF_BOTH = {**WORKFLOWS, **OF_THE_NEXT}


def of_the_next(run):
    Run.objects.filter(pk=run.pk).update(workflow_version=NEXT)
    return run


def queued(submit):
    return submit()


def at_work(submit):
    """Its worker died after the first step."""
    run = submit()
    with broken("strategy.services.plan_strategy", Crash), pytest.raises(Crash):
        advance_next(worker="doomed", run_id=run.pk)
    let_lease_run_out(run.pk)
    return run


def waiting(submit):
    return run_to_rest(submit(require_approval=True).pk)


def approved(submit):
    """A person has approved it, and no worker has seen it since."""
    run = waiting(submit)
    return approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)


def rejected(submit):
    return reject_run(run_id=waiting(submit).pk, actor="ana")


def cancelled_at_work(submit):
    return cancel_run(run_id=at_work(submit).pk, actor="ana")


def stuck(submit):
    """Its undoing kept failing."""
    run = submit(force_qc_fail=True)
    with broken("strategy.services.discard_strategy"):
        return run_to_rest(run.pk)


STATES = [queued, at_work, waiting, approved, rejected, cancelled_at_work, stuck]


ENDS = {  # where they stand once no worker can do more
    waiting: Status.AWAITING_APPROVAL,
    rejected: Status.COMPENSATED,
    cancelled_at_work: Status.COMPENSATED,
    stuck: Status.FAILED,
}


@pytest.fixture(autouse=True)
def _one_try(settings):
    settings.AICMO_MAX_ATTEMPTS = 1


def as_it_is(run):
    return Run.objects.filter(pk=run.pk).values().get(), everything()


@in_both_modes
@pytest.mark.parametrize("state", STATES)
def test_a_run_of_a_version_that_a_worker_lacks_waits_untouched(submit, state):
    run = of_the_next(state(submit))
    before = as_it_is(run)
    assert not advance_next(worker="of the former version")
    assert not advance_next(worker="of the former version", run_id=run.pk)
    assert as_it_is(run) == before


@in_both_modes
@pytest.mark.parametrize("number", [NEXT, WORKFLOW.version])
def test_each_run_is_finished_by_its_own(submit, number):
    ours, theirs = {}, {}
    for state in STATES:
        ours[state], theirs[state] = state(submit), of_the_next(state(submit))
    for workflows in (OF_THE_NEXT, WORKFLOWS) if number == NEXT else (WORKFLOWS, OF_THE_NEXT):
        while advance_next(worker="one", workflows=workflows):
            continue
    for state in STATES:
        for run in (ours[state], theirs[state]):
            run.refresh_from_db()
        assert {ours[state].status, theirs[state].status} == {ENDS.get(state, Status.COMPLETED)}
    for run in (ours[waiting], theirs[waiting]):
        approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
    for run in (ours[stuck], theirs[stuck]):
        resume_run(run_id=run.pk, actor="ana")
    while advance_next(worker="of both", workflows=OF_BOTH):
        continue
    assert set(Run.objects.values_list("status", flat=True)) == {Status.COMPLETED, Status.COMPENSATED}
    assert list(audit()) == []


@on_the_database
def test_the_audit_and_the_run_page_say_why_a_run_waits(submit):
    run = of_the_next(approved(submit))
    run.refresh_from_db()
    (finding,) = audit()
    assert (finding.kind, finding.id, finding.removable) == ("unknown_workflow", run.pk, False)
    assert f"workflow {NEXT}" in finding.detail
    assert f"version {NEXT} of the workflow" in situation(run)


@on_the_database
def test_without_its_condition_a_worker_claims_what_it_cannot_carry_on(submit):
    run = of_the_next(approved(submit))
    assert claim(worker="careful", run_id=run.pk, versions=WORKFLOWS) is None
    assert claim(worker="careless", run_id=run.pk) is not None  # the guard left out
