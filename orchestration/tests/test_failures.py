"""A step fails: what it and the steps before it made goes; the story, the evidence and everybody else's rows stay."""

import threading
from contextlib import ExitStack
from unittest.mock import patch

import pytest
from django.db import OperationalError, connections

from aicmo_site.kernel.persistence import alias
from orchestration.audit import audit
from orchestration.errors import BriefBusy, BriefUnfinished, RetriedAlready, WrongState
from orchestration.models import Run, RunStep, Status, StepState
from orchestration.services import cancel_run, reject_run, resume_run, retry_run, submit_run
from orchestration.tests.conftest import Crash, everything, files, let_lease_run_out, nothing
from orchestration.worker import advance_next, run_to_rest

STEPS = ["normalize_brief", "generate_strategy", "generate_draft", "qc_evaluate", "create_package"]
VERBS = {  # the verb whose failure fails the step, and whether it is called outside the transaction or inside
    "normalize_brief": ["onboarding.services.understand_intake", "onboarding.services.normalize_brief"],
    "generate_strategy": ["strategy.services.plan_strategy", "strategy.services.generate_strategy"],
    "generate_draft": ["production.services.compose_draft", "production.services.assemble_bundle"],
    "qc_evaluate": ["qc.services.judge", "qc.services.evaluate"],
    "create_package": ["delivery.services.write_package", "delivery.services.create_package"],
}
EVERY_VERB = [(step, verb) for step, verbs in VERBS.items() for verb in verbs]

in_both_modes = pytest.mark.usefixtures("persistence_mode")
on_the_database = pytest.mark.django_db(transaction=True)


class Boom(Exception):
    """A bug."""


def broken(verb, error=Boom, *, after=False):
    """The verb fails; with `after`, once it has done its work."""
    module, name = verb.rsplit(".", 1)
    real = getattr(__import__(module, fromlist=[name]), name)

    def fail(**arguments):
        if after:
            real(**arguments)
        raise error("planted")

    return patch(verb, fail)


@in_both_modes
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("step", "verb"), EVERY_VERB)
def test_a_failure_anywhere_leaves_nothing_behind(submit, step, verb, after):
    run = submit()
    with broken(verb, after=after):
        run = run_to_rest(run.pk)
    assert (run.status, run.outcome, run.next_step) == (Status.COMPENSATED, "failed", "")
    assert (run.evidence["step"], run.evidence["error"], run.last_error) == (step, "Boom: planted", "Boom: planted")
    assert run.input["intake"]["client_name"]
    assert everything() == nothing()
    journal = list(run.steps.values_list("step_name", "state"))
    before = STEPS[: STEPS.index(step)]
    assert journal == [*((name, StepState.UNDONE) for name in before), (step, StepState.FAILED)]
    kinds = list(run.events.values_list("kind", flat=True))
    assert kinds == [
        *["submitted", "started"],
        *["step_done"] * len(before),
        *["step_failed", "compensating"],
        *["step_undone"] * len(before),
        "compensated",
    ]


@in_both_modes
def test_an_error_whose_message_no_database_takes_is_recorded_all_the_same(submit):
    def fail(**arguments):
        raise Boom("NUL \0 and half a pair \ud800 " + "x" * 100_000)

    with patch("strategy.services.plan_strategy", fail):
        run = run_to_rest(submit().pk)
    assert (run.status, run.last_error[:32]) == (Status.COMPENSATED, "Boom: NUL  and half a pair ? xxx")


@in_both_modes
def test_a_failing_verdict_revises_then_leaves_only_its_evidence(submit, settings):
    settings.AICMO_QC_MAX_REVISIONS = 2
    run = run_to_rest(submit(force_qc_fail=True).pk)
    assert (run.status, run.outcome, run.evidence["step"]) == (Status.COMPENSATED, "failed", "qc_evaluate")
    assert run.evidence["qc"]["passed"] is False
    assert run.evidence["qc"]["issues"][0]["code"] == "FORCED"
    assert everything() == nothing()
    rounds = run.steps.filter(step_name="qc_evaluate").values_list("revision", "state")
    assert list(rounds) == [(0, StepState.UNDONE), (1, StepState.UNDONE), (2, StepState.FAILED)]


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


@in_both_modes
def test_a_retry_is_a_new_run_from_the_stored_input(submit):
    run = submit()
    with broken("delivery.services.create_package"):
        run = run_to_rest(run.pk)
    again = retry_run(run_id=run.pk, actor="ana")
    assert (again.retry_of, again.input) == (run.pk, run.input)
    assert again.brief_id != run.brief_id
    assert run_to_rest(again.pk).status == Status.COMPLETED


@on_the_database
@pytest.mark.parametrize(("step", "verb"), EVERY_VERB)
def test_two_interleaved_runs_one_of_which_fails_do_not_meet(submit, step, verb):
    """Both stand in the same step at the same moment, held by a barrier; only the doomed one fails there."""
    doomed, other = submit(), submit()
    alone = run_to_rest(submit().pk)
    undisturbed = everything()
    barrier = threading.Barrier(2, timeout=60)
    module, name = verb.rsplit(".", 1)
    real_heartbeat = __import__("orchestration.saga", fromlist=["heartbeat"]).heartbeat
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
        stack.enter_context(patch("orchestration.saga.heartbeat", meet))
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
def test_a_transient_error_that_does_not_pass_compensates_after_the_attempts(submit, settings, error):
    settings.AICMO_RETRY_BASE_SECONDS = 0
    settings.AICMO_MAX_ATTEMPTS = 3
    with broken("production.services.compose_draft", error):
        run = run_to_rest(submit().pk)
    assert (run.status, run.retry_count, run.evidence["step"]) == (Status.COMPENSATED, 2, "generate_draft")
    assert everything() == nothing()


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
def test_an_input_that_kills_its_worker_ends(submit, settings):
    settings.AICMO_MAX_ATTEMPTS = 3
    run = submit()
    with broken("production.services.compose_draft", Crash):
        for _ in range(4):
            with pytest.raises(Crash):
                advance_next(worker="doomed", run_id=run.pk)
            let_lease_run_out(run.pk)
        # the first death came after progress; three more were attempts; the next claimer gives up
        run = run_to_rest(run.pk)
    assert (run.status, run.evidence["step"]) == (Status.COMPENSATED, "generate_draft")
    assert "3 attempts" in run.last_error
    assert everything() == nothing()


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
def test_a_run_of_another_workflow_is_refused_loudly_and_undone(submit):
    run = submit()
    with broken("strategy.services.plan_strategy", Crash), pytest.raises(Crash):
        advance_next(worker="of the old version", run_id=run.pk)
    let_lease_run_out(run.pk)
    Run.objects.filter(pk=run.pk).update(workflow_version=99)
    run = run_to_rest(run.pk)
    assert (run.status, run.outcome, "workflow 99" in run.last_error) == (Status.COMPENSATED, "failed", True)
    assert everything() == nothing()


@in_both_modes
def test_undoing_never_leaves_a_row_that_points_at_nothing(submit):
    dangling = []
    run_to_rest(
        submit(force_qc_fail=True).pk,
        observe=lambda *_: dangling.extend(f for f in audit() if f.kind == "dangling_reference"),
    )
    assert dangling == []


@in_both_modes
def test_a_watcher_that_fails_harms_no_run(submit):
    def fail(*_):
        raise BrokenPipeError("nobody reads")

    assert run_to_rest(submit().pk, observe=fail).status == Status.COMPLETED
    assert run_to_rest(submit(force_qc_fail=True).pk, observe=fail).outcome == "failed"


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
