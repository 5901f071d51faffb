"""A client decides by a link as an approver would: once, on exactly what they read, and told as theirs."""

from functools import partial

import pytest
from django.utils import timezone

from aicmo_site.kernel.errors import Conflict
from aicmo_site.tests.at_once import at_once
from orchestration.engine.leases import claim
from orchestration.errors import ContentChanged, LinkClosed, LinkMayNot, PiecesStopped, WrongState
from orchestration.models import CommentKind, ReviewLink, Run, RunComment, Status
from orchestration.operations.audit import audit
from orchestration.review import acts
from orchestration.review.links import Standing, link_of, make_link, renew_link, revoke_link, shown_sha256, standing_of
from orchestration.services import approve_run, get_run, reject_run, request_changes
from orchestration.tests.conftest import (
    SMALL,
    Crash,
    crash_at_commit,
    everything,
    in_both_modes,
    nothing,
    on_the_database,
)
from orchestration.worker import run_to_rest
from orchestration.workflow import Work

INTAKE = {**SMALL, "proof_points": ["312 repairs last winter #repaircafe"]}


def linked(run, may="decide", label="Camille", **more):
    made = {"actor": "ada", "label": label, "may": may, "content_sha256": run.content_sha256, **more}
    return make_link(run_id=run.pk, **made)[0]


def fresh(link):
    return ReviewLink.objects.select_related("run").get(pk=link.pk)


def standing(link):
    link = fresh(link)
    return standing_of(link, shown_sha256(Work(link.run)))


@on_the_database
def test_the_token_is_told_once_and_kept_as_a_hash(waiting):
    link, token = make_link(
        run_id=waiting.pk, actor="ada", label="Camille", may="read", content_sha256=waiting.content_sha256
    )
    assert len(token) == 43, "256 bits"
    assert link_of(token).pk == link.pk
    assert link_of(token[:-1]) is link_of("") is None
    kept = [str(row) for row in (*ReviewLink.objects.values(), *waiting.events.values())]
    assert not any(token in row for row in kept)
    told = waiting.events.get(kind="link_made")
    assert (told.actor, told.data["label"], told.data["content_sha256"]) == ("ada", "Camille", waiting.content_sha256)


@in_both_modes
def test_a_client_approves_and_it_is_told_as_theirs(waiting):
    link = linked(waiting)
    remarks = [{"place": {"channel": "email"}, "text": "Lovely."}]
    acts.approve(link, seen=waiting.content_sha256, remarks=remarks, word="Go.")
    run = run_to_rest(waiting.pk)
    assert run.status == Status.COMPLETED
    decided = run.events.get(kind="decided")
    assert (decided.actor, decided.data["decision"], decided.data["comment"]) == ("client: Camille", "approve", "Go.")
    assert [(one.kind, one.author) for one in run.comments.all()] == [(CommentKind.COMMENT, "client: Camille")]
    renew_link(run_id=run.pk, link_id=link.pk, actor="ada", content_sha256=waiting.content_sha256)
    assert (fresh(link).decision, standing(link)) == ("approve", Standing.OPEN)
    assert list(audit()) == []


@in_both_modes
def test_a_clients_wishes_go_with_the_next_round_which_is_shown_only_when_the_agency_says_so(waiting):
    link, before = linked(waiting), waiting.content_sha256
    wishes = [{"place": {"channel": "x_post"}, "text": "no hashtags"}]
    acts.ask(link, seen=before, wishes=wishes, word="no hashtags anywhere")
    run = run_to_rest(waiting.pk)
    assert (run.status, run.revision) == (Status.AWAITING_APPROVAL, 1)
    assert [(one.kind, one.author) for one in run.comments.all()] == [(CommentKind.WISH, "client: Camille")] * 2
    assert run.content_sha256 != before
    assert standing(link) == Standing.REVISED
    for seen in (before, run.content_sha256):
        with pytest.raises((ContentChanged, LinkClosed)):
            acts.approve(link, seen=seen)
    renew_link(run_id=run.pk, link_id=link.pk, actor="ada", content_sha256=run.content_sha256)
    assert (fresh(link).decision, standing(link)) == ("", Standing.OPEN)
    acts.approve(fresh(link), seen=run.content_sha256)
    assert run_to_rest(run.pk).status == Status.COMPLETED


@on_the_database
def test_answers_make_all_of_it_again(waiting):
    link = linked(waiting, may="comment")
    question = next(one for one in Work(waiting).brief.questions_apart if one.field == "launch_date")
    answer = {"question": question.id, "decision": "correct", "value": "3 June 2027"}
    acts.say(link, seen=waiting.content_sha256, answers=[answer])
    run = run_to_rest(waiting.pk)
    assert (run.status, run.revision, run.answers[0]["by"]) == (Status.AWAITING_APPROVAL, 1, "client: Camille")
    assert standing(link) == Standing.REVISED


def approving(link, run):
    acts.approve(link, seen=run.content_sha256, remarks=[{"text": "Yes."}])


