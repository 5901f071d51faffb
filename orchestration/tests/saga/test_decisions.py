"""People decide: approve exactly this text, ask for changes, reject, cancel; of two, one wins."""

from dataclasses import replace
from functools import partial
from unittest.mock import patch

import pytest

from aicmo_site.tests.at_once import at_once
from orchestration import services
from orchestration.engine.leases import claim
from orchestration.errors import ContentChanged, DecidedAlready, RunNotFound, WrongState
from orchestration.models import Run, Status
from orchestration.run_state import stopped_pieces
from orchestration.services import approve_run, cancel_run, get_run, reject_run, request_changes
from orchestration.tests.conftest import SMALL, everything, in_both_modes, nothing
from orchestration.waivers import waive_issue
from orchestration.worker import advance_next, run_to_rest
from qc.contracts import CRITICAL, QcIssueDTO
from qc.engine.judging import Fingerprints, check_batch

INTAKE = {**SMALL, "proof_points": ["312 repairs last winter #repaircafe"]}  # words that a wish can take out


@pytest.fixture
def waiting(submit):
    return lambda: run_to_rest(submit(require_approval=True).pk)


@in_both_modes
def test_a_waiting_run_holds_no_lease_and_is_delivered_once_approved(waiting):
    run = waiting()
    assert (run.status, run.claimed_by, run.lease_expires_at) == (Status.AWAITING_APPROVAL, "", None)
    assert everything()["delivery_packages"] == []
    approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
    assert run_to_rest(run.pk).status == Status.COMPLETED
    decided = run.events.get(kind="decided")
    assert (decided.actor, decided.data["decision"], decided.data["content_sha256"]) == (
        "ana",
        "approve",
        run.content_sha256,
    )


@in_both_modes
def test_approval_of_another_text_is_refused(waiting):
    run = waiting()
    with pytest.raises(ContentChanged, match=run.content_sha256):
        approve_run(run_id=run.pk, actor="ana", content_sha256="0" * 64)
    assert Run.objects.get(pk=run.pk).status == Status.AWAITING_APPROVAL


@in_both_modes
def test_requested_changes_lead_to_another_text_which_needs_its_own_approval(waiting):
    run = waiting()
    first = run.content_sha256
    request_changes(run_id=run.pk, actor="ana", comment="no hashtags, and make the email shorter")
    run = run_to_rest(run.pk)
    assert (run.status, run.revision) == (Status.AWAITING_APPROVAL, 1)
    assert run.content_sha256 != first
    with pytest.raises(ContentChanged):
        approve_run(run_id=run.pk, actor="ana", content_sha256=first)


@in_both_modes
def test_five_requests_and_approvals_use_up_no_attempts(waiting, settings):
    settings.AICMO_MAX_ATTEMPTS = 2
    run = waiting()
    for _ in range(5):
        request_changes(run_id=run.pk, actor="ana", comment="again")
        run = run_to_rest(run.pk)
        assert (run.status, run.attempts) == (Status.AWAITING_APPROVAL, 0)
    approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
    assert run_to_rest(run.pk).status == Status.COMPLETED
    assert len(everything()["production_drafts"]) == 1


@in_both_modes
def test_a_rejected_run_leaves_nothing_but_its_story(waiting):
    run = waiting()
    reject_run(run_id=run.pk, actor="ana", comment="wrong client")
    run = run_to_rest(run.pk)
    assert (run.status, run.outcome) == (Status.COMPENSATED, "rejected")
    assert run.evidence["qc"]["passed"] is True
    assert everything() == nothing()


@in_both_modes
def test_a_run_nobody_holds_is_cancelled_at_once(submit):
    run = cancel_run(run_id=submit().pk, actor="ana")
    assert (run.status, run.outcome) == (Status.COMPENSATING, "cancelled")
    run = run_to_rest(run.pk)
    assert (run.status, run.evidence["outcome"]) == (Status.COMPENSATED, "cancelled")
    kinds = ["submitted", "decided", "compensating", "compensated"]
    assert list(run.events.values_list("kind", flat=True)) == kinds


@in_both_modes
def test_a_cancellation_that_a_claim_overtakes_is_tried_again(submit):
    run = submit()
    stale = Run.objects.get(pk=run.pk)
    claim(worker="faster", run_id=run.pk)
    seen = iter([stale])
    fresh = services.get_run
    with patch("orchestration.services.get_run", lambda run_id: next(seen, None) or fresh(run_id=run_id)):
        run = cancel_run(run_id=run.pk, actor="ana")
    assert (run.status, run.cancel_requested) == (Status.RUNNING, True)


