"""A run rests at its plan until somebody approves exactly that one; what was approved stands while its content does."""

from functools import partial

import pytest

from aicmo_site.tests.at_once import at_once
from onboarding.services import get_brief
from orchestration.errors import ContentChanged, DecidedAlready, WrongState
from orchestration.models import Run, Status
from orchestration.operations.audit import audit
from orchestration.run_state import approvals, decisions
from orchestration.services import answer_run, approve_run, cancel_run, reject_run, request_changes, retry_run
from orchestration.tests.conftest import (
    Crash,
    crash_at_commit,
    everything,
    in_both_modes,
    let_lease_run_out,
    nothing,
    on_the_database,
)
from orchestration.worker import run_to_rest
from production.models import Draft
from strategy.models import StrategyDocument
from strategy.services import approve_strategy


def approved(run, actor="ann"):
    approve_run(run_id=run.pk, actor=actor, content_sha256=run.content_sha256)
    return run_to_rest(run.pk)


def answered(run, field, decision="correct", value=None, actor="ben"):
    fact = next(fact for fact in get_brief(brief_id=run.brief_id).facts if fact.field == field)
    said = {"fact": fact.id, "decision": decision, **({"value": value} if value else {})}
    answer_run(run_id=run.pk, actor=actor, answers=[said])
    return run_to_rest(run.pk)


def plan():
    return StrategyDocument.objects.get().to_value()


@in_both_modes
def test_it_rests_before_any_copy_and_goes_on_when_exactly_that_plan_is_approved(submit):
    run = run_to_rest(submit(stops=["strategy"]).pk)
    assert (run.status, run.awaiting, run.next_step) == (Status.AWAITING_APPROVAL, "strategy", "generate_draft")
    assert decisions(run) == ("approve", "adjust_plan", "answers", "reject", "cancel")
    assert run.content_sha256 == plan().content_sha256
    assert not Draft.objects.exists()
    with pytest.raises(ContentChanged):
        approve_run(run_id=run.pk, actor="ann", content_sha256="0" * 64)
    with pytest.raises(WrongState):
        request_changes(run_id=run.pk, actor="ann", comment="Shorter.")
    run = approved(run)
    assert (run.status, plan().is_approved, plan().approved_by) == (Status.COMPLETED, True, "ann")
    asked, decided = (run.events.get(kind=kind).data for kind in ("awaiting_approval", "decided"))
    assert asked == {"awaiting": "strategy", "content_sha256": plan().content_sha256}
    assert (decided["decision"], decided["stop"]) == ("approve", "strategy")
    assert list(audit()) == []


@in_both_modes
def test_each_stop_is_rested_at_in_the_order_of_the_work(submit):
    run = run_to_rest(submit(stops=["copy", "strategy", "brief"]).pk)
    seen = []
    while run.awaiting:
        seen.append(run.awaiting)
        run = approved(run)
    assert (seen, run.status) == (["brief", "strategy", "copy"], Status.COMPLETED)


@in_both_modes
def test_answers_at_the_plan_have_brief_and_plan_made_again(submit):
    run = run_to_rest(submit(stops=["strategy"]).pk)
    before = run.content_sha256
    run = answered(run, "objectives.0", value="Win 60 volunteers")
    assert (run.awaiting, run.revision) == ("strategy", 1)
    assert run.content_sha256 != before
    assert plan().objectives[0].words == "Win 60 volunteers"
    assert plan().version == 1
    assert approved(run).status == Status.COMPLETED


@in_both_modes
def test_a_plan_that_was_approved_is_not_asked_about_again_while_it_stays_the_same(submit):
    run = approved(run_to_rest(submit(stops=["strategy", "copy"]).pk))
    content = plan().content_sha256
    run = answered(run, "website", value="https://other.example")
    assert (run.awaiting, plan().content_sha256) == ("copy", content), "it rests at the copy at once"
    assert (plan().is_approved, plan().approved_by) == (True, "ann")
    assert [(one["stop"], one["by"], one["stands"]) for one in approvals(run)] == [("strategy", "ann", True)]
    done = run.events.filter(kind="step_done", data__step="generate_strategy").last()
    assert (done.data["approval"], done.data["by"]) == ("stands", "ann")
    assert run.events.filter(kind="awaiting_approval", data__awaiting="strategy").count() == 1


