"""The one workflow: five steps with their do and undo, and nothing else."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from django.conf import settings
from django.template.defaultfilters import pluralize

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import derived_id
from aicmo_site.references import tables_with_rows_of
from delivery import services as delivery
from delivery.contracts import DeliveryPackageDTO
from onboarding import services as onboarding
from onboarding.contracts import AnswerDTO, BriefNotFound, ClientDTO, IntakeFormDTO, NormalizedBriefDTO
from orchestration.engine.steps import AwaitApproval, Created, Done, Refused, SendBack, Step, Workflow
from orchestration.errors import IntakeNotKept
from orchestration.models import Run
from orchestration.options import BRIEF, COPY, stops_of
from production import services as production
from production.contracts import ContentDraftDTO, DraftBundleDTO, FeedbackDTO, content_sha256
from qc import services as qc
from qc.contracts import QcResultDTO
from strategy import services as strategy
from strategy.contracts import StrategyDocDTO

BRIEF_STEP = "normalize_brief"  # where a person's answers send the run back to
REVISED_STEP = "generate_draft"  # where a failing verdict, or a person who asks for changes, does

KEPT_OF_A_VERDICT = ("score", "passed", "issues", "not_evaluated")  # as evidence, which outlives the verdict

Copy = tuple[ContentDraftDTO, tuple[DraftBundleDTO, ...]]


class Work:
    """What the steps of one turn share: what the step before made, or, when another worker made it, what is read."""

    def __init__(self, run: Run):
        self.run = run
        self.id = run.pk
        self.brief_id = run.brief_id
        self.strategy_id = derived_id("strategy", run.pk)
        self.draft_id = derived_id("draft", run.pk)
        self.result_id = derived_id("result", run.pk)
        self.package_id = package_id_of(run.pk)

    @cached_property
    def brief(self) -> NormalizedBriefDTO:
        return onboarding.get_brief(brief_id=self.brief_id)

    @cached_property
    def strategy(self) -> StrategyDocDTO:
        return strategy.get_strategy(strategy_id=self.strategy_id)

    @cached_property
    def copy(self) -> Copy:
        return production.get_draft(draft_id=self.draft_id), production.get_bundles(draft_id=self.draft_id)

    @cached_property
    def result(self) -> QcResultDTO:
        return qc.get_result(draft_id=self.draft_id)


def brief_id_of(run_id: str) -> str:
    """The brief that a run started from an intake will make."""
    return derived_id("brief", run_id)


def package_id_of(run_id: str) -> str:
    return derived_id("package", run_id)


# --- normalize_brief


def understand_intake(work: Work) -> tuple[IntakeFormDTO, NormalizedBriefDTO] | None:
    if work.run.brief_id == work.run.input.get("brief_id"):
        return None
    told = to_understand(work.run)
    return told["intake"], onboarding.understand_intake(**told)


def to_understand(run: Run) -> dict[str, Any]:
    """What the brief of a run is read from, as onboarding's verb takes it. Raises IntakeNotKept."""
    intake = replace(intake_of(run), intake_id=derived_id("intake", run.pk))
    answers = [AnswerDTO(**answer) for answer in run.answers]
    accept = bool(run.input.get("accept_proposals"))
    told = {"answers": answers, "accept_proposals": accept, "client": client_of(run, intake)}
    return {"intake": intake, "brief_id": run.brief_id, **told}


def client_of(run: Run, intake: IntakeFormDTO) -> ClientDTO | None:
    """What is remembered of a run's client: as it was when the brief was first read, whatever became of it since."""
    if first := run.input.get("brief_id") or (run.brief_id if run.revision else ""):
        with suppress(BriefNotFound):  # it went with a run that ended, and is read to start anew
            return onboarding.get_brief(brief_id=first).client
    return onboarding.recall_client(client_id=intake.client_id)


def intake_of(run: Run) -> IntakeFormDTO:
    """The form that a run's brief is read in. Raises IntakeNotKept where it reuses a brief whose form is not there."""
    if "brief_id" in run.input:
        intake = onboarding.intake_of(brief_id=run.input["brief_id"])
        if intake is None:
            raise IntakeNotKept(brief_id=run.input["brief_id"])
        return intake
    checked = onboarding.check_intake(responses=run.input["intake"], stored=True)
    return replace(checked, submitted_at=run.created_at)


