"""A step fails: what it and the steps before it made goes; the story and the evidence stay."""

from unittest.mock import patch

import pytest

from orchestration.models import Status, StepState
from orchestration.tests.conftest import Crash, everything, in_both_modes, let_lease_run_out, nothing
from orchestration.tests.saga.breaking import EVERY_VERB, STEPS, Boom, broken
from orchestration.worker import advance_next, run_to_rest


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
def test_a_watcher_that_fails_harms_no_run(submit):
    def fail(*_):
        raise BrokenPipeError("nobody reads")

    assert run_to_rest(submit().pk, observe=fail).status == Status.COMPLETED
    assert run_to_rest(submit(force_qc_fail=True).pk, observe=fail).outcome == "failed"
