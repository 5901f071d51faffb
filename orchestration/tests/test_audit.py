"""The audit finds every kind of planted fault, mends only what it may, and is silent on a clean database."""

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from aicmo_site.kernel.persistence import storage
from delivery.models import Artifact, Package
from onboarding.models import Brief, Intake
from orchestration.models import KeptText, Run, RunStep, Status
from orchestration.operations.audit import audit
from orchestration.operations.repair import fix
from orchestration.run_state import made
from orchestration.services import reject_run, request_changes, submit_run
from orchestration.tests.conftest import everything, nothing
from orchestration.tests.factories import KeptTextFactory, RunCommentFactory, RunEditFactory
from orchestration.tests.saga.test_edits import OURS, write
from orchestration.worker import run_to_rest
from orchestration.workflow import Work
from production.contracts import content_sha256
from production.models import Bundle, BundleAsset, Draft, Version
from qc.models import QcResult
from strategy.models import StrategyDocument

pytestmark = pytest.mark.django_db(transaction=True)

STATIONS = [Intake, Brief, StrategyDocument, Draft, Bundle, QcResult, Package]


@pytest.fixture
def completed(submit):
    return run_to_rest(submit().pk)


def found():
    return {(finding.kind, finding.table) for finding in audit()}


def age(model, **which):
    model.objects.filter(**which).update(updated_at=timezone.now() - timedelta(days=1))


def test_a_database_full_of_honest_runs_is_clean(submit, completed):
    run_to_rest(submit(force_qc_fail=True).pk)
    run_to_rest(submit(require_approval=True).pk)
    run_to_rest(submit(brief_id=completed.brief_id).pk)
    submit()
    assert list(audit()) == []
    out = StringIO()
    call_command("audit", stdout=out)  # would exit with 1
    assert out.getvalue() == "Nothing is wrong.\n"


@pytest.mark.parametrize("model", STATIONS)
def test_rows_of_a_compensated_run_are_found_and_removed(completed, model):
    Run.objects.filter(pk=completed.pk).update(status=Status.COMPENSATED)
    assert ("orphan_row", model._meta.db_table) in found()
    age(model)
    assert all(removed for finding, removed in fix(audit()) if finding.table == model._meta.db_table)
    assert not model.objects.exists()


@pytest.mark.parametrize("model", STATIONS)
def test_rows_of_a_run_that_does_not_exist_are_found(completed, model):
    model.objects.update(workflow_run_id="run_nobody")
    assert ("orphan_row", model._meta.db_table) in found()


def test_young_orphans_are_reported_and_kept(completed):
    Run.objects.filter(pk=completed.pk).update(status=Status.COMPENSATED)
    before = everything()
    assert {removed for _, removed in fix(audit())} == {False}
    assert everything() == before


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Intake, "brief_id"),
        (StrategyDocument, "brief_id"),
        (Draft, "strategy_id"),
        (QcResult, "draft_id"),
        (Package, "draft_id"),
        (Run, "retry_of"),
    ],
)
def test_a_dangling_reference_is_found_and_never_removed(completed, model, column):
    model.objects.update(**{column: "nowhere"})
    assert ("dangling_reference", model._meta.db_table) in found()
    before = everything()
    list(fix(audit()))
    assert everything() == before


@pytest.mark.parametrize("model", [*STATIONS, BundleAsset])
def test_a_missing_row_of_a_completed_run_is_found(completed, model):
    model.objects.all().delete()
    assert ("missing_row", model._meta.db_table) in found()


def test_a_reused_brief_that_went_missing_is_found_for_every_run(completed, submit):
    run_to_rest(submit(brief_id=completed.brief_id).pk)
    Brief.objects.all().delete()
    details = [finding.detail for finding in audit() if finding.table == "onboarding_brief"]
    assert len([detail for detail in details if "completed run" in detail]) == 2


def test_a_completed_run_without_its_journal_is_found(completed):
    RunStep.objects.filter(step_name="create_package").delete()
    assert {("missing_row", "workflow_steps"), ("unjournaled_row", "delivery_packages")} <= found()