@in_both_modes
def test_one_that_changed_is_asked_about_again_and_says_who_had_approved_what(submit):
    run = approved(run_to_rest(submit(stops=["strategy", "copy"]).pk))
    run = answered(run, "objectives.0", value="Win 60 volunteers")
    assert run.awaiting == "strategy"
    assert (plan().is_approved, plan().approved_by) == (False, "")
    assert [(one["stop"], one["by"], one["stands"]) for one in approvals(run)] == [("strategy", "ann", False)]
    run = approved(run, actor="cay")
    assert run.awaiting == "copy"
    assert [(one["by"], one["stands"]) for one in approvals(run)] == [("cay", True)]
    assert approved(run).status == Status.COMPLETED


@in_both_modes
def test_a_plan_without_a_stop_keeps_the_approval_of_its_row_while_it_stays_the_same(submit):
    run = run_to_rest(submit(stops=["copy"]).pk)
    approve_strategy(strategy_id=plan().strategy_id, approved_by="eve")
    answered(run, "website", value="https://other.example")
    assert plan().approved_by == "eve"
    run = Run.objects.get(pk=run.pk)
    answered(run, "objectives.0", value="Win 60 volunteers")
    assert not plan().is_approved


@in_both_modes
def test_it_keeps_the_name_of_who_approved_the_row_first(submit):
    run = run_to_rest(submit(stops=["strategy"]).pk)
    approve_strategy(strategy_id=plan().strategy_id, approved_by="eve")
    assert approved(run).status == Status.COMPLETED
    assert plan().approved_by == "eve"


@in_both_modes
def test_a_rejected_plan_leaves_nothing_and_its_retry_rests_there_again(submit):
    run = run_to_rest(submit(stops=["strategy"]).pk)
    reject_run(run_id=run.pk, actor="ann")
    run = run_to_rest(run.pk)
    assert (run.status, run.outcome, everything()) == (Status.COMPENSATED, "rejected", nothing())
    assert run_to_rest(retry_run(run_id=run.pk, actor="ann").pk).awaiting == "strategy"


@in_both_modes
def test_a_brief_that_is_reused_keeps_its_former_plans(submit):
    first = run_to_rest(submit().pk)
    run = run_to_rest(submit(brief_id=first.brief_id, stops=["strategy", "copy"]).pk)
    run = approved(run)
    run = answered(run, "website", value="https://other.example")
    assert run.awaiting == "copy"
    assert sorted((row.brief_id == first.brief_id, row.version) for row in StrategyDocument.objects.all()) == [
        (False, 1),
        (True, 1),
    ]
    assert list(audit()) == []


@on_the_database
def test_of_two_people_who_decide_on_a_plan_at_once_one_wins(submit):
    run = run_to_rest(submit(stops=["strategy"]).pk)

    def outcome(decide, **arguments):
        try:
            decide(run_id=run.pk, **arguments)
        except (WrongState, DecidedAlready):
            return "told"
        return "won"

    outcomes = at_once(
        partial(outcome, approve_run, actor="ann", content_sha256=run.content_sha256),
        partial(outcome, reject_run, actor="ben"),
    )
    assert sorted(outcomes) == ["told", "won"]
    run = Run.objects.get(pk=run.pk)
    assert run.events.filter(kind="decided").count() == 1
    assert plan().is_approved is (run.status == Status.RUNNING)


@on_the_database
def test_a_crash_at_any_commit_neither_loses_the_approval_nor_asks_twice(submit):
    for point in range(1, 9):
        run = run_to_rest(submit(stops=["strategy", "copy"]).pk)
        approve_run(run_id=run.pk, actor="ann", content_sha256=run.content_sha256)
        try:
            with crash_at_commit(point, before=point % 2 == 0):
                run_to_rest(run.pk)
        except Crash:
            let_lease_run_out(run.pk)
        run = run_to_rest(run.pk)
        assert (run.awaiting, plan().approved_by) == ("copy", "ann")
        assert list(audit()) == []
        cancel_run(run_id=run.pk, actor="ann")
        assert run_to_rest(run.pk).status == Status.COMPENSATED
