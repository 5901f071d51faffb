"""The plan is adjusted at its stop: made again in place, whatever happens in between."""

from decimal import Decimal
from functools import partial

import pytest

from aicmo_site.tests.at_once import at_once
from orchestration.errors import ContentChanged, DecidedAlready, VersionChanged, WrongState
from orchestration.models import Run, Status
from orchestration.operations.audit import audit
from orchestration.plan_in_lines import plan_in_lines
from orchestration.run_state import version
from orchestration.services import adjust_plan, approve_run, cancel_run, reject_run, retry_run
from orchestration.tests.conftest import (
    Crash,
    crash_at_commit,
    everything,
    in_both_modes,
    let_lease_run_out,
    nothing,
    on_the_database,
)
from orchestration.tests.saga.test_plan_stop import answered, approved, plan
from orchestration.worker import run_to_rest
from production.models import Bundle
from strategy.contracts import InvalidAdjustments
from strategy.models import StrategyDocument

SHARE = {"about": "share", "channel": "email", "value": "70", "reason": "Their list is good."}
OUT = {"about": "channel", "channel": "x_post", "value": "out", "reason": "Nobody reads it."}


@pytest.fixture
def planned(submit):
    return run_to_rest(submit(stops=["strategy"]).pk)


def adjust(run, *adjustments, actor="ann", **told):
    return adjust_plan(run_id=run.pk, actor=actor, adjustments=adjustments, **told)


def share_of(channel):
    return {line.channel: line.budget_allocation_pct for line in plan().channels}.get(channel)


@in_both_modes
def test_the_plan_is_made_again_in_place_and_rests_for_approval_with_its_difference(planned):
    before = plan()
    run = run_to_rest(adjust(planned, SHARE).pk)
    assert (run.status, run.awaiting, run.revision) == (Status.AWAITING_APPROVAL, "strategy", 1)
    after = plan()
    assert (after.strategy_id, after.version) == (before.strategy_id, before.version)
    assert run.content_sha256 == after.content_sha256 != before.content_sha256
    assert share_of("email") == 70
    decided = run.events.get(kind="decided").data
    assert decided["former"] == plan_in_lines(before)
    assert [each["reason"] for each in decided["adjustments"]] == ["Their list is good."]
    assert [(each.by, each.lapsed) for each in after.adjustments] == [("ann", "")]
    with pytest.raises(ContentChanged):
        approve_run(run_id=run.pk, actor="ann", content_sha256=before.content_sha256)
    assert approved(run).status == Status.COMPLETED
    assert share_of("email") == 70
    assert list(audit()) == []


@in_both_modes
def test_copy_is_written_for_the_channels_of_the_plan_in_its_order(planned):
    run = run_to_rest(adjust(planned, OUT).pk)
    assert approved(run).status == Status.COMPLETED
    assert [bundle.channel for bundle in Bundle.objects.all()] == ["email"]


@in_both_modes
def test_one_adjusting_stands_upon_the_other(planned):
    run = run_to_rest(adjust(planned, SHARE).pk)
    run = run_to_rest(adjust(run, {**SHARE, "value": "65.5"}, {"about": "weeks", "value": "20", "reason": "Long."}).pk)
    assert (share_of("email"), plan().timeline.duration_weeks) == (Decimal("65.5"), 20)
    assert [each["value"] for each in run.adjustments] == ["70", "65.5", "20"], "all that was said is kept"
    assert [each.value for each in plan().adjustments] == ["65.5", "20"]


@in_both_modes
def test_answers_keep_what_still_applies_and_point_out_what_does_not(planned):
    target = {"about": "target", "measure": "Volunteers", "value": "55", "reason": "Agreed."}
    run = run_to_rest(adjust(planned, SHARE, target).pk)
    run = answered(run, "objectives.0", value="Be known in town")
    assert run.awaiting == "strategy"
    assert share_of("email") == 70
    assert [(each.about, each.lapsed) for each in plan().adjustments] == [
        ("share", ""),
        ("target", "the plan has no such measure"),
    ]
    done = run.events.filter(kind="step_done", data__step="generate_strategy").last().data
    assert (done["adjusted"], done["lapsed"]) == (1, 1)


@in_both_modes
def test_a_plan_adjusted_after_there_was_copy_has_the_copy_written_anew(submit):
    run = approved(run_to_rest(submit(stops=["strategy", "copy"]).pk))
    run = answered(run, "objectives.0", value="Win 60 volunteers")
    assert run.awaiting == "strategy"
    run = approved(run_to_rest(adjust(run, OUT).pk))
    assert run.awaiting == "copy"
    assert [bundle.channel for bundle in Bundle.objects.all()] == ["email"]
    assert list(audit()) == []
    with pytest.raises(WrongState, match="rests at its copy"):
        adjust(run, SHARE)


@in_both_modes
def test_a_retry_has_them_and_undoing_leaves_nothing(planned):
    run = run_to_rest(adjust(planned, SHARE).pk)
    reject_run(run_id=run.pk, actor="ann")
    run = run_to_rest(run.pk)
    assert (run.status, everything()) == (Status.COMPENSATED, nothing())
    again = run_to_rest(retry_run(run_id=run.pk, actor="ann").pk)
    assert (again.awaiting, share_of("email")) == ("strategy", 70)


@in_both_modes
def test_what_cannot_be_changes_nothing(planned):
    with pytest.raises(InvalidAdjustments):
        adjust(planned, SHARE, {**OUT, "channel": "fax"})
    with pytest.raises(VersionChanged):
        adjust(planned, SHARE, versions=['"1-2"'])
    run = Run.objects.get(pk=planned.pk)
    assert (version(run), run.adjustments) == (version(planned), [])


@on_the_database
def test_of_two_people_who_adjust_or_approve_at_once_one_wins(planned):
    def outcome(decide, **arguments):
        try:
            decide(run_id=planned.pk, **arguments)
        except (WrongState, DecidedAlready):
            return "told"
        return "won"

    outcomes = at_once(
        partial(outcome, approve_run, actor="ann", content_sha256=planned.content_sha256),
        partial(outcome, adjust_plan, actor="ben", adjustments=[SHARE]),
    )
    assert sorted(outcomes) == ["told", "won"]
    run = Run.objects.get(pk=planned.pk)
    decided = run.events.get(kind="decided").data
    assert (decided["decision"] == "adjust_plan") is bool(run.adjustments)


@on_the_database
def test_a_crash_at_any_commit_neither_loses_an_adjustment_nor_makes_a_second_plan(submit):
    for point in range(1, 5):
        run = adjust(run_to_rest(submit(stops=["strategy"]).pk), SHARE)
        try:
            with crash_at_commit(point, before=point % 2 == 0):
                run_to_rest(run.pk)
        except Crash:
            let_lease_run_out(run.pk)
        run = run_to_rest(run.pk)
        assert (run.awaiting, run.revision, share_of("email")) == ("strategy", 1, 70)
        assert StrategyDocument.objects.count() == 1
        assert list(audit()) == []
        cancel_run(run_id=run.pk, actor="ann")
        assert run_to_rest(run.pk).status == Status.COMPENSATED


@on_the_database
def test_a_run_that_is_cancelled_while_its_plan_is_made_again_leaves_nothing(planned):
    run = adjust(planned, SHARE)
    cancel_run(run_id=run.pk, actor="ben")
    assert run_to_rest(run.pk).status == Status.COMPENSATED
    assert everything() == nothing()