@in_both_modes
def test_a_run_in_hand_is_cancelled_at_its_next_step(submit):
    run = submit()
    steps = []

    def cancel_after_two(run_id, step, what):
        steps.append((step, what))
        if (step, what) == ("generate_strategy", "done"):
            assert cancel_run(run_id=run_id, actor="ana").status == Status.RUNNING
            with pytest.raises(WrongState, match="already"):
                cancel_run(run_id=run_id, actor="ben")

    run = run_to_rest(run.pk, observe=cancel_after_two)
    assert (run.status, run.outcome) == (Status.COMPENSATED, "cancelled")
    assert ("generate_draft", "done") not in steps
    assert everything() == nothing()


@in_both_modes
def test_decisions_in_the_wrong_state_say_so(submit):
    run = submit()
    for decide, more in ((approve_run, {"content_sha256": "x"}), (reject_run, {}), (request_changes, {"comment": "x"})):
        with pytest.raises(WrongState, match="PENDING"):
            decide(run_id=run.pk, actor="ana", **more)
        with pytest.raises(RunNotFound):
            decide(run_id="run_none", actor="ana", **more)


@in_both_modes
def test_cancelling_keeps_the_evidence_of_a_step_that_committed_meanwhile(submit, settings):
    """The step commits, and the run waits for a retry, under the same epoch under which it was read before."""
    settings.AICMO_RETRY_BASE_SECONDS = 1000
    run = submit()
    read = []

    def read_early(run_id, step, what):
        if (step, what) == ("qc_evaluate", "begun"):
            read.append(Run.objects.get(pk=run_id))

    with patch("delivery.services.write_package", side_effect=TimeoutError):
        advance_next(worker="one", run_id=run.pk, observe=read_early)
    assert Run.objects.get(pk=run.pk).epoch == read[0].epoch
    fresh = services.get_run
    with patch("orchestration.services.get_run", lambda run_id: read.pop() if read else fresh(run_id=run_id)):
        run = cancel_run(run_id=run.pk, actor="ana")
    assert (run.status, run.evidence["qc"]["passed"]) == (Status.COMPENSATING, True)


def decide_at_once(decisions):
    """All decisions at the same moment; the outcomes in order."""

    def outcome_of(decision):
        try:
            decision()
        except (WrongState, DecidedAlready):
            return "told"
        return "won"

    return at_once(*(partial(outcome_of, decision) for decision in decisions))


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_decide_at_once_one_wins_and_one_is_told(waiting):
    for _ in range(5):
        run = waiting()
        approve = lambda run=run: approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)  # noqa: E731
        reject = lambda run=run: reject_run(run_id=run.pk, actor="ben")  # noqa: E731
        assert sorted(decide_at_once([approve, reject])) == ["told", "won"]
        assert run.events.filter(kind="decided").count() == 1
        run_to_rest(run.pk)


@pytest.mark.django_db(transaction=True)
def test_of_two_findings_let_pass_at_once_both_count(submit):
    """Each verdict is made in the light of both, whoever commits last."""
    with patch("qc.services.check_batch", two_faults):
        run = run_to_rest(submit(require_approval=True).pk)
        prints = [issue["fingerprint"] for issue in run.evidence["qc"]["issues"] if issue["code"] == "BLUE"]
        told = {"run_id": run.pk, "reason": "So.", "actor": "ada"}
        at_once(*(partial(waive_issue, fingerprint=one, **told) for one in prints))
    assert (len(prints), stopped_pieces(get_run(run_id=run.pk))) == (2, ())


def two_faults(batch, rules):
    checked = list(check_batch(batch, rules))
    for number in (0, 1):
        field = next(iter(batch[number].fields))
        where, print_ = f"{batch[number].copy_id}/{field}", Fingerprints(batch[number]).of("BLUE", field)
        blue = QcIssueDTO(CRITICAL, where, "Too blue.", "BLUE", fingerprint=print_)
        checked[number] = replace(checked[number], issues=(blue, *checked[number].issues))
    return tuple(checked)


@in_both_modes
def test_a_claim_never_touches_an_ended_or_a_waiting_run(submit, waiting):
    for status in Status:
        run = submit()
        Run.objects.filter(pk=run.pk).update(status=status)
        lease = claim(worker="one", run_id=run.pk)
        assert bool(lease) == (status in (Status.PENDING, Status.RUNNING, Status.COMPENSATING))
        Run.objects.filter(pk=run.pk).update(status=Status.COMPLETED)
    assert not advance_next(worker="one", run_id=waiting().pk)
