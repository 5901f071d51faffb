"""A finding that a person lets pass lets the retried run through, and only while the text stays as it was."""

from dataclasses import replace
from functools import partial
from unittest.mock import patch

import pytest

from orchestration import services
from orchestration.errors import DecidedAlready, IssueNotFound, NoWordToAllow, PiecesStopped
from orchestration.models import Status
from orchestration.run_state import decisions, stopped_pieces
from orchestration.services import approve_run, get_run, reject_run, retry_run
from orchestration.tests.conftest import everything, nothing
from orchestration.waivers import allow_word, waive_issue
from orchestration.worker import run_to_rest
from qc import services as qc
from qc.contracts import CRITICAL, QcIssueDTO, ReasonMissing
from qc.engine.judging import Fingerprints

pytestmark = pytest.mark.usefixtures("persistence_mode")

check_batch = qc.check_batch


def too_blue(batch, rules):
    """The real rules, and one that finds a critical fault in the first field of the first piece."""
    first, field = batch[0], next(iter(batch[0].fields))
    blue = QcIssueDTO(
        CRITICAL, f"{first.copy_id}/{field}", "Too blue.", "BLUE", fingerprint=Fingerprints(first).of("BLUE", field)
    )
    checked = check_batch(batch, rules)
    return (replace(checked[0], issues=(blue, *checked[0].issues)), *checked[1:])


@pytest.fixture
def strict():
    with patch("qc.services.check_batch", too_blue):
        yield


def failed(submit, **options):
    run = run_to_rest(submit(**options).pk)
    assert run.status == Status.COMPENSATED
    return run


def blue_of(run):
    return next(issue for issue in run.evidence["qc"]["issues"] if issue["code"] == "BLUE")


def waive(run):
    return waive_issue(
        run_id=run.pk, fingerprint=blue_of(run)["fingerprint"], reason="The client is blue.", actor="ada"
    )


def test_a_run_that_failed_over_a_waived_finding_passes_when_it_is_retried(strict, submit):
    run = failed(submit)
    waiver = waive(run)
    again = run_to_rest(retry_run(run_id=run.pk, actor="ada").pk)
    assert (again.status, blue_of(again)["waived_by"]) == (Status.COMPLETED, "ada")
    event = run.events.get(kind="waived")
    assert (event.actor, event.data["code"], event.data["reason"]) == ("ada", "BLUE", "The client is blue.")
    assert waiver.decided_in == run.pk


def test_the_waiver_does_not_cover_another_text(strict, submit, intake):
    waive(failed(submit))
    intake["key_messages"] = [f"{message}, really" for message in intake["key_messages"]]
    failed(submit)


def test_only_a_finding_of_the_run_can_be_waived_and_not_without_a_reason(strict, submit):
    run = failed(submit)
    for strange in ("nothing", ""):
        with pytest.raises(IssueNotFound):
            waive_issue(run_id=run.pk, fingerprint=strange, reason="Why not?", actor="ada")
    with pytest.raises(ReasonMissing):
        waive_issue(run_id=run.pk, fingerprint=blue_of(run)["fingerprint"], reason=" ", actor="ada")
    assert not run.events.filter(kind="waived").exists()


def unknown_word(batch, rules):
    """The real rules, and one that knows no `Wharfside` unless the client allows it; it fails the draft."""
    first, checked = batch[0], check_batch(batch, rules)
    if "Wharfside" in first.client.allowed_words:
        return checked
    field = next(iter(first.fields))
    slip = QcIssueDTO(
        CRITICAL,
        f"{first.copy_id}/{field}",
        "So?",
        "TYPO",
        "Wharfside",
        fingerprint=Fingerprints(first).of("TYPO", field),
    )
    return (replace(checked[0], issues=(slip, *checked[0].issues)), *checked[1:])


@pytest.fixture
def puzzled():
    with patch("qc.services.check_batch", unknown_word):
        yield


def typo_of(run):
    return next(issue for issue in run.evidence["qc"]["issues"] if issue["code"] == "TYPO")["fingerprint"]


def test_a_run_that_failed_over_a_word_passes_once_the_word_is_allowed(puzzled, submit):
    run = failed(submit)
    allow_word(run_id=run.pk, fingerprint=typo_of(run), word=" Wharfside ", reason="A place.", actor="ada")
    again = run_to_rest(retry_run(run_id=run.pk, actor="ada").pk)
    assert again.status == Status.COMPLETED
    event = run.events.get(kind="allowed")
    assert (event.actor, event.data["word"], event.data["code"]) == ("ada", "Wharfside", "TYPO")
    assert event.data["reason"] == "A place."


