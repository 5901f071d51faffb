"""Finds what should not be there, and what should: every logical reference, every run against its rows and files.

Set by set, one page of keys in memory at a time.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from aicmo_site.kernel.persistence import storage
from aicmo_site.references import RUN_COLUMN, Reference, key_of, made_by_runs, references, stations_tables
from delivery import services as delivery
from orchestration.edits import place_of
from orchestration.kept_texts import kept_id
from orchestration.models import (
    LIVE,
    STANDING,
    KeptText,
    ModelCall,
    ReviewLink,
    Run,
    RunComment,
    RunEdit,
    RunEvent,
    RunStep,
    Status,
    StepState,
)
from orchestration.options import COPY
from orchestration.review.acts import BY_CLIENT
from orchestration.stations import TABLES, VERSION, that_stand
from orchestration.workflow import WORKFLOWS, Work
from production import services as production
from production.contracts import content_sha256

PAGE = 500
BORNE_OUT = (Status.RUNNING, Status.AWAITING_APPROVAL, Status.COMPLETED)  # rows must say what their journal says


@dataclass(frozen=True)
class Fault:
    """One thing wrong. `table` is a table or "files"; `removable` where `--fix` may delete it."""

    kind: str
    table: str
    id: str
    detail: str
    removable: bool = False

    def __str__(self) -> str:
        return f"{self.kind}: {self.table} {self.id}: {self.detail}"


def audit() -> Iterator[Fault]:
    """Everything wrong in the database and the storage, on either database; changes nothing."""
    yield from _rows_of_ended_runs()
    for reference in references():
        yield from _dangling(reference)
    yield from _missing_rows()
    yield from _unjournaled_rows()
    yield from _calls_of_ended_runs()
    yield from _unjournaled_calls()
    yield from _kept_texts_of_standing_runs()
    yield from _kept_texts_that_are_gone()
    yield from _edits_that_nobody_took()
    yield from _copy_that_is_not_as_told()
    yield from _replies_to_nothing()
    yield from _decisions_that_nothing_tells()
    yield from _childless()
    yield from _lost_files()
    yield from _stray_files()
    yield from _failed_runs()
    yield from _runs_of_unknown_workflows()


def _old_enough() -> datetime:
    return timezone.now() - timedelta(seconds=settings.AICMO_AUDIT_GRACE_SECONDS)


def _pages(rows: "QuerySet[Any]") -> Iterator[list[Any]]:
    """The rows in pages by primary key: bounded memory, and a page deleted meanwhile disturbs nothing."""
    rows, last = rows.order_by("pk"), None
    while page := list((rows.filter(pk__gt=last) if last is not None else rows)[:PAGE]):
        yield page
        last = page[-1].pk


def _each(rows: "QuerySet[Any]") -> Iterator[Any]:
    for page in _pages(rows):
        yield from page


def _key(row: Model) -> str:
    return str(getattr(row, key_of(type(row))))


def _rows_of_ended_runs() -> Iterator[Fault]:
    """Rows whose run was compensated, or does not exist: they belong to nobody."""
    grace = _old_enough()
    run = Run.objects.filter(pk=OuterRef(RUN_COLUMN))
    for model in reversed(made_by_runs()):
        of_runs = model._default_manager.filter(**{f"{RUN_COLUMN}__isnull": False})
        gone = of_runs.filter(~Exists(run) | Exists(run.filter(status=Status.COMPENSATED)))
        used = set(_used_by_other_runs(model, gone))
        for row in _each(gone.only(key_of(model), RUN_COLUMN, "updated_at")):
            detail = f"run {getattr(row, RUN_COLUMN)} is compensated or does not exist"
            removable = row.updated_at <= grace and row.pk not in used
            yield Fault("orphan_row", model._meta.db_table, _key(row), detail, removable)


def _used_by_other_runs(model: type[Model], rows: "QuerySet[Any]") -> Iterator[Any]:
    """Keys of briefs and intakes that a run which is not undone works with, whoever made them."""
    column = {"onboarding_brief": "pk", "onboarding_intake": "brief_id"}.get(model._meta.db_table)
    if column:
        users = Run.objects.filter(brief_id=OuterRef(column)).exclude(status=Status.COMPENSATED)
        yield from rows.filter(Exists(users)).values_list("pk", flat=True).iterator(PAGE)


def _dangling(reference: Reference) -> Iterator[Fault]:
    if reference.column == RUN_COLUMN:
        return  # a row of a run that does not exist is an orphan, found above
    model, column = reference.source_model, reference.column
    target = reference.target_model._default_manager.filter(**{reference.target_column: OuterRef(column)})
    refers = ~Q(**{column: ""}) & Q(**{f"{column}__isnull": False})
    dangling = model._default_manager.filter(refers).filter(~Exists(target))
    for row in _each(dangling.only(key_of(model), column)):
        detail = f"{column} {getattr(row, column)} is not in {reference.target_model._meta.db_table}"
        yield Fault("dangling_reference", model._meta.db_table, _key(row), detail)


def _missing_rows() -> Iterator[Fault]:
    """Rows that the journal of a standing run says it made, and the brief of a completed one."""
    tables: dict[str, type[Model]] = {**stations_tables(), ModelCall._meta.db_table: ModelCall}
    done = RunStep.objects.filter(state__in=STANDING)
    same = {"run_id": OuterRef("run_id"), "step_name": OuterRef("step_name")}
    later = done.filter(**same, revision__gt=OuterRef("revision"))  # a revision may make fewer texts than before
    journal = done.filter(run__status__in=BORNE_OUT).annotate(is_latest=~Exists(later))
    for page in _pages(journal):
        made: dict[str, dict[str, Any]] = defaultdict(dict)
        for step in page:
            for table, ids in that_stand(step.created, is_latest=step.is_latest).items():
                made[table].update(dict.fromkeys(ids, step))
        for table, steps in made.items():
            for missing in _absent(tables[table], list(steps)):
                step = steps[missing]
                if journal.filter(pk=step.pk, is_latest=step.is_latest).exists():  # not undone since the page was read
                    detail = f"made by {step.step_name} of run {step.run_id}, and gone"
                    yield Fault("missing_row", table, missing, detail)
    briefs = tables["onboarding_brief"]._default_manager.filter(pk=OuterRef("brief_id"))
    completed = Run.objects.filter(status=Status.COMPLETED)
    for run in _each(completed.filter(~Exists(briefs)).only("brief_id")):
        yield Fault("missing_row", "onboarding_brief", run.brief_id, f"the brief of completed run {run.pk} is gone")
    for version, workflow in WORKFLOWS.items():
        last = RunStep.objects.filter(run_id=OuterRef("pk"), step_name=workflow.steps[-1].name, state=StepState.DONE)
        for run in _each(completed.filter(~Exists(last), workflow_version=version).only("pk")):
            yield Fault("missing_row", "workflow_steps", run.pk, "completed, but its journal lacks the last step")


def _absent(model: type[Model], ids: list[str]) -> list[str]:
    key, absent = key_of(model), []
    for start in range(0, len(ids), PAGE):
        page = ids[start : start + PAGE]
        there = set(model._default_manager.filter(**{f"{key}__in": page}).values_list(key, flat=True))
        absent += [id for id in page if id not in there]
    return absent


def _unjournaled_rows() -> Iterator[Fault]:
    """Rows that claim to be of a standing run, whose journal does not know them."""
    standing = Run.objects.filter(pk=OuterRef(RUN_COLUMN), status__in=BORNE_OUT)
    for model in made_by_runs():
        table = model._meta.db_table
        for page in _pages(model._default_manager.filter(Exists(standing)).only(key_of(model), RUN_COLUMN)):
            runs = {getattr(row, RUN_COLUMN) for row in page}
            made = RunStep.objects.filter(run_id__in=runs, run__status__in=BORNE_OUT).values_list("run_id", "created")
            known = {(run_id, id) for run_id, created in made for id in created.get(table, ())}
            ended = runs - set(Run.objects.filter(pk__in=runs, status__in=BORNE_OUT).values_list("pk", flat=True))
            for row in page:
                run_id = getattr(row, RUN_COLUMN)
                if (run_id, _key(row)) not in known and run_id not in ended:
                    yield Fault("unjournaled_row", table, _key(row), f"the journal of run {run_id} lacks it")


def _calls_of_ended_runs() -> Iterator[Fault]:
    """What a model was asked in runs that were compensated; their undoing takes it along."""
    for call in _each(ModelCall.objects.filter(run__status=Status.COMPENSATED).only("run", "updated_at")):
        removable = call.updated_at <= _old_enough()
        yield Fault("orphan_row", ModelCall._meta.db_table, call.pk, f"run {call.run_id} is compensated", removable)


def _unjournaled_calls() -> Iterator[Fault]:
    """Calls of completed runs that no step names: a later undoing would not be of exactly what was made."""
    for page in _pages(ModelCall.objects.filter(run__status=Status.COMPLETED).only("run")):
        made = RunStep.objects.filter(run_id__in={call.run_id for call in page}).values_list("created", flat=True)
        known = {id for created in made for id in created.get(ModelCall._meta.db_table, ())}
        for call in page:
            if call.pk not in known:
                detail = f"the journal of run {call.run_id} lacks it"
                yield Fault("unjournaled_row", ModelCall._meta.db_table, call.pk, detail)


def _kept_texts_of_standing_runs() -> Iterator[Fault]:
    """Texts are kept only when a run is undone; beside copy that stands they would be told twice."""
    for kept in _each(KeptText.objects.filter(run__status__in=BORNE_OUT).only("run")):
        yield Fault("orphan_row", KeptText._meta.db_table, kept.pk, f"run {kept.run_id} was not undone")


def _kept_texts_that_are_gone() -> Iterator[Fault]:
    """Every version that was undone with its run was kept before."""
    for page in _pages(RunStep.objects.filter(state=StepState.UNDONE, run__status=Status.COMPENSATED)):
        undone = {kept_id(id): step for step in page for id in step.created.get(VERSION.name, ())}
        for missing in _absent(KeptText, list(undone)):
            yield Fault("missing_row", KeptText._meta.db_table, missing, f"run {undone[missing].run_id} was undone")


def _decisions_that_nothing_tells() -> Iterator[Fault]:
    """What a client decided by a link stands in the story of its run as theirs."""
    by_client = Concat(Value(BY_CLIENT), OuterRef("label"))
    told = RunEvent.objects.filter(run_id=OuterRef("run_id"), kind="decided", actor=by_client)
    for link in _each(ReviewLink.objects.filter(~Exists(told)).exclude(decision="").only("run")):
        detail = f"the story of run {link.run_id} lacks what was decided by it"
        yield Fault("untold_decision", ReviewLink._meta.db_table, link.pk, detail)


def _edits_that_nobody_took() -> Iterator[Fault]:
    """What people wrote in a run that rests at its copy or was delivered is in its copy."""
    for edit in _each(RunEdit.objects.filter(run__in=_with_settled_copy(), round=None).only("run")):
        yield Fault("edit_not_taken", RunEdit._meta.db_table, edit.pk, f"run {edit.run_id} went on without it")


def _with_settled_copy() -> "QuerySet[Run]":
    return Run.objects.filter(Q(status=Status.AWAITING_APPROVAL, awaiting=COPY) | Q(status=Status.COMPLETED))


def _copy_that_is_not_as_told() -> Iterator[Fault]:
    """One run's copy in memory at a time."""
    for run in _each(_with_settled_copy()):
        faults = list(_faults_of_copy(run))
        if faults and Run.objects.filter(pk=run.pk, epoch=run.epoch, updated_at=run.updated_at).exists():
            yield from faults  # the run is as it was when its copy was read


