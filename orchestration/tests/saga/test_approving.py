"""Single pieces are approved, each by its own hash; with the last one the campaign goes on."""

from dataclasses import replace
from functools import partial
from unittest.mock import patch

import pytest

from aicmo_site.tests.at_once import at_once
from orchestration import services
from orchestration.approving import approve_pieces
from orchestration.errors import DecidedAlready, PieceChanged, PieceNotFound, PiecesStopped, WrongState
from orchestration.models import Run, Status
from orchestration.pieces import Piece, PieceText, _state, pieces_of
from orchestration.services import get_run, reject_run
from orchestration.tests.conftest import in_both_modes
from orchestration.tests.saga.test_edits import OURS, write
from orchestration.worker import run_to_rest


@pytest.fixture
def waiting(submit):
    return lambda: run_to_rest(submit(require_approval=True).pk)


def seen(run):
    return [(piece.place, piece.sha256) for piece in pieces_of(run)]


def approve(run, pieces, actor="ana"):
    return approve_pieces(run_id=run.pk, actor=actor, pieces=pieces)


def states(run):
    return {piece.place: (piece.state, piece.approved_by) for piece in pieces_of(run)}


@in_both_modes
def test_with_the_last_piece_the_campaign_goes_on(waiting):
    run = waiting()
    first, *others = seen(run)
    run = approve(run, [first])
    assert (run.status, run.awaiting, states(run)[first[0]]) == (Status.AWAITING_APPROVAL, "copy", ("approved", "ana"))
    assert run.events.get(kind="decided").data["pieces"] == [first[0]]
    run = approve(run, others, actor="ben")
    assert (run.status, run.next_step) == (Status.RUNNING, "create_package")
    assert run.metadata["approved"]["copy"]["by"] == "ben"
    assert run_to_rest(run.pk).status == Status.COMPLETED


@in_both_modes
def test_an_approval_lapses_when_a_text_of_its_piece_changes_and_no_other_does(waiting):
    run = waiting()
    before = dict(seen(run))
    approve(run, [*before.items()][:-1])
    write(run, OURS)
    run = run_to_rest(run.pk)
    now = dict(seen(run))
    (changed,) = (place for place in now if now[place] != before[place])
    approved = {place for place, (state, _) in states(run).items() if state == "approved"}
    assert approved == {*[*before][:-1]} - {changed}
    with pytest.raises(PieceChanged, match=now[changed]):
        approve(run, [(changed, before[changed])])
    approve(run, [(changed, now[changed])])
    assert get_run(run_id=run.pk).status == Status.AWAITING_APPROVAL
    assert approve(run, [[*now.items()][-1]]).status == Status.RUNNING


@in_both_modes
def test_what_is_stopped_strange_or_not_at_rest_is_not_approved(submit, waiting):
    run = run_to_rest(submit(require_approval=True, force_qc_fail=True).pk)
    with pytest.raises(PiecesStopped):
        approve(run, seen(run)[:1])
    with pytest.raises(PieceNotFound, match="radio"):
        approve(run, [("radio", "x")])
    pieces = seen(run)
    reject_run(run_id=run.pk, actor="ana")
    with pytest.raises(WrongState):
        approve(run, pieces)
    assert "approved_pieces" not in get_run(run_id=run.pk).metadata


@in_both_modes
def test_who_decides_while_a_piece_is_approved_is_told_and_the_approval_stands(waiting):
    run = waiting()
    first, *_ = seen(run)
    turned_back = services._turned_back

    def meanwhile(*told):
        approve(run, [first])
        return turned_back(*told)

    with patch.object(services, "_turned_back", meanwhile), pytest.raises(DecidedAlready):
        reject_run(run_id=run.pk, actor="ben")
    assert states(get_run(run_id=run.pk))[first[0]] == ("approved", "ana")


STANDS = Piece("x_post#1", "x_post", "1", "generated", "hash", (), approved_by="ana")
TEXT = PieceText("asset_1", "text", 0, "x_post#1/text", OURS, "version", "person")


@pytest.mark.parametrize(
    ("piece", "state"),
    [
        (STANDS, "approved"),
        (replace(STANDS, stopped=True), "questioned"),
        (replace(STANDS, texts=(TEXT,)), "approved"),
        (replace(STANDS, texts=(TEXT, replace(TEXT, waits=True))), "edited"),
        (replace(STANDS, approved_by="", wishes=("wish_1",)), "questioned"),
    ],
)
def test_an_approval_holds_while_nothing_stops_its_piece_and_no_words_wait_for_it(piece, state):
    assert _state(Run(status=Status.AWAITING_APPROVAL, awaiting="copy"), piece) == state


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_different_pieces_at_once_are_both_heard(waiting):
    run = waiting()
    first, *others = seen(run)
    at_once(partial(approve, run, [first]), partial(approve, run, others, "ben"))
    assert get_run(run_id=run.pk).status == Status.RUNNING


@pytest.mark.django_db(transaction=True)
def test_of_an_approval_and_a_rejection_at_once_nothing_is_half_decided(waiting):
    for _ in range(3):
        run = waiting()
        pieces = seen(run)

        def told(act):
            try:
                act()
            except (WrongState, DecidedAlready) as error:
                return type(error).__name__
            return "won"

        answers = at_once(
            partial(told, partial(approve, run, pieces)), partial(told, partial(reject_run, run_id=run.pk, actor="ben"))
        )
        assert answers.count("won") == 1
        run = run_to_rest(run.pk)
        assert run.status == (Status.COMPLETED if answers[0] == "won" else Status.COMPENSATED)
