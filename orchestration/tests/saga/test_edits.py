"""People write in a run's copy: nothing is lost, whoever writes, decides or dies beside it."""

from functools import partial
from unittest.mock import patch

import pytest

from aicmo_site.tests.at_once import at_once
from orchestration.editing import edit_text, restore_text, texts_of, version_of, versions_of
from orchestration.errors import DecidedAlready, TextChanged, TextNotFound, WrongState
from orchestration.kept_texts import texts_that_stood
from orchestration.models import KeptText, Run, RunEdit, Status
from orchestration.operations.audit import audit
from orchestration.services import approve_run, cancel_run, get_run, reject_run, request_changes, retry_run
from orchestration.tests.conftest import (
    SMALL,
    Crash,
    crash_at_commit,
    everything,
    in_both_modes,
    let_lease_run_out,
    nothing,
)
from orchestration.worker import advance_next, run_to_rest
from production import services as production

INTAKE = {**SMALL, "proof_points": ["312 repairs last winter #repaircafe"]}
OURS = "Bring it broken, take it home working. Repairs are free: quayside.example"


@pytest.fixture
def waiting(submit):
    return lambda: run_to_rest(submit(require_approval=True).pk)


def text_at(run, channel="x_post", field="text", number=0):
    return [text for text in texts_of(run) if (text.channel, text.field) == (channel, field)][number]


def write(run, content, *, text=None, actor="ana", seen=None):
    text = text or text_at(run)
    version = version_of(text.content if seen is None else seen)
    return edit_text(run_id=run.pk, asset_id=text.asset_id, content=content, version=version, actor=actor)


def contents(run):
    return {text.asset_id: text.content for text in texts_of(run)}


@in_both_modes
def test_an_edit_at_the_stop_is_a_round_in_which_nothing_else_is_touched(waiting):
    run = waiting()
    before, place = contents(run), text_at(run).asset_id
    write(run, OURS)
    assert get_run(run_id=run.pk).status == Status.RUNNING
    run = run_to_rest(run.pk)
    assert (run.status, run.awaiting, run.revision) == (Status.AWAITING_APPROVAL, "copy", 1)
    assert contents(run) == {**before, place: OURS}
    assert text_at(run).author == "person"
    first, second = versions_of(run, place)
    assert (first.text, first.author) == (before[place], "generator")
    assert (second.text, second.author, second.reason, second.round) == (OURS, "person", "edited by ana", 2)
    assert [event.actor for event in run.events.filter(kind="edited")] == ["ana"]
    assert list(audit()) == []
    approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
    assert run_to_rest(run.pk).status == Status.COMPLETED
    assert list(audit()) == []


@in_both_modes
def test_the_hash_that_was_approved_before_an_edit_is_worth_nothing(waiting):
    run = waiting()
    write(run, OURS)
    with pytest.raises(WrongState):
        approve_run(run_id=run.pk, actor="ben", content_sha256=run.content_sha256)
    again = run_to_rest(run.pk)
    assert again.content_sha256 != run.content_sha256


@in_both_modes
def test_edits_in_a_round_wait_for_the_next_which_takes_them_all(waiting):
    run = waiting()
    mail = text_at(run, "email", "body")
    write(run, OURS)
    said = [f"{OURS} {number}" for number in range(10)]

    def writing(run_id, step, what):
        if (step, what) == ("generate_draft", "done") and get_run(run_id=run_id).revision == 1:
            for seen, content in zip([OURS, *said], said, strict=False):
                write(run, content, seen=seen)
            write(run, "Dear neighbour, bring it broken.", text=mail, actor="ben")

    run = run_to_rest(run.pk, observe=writing)
    assert (run.status, run.revision) == (Status.AWAITING_APPROVAL, 2), "one round for eleven edits"
    assert text_at(run).content == said[-1]
    assert text_at(run, "email", "body").content == "Dear neighbour, bring it broken."
    assert [edit.is_over for edit in run.edits.filter(field="text")] == [*[True] * len(said), False]
    stood = [one.text for one in versions_of(run, text_at(run).asset_id)]
    assert stood[1:] == [OURS, *said], "every text that was saved is in the history, in order"