def normalize_brief(work: Work, understood: tuple[IntakeFormDTO, NormalizedBriefDTO] | None) -> Done:
    if understood is None:  # the run reuses a brief: it reads it, and owns nothing yet
        reused = {"reused": work.brief.brief_id}
        if rests_at_brief(work.run, work.brief):
            return AwaitApproval({}, reused, stop=BRIEF, content_sha256=work.brief.content_sha256)
        return Done({}, reused)
    intake, brief = understood
    onboarding.capture_intake(intake=intake, brief_id=brief.brief_id, workflow_run_id=work.id)
    work.brief = onboarding.normalize_brief(brief=brief, workflow_run_id=work.id)
    created = {"onboarding_intake": [intake.intake_id], "onboarding_brief": [brief.brief_id]}
    proposed = len(brief.proposed_facts)
    story = {"open_questions": len(brief.questions_apart), **({"proposed": proposed} if proposed else {})}
    if rests_at_brief(work.run, brief):
        return AwaitApproval(created, story, stop=BRIEF, content_sha256=brief.content_sha256)
    return Done(created, story)


def rests_at_brief(run: Run, brief: NormalizedBriefDTO) -> bool:
    """Where that was asked for, or what copy is made of is only proposed, until somebody let it go on."""
    wanted = BRIEF in stops_of(run.input) or brief.only_proposed
    return bool(wanted and not run.metadata.get("brief_approved"))


def undo_normalize_brief(created: Created) -> None:
    onboarding.discard_brief(
        brief_ids=created.get("onboarding_brief", []), intake_ids=created.get("onboarding_intake", [])
    )


# --- generate_strategy


def plan_strategy(work: Work) -> StrategyDocDTO:
    return strategy.plan_strategy(brief=work.brief, strategy_id=work.strategy_id)


def generate_strategy(work: Work, plan: StrategyDocDTO) -> Done:
    work.strategy = strategy.generate_strategy(strategy=plan, workflow_run_id=work.id)
    return Done({"strategy_document": [work.strategy_id]}, story={"version": work.strategy.version})


def undo_generate_strategy(created: Created) -> None:
    strategy.discard_strategy(strategy_ids=created["strategy_document"])


# --- generate_draft


def compose_draft(work: Work) -> Copy | None:
    """The next copy; None where a revision judges worse than what it would replace."""
    revision, comment = work.run.revision, work.run.metadata.get("comment", "")
    compose = partial(
        production.compose_draft,
        brief=work.brief.for_copy(),
        strategy=work.strategy,
        draft_id=work.draft_id,
        revision=revision,
    )
    if not revision or work.run.metadata.get("sent_back_to") == BRIEF_STEP:  # of another brief, so nothing to compare
        return compose(feedback=FeedbackDTO((), comment))
    before = work.result
    findings = tuple(f"{issue.section}: {issue.reason}" for issue in before.issues)
    copy = compose(feedback=FeedbackDTO(findings, comment))
    if before.passed:  # no verdict sent it back, but a person, who gets what they asked for
        return copy
    verdict = judge(work, copy)
    return copy if (verdict.passed, verdict.score) >= (before.passed, before.score) else None


def generate_draft(work: Work, copy: Copy | None) -> Done:
    kept = copy is not None
    if copy is not None:
        if work.run.revision:
            discard_former_bundles(work, copy)
        draft = production.generate_draft(draft=copy[0], workflow_run_id=work.id)
        work.copy = draft, production.assemble_bundle(bundles=copy[1], workflow_run_id=work.id)
    draft, bundles = work.copy
    created = {
        "production_drafts": [draft.draft_id],
        "production_bundles": [bundle.bundle_id for bundle in bundles],
        "production_bundle_assets": [asset.asset_id for bundle in bundles for asset in bundle.assets],
    }
    return Done(created, story={"bundles": len(bundles), "kept": kept})