@pytest.mark.parametrize("model", [Bundle, Package])
def test_a_parent_without_children_is_found(completed, model):
    child = {Bundle: BundleAsset, Package: Artifact}[model]
    child.objects.all().delete()
    assert ("missing_row", model._meta.db_table) in found()


def test_a_row_beyond_the_journal_is_found_and_kept(completed):
    document = StrategyDocument.objects.get()
    document.pk, document.version = "strategy_extra", 2
    document.save(force_insert=True)
    assert ("unjournaled_row", "strategy_document") in found()
    age(StrategyDocument)
    list(fix(audit()))
    assert StrategyDocument.objects.count() == 2


def test_a_lost_file_and_a_damaged_one_are_found(completed):
    first, second = Artifact.objects.order_by("position")[:2]
    storage().delete(first.url)
    damaged = Path(storage().path(second.url))
    damaged.write_bytes(damaged.read_bytes() + b"!")
    assert {("lost_file", "files"), ("damaged_file", "files")} <= found()


def test_a_stray_file_is_found_once_it_is_old_and_removed(completed):
    key = "packages/package_nobody/campaign.html"
    path = Path(storage().path(key))
    path.parent.mkdir(parents=True)
    path.write_text("half")
    assert found() == set()  # a worker may be about to commit its rows
    os.utime(path, (1, 1))
    assert found() == {("stray_file", "files")}
    before = everything()
    assert [removed for _, removed in fix(audit())] == [True]
    assert not storage().exists(key)
    assert {table: rows for table, rows in everything().items() if table != "files"} == {
        table: rows for table, rows in before.items() if table != "files"
    }
    assert found() == set()


def test_a_failed_run_is_found_until_it_is_resumed(completed):
    Run.objects.filter(pk=completed.pk).update(status=Status.FAILED, last_error="disk full")
    assert ("failed_run", "workflow_runs") in found()


