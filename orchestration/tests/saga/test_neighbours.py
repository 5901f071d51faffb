"""Runs that share a brief or a moment: one that fails leaves the others' rows alone."""

import threading
from contextlib import ExitStack
from unittest.mock import patch

import pytest
from django.db import connections

from aicmo_site.kernel.persistence import alias
from orchestration.errors import BriefBusy, BriefUnfinished
from orchestration.models import Run, Status
from orchestration.services import reject_run, retry_run, submit_run
from orchestration.tests.conftest import everything, on_the_database
from orchestration.tests.saga.breaking import EVERY_VERB, Boom, broken
from orchestration.worker import run_to_rest


@on_the_database
@pytest.mark.parametrize(("step", "verb"), EVERY_VERB)
def test_a_second_run_of_a_brief_fails_without_touching_the_first(submit, step, verb):
    first = run_to_rest(submit().pk)
    before = everything()
    second = submit(brief_id=first.brief_id)
    if step == "normalize_brief":  # a reused brief is read, not made: let the reading fail
        verb = "onboarding.services.get_brief"
    with broken(verb):
        second = run_to_rest(second.pk)
    assert (second.status, second.evidence["step"]) == (Status.COMPENSATED, step)
    assert everything() == before


@on_the_database
def test_a_second_run_of_a_brief_reuses_it_and_counts_the_version_up(submit):
    first = run_to_rest(submit().pk)
    second = run_to_rest(submit(brief_id=first.brief_id).pk)
    assert second.status == Status.COMPLETED
    rows = everything()
    assert len(rows["onboarding_brief"]) == len(rows["onboarding_intake"]) == 1
    versions = [(row["version"], row["workflow_run_id"]) for row in rows["strategy_document"]]
    assert sorted(versions) == [(1, first.pk), (2, second.pk)]


@on_the_database
def test_three_failing_retries_leave_the_first_run_as_it_was(submit):
    first = run_to_rest(submit().pk)
    before = everything()
    run = submit(brief_id=first.brief_id)
    with broken("delivery.services.create_package"):
        run_to_rest(run.pk)
        for _ in range(3):
            run = retry_run(run_id=run.pk, actor="test")
            assert run_to_rest(run.pk).status == Status.COMPENSATED
    assert everything() == before
    assert Run.objects.exclude(retry_of="").count() == 3


@on_the_database
@pytest.mark.parametrize(("step", "verb"), EVERY_VERB)
def test_two_interleaved_runs_one_of_which_fails_do_not_meet(submit, step, verb):
    """Both stand in the same step at the same moment, held by a barrier; only the doomed one fails there."""
    doomed, other = submit(), submit()
    alone = run_to_rest(submit().pk)
    undisturbed = everything()
    barrier = threading.Barrier(2, timeout=60)
    module, name = verb.rsplit(".", 1)
    real_heartbeat = __import__("orchestration.engine.saga", fromlist=["heartbeat"]).heartbeat
    real = getattr(__import__(module, fromlist=[name]), name)
    mine = threading.local()

    def meet(lease):
        if Run.objects.values_list("next_step", flat=True).get(pk=lease.run_id) == step:
            barrier.wait()
        return real_heartbeat(lease)

    def fail_if_doomed(**arguments):
        if mine.run_id == doomed.pk:
            raise Boom("planted")
        return real(**arguments)

    def work(run_id):
        mine.run_id = run_id
        try:
            run_to_rest(run_id)
        finally:
            connections[alias()].close()

    with ExitStack() as stack:
        stack.enter_context(patch("orchestration.engine.saga.heartbeat", meet))
        stack.enter_context(patch(verb, fail_if_doomed))
        threads = [threading.Thread(target=work, args=(run.pk,)) for run in (doomed, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not barrier.broken
    assert {run.pk: run.status for run in Run.objects.all()} == {
        doomed.pk: Status.COMPENSATED,
        other.pk: Status.COMPLETED,
        alone.pk: Status.COMPLETED,
    }
    after = everything()
    for table, rows in undisturbed.items():
        assert [row for row in after[table] if row in rows] == rows
    assert not [
        row for table in after for row in after[table] if table != "files" and doomed.pk in map(str, row.values())
    ]
    assert len(after["delivery_packages"]) == 2
    assert len(after["onboarding_brief"]) == 2


@on_the_database
def test_a_busy_brief_is_refused_naming_its_run(submit):
    first = run_to_rest(submit().pk)
    live = submit(brief_id=first.brief_id, require_approval=True)
    before = everything()
    for _ in range(2):
        with pytest.raises(BriefBusy, match=live.pk):
            submit(brief_id=first.brief_id)
        run_to_rest(live.pk)
    assert everything()["onboarding_brief"] == before["onboarding_brief"]
    reject_run(run_id=live.pk, actor="ana")
    assert run_to_rest(live.pk).status == Status.COMPENSATED
    assert everything() == before


@on_the_database
def test_the_brief_of_a_run_that_has_not_completed_cannot_be_reused(submit):
    run = run_to_rest(submit(require_approval=True).pk)
    with pytest.raises(BriefBusy, match=run.pk):
        submit(brief_id=run.brief_id)
    Run.objects.filter(pk=run.pk).update(status=Status.COMPENSATED)  # and yet its brief is there
    with pytest.raises(BriefUnfinished, match=run.pk):
        submit(brief_id=run.brief_id)


@on_the_database
def test_an_intake_captured_on_its_own_and_its_brief_survive_a_run_that_fails(intake):
    from onboarding import services as onboarding

    form = onboarding.check_intake(responses=intake)
    onboarding.capture_intake(intake=form, brief_id="brief_by_hand")
    onboarding.normalize_brief(brief=onboarding.understand_intake(intake=form, brief_id="brief_by_hand"))
    before = everything()
    run = run_to_rest(submit_run(brief_id="brief_by_hand", force_qc_fail=True, actor="test").pk)
    assert run.status == Status.COMPENSATED
    assert everything() == before