def _faults_of_copy(run: Run) -> Iterator[Fault]:
    """A copy at rest has the hash of its run, and in each place stands what was last written there."""
    work = Work(run)
    bundles = production.get_bundles(draft_id=work.draft_id)
    if not bundles:
        return  # told as missing
    if run.status == Status.AWAITING_APPROVAL and content_sha256(*work.copy) != run.content_sha256:
        yield Fault("changed_copy", Run._meta.db_table, run.pk, "it rests with the hash of another copy")
    stands = {place_of(text): text.content for text in production.texts_of(bundles=bundles)}
    stood = {place_of(one): one for one in production.get_versions(draft_id=work.draft_id)}
    for place, version in stood.items():
        if stands.get(place, version.text) != version.text:
            detail = f"another text stands in its place in run {run.pk}"
            yield Fault("changed_copy", VERSION.name, version.version_id, detail)
    for edit in RunEdit.objects.filter(run=run, is_over=False, round__isnull=False):
        place, lost = place_of(edit), ""
        if stands.get(place, edit.text) != edit.text:
            lost = "another text stands in its place"
        elif not (place in stands or place in stood or run.retry_of):  # a retry may have no such place any more
            lost = "there never was such a place"
        if lost:
            yield Fault("edit_lost", RunEdit._meta.db_table, edit.pk, f"{lost} in run {run.pk}")