@in_both_modes
def test_who_saves_over_what_they_have_not_seen_is_told_with_both_texts_and_nothing_is_lost(waiting):
    run = waiting()
    before = text_at(run).content
    write(run, OURS, actor="ana")
    with pytest.raises(TextChanged, match="ana") as told:
        write(run, "Something else.", actor="ben", seen=before)
    assert told.value.shown == {"current": OURS, "yours": "Something else.", "by": "ana"}
    assert write(run, OURS, actor="ben", seen=before) is None, "the same words are no conflict"
    assert RunEdit.objects.filter(run=run).count() == 1
    run = run_to_rest(run.pk)
    with pytest.raises(TextChanged):
        write(run, "Something else.", actor="ben", seen=before)


@in_both_modes
def test_a_persons_words_give_way_to_a_newer_wish_alone(waiting):
    run = waiting()
    request_changes(run_id=run.pk, actor="ana", comment="no hashtags")
    run = run_to_rest(run.pk)
    write(run, f"{OURS} #mend")
    run = run_to_rest(run.pk)
    request_changes(run_id=run.pk, actor="ana", wishes=[{"place": {"channel": "email"}, "text": "Shorter, please."}])
    run = run_to_rest(run.pk)
    assert text_at(run).content == f"{OURS} #mend", "an older wish, and one about another place"
    request_changes(run_id=run.pk, actor="ben", wishes=[{"place": {"channel": "x_post"}, "text": "No hashtags."}])
    run = run_to_rest(run.pk)
    assert (text_at(run).content, text_at(run).author) == (OURS, "generator")
    assert [edit.is_over for edit in run.edits.all()] == [True], "it does not come back in a later round"
    request_changes(run_id=run.pk, actor="ana", wishes=[{"place": {"channel": "email"}, "text": "Much shorter."}])
    assert text_at(run_to_rest(run.pk)).content == OURS
    assert list(audit()) == []


@in_both_modes
def test_what_quality_control_finds_in_a_persons_words_goes_to_no_generator(waiting):
    run = waiting()
    write(run, "Tickets cost 9,999 euros [CHECK].")
    run = run_to_rest(run.pk)
    assert (run.status, run.revision, run.evidence["qc"]["passed"]) == (Status.AWAITING_APPROVAL, 1, False)
    assert text_at(run).content == "Tickets cost 9,999 euros [CHECK]."
    write(run, OURS)
    run = run_to_rest(run.pk)
    assert run.evidence["qc"]["stopped"] == []


@in_both_modes
def test_an_edit_before_the_copy_ever_rested_stands_through_the_rounds_of_quality_control(submit):
    """They go on beside it; a round that judges worse for what somebody wrote is kept all the same."""
    bad, seen = "Tickets cost 9,999 euros.", []

    def writing(run_id, step, what):
        if (step, what) == ("generate_draft", "done") and not seen:
            seen.append(text_at(Run.objects.get(pk=run_id)).content)
            write(Run.objects.get(pk=run_id), bad)

    run = run_to_rest(submit(require_approval=True, force_qc_fail=True).pk, observe=writing)
    assert (run.status, run.awaiting, run.revision) == (Status.AWAITING_APPROVAL, "copy", 2)
    assert (text_at(run).content, text_at(run).author) == (bad, "person")
    assert [(edit.round, edit.is_over) for edit in run.edits.all()] == [(2, False)]
    assert [version.text for version in versions_of(run, text_at(run).asset_id)] == [*seen, bad]
    assert list(audit()) == []