@on_the_database
def test_what_may_less_does_less_and_nothing_is_left_of_it(waiting):
    for may, act in (("read", acts.say), ("read", acts.approve), ("comment", acts.ask)):
        with pytest.raises(LinkMayNot):
            act(linked(waiting, may=may), seen=waiting.content_sha256)
    assert not RunComment.objects.exists()
    assert not waiting.events.filter(actor__startswith="client").exists()


@on_the_database
@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_an_ended_link_does_nothing_however_it_was_entered(waiting, end):
    link = linked(waiting)  # read while it stood
    if end == "revoked":
        revoke_link(run_id=waiting.pk, link_id=link.pk, actor="ada")
        revoke_link(run_id=waiting.pk, link_id=link.pk, actor="ben")
        assert [one.actor for one in waiting.events.filter(kind="link_revoked")] == ["ada"]
        with pytest.raises(LinkClosed):
            renew_link(run_id=waiting.pk, link_id=link.pk, actor="ada", content_sha256=waiting.content_sha256)
    else:
        ReviewLink.objects.update(expires_at=timezone.now())
    with pytest.raises(LinkClosed):
        approving(link, waiting)
    assert standing(link) == end
    assert (get_run(run_id=waiting.pk).status, RunComment.objects.count()) == (Status.AWAITING_APPROVAL, 0)


@on_the_database
def test_a_link_is_made_only_for_copy_that_may_go_out_as_it_is(submit, waiting):
    with pytest.raises(ContentChanged):
        linked(waiting, content_sha256="0" * 64)
    Run.objects.filter(pk=waiting.pk).update(evidence={"qc": {"stopped": [{"piece": "email"}]}})
    with pytest.raises(PiecesStopped):
        linked(waiting)
    Run.objects.filter(pk=waiting.pk).update(status=Status.RUNNING)
    with pytest.raises(WrongState):
        linked(waiting)
    assert not ReviewLink.objects.exists()


@in_both_modes
def test_a_run_that_is_undone_keeps_its_links_and_they_lead_nowhere(waiting):
    link = linked(waiting)
    acts.say(link, seen=waiting.content_sha256, remarks=[{"text": "Hm."}])
    reject_run(run_id=waiting.pk, actor="ana")
    assert standing(link) == Standing.UNDONE, "from the first moment on"
    run_to_rest(waiting.pk)
    assert everything() == nothing()
    assert (standing(link), waiting.comments.count()) == (Standing.UNDONE, 1)
    with pytest.raises(Conflict):
        approving(link, waiting)
    assert list(audit()) == []


@in_both_modes
@pytest.mark.parametrize("first", ["approver", "wish", "other link", "same link"])
def test_of_two_who_decide_the_second_is_told_and_leaves_nothing(waiting, first):
    link, other = linked(waiting), linked(waiting, label="Noor")
    by = {"run_id": waiting.pk, "actor": "ana"}
    before = {
        "approver": lambda: approve_run(content_sha256=waiting.content_sha256, **by),
        "wish": lambda: request_changes(comment="shorter", **by),
        "other link": lambda: acts.approve(other, seen=waiting.content_sha256),
        "same link": lambda: acts.ask(fresh(link), seen=waiting.content_sha256, word="shorter"),
    }
    before[first]()
    claim(worker="w", run_id=waiting.pk)
    with pytest.raises(Conflict):
        approving(link, waiting)
    assert waiting.events.filter(kind="decided").count() == 1
    assert not RunComment.objects.filter(text="Yes.").exists()
    assert fresh(link).decision == ("request_changes" if first == "same link" else "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.any_database
def test_two_links_and_an_approver_at_once_one_wins(waiting):
    def told(call):
        try:
            return call() or "won"
        except Conflict:
            return "told"

    links = [linked(waiting, label=name) for name in ("Camille", "Noor")]
    calls = [partial(told, partial(approving, link, waiting)) for link in links]
    by = {"run_id": waiting.pk, "actor": "ana", "content_sha256": waiting.content_sha256}
    outcomes = at_once(*calls, partial(told, partial(approve_run, **by)))
    assert [outcome != "told" for outcome in outcomes].count(True) == 1
    assert waiting.events.filter(kind="decided").count() == 1
    assert RunComment.objects.count() == ReviewLink.objects.filter(decision="approve").count() <= 1
    assert run_to_rest(waiting.pk).status == Status.COMPLETED


@in_both_modes
@pytest.mark.parametrize("before", [True, False])
def test_a_crash_at_a_decisions_commit_takes_or_leaves_all_of_it(waiting, before):
    link = linked(waiting)
    with crash_at_commit(1, before=before), pytest.raises(Crash):
        approving(link, waiting)
    taken = int(not before)
    assert (RunComment.objects.count(), waiting.events.filter(kind="decided").count()) == (taken, taken)
    assert bool(fresh(link).decision) == (get_run(run_id=waiting.pk).status == Status.RUNNING) == bool(taken)