def test_a_word_settles_only_what_goes_by_words(strict, submit):
    run = failed(submit)
    with pytest.raises(NoWordToAllow, match="BLUE"):
        allow_word(run_id=run.pk, fingerprint=blue_of(run)["fingerprint"], word="blue", reason="So.", actor="ada")


def test_a_word_needs_letters_a_finding_and_a_reason(puzzled, submit):
    run = failed(submit)
    with pytest.raises(NoWordToAllow, match="which one"):
        allow_word(run_id=run.pk, fingerprint=typo_of(run), word=" ", reason="So.", actor="ada")
    with pytest.raises(IssueNotFound):
        allow_word(run_id=run.pk, fingerprint="f" * 64, word="Wharfside", reason="So.", actor="ada")
    with pytest.raises(ReasonMissing):
        allow_word(run_id=run.pk, fingerprint=typo_of(run), word="Wharfside", reason=" ", actor="ada")
    assert not run.events.filter(kind="allowed").exists()


def test_a_run_with_a_stop_at_its_copy_rests_with_a_finding_and_is_approved_once_it_is_let_pass(strict, submit):
    run = run_to_rest(submit(require_approval=True).pk)
    assert (run.status, run.awaiting, run.evidence["qc"]["passed"]) == (Status.AWAITING_APPROVAL, "copy", False)
    assert "approve" not in decisions(run)
    (piece,) = stopped_pieces(run)
    approve = partial(approve_run, run_id=run.pk, actor="ada", content_sha256=run.content_sha256)
    with pytest.raises(PiecesStopped, match=piece):
        approve()
    waive(run)
    run = get_run(run_id=run.pk)
    assert (stopped_pieces(run), run.evidence["qc"]["passed"], blue_of(run)["waived_by"]) == ((), True, "ada")
    assert "approve" in decisions(run)
    rows = everything()
    assert ([row["passed"] for row in rows["qc_results"]], run.revision) == ([True], 2), "no round more"
    approve()
    assert run_to_rest(run.pk).status == Status.COMPLETED


def test_a_word_allowed_at_the_stop_is_no_finding_any_more(puzzled, submit):
    run = run_to_rest(submit(require_approval=True).pk)
    allow_word(run_id=run.pk, fingerprint=typo_of(run), word="Wharfside", reason="A place.", actor="ada")
    run = get_run(run_id=run.pk)
    assert stopped_pieces(run) == ()
    assert "TYPO" not in [issue["code"] for issue in run.evidence["qc"]["issues"]]
    approve_run(run_id=run.pk, actor="ada", content_sha256=run.content_sha256)
    assert run_to_rest(run.pk).status == Status.COMPLETED


def test_what_is_let_pass_elsewhere_changes_no_verdict(strict, submit):
    run = run_to_rest(submit(require_approval=True).pk)
    reject_run(run_id=run.pk, actor="ada")
    waive(run_to_rest(run.pk))
    assert blue_of(get_run(run_id=run.pk))["waived_by"] == "", "the evidence of what ended is what it was"


def test_what_is_let_pass_while_somebody_rejects_is_not_lost(strict, submit):
    run = run_to_rest(submit(require_approval=True).pk)
    turned_back = services._turned_back

    def meanwhile(*told):
        waive(run)
        return turned_back(*told)

    with patch.object(services, "_turned_back", meanwhile), pytest.raises(DecidedAlready):
        reject_run(run_id=run.pk, actor="ben")
    seen = get_run(run_id=run.pk)
    assert (seen.status, blue_of(seen)["waived_by"]) == (Status.AWAITING_APPROVAL, "ada")
    reject_run(run_id=run.pk, actor="ben")
    run = run_to_rest(run.pk)
    assert (run.status, run.evidence["qc"]) == (Status.COMPENSATED, seen.evidence["qc"])


def test_a_drill_rests_too_and_nobody_can_let_it_pass(submit):
    run = run_to_rest(submit(require_approval=True, force_qc_fail=True).pk)
    assert (run.status, stopped_pieces(run)) == (Status.AWAITING_APPROVAL, ("the whole",))
    with pytest.raises(PiecesStopped, match="the whole"):
        approve_run(run_id=run.pk, actor="ada", content_sha256=run.content_sha256)
    reject_run(run_id=run.pk, actor="ada")
    assert run_to_rest(run.pk).status == Status.COMPENSATED
    assert everything() == nothing()
