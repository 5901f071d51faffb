"""Wishes add up over rounds at their places until a person ends them; a retry takes along those that stand."""

import pytest

from aicmo_site.tests.at_once import at_once
from orchestration import wishes
from orchestration.editing import edit_text, version_of
from orchestration.errors import CommentNotFound, InvalidWishes, WrongState
from orchestration.models import Run, RunComment, Status
from orchestration.operations.audit import audit
from orchestration.services import answer_run, approve_run, brief_of, reject_run, request_changes, retry_run
from orchestration.tests.conftest import (
    SMALL,
    Crash,
    crash_at_commit,
    everything,
    in_both_modes,
    let_lease_run_out,
    nothing,
)
from orchestration.wishes import add_comment, asked_for, end_comment, standing
from orchestration.worker import advance_next, run_to_rest
from production.services import get_bundles, get_versions

INTAKE = {**SMALL, "proof_points": ["312 repairs last winter #repaircafe"]}  # words that a wish can take out
TAGS_OFF_X = {"place": {"channel": "x_post"}, "text": "No hashtags."}
SHORTER_MAIL = {"place": {"channel": "email", "piece": "1", "field": "body"}, "text": "Shorter, please."}


@pytest.fixture
def waiting(submit):
    return lambda: run_to_rest(submit(require_approval=True).pk)


def draft_id():
    return everything()["production_drafts"][0]["draft_id"]


def copy():
    return {(b.channel, a.asset_id): a for b in get_bundles(draft_id=draft_id()) for a in b.assets}


def changed(before, after):
    assert before.keys() == after.keys()
    return {(key[0], after[key].asset_type) for key in after if before[key] != after[key]}


def states(run):
    return list(run.comments.values_list("text", "state"))


@in_both_modes
def test_a_wish_is_met_in_its_place_and_nothing_else_is_touched(waiting):
    run = waiting()
    before = copy()
    request_changes(run_id=run.pk, actor="ana", wishes=[SHORTER_MAIL])
    run = run_to_rest(run.pk)
    assert changed(before, copy()) == {("email", "body")}
    (comment,) = run.comments.all()
    assert (comment.author, comment.state, comment.field) == ("ana", "done", "body")
    (outcome,) = comment.outcomes
    assert (outcome["round"], outcome["done"]) == (2, True)
    done = run.events.filter(kind="step_done", data__step="generate_draft").last().data
    assert (done["wishes_done"], done["wishes_open"]) == (1, 0)
    assert run.events.get(kind="decided").data["comment"] == "email#1/body: Shorter, please."


@in_both_modes
def test_what_is_not_understood_is_open_and_the_copy_is_the_same(waiting):
    run = waiting()
    before = copy()
    request_changes(run_id=run.pk, actor="ana", comment="Warmer, please. The launch moves to 3 June.")
    run = run_to_rest(run.pk)
    assert (run.status, copy()) == (Status.AWAITING_APPROVAL, before)
    (comment,) = run.comments.all()
    assert comment.state == "open"
    assert [(part["became"], part["asks"]) for part in comment.outcomes[0]["parts"]] == [
        ("left", ""),
        ("left", "brief"),
    ]


@in_both_modes
def test_wishes_add_up_and_end_only_when_a_person_ends_them(waiting):
    run = waiting()
    request_changes(run_id=run.pk, actor="ana", wishes=[SHORTER_MAIL])
    run_to_rest(run.pk)
    second = copy()
    request_changes(run_id=run.pk, actor="ben", comment="Warmer", wishes=[TAGS_OFF_X])
    run = run_to_rest(run.pk)
    assert changed(second, copy()) == {("x_post", "text")}, "what was done is not done again"
    assert [text for text, _ in states(run)] == ["Shorter, please.", "No hashtags.", "Warmer"]
    assert states(run)[0] == ("Shorter, please.", "done")
    assert [len(comment.outcomes) for comment in run.comments.all()] == [2, 1, 1]
    first, _, warmer = run.comments.all()
    end_comment(run_id=run.pk, comment_id=warmer.pk, actor="ana")
    end_comment(run_id=run.pk, comment_id=warmer.pk, actor="ben")
    assert (RunComment.objects.get(pk=warmer.pk).resolved_by, run.events.filter(kind="wish_ended").count()) == (
        "ana",
        1,
    )
    assert next(wish.wish_id for wish in standing(run.pk)) == first.pk
    assert warmer.pk not in [wish.wish_id for wish in standing(run.pk)]
    with pytest.raises(CommentNotFound):
        end_comment(run_id=run.pk, comment_id="comment_none", actor="ana")