def _replies_to_nothing() -> Iterator[Fault]:
    """A reply is to what began a thread of its own run."""
    begun = RunComment.objects.filter(pk=OuterRef("reply_to"), run=OuterRef("run"), reply_to="")
    for reply in _each(RunComment.objects.exclude(reply_to="").filter(~Exists(begun)).only("run", "reply_to")):
        detail = f"reply_to {reply.reply_to} begins no thread of run {reply.run_id}"
        yield Fault("dangling_reference", RunComment._meta.db_table, reply.pk, detail)


def _childless() -> Iterator[Fault]:
    """Rows that are worthless without children, and have none."""
    for table in (table for table in TABLES.values() if table.children):
        model = stations_tables()[table.name]
        for row in _each(model._default_manager.filter(**{f"{table.children}__isnull": True})):
            yield Fault("missing_row", table.name, _key(row), f"it has no {table.children}")


def _lost_files() -> Iterator[Fault]:
    """Artifacts whose file is gone, or has another size."""
    files = storage()
    for artifact in _each(stations_tables()["delivery_artifacts"]._default_manager.all()):
        if not files.exists(artifact.url):
            yield Fault("lost_file", "files", artifact.url, f"artifact of package {artifact.package_id}, and gone")
        elif (size := files.size(artifact.url)) != artifact.size:
            detail = f"{size} bytes; package {artifact.package_id} says {artifact.size}"
            yield Fault("damaged_file", "files", artifact.url, detail)


def _stray_files() -> Iterator[Fault]:
    """Files that no artifact knows, once they are too old to belong to a step in hand."""
    artifacts = stations_tables()["delivery_artifacts"]._default_manager
    old = (key for key, modified in delivery.stored_files() if modified <= _old_enough())
    while page := list(islice(old, PAGE)):
        known = set(artifacts.filter(url__in=page).values_list("url", flat=True))
        for key in page:
            if key not in known:
                yield Fault("stray_file", "files", key, "no artifact knows it", removable=True)


def _failed_runs() -> Iterator[Fault]:
    for run in _each(Run.objects.filter(status=Status.FAILED).only("last_error")):
        yield Fault(
            "failed_run", "workflow_runs", run.pk, f"undoing failed; mend the cause, then resume: {run.last_error}"
        )


def _runs_of_unknown_workflows() -> Iterator[Fault]:
    """Live runs that no worker with this code touches."""
    unknown = Run.objects.filter(status__in=LIVE).exclude(workflow_version__in=WORKFLOWS)
    for run in _each(unknown.only("workflow_version")):
        detail = f"begun by workflow {run.workflow_version}: it waits for a worker that has it, and this code has not"
        yield Fault("unknown_workflow", "workflow_runs", run.pk, detail)