@in_both_modes
def test_in_a_round_that_an_edit_caused_nothing_else_goes_back_though_the_copy_never_rested(submit, settings):
    settings.AICMO_QC_MAX_REVISIONS = 0
    rounds, compose = [], production.compose_draft

    def composing(**told):
        rounds.append((told["revision"], told.get("feedback")))
        return compose(**told)

    def writing(run_id, step, what):
        if (step, what) == ("generate_draft", "done") and len(rounds) == 1:
            write(get_run(run_id=run_id), OURS)

    with patch.object(production, "compose_draft", composing):
        run = run_to_rest(submit(require_approval=True, force_qc_fail=True).pk, observe=writing)
    assert (run.status, run.awaiting, run.revision) == (Status.AWAITING_APPROVAL, "copy", 1)
    assert [revision for revision, _ in rounds] == [0, 1], "it does not go back a second time either"
    assert not any(feedback.findings for _, feedback in rounds if feedback)
    assert text_at(run).content == OURS


@in_both_modes
def test_a_text_is_restored_as_a_new_version(waiting):
    run = waiting()
    first = text_at(run)
    write(run, OURS)
    run = run_to_rest(run.pk)
    old = versions_of(run, first.asset_id)[0]
    told = {"run_id": run.pk, "asset_id": first.asset_id, "version": version_of(OURS), "actor": "ben"}
    with pytest.raises(TextNotFound):
        restore_text(version_id="version_none", **told)
    restore_text(version_id=old.version_id, **told)
    run = run_to_rest(run.pk)
    assert text_at(run).content == first.content
    last = versions_of(run, first.asset_id)[-1]
    assert (last.text, last.author, last.reason) == (first.content, "person", "restored by ben, from round 1")


@in_both_modes
def test_edits_stand_in_copy_that_is_made_anew_and_in_a_retry(waiting):
    run = waiting()
    write(run, OURS)
    run = run_to_rest(run.pk)
    reject_run(run_id=run.pk, actor="ana")
    run = run_to_rest(run.pk)
    assert (run.status, everything()) == (Status.COMPENSATED, nothing())
    new = run_to_rest(retry_run(run_id=run.pk, actor="ben").pk)
    assert (text_at(new).content, text_at(new).author, new.revision) == (OURS, "person", 0)
    (edit,) = new.edits.all()
    assert (edit.author, edit.round, edit.is_over) == ("ana", 1, False)


@in_both_modes
def test_the_texts_of_a_run_that_is_undone_stay_readable(waiting):
    run = waiting()
    write(run, OURS)
    run = run_to_rest(run.pk)
    stood = [(one.channel, one.field, one.text, one.author, one.round) for one in texts_that_stood(run.pk)]
    assert KeptText.objects.count() == 0
    cancel_run(run_id=run.pk, actor="ana")
    run = run_to_rest(run.pk)
    assert everything() == nothing()
    assert [(one.channel, one.field, one.text, one.author, one.round) for one in texts_that_stood(run.pk)] == stood
    assert list(audit()) == []


@in_both_modes
def test_only_copy_that_somebody_will_approve_can_be_written_in(submit, waiting):
    refused = []

    def writing(run_id, step, what):
        if (step, what) == ("generate_draft", "done"):
            with pytest.raises(WrongState, match="no stop at its copy") as told:
                write(get_run(run_id=run_id), OURS)
            refused.append(told)

    done = run_to_rest(submit().pk, observe=writing)
    assert (done.status, len(refused)) == (Status.COMPLETED, 1)
    with pytest.raises(WrongState, match="while it rests there"):
        write(done, OURS)
    run = waiting()
    place = text_at(run)
    with pytest.raises(TextNotFound):
        edit_text(run_id=run.pk, asset_id="asset_none", content="x", version="", actor="ana")
    approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
    with pytest.raises(WrongState):
        write(run, OURS, text=place)
    assert RunEdit.objects.count() == 0


@in_both_modes
def test_a_run_that_is_being_cancelled_takes_no_edit(waiting):
    run = waiting()
    place = text_at(run)
    write(run, OURS)

    def cancelling(run_id, step, what):
        if (step, what) == ("generate_draft", "begun"):
            cancel_run(run_id=run_id, actor="ben")
            with pytest.raises(WrongState):
                write(run, "Something else.", text=place, seen=OURS)

    run = run_to_rest(run.pk, observe=cancelling)
    assert (run.status, everything()) == (Status.COMPENSATED, nothing())
    assert [edit.text for edit in run.edits.all()] == [OURS], "what was saved is kept for a retry"


