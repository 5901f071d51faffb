"""People answer what a brief asks and put its facts right: at its stop, later, under crashes, beside others."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from aicmo_site.tests.at_once import at_once
from onboarding.contracts import InvalidAnswers
from onboarding.models import Brief
from onboarding.services import get_brief
from orchestration.errors import ContentChanged, DecidedAlready, KeyReused, WrongState
from orchestration.models import Run, Status
from orchestration.operations.audit import audit
from orchestration.run_state import decisions
from orchestration.services import answer_run, approve_run, cancel_run, reject_run, retry_run, submit_run
from orchestration.tests.conftest import (
    SMALL,
    Crash,
    crash_at_commit,
    everything,
    in_both_modes,
    let_lease_run_out,
    nothing,
    on_the_database,
)
from orchestration.worker import run_to_rest
from production.models import BundleAsset

DAY = timezone.now().date() + timedelta(days=150)
PROSE = {
    "client_name": "Quayside Repair Café",
    "raw_notes": (
        "Hi Ana, we want to get 413 people to the opening weekend. We'd like to reach families in Harwick. "
        f"We'd like Instagram and email. People should know that repairs are free. "
        f"We can spend 12,300 GBP. The launch is on {DAY:%d %B %Y}. "
        "Don't mention the merger."
    ),
}


def resting(**options):
    return run_to_rest(submit_run(intake=PROSE, actor="ana", **options).pk)


def fact(run, field):
    return next(fact for fact in get_brief(brief_id=run.brief_id).facts if fact.field == field)


def correct(run, field, value):
    return {"fact": fact(run, field).id, "decision": "correct", "value": value}


def texts(run):
    return " ".join(BundleAsset.objects.filter(bundle__workflow_run_id=run.pk).values_list("content", flat=True))


@in_both_modes
def test_a_run_of_prose_alone_rests_at_its_brief_and_approving_confirms_what_was_proposed():
    run = resting()
    assert (run.status, run.awaiting, run.claimed_by) == (Status.AWAITING_APPROVAL, "brief", "")
    assert decisions(run) == ("answers", "approve", "reject", "cancel")
    assert {fact.state for fact in get_brief(brief_id=run.brief_id).facts if fact.words} == {"proposed"}
    with pytest.raises(ContentChanged):
        approve_run(run_id=run.pk, actor="ana", content_sha256="0" * 64)
    approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
    run = run_to_rest(run.pk)
    assert (run.status, run.awaiting) == (Status.COMPLETED, "")
    brief = get_brief(brief_id=run.brief_id)
    assert brief.proposed_facts == ()
    assert not any(asked.kind == "unconfirmed" and asked.words for asked in brief.open_questions)


@in_both_modes
def test_proposals_may_be_accepted_from_the_start():
    run = resting(accept_proposals=True)
    assert run.status == Status.COMPLETED
    assert get_brief(brief_id=run.brief_id).proposed_facts == ()


@in_both_modes
def test_a_labelled_intake_rests_where_that_is_asked_for(submit):
    assert run_to_rest(submit().pk).status == Status.COMPLETED
    run = run_to_rest(submit(stops=["brief", "copy"]).pk)
    assert run.awaiting == "brief"
    approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
    run = run_to_rest(run.pk)
    assert run.awaiting == "copy"
    approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
    assert run_to_rest(run.pk).status == Status.COMPLETED


@in_both_modes
def test_corrections_stand_everywhere_and_what_was_rejected_nowhere():
    run = resting()
    said = [
        correct(run, "objectives.0", "Get 527 people to the opening weekend"),
        correct(run, "budget", "15,000 EUR"),
        {"fact": fact(run, "launch_date").id, "decision": "reject"},
    ]
    answer_run(run_id=run.pk, actor="ana", answers=said)
    run = run_to_rest(run.pk)
    assert run.awaiting == "brief", "what else is proposed is still to be decided"
    answer_run(run_id=run.pk, actor="ana", answers=[], go_on=True)
    run = run_to_rest(run.pk)
    assert run.status == Status.COMPLETED
    brief = get_brief(brief_id=run.brief_id)
    assert brief.objectives == ("Get 527 people to the opening weekend",)
    assert (brief.budget.amount, brief.budget.currency, brief.launch_date) == (15_000, "EUR", "")
    states = {fact.field: fact.state for fact in brief.facts}
    assert (states["objectives.0"], states["budget"], states["launch_date"]) == ("corrected", "corrected", "rejected")
    assert "413" not in texts(run)
    assert str(DAY.year) not in texts(run)
    assert list(audit()) == []


def test_what_is_only_proposed_stands_in_no_copy(db):
    stated = {"objectives": ["Win volunteers"], "target_audience": "Neighbours", "key_messages": ["Repairs are free"]}
    notes = "The line “Mended by 88 hands” must appear in every text. Our website is quayside-repairs.org."
    intake = {**PROSE, **stated, "raw_notes": notes, "channels": ["email"]}
    run = run_to_rest(submit_run(intake=intake, actor="ana").pk)
    assert run.status == Status.COMPLETED
    assert [fact(run, name).state for name in ("mandatory_inclusions.0", "website")] == ["proposed", "proposed"]
    assert not any(words in texts(run) for words in ("88 hands", "quayside-repairs"))
    run = run_to_rest(submit_run(intake=intake, accept_proposals=True, actor="ana").pk)
    assert all(words in texts(run) for words in ("88 hands", "quayside-repairs"))


@in_both_modes
def test_at_a_later_stop_answers_send_the_run_back_and_no_channel_is_left_over(submit):
    run = run_to_rest(submit(require_approval=True).pk)
    before = get_brief(brief_id=run.brief_id)
    x = next(fact for fact in before.facts if fact.value == "x_post")
    answer_run(run_id=run.pk, actor="ana", answers=[{"fact": x.id, "decision": "reject"}])
    run = run_to_rest(run.pk)
    assert (run.awaiting, run.revision) == ("copy", 1)
    assert [bundle["channel"] for bundle in everything()["production_bundles"]] == ["email"]
    approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
    assert run_to_rest(run.pk).status == Status.COMPLETED
    assert [row["version"] for row in everything()["strategy_document"]] == [1]
    assert list(audit()) == []


@in_both_modes
def test_bad_answers_are_named_and_change_nothing():
    run = resting()
    budget, aim, launch = (fact(run, name).id for name in ("budget", "objectives.0", "launch_date"))
    said = [
        {"fact": budget, "decision": "correct", "value": "lots"},
        {"fact": aim, "decision": "perhaps"},
        {"fact": "fact_of_another", "decision": "accept"},
        {"decision": "accept"},
        {"fact": launch, "decision": "accept", "value": "5 EUR"},
        {"fact": fact(run, "target_audience").id, "decision": "correct", "value": " "},
        {"fact": fact(run, "scope.deliverables.0").id, "decision": "correct", "value": ["One", "Two"]},
        {"fact": fact(run, "client_name").id, "decision": "reject"},
        {"fact": fact(run, "scope.exclusions.0").id, "decision": "correct", "value": "TBC"},
        {"fact": budget, "decision": "accept"},
    ]
    with pytest.raises(InvalidAnswers) as refused:
        answer_run(run_id=run.pk, actor="ana", answers=said)
    fields = [problem.field for problem in refused.value.problems]
    assert fields[:6] == ["0.value", "1.decision", "2.fact", "3.question", "4.value", "5.value"]
    assert fields[6:] == ["6.value", "7.decision", "8.value", "9"]
    assert run.updated_at == Run.objects.get(pk=run.pk).updated_at


@in_both_modes
def test_who_is_late_is_told_so(submit):
    run = resting()
    seen = run.content_sha256
    answer_run(run_id=run.pk, actor="ana", answers=[correct(run, "budget", "15,000 EUR")], content_sha256=seen)
    with pytest.raises(WrongState):
        answer_run(run_id=run.pk, actor="ben", answers=[], go_on=True, content_sha256=seen)
    run = run_to_rest(run.pk)
    with pytest.raises(ContentChanged):
        answer_run(run_id=run.pk, actor="ben", answers=[], go_on=True, content_sha256=seen)
    with pytest.raises(WrongState):
        answer_run(run_id=run_to_rest(submit().pk).pk, actor="ben", answers=[])


@on_the_database
def test_of_two_people_who_answer_at_once_one_wins():
    run = resting()
    said = [correct(run, "budget", "15,000 EUR")]
    outcomes = at_once(
        partial(outcome_of, answer_run, run_id=run.pk, actor="ana", answers=said),
        partial(outcome_of, answer_run, run_id=run.pk, actor="ben", answers=[], go_on=True),
        partial(outcome_of, reject_run, run_id=run.pk, actor="eve"),
    )
    assert sorted(outcomes) == ["told", "told", "won"]
    assert run.events.filter(kind="decided").count() == 1


def outcome_of(decide, **arguments):
    try:
        decide(**arguments)
    except (WrongState, DecidedAlready):
        return "told"
    return "won"


@on_the_database
def test_a_crash_at_any_commit_neither_loses_an_answer_nor_takes_it_twice(submit):
    neighbour = run_to_rest(submit(require_approval=True).pk)
    before = of_run(neighbour)
    for point in range(1, 12):
        run = resting(stops=["copy"])
        said = [correct(run, "objectives.0", "Get 527 people to the opening weekend")]
        answer_run(run_id=run.pk, actor="ana", answers=said, go_on=True)
        try:
            with crash_at_commit(point, before=point % 2 == 0):
                run_to_rest(run.pk)
        except Crash:
            let_lease_run_out(run.pk)
        run = run_to_rest(run.pk)
        assert run.awaiting == "copy"
        assert get_brief(brief_id=run.brief_id).objectives == ("Get 527 people to the opening weekend",)
        assert Brief.objects.filter(workflow_run_id=run.pk).count() == 1
        assert list(audit()) == []
        cancel_run(run_id=run.pk, actor="ana")
        assert run_to_rest(run.pk).status == Status.COMPENSATED
        assert of_run(neighbour) == before
    assert {row["workflow_run_id"] for row in everything()["onboarding_brief"]} == {neighbour.pk}


def of_run(run):
    """Its rows by table, as they stand."""
    rows = ((table, row) for table, rows in everything().items() for row in rows)
    return [(table, row) for table, row in rows if row.get("workflow_run_id") == run.pk]


@in_both_modes
def test_a_rejected_run_leaves_nothing_and_its_retry_has_the_answers():
    run = resting()
    answer_run(run_id=run.pk, actor="ana", answers=[correct(run, "budget", "15,000 EUR")])
    run = run_to_rest(run.pk)
    reject_run(run_id=run.pk, actor="ana")
    run = run_to_rest(run.pk)
    assert (run.status, everything()) == (Status.COMPENSATED, nothing())
    again = run_to_rest(retry_run(run_id=run.pk, actor="ana").pk)
    assert again.awaiting == "brief"
    assert get_brief(brief_id=again.brief_id).budget.amount == 15_000
    assert fact(again, "budget").state == "corrected"


@in_both_modes
def test_a_key_replayed_after_answers_gives_the_same_run():
    run = submit_run(intake=PROSE, actor="ana", idempotency_key="k")
    run = run_to_rest(run.pk)
    answer_run(run_id=run.pk, actor="ana", answers=[correct(run, "budget", "15,000 EUR")])
    run_to_rest(run.pk)
    assert submit_run(intake=PROSE, actor="ana", idempotency_key="k").pk == run.pk
    with pytest.raises(KeyReused):
        submit_run(intake=PROSE, actor="ana", idempotency_key="k", stops=["copy"])


@in_both_modes
@pytest.mark.parametrize("approval", [True, False])
def test_a_key_of_before_the_further_options_gives_its_run(approval):
    run = submit_run(intake=SMALL, actor="ana", idempotency_key="k", require_approval=approval)
    stored = {"intake": SMALL, "require_approval": approval, "force_qc_fail": False}
    Run.objects.filter(pk=run.pk).update(input=stored)
    assert submit_run(intake=SMALL, actor="ana", idempotency_key="k", require_approval=approval).pk == run.pk
    stops = ["copy"] if approval else []
    assert submit_run(intake=SMALL, actor="ana", idempotency_key="k", stops=stops).pk == run.pk
    with pytest.raises(KeyReused):
        submit_run(intake=SMALL, actor="ana", idempotency_key="k", require_approval=not approval)


@in_both_modes
def test_answers_to_a_brief_that_is_reused_make_one_of_the_runs_own(submit):
    first = run_to_rest(submit().pk)
    kept = everything()["onboarding_brief"]
    run = run_to_rest(submit(brief_id=first.brief_id, require_approval=True).pk)
    assert run.brief_id == first.brief_id
    message = get_brief(brief_id=run.brief_id).facts
    one = next(fact for fact in message if fact.field == "key_messages.0")
    said = {"fact": one.id, "decision": "correct", "value": "Repairs cost nothing"}
    answer_run(run_id=run.pk, actor="ana", answers=[said])
    run = run_to_rest(run.pk)
    assert run.brief_id != first.brief_id
    assert get_brief(brief_id=run.brief_id).key_messages[0] == "Repairs cost nothing"
    assert [row for row in everything()["onboarding_brief"] if row["id"] == first.brief_id] == kept
    assert list(audit()) == []
    reject_run(run_id=run.pk, actor="ana")
    run_to_rest(run.pk)
    assert everything()["onboarding_brief"] == kept
    again = run_to_rest(retry_run(run_id=run.pk, actor="ana").pk)
    assert get_brief(brief_id=again.brief_id).key_messages[0] == "Repairs cost nothing"
    assert list(audit()) == []
