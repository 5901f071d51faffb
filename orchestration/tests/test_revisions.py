"""A failing verdict sends the copy back; a round that judges worse is not kept; each round is in the story."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from orchestration.models import Status, StepState
from orchestration.services import approve_run, request_changes
from orchestration.tests.conftest import everything, example
from orchestration.worker import run_to_rest
from production import services as production
from qc import services as qc

pytestmark = pytest.mark.usefixtures("persistence_mode")
INTAKE = example()

compose_draft, judge = production.compose_draft, qc.judge


def composing(**arguments):
    """The real draft, but every text says which revision it is of."""
    draft, bundles = compose_draft(**arguments)
    text = f"revision {arguments['revision']}"
    return draft, tuple(
        replace(bundle, assets=tuple(replace(asset, content=text) for asset in bundle.assets)) for bundle in bundles
    )


def judging(scores):
    """A verdict by revision: a score, which passes from 0.7, or a score and whether it passes. It stops no piece."""

    def fixed(**arguments):
        verdict = scores[arguments["bundles"][0].assets[0].content]
        score, passed = verdict if isinstance(verdict, tuple) else (verdict, verdict >= 0.7)
        return replace(judge(**arguments), score=score, passed=passed, stopped=())

    return fixed


def revise(run, *scores):
    """Advance a run whose revisions are judged so; gives the run and which rounds were kept."""
    fixed = judging({f"revision {number}": score for number, score in enumerate(scores)})
    with patch("production.services.compose_draft", composing), patch("qc.services.judge", fixed):
        run = run_to_rest(run.pk)
    rounds = run.events.filter(kind="step_done", data__step="generate_draft")
    return run, [event.data["kept"] for event in rounds]


def texts():
    return {row["content"] for row in everything()["production_bundle_assets"]}


def test_a_better_round_is_kept_and_delivered(submit):
    run, kept = revise(submit(), 0.5, 0.8)
    assert (run.status, kept, texts()) == (Status.COMPLETED, [True, True], {"revision 1"})


def test_a_worse_round_is_not_kept(submit):
    run, kept = revise(submit(), 0.5, 0.3, 0.9)
    assert (run.status, kept, texts()) == (Status.COMPLETED, [True, False, True], {"revision 2"})
    rounds = run.steps.filter(step_name="qc_evaluate").values_list("revision", "state")
    assert list(rounds) == [(0, StepState.SENT_BACK), (1, StepState.SENT_BACK), (2, StepState.DONE)]


def test_a_round_that_passes_is_better_than_one_with_a_critical_issue_whatever_their_scores(submit):
    run, kept = revise(submit(), (0.9, False), (0.8, True))
    assert (run.status, kept, texts()) == (Status.COMPLETED, [True, True], {"revision 1"})


def test_after_the_last_round_the_run_is_undone_with_the_verdict_as_evidence(submit, settings):
    settings.AICMO_QC_MAX_REVISIONS = 1
    run, kept = revise(submit(), 0.5, 0.6)
    assert (run.status, kept, run.evidence["qc"]["score"]) == (Status.COMPENSATED, [True, True], 0.6)
    assert texts() == set()


def test_a_person_who_asks_for_changes_gets_them_even_where_they_judge_worse(submit):
    run, _ = revise(submit(require_approval=True), 0.9)
    request_changes(run_id=run.pk, actor="ana", comment="shorter")
    run, kept = revise(run, 0.9, 0.8)
    assert (run.status, kept, texts()) == (Status.AWAITING_APPROVAL, [True, True], {"revision 1"})


def test_what_a_person_asked_for_goes_with_every_later_round(submit):
    run, _ = revise(submit(require_approval=True), 0.9)
    told = []

    def listening(**arguments):
        told.append((arguments["revision"], *(wish.text for wish in arguments["feedback"].wishes)))
        return composing(**arguments)

    fixed = judging({"revision 0": 0.9, "revision 1": 0.5, "revision 2": 0.9})
    with patch("production.services.compose_draft", listening), patch("qc.services.judge", fixed):
        for wish in ("shorter", "warmer"):
            request_changes(run_id=run.pk, actor="ana", comment=wish)
            run_to_rest(run.pk)
    assert {*told} == {(1, "shorter"), (2, "shorter", "warmer")}


def test_in_a_round_that_a_person_caused_nothing_goes_back_unasked(submit):
    run, _ = revise(submit(require_approval=True), 0.5, 0.9)
    request_changes(run_id=run.pk, actor="ana", comment="shorter")
    asked = []

    def listening(**arguments):
        asked.append(arguments["feedback"].findings)
        return composing(**arguments)

    fixed = judging({"revision 1": 0.9, "revision 2": 0.3})
    with patch("production.services.compose_draft", listening), patch("qc.services.judge", fixed):
        run = run_to_rest(run.pk)
    assert (run.status, run.awaiting, run.revision, asked) == (Status.AWAITING_APPROVAL, "copy", 2, [()])
    assert (run.evidence["qc"]["passed"], run.evidence["qc"]["score"]) == (False, 0.3)


def test_after_the_last_round_a_run_with_a_stop_at_its_copy_rests_there_with_its_findings(submit, settings):
    settings.AICMO_QC_MAX_REVISIONS = 1
    run, kept = revise(submit(require_approval=True), 0.5, 0.6)
    assert (run.status, run.awaiting, kept) == (Status.AWAITING_APPROVAL, "copy", [True, True])
    assert (run.evidence["qc"]["score"], texts()) == (0.6, {"revision 1"})
    approve_run(run_id=run.pk, actor="ana", content_sha256=run.content_sha256)  # below the threshold, nothing stopped
    assert run_to_rest(run.pk).status == Status.COMPLETED