def test_an_odd_file_does_not_stop_the_mending(completed):
    for name in ("packages/.DS_Store", "packages/package_nobody/ein Entwurf für später.html"):
        path = Path(storage().path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("left by hand")
        os.utime(path, (1, 1))
    assert [removed for _, removed in fix(audit())] == [True, True]
    assert found() == set()


def test_a_brief_that_other_runs_use_is_kept_though_its_own_run_is_gone(completed, submit):
    run_to_rest(submit(brief_id=completed.brief_id).pk)
    Run.objects.filter(pk=completed.pk).delete()
    for model in STATIONS:
        age(model)
    list(fix(audit()))
    assert (Brief.objects.count(), Intake.objects.count()) == (1, 1)
    assert StrategyDocument.objects.count() == 1


def test_fixing_spares_what_completed_and_live_runs_and_clients_own(completed, submit, intake):
    from onboarding import services as onboarding

    form = onboarding.check_intake(responses=intake)
    onboarding.capture_intake(intake=form)
    onboarding.normalize_brief(brief=onboarding.understand_intake(intake=form, brief_id="brief_by_hand"))
    run_to_rest(submit_run(brief_id="brief_by_hand", require_approval=True, actor="test").pk)
    for model in STATIONS:
        age(model)
    before = everything()
    assert list(fix(audit())) == []
    assert everything() == before


def test_the_command_exits_with_one_and_a_json_line_per_finding(completed):
    Brief.objects.all().delete()
    out = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("audit", json=True, stdout=out)
    assert out.getvalue().count("\n") >= 1
    assert '"kind": "missing_row"' in out.getvalue()


def test_a_text_that_a_revision_no_longer_makes_is_not_missed(submit):
    run = run_to_rest(submit(require_approval=True).pk)
    request_changes(run_id=run.pk, actor="ana", comment="shorter")
    run = run_to_rest(run.pk)
    dropped = BundleAsset.objects.order_by("-position").first()
    of_the_round = run.steps.get(step_name="generate_draft", revision=1)
    of_the_round.created["production_bundle_assets"].remove(dropped.asset_id)
    of_the_round.save()
    dropped.delete()
    Run.objects.filter(pk=run.pk).update(content_sha256=content_sha256(*Work(run).copy))
    assert list(audit()) == []


def test_a_version_of_a_former_round_is_missed(submit):
    run = run_to_rest(submit(require_approval=True).pk)
    request_changes(run_id=run.pk, actor="ana", comment="shorter")
    run = run_to_rest(run.pk)
    first, second = (step.created["production_versions"] for step in run.steps.filter(step_name="generate_draft"))
    assert set(first).isdisjoint(second), "a journal names the rows of its own round"
    assert made(run)["production_versions"] == [*first, *second]
    assert {*first, *second} == set(Version.objects.values_list("pk", flat=True))
    Version.objects.filter(pk=first[0]).delete()
    assert [(one.kind, one.id) for one in audit()] == [("missing_row", first[0])]


def test_a_journal_that_names_the_versions_of_former_rounds_too_is_undone_as_well(submit):
    """As those of runs begun before."""
    run = run_to_rest(submit(require_approval=True).pk)
    request_changes(run_id=run.pk, actor="ana", comment="shorter")
    run = run_to_rest(run.pk)
    step = run.steps.get(step_name="generate_draft", revision=1)
    step.created["production_versions"] = sorted(Version.objects.values_list("pk", flat=True))
    step.save()
    assert list(audit()) == []
    assert sorted(made(run)["production_versions"]) == step.created["production_versions"]
    reject_run(run_id=run.pk, actor="ana")
    assert (run_to_rest(run.pk).status, everything()) == (Status.COMPENSATED, nothing())
    assert list(audit()) == []


def test_an_edit_that_nobody_took_is_found(completed):
    edit = RunEditFactory(run=completed, round=None)
    assert [(one.kind, one.id) for one in audit()] == [("edit_not_taken", edit.pk)]
    Run.objects.filter(pk=completed.pk).update(status=Status.RUNNING)
    assert "edit_not_taken" not in {kind for kind, _ in found()}, "a round will take it"


def test_texts_that_are_kept_beside_copy_which_stands_are_found(completed):
    kept = KeptTextFactory(run=completed)
    KeptTextFactory()
    assert [(one.kind, one.id) for one in audit()] == [("orphan_row", kept.pk)]


@pytest.fixture
def written(submit):
    """A run that rests at its copy with somebody's words in it."""
    run = run_to_rest(submit(require_approval=True).pk)
    write(run, OURS)
    return run_to_rest(run.pk)


@pytest.mark.parametrize(
    ("plant", "kind"),
    [
        (lambda run: run.edits.update(text="Other."), ("edit_lost", "workflow_edits")),
        (lambda run: run.edits.update(channel="radio"), ("edit_lost", "workflow_edits")),
        (lambda run: Version.objects.filter(round=2).update(text="Other."), ("changed_copy", "production_versions")),
        (lambda run: Run.objects.filter(pk=run.pk).update(content_sha256="0"), ("changed_copy", "workflow_runs")),
        (lambda run: BundleAsset.objects.update(content="Other."), ("changed_copy", "workflow_runs")),
        (
            lambda run: RunCommentFactory(run=run, kind="comment", reply_to="nobody"),
            ("dangling_reference", "workflow_comments"),
        ),
        (
            lambda run: RunCommentFactory(run=run, kind="comment", reply_to=RunCommentFactory().pk),
            ("dangling_reference", "workflow_comments"),
        ),
    ],
)
def test_copy_and_what_people_said_of_it_is_as_it_is_told(written, plant, kind):
    assert list(audit()) == []
    plant(written)
    assert kind in found()


def test_texts_that_were_not_kept_when_their_run_was_undone_are_missed(written):
    reject_run(run_id=written.pk, actor="ana")
    run_to_rest(written.pk)
    assert list(audit()) == []
    lost = KeptText.objects.last()
    KeptText.objects.filter(pk=lost.pk).delete()
    assert [(one.kind, one.id) for one in audit()] == [("missing_row", lost.pk)]