@pytest.fixture
def db_commits(transactional_db):
    """Crashes are at commits of the database."""


def test_a_crash_anywhere_in_a_round_of_edits_ends_in_the_same_rows(waiting, db_commits):
    seen = set()
    for number in (1, 2, 3):
        for before in (True, False):
            run = waiting()
            write(run, OURS)
            with pytest.raises(Crash), crash_at_commit(number, before=before):
                advance_next(worker="doomed", run_id=run.pk)
            let_lease_run_out(run.pk)
            run = run_to_rest(run.pk)
            assert (run.status, run.revision, text_at(run).content) == (Status.AWAITING_APPROVAL, 1, OURS)
            assert [(edit.round, edit.is_over) for edit in run.edits.all()] == [(2, False)]
            seen.add(len(run.steps.get(step_name="generate_draft", revision=1).created["production_versions"]))
            approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
            assert run_to_rest(run.pk).status == Status.COMPLETED
    assert len(seen) == 1
    assert list(audit()) == []


def test_a_crash_in_undoing_keeps_the_texts_once(waiting, db_commits):
    for number in (2, 3, 4):
        for before in (True, False):
            run = waiting()
            stood = len(texts_that_stood(run.pk))
            reject_run(run_id=run.pk, actor="ana")
            with pytest.raises(Crash), crash_at_commit(number, before=before):
                advance_next(worker="doomed", run_id=run.pk)
            let_lease_run_out(run.pk)
            assert run_to_rest(run.pk).status == Status.COMPENSATED
            assert (len(texts_that_stood(run.pk)), run.kept_texts.count()) == (stood, stood)


def outcome(act):
    try:
        act()
    except (WrongState, DecidedAlready, TextChanged) as error:
        return type(error).__name__
    return "won"


@pytest.mark.django_db(transaction=True)
def test_of_an_edit_and_an_approval_at_once_one_wins_and_the_other_is_told(waiting):
    for _ in range(3):
        run = waiting()
        approve = partial(approve_run, run_id=run.pk, actor="ben", content_sha256=run.content_sha256)
        told = at_once(partial(outcome, partial(write, run, OURS)), partial(outcome, approve))
        assert told.count("won") == 1
        run = run_to_rest(run.pk)
        expected = (Status.AWAITING_APPROVAL, OURS) if told[0] == "won" else (Status.COMPLETED, None)
        assert run.status == expected[0]
        assert run.edits.count() == (1 if told[0] == "won" else 0)


@pytest.mark.django_db(transaction=True)
def test_two_people_in_two_texts_at_once_are_both_heard_and_in_one_text_one_is_told(waiting):
    run = waiting()
    mail, post = text_at(run, "email", "body"), text_at(run)
    first, second = partial(write, run, "Mail of ana.", text=mail), partial(write, run, OURS, text=post)
    assert at_once(partial(outcome, first), partial(outcome, second)) == ["won", "won"]
    run = run_to_rest(run.pk)
    assert (text_at(run).content, text_at(run, "email", "body").content) == (OURS, "Mail of ana.")
    one, other = partial(write, run, "One.", seen=OURS), partial(write, run, "Other.", seen=OURS)
    assert sorted(at_once(partial(outcome, one), partial(outcome, other))) == ["TextChanged", "won"]
    assert Run.objects.get(pk=run.pk).edits.count() == 3


@in_both_modes
def test_who_wrote_meanwhile_is_named_a_person_or_a_round(waiting):
    run = waiting()
    for name, act in {
        "a round": lambda: request_changes(run_id=run.pk, actor="ana", wishes=[{"text": "No hashtags."}]),
        "ben": lambda: write(run, OURS, actor="ben"),
    }.items():
        act()
        run_to_rest(run.pk)
        with pytest.raises(TextChanged) as changed:
            write(run, "Mine.", seen="What stood before.")
        assert changed.value.shown["by"] == name