@in_both_modes
def test_a_place_that_the_copy_does_not_have_is_named_and_nothing_is_sent_back(waiting):
    run = waiting()
    wrong = [
        TAGS_OFF_X,
        {"place": {"channel": "radio"}, "text": "x"},
        {"place": {"passage": "Never said."}, "text": "x"},
    ]
    with pytest.raises(InvalidWishes) as refused:
        request_changes(run_id=run.pk, actor="ana", wishes=wrong)
    assert [problem.field for problem in refused.value.problems] == ["wishes.1.place", "wishes.2.place"]
    run.refresh_from_db()
    assert (run.status, run.comments.count()) == (Status.AWAITING_APPROVAL, 0)


@in_both_modes
def test_a_retry_takes_along_the_wishes_that_stand(waiting):
    run = waiting()
    request_changes(run_id=run.pk, actor="ana", comment="Warmer", wishes=[TAGS_OFF_X, SHORTER_MAIL])
    run = run_to_rest(run.pk)
    end_comment(run_id=run.pk, comment_id=run.comments.get(text="Warmer").pk, actor="ana")
    reject_run(run_id=run.pk, actor="ana")
    assert run_to_rest(run.pk).status == Status.COMPENSATED
    assert everything() == nothing()
    assert run.comments.count() == 3, "wishes are kept like events"
    new = retry_run(run_id=run.pk, actor="ben")
    assert [text for text, _ in states(new)] == ["No hashtags.", "Shorter, please."]
    new = run_to_rest(new.pk)
    assert new.status == Status.AWAITING_APPROVAL
    tags = [asset.content for (channel, _), asset in copy().items() if channel == "x_post" and "#" in asset.content]
    assert tags == []
    assert [state for _, state in states(new)] == ["done", "done"]
    assert new.comments.first().author == "ana"


@in_both_modes
def test_every_text_that_stood_is_kept_once_and_goes_with_the_run(waiting):
    run = waiting()
    first = copy()
    stood = get_versions(draft_id=draft_id())
    assert {version.text for version in stood} == {
        asset.content for asset in first.values() if asset.asset_type != "open_point"
    }
    assert {(version.round, version.author, version.reason) for version in stood} == {
        (1, "generator", "the first draft")
    }
    request_changes(run_id=run.pk, actor="ana", wishes=[SHORTER_MAIL])
    run = run_to_rest(run.pk)
    (new,) = [version for version in get_versions(draft_id=draft_id()) if version.round == 2]
    assert (new.channel, new.piece, new.field, new.line, new.reason) == ("email", "1", "body", 0, "Shorter, please.")
    assert list(audit()) == []
    request_changes(run_id=run.pk, actor="ana", wishes=[{**SHORTER_MAIL, "text": "Put back the former text."}])
    run = run_to_rest(run.pk)
    assert [asset.content for asset in copy().values()] == [asset.content for asset in first.values()]
    assert run.comments.last().state == "done"
    reject_run(run_id=run.pk, actor="ana")
    run_to_rest(run.pk)
    assert everything() == nothing()