def discard_former_bundles(work: Work, copy: Copy) -> None:
    """Of channels that the brief no longer asks for."""
    kept = {bundle.bundle_id for bundle in copy[1]}
    former = [bundle.bundle_id for bundle in production.get_bundles(draft_id=work.draft_id)]
    production.discard_draft(bundle_ids=[bundle_id for bundle_id in former if bundle_id not in kept])


def undo_generate_draft(created: Created) -> None:
    production.discard_draft(draft_ids=created["production_drafts"], bundle_ids=created["production_bundles"])


# --- qc_evaluate


def judge(work: Work, copy: Copy) -> QcResultDTO:
    return qc.judge(
        brief=work.brief.for_copy(),
        bundles=copy[1],
        draft_id=work.draft_id,
        result_id=work.result_id,
        force_fail=work.run.input.get("force_qc_fail", False),
    )


def judge_draft(work: Work) -> QcResultDTO:
    return judge(work, work.copy)


def qc_evaluate(work: Work, verdict: QcResultDTO) -> Done:
    """Passed: on, or to a person if the run asks for one. Failed: revise, as often as allowed; then refuse."""
    found = len(verdict.issues)
    evidence = {"qc": {name: thaw(getattr(verdict, name)) for name in KEPT_OF_A_VERDICT}}
    rounds = work.run.metadata.get("qc_rounds", 0)
    if not verdict.passed and rounds >= settings.AICMO_QC_MAX_REVISIONS:
        raise Refused(f"quality control: score {verdict.score:.2f}, {found} issue{pluralize(found)}", **evidence)
    work.result = qc.evaluate(result=verdict, workflow_run_id=work.id)
    created = {"qc_results": [work.result_id]}
    story = {"score": round(verdict.score, 4), "passed": verdict.passed, "issues": found}
    if not verdict.passed:
        remembered = {"qc_rounds": rounds + 1, "sent_back_to": REVISED_STEP}
        return SendBack(created, story, evidence, remembered, to=REVISED_STEP)
    if COPY in stops_of(work.run.input):
        return AwaitApproval(created, story, evidence, stop=COPY, content_sha256=content_sha256(*work.copy))
    return Done(created, story, evidence)


def undo_qc_evaluate(created: Created) -> None:
    qc.discard_result(result_ids=created["qc_results"])


# --- create_package


def write_package(work: Work) -> DeliveryPackageDTO:
    draft, bundles = work.copy
    return delivery.write_package(
        package_id=work.package_id,
        brief=work.brief,
        strategy=work.strategy,
        draft=draft,
        bundles=bundles,
        result=work.result,
    )


def create_package(work: Work, package: DeliveryPackageDTO) -> Done:
    delivery.create_package(package=package, workflow_run_id=work.id)
    if work.brief_id != work.run.input.get("brief_id"):  # what a reused brief says was remembered by its own run
        onboarding.remember_client(brief=work.brief)
    return Done({"delivery_packages": [package.package_id]}, story={"artifacts": len(package.artifacts)})


def undo_create_package(created: Created) -> None:
    delivery.discard_package(package_ids=created["delivery_packages"])


def sweep_package(run_id: str) -> None:
    """Files that were written for a package which never got its rows."""
    delivery.discard_package(package_ids=[package_id_of(run_id)])


WORKFLOW = Workflow(
    version=1,  # raised only where a run begun before could not go on; the former then stays in WORKFLOWS
    steps=(
        Step("normalize_brief", understand_intake, normalize_brief, undo_normalize_brief),
        Step("generate_strategy", plan_strategy, generate_strategy, undo_generate_strategy),
        Step("generate_draft", compose_draft, generate_draft, undo_generate_draft),
        Step("qc_evaluate", judge_draft, qc_evaluate, undo_qc_evaluate),
        Step("create_package", write_package, create_package, undo_create_package, sweep_package),
    ),
    open=Work,
    leftovers=tables_with_rows_of,
)

# What this code can carry on. A former version leaves when no live run has it any more: `audit` tells.
WORKFLOWS: Mapping[int, Workflow] = {WORKFLOW.version: WORKFLOW}


def workflow_of(run: Run) -> Workflow | None:
    """The workflow that a run was begun by; None where this code does not have it."""
    return WORKFLOWS.get(run.workflow_version)