@in_both_modes
def test_a_wish_that_was_only_said_goes_with_no_round_until_somebody_asks_for_changes(waiting):
    run = waiting()
    request_changes(run_id=run.pk, actor="ana", wishes=[SHORTER_MAIL])
    run = run_to_rest(run.pk)
    before = copy()
    said = add_comment(run_id=run.pk, actor="eve", kind="wish", **TAGS_OFF_X)
    write = {"asset_id": next(id for channel, id in before if channel == "email"), "actor": "eve"}
    mine = before["email", write["asset_id"]].content
    edit_text(run_id=run.pk, content=f"{mine} ", version=version_of(mine), **write)
    run = run_to_rest(run.pk)
    assert (run.revision, [id for _, id in before if before[_, id] != copy()[_, id]]) == (2, [write["asset_id"]])
    assert [len(row.outcomes) for row in run.comments.all()] == [2, 0], "what was asked for before holds"
    assert [wish.wish_id for wish in asked_for(run.pk)] == [run.comments.first().pk]
    fact = next(fact for fact in brief_of(run_id=run.pk).facts if "message" in fact.field)
    answers = [{"fact": fact.id, "decision": "correct", "value": "Repairs cost nothing"}]
    answer_run(run_id=run.pk, actor="eve", answers=answers)
    run = run_to_rest(run.pk)
    assert run.comments.get(pk=said.pk).outcomes == []
    request_changes(run_id=run.pk, actor="ana")
    run = run_to_rest(run.pk)
    assert len(run.comments.get(pk=said.pk).outcomes) == 1


@in_both_modes
def test_wishes_belong_to_the_stop_at_the_copy(submit):
    run = submit()
    with pytest.raises(WrongState):
        request_changes(run_id=run.pk, actor="ana", wishes=[TAGS_OFF_X])
    assert run.comments.count() == 0


def test_a_crash_anywhere_in_a_round_of_wishes_ends_in_the_same_rows(waiting, db_commits):
    seen = set()
    for number in (1, 2, 3):
        for before in (True, False):
            run = waiting()
            request_changes(run_id=run.pk, actor="ana", comment="Warmer", wishes=[SHORTER_MAIL])
            with pytest.raises(Crash), crash_at_commit(number, before=before):
                advance_next(worker="doomed", run_id=run.pk)
            let_lease_run_out(run.pk)
            run = run_to_rest(run.pk)
            assert (run.status, run.revision) == (Status.AWAITING_APPROVAL, 1)
            assert states(run) == [("Shorter, please.", "done"), ("Warmer", "open")]
            assert [len(comment.outcomes) for comment in run.comments.all()] == [1, 1]
            versions = run.steps.get(step_name="generate_draft", revision=1).created["production_versions"]
            seen.add(len(versions))
            approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)
            assert run_to_rest(run.pk).status == Status.COMPLETED
    assert len(seen) == 1
    assert list(audit()) == []


@pytest.fixture
def db_commits(transactional_db):
    """Crashes are at commits of the database."""


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_one_is_heard_and_no_wish_is_kept_of_the_other(waiting):
    run = waiting()

    def ask(text):
        try:
            request_changes(run_id=run.pk, actor=text, comment=text)
        except Exception as error:
            return type(error).__name__
        return text

    answers = at_once(lambda: ask("one"), lambda: ask("two"))
    (kept,) = run.comments.all()
    assert kept.text in answers
    assert len({*answers} & {"one", "two"}) == 1


@in_both_modes
def test_a_wish_ended_while_its_round_is_written_stays_ended(waiting):
    run = waiting()
    request_changes(run_id=run.pk, actor="ana", comment="Warmer")
    comment = run.comments.get()

    def end_it(run_id, step, what):
        if (step, what) == ("generate_draft", "begun"):
            end_comment(run_id=run_id, comment_id=comment.pk, actor="ben")

    run_to_rest(run.pk, observe=end_it)
    comment.refresh_from_db()
    assert (comment.state, comment.outcomes) == ("ended", [])


def test_a_wish_says_where_it_stands():
    told = wishes.told([{"text": "a"}, {"place": {"channel": "x_post", "piece": "2", "passage": "Hi"}, "text": "b"}])
    assert told == "a\nx_post#2 “Hi”: b"


@in_both_modes
def test_an_old_run_without_comments_goes_on(submit):
    run = submit()
    Run.objects.filter(pk=run.pk).update(metadata={"comment": "shorter"})
    assert run_to_rest(run.pk).status == Status.COMPLETED
