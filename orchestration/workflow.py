"""The one workflow: five steps with their do and undo, and nothing else."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from django.conf import settings
from django.template.defaultfilters import pluralize

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import derived_id
from aicmo_site.kernel.places import Place
from aicmo_site.references import tables_with_rows_of
from delivery import services as delivery
from delivery.contracts import DeliveryPackageDTO
from onboarding import services as onboarding
from onboarding.contracts import AnswerDTO, BriefNotFound, ClientDTO, IntakeFormDTO, NormalizedBriefDTO
from orchestration import edits, kept_texts, wishes
from orchestration.engine.steps import AwaitApproval, Created, Done, Refused, SendBack, Step, Workflow
from orchestration.errors import IntakeNotKept
from orchestration.model_calls import discard_calls_of, keeping_calls, model_for
from orchestration.models import Run
from orchestration.options import BRIEF, COPY, STRATEGY, stops_of
from production import services as production
from production.contracts import ContentDraftDTO, DraftBundleDTO, EditDTO, FeedbackDTO, FindingDTO, content_sha256
from qc import services as qc
from qc.contracts import MINOR, SEVERITIES, QcResultDTO
from strategy import services as strategy
from strategy.contracts import AdjustmentDTO, StrategyDocDTO

BRIEF_STEP = "normalize_brief"  # where a person's answers send the run back to
QC_STEP = "qc_evaluate"
PLAN_STEP = "generate_strategy"  # where their adjustments of the plan do
REVISED_STEP = "generate_draft"  # where a failing verdict, or a person who asks for changes, does

WEIGHED = ("stops", *SEVERITIES)
NOTHING_FOUND = tuple(0 for _ in WEIGHED)
KEPT_OF_A_VERDICT = ("score", "passed", "issues", "not_evaluated", "stopped")  # as evidence, which outlives the verdict

LAST_STEP = "create_package"

Copy = tuple[ContentDraftDTO, tuple[DraftBundleDTO, ...]]


@dataclass(frozen=True)
class Composed:
    """A round's copy, none where the one before stays, and the edits that were heeded."""

    copy: Copy | None
    edits: tuple[EditDTO, ...]


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
    model = model_for(work.run, BRIEF_STEP)
    return told["intake"], onboarding.understand_intake(**told, model=model)


def to_understand(run: Run) -> dict[str, Any]:
    """What the brief of a run is read from, as onboarding's verb takes it. Raises IntakeNotKept."""
    intake = replace(intake_of(run), intake_id=derived_id("intake", run.pk))
    answers = [AnswerDTO(**answer) for answer in run.answers]
    accept = bool(run.input.get("accept_proposals"))
    told = {"answers": answers, "accept_proposals": accept, "client": client_of(run, intake)}
    return {"intake": intake, "brief_id": run.brief_id, **told}


def client_of(run: Run, intake: IntakeFormDTO) -> ClientDTO | None:
    """What is remembered of a run's client: as it was when the brief was first read, whatever became of it since; as it
    is now where that brief is gone with the run."""
    if first := run.input.get("brief_id") or (run.brief_id if run.revision else ""):
        with suppress(BriefNotFound):
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
    return strategy.plan_strategy(brief=work.brief, strategy_id=work.strategy_id, adjustments=adjustments_of(work.run))


def adjustments_of(run: Run) -> tuple[AdjustmentDTO, ...]:
    return tuple(AdjustmentDTO(**each) for each in run.adjustments)


def generate_strategy(work: Work, plan: StrategyDocDTO) -> Done:
    work.strategy = strategy.generate_strategy(strategy=plan, workflow_run_id=work.id)
    created, content = {"strategy_document": [work.strategy_id]}, work.strategy.content_sha256
    former = approval_against(work.run, STRATEGY, content)
    story = {"version": work.strategy.version, **_of_adjustments(plan), **_of_approval(former)}
    kept = {"approved": {**work.run.metadata["approved"], STRATEGY: former}} if former else {}
    if rests_at(work.run, STRATEGY, content):
        return AwaitApproval(created, story, metadata=kept, stop=STRATEGY, content_sha256=content)
    return Done(created, story, metadata=kept)


def rests_at(run: Run, stop: str, content_sha256: str) -> bool:
    """Where that was asked for; not again with exactly what somebody has approved there."""
    return stop in stops_of(run.input) and approval_at(run, stop).get("content_sha256") != content_sha256


def approval_at(run: Run, stop: str) -> Mapping[str, Any]:
    """What was last approved at a stop: {content_sha256, by, at, stands}; {} where nothing was."""
    return run.metadata.get("approved", {}).get(stop, {})


def approval_against(run: Run, stop: str, content_sha256: str) -> dict[str, Any]:
    """The same, held against what stands there now."""
    former = approval_at(run, stop)
    return {**former, "stands": former["content_sha256"] == content_sha256} if former else {}


def _of_approval(former: Mapping[str, Any]) -> dict[str, Any]:
    return {"approval": "stands" if former["stands"] else "changed", "by": former["by"]} if former else {}


def _of_adjustments(plan: StrategyDocDTO) -> dict[str, int]:
    lapsed = sum(bool(each.lapsed) for each in plan.adjustments)
    held = len(plan.adjustments) - lapsed
    return {**({"adjusted": held} if held else {}), **({"lapsed": lapsed} if lapsed else {})}


def undo_generate_strategy(created: Created) -> None:
    strategy.discard_strategy(strategy_ids=created["strategy_document"])


# --- generate_draft


def compose_draft(work: Work) -> Composed:
    """The next copy; none where a revision judges worse than what it would replace.

    Of the copy before, all stays that nobody wished another and in which the verdict that sent it back found nothing.
    """
    written = edits.standing(work.id)
    return Composed(_composed(work, written), written)


def _composed(work: Work, written: tuple[EditDTO, ...]) -> Copy | None:
    run = work.run
    compose = partial(
        production.compose_draft,
        edits=written,
        brief=brief_for_copy(work),
        strategy=work.strategy,
        draft_id=work.draft_id,
        revision=run.revision,
        model=model_for(work.run, REVISED_STEP),
    )
    if is_anew(run):
        return compose(feedback=FeedbackDTO((), wishes.asked_for(run.pk, fresh=True)))
    before, standing = work.result, wishes.asked_for(run.pk)
    if was_shown(run):  # no verdict sent it back, but a person, who gets what they asked for and nothing else
        return compose(feedback=FeedbackDTO((), standing), former=work.copy[1])
    feedback = FeedbackDTO(findings_of(before), standing, last=bool(run.metadata.get("last_round")))
    copy = compose(feedback=feedback, former=work.copy[1])
    verdict = judge(work, copy)
    if worse := pieces_judged_worse(before, verdict):  # of each piece the better version is kept
        copy = compose(feedback=replace(feedback, keep=worse), former=work.copy[1])
        verdict = judge(work, copy)
    unsettled = tuple(stopped.piece for stopped in verdict.stopped if stopped.piece)
    if unsettled and feedback.last and COPY in stops_of(run.input):  # what no machine could settle, a person will
        kept = tuple(piece for piece in worse if piece not in unsettled)
        return compose(feedback=replace(feedback, keep=kept, check=unsettled), former=work.copy[1])
    if (verdict.passed, verdict.score) >= (before.passed, before.score):
        return copy
    if any(edit.is_fresh for edit in written):  # what people wrote is taken all the same
        return compose(feedback=FeedbackDTO((), standing), former=work.copy[1])
    return None


def brief_for_copy(work: Work) -> NormalizedBriefDTO:
    """What copy is made of: for the channels of the plan, in its order."""
    brief, planned = work.brief.for_copy(), tuple(each.channel for each in work.strategy.channels)
    return replace(brief, scope=replace(brief.scope, deliverables=planned))


def was_shown(run: Run) -> bool:
    """Whether the copy has rested for people, or was sent back for what they wrote alone: from then on every round is
    a person's, and quality control sends nothing back unasked."""
    return bool(run.metadata.get("shown"))


def findings_of(verdict: QcResultDTO) -> tuple[FindingDTO, ...]:
    """What a revision is to put right: nothing that a person let pass, and no hint."""
    return tuple(
        FindingDTO(issue.section, issue.reason, issue.evidence, issue.suggestion, issue.line, issue.start, issue.end)
        for issue in verdict.issues
        if not issue.waived_by and (issue.stops or issue.severity != MINOR)
    )


def pieces_judged_worse(before: QcResultDTO, after: QcResultDTO) -> tuple[str, ...]:
    """The pieces (`x_post#2`) in which graver or more findings stand than before."""
    was, now = weighed(before), weighed(after)
    return tuple(piece for piece in now if now[piece] > was.get(piece, NOTHING_FOUND))


def weighed(verdict: QcResultDTO) -> dict[str, tuple[int, ...]]:
    """How many findings stand in each piece: those that stop it, then of each severity, the gravest first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for issue in verdict.issues:
        if not issue.waived_by:
            stops = ("stops",) if issue.stops_its_piece else ()
            found[Place.parse(issue.section).copy_id].update((issue.severity, *stops))
    return {piece: tuple(counts[kind] for kind in WEIGHED) for piece, counts in found.items()}


def is_anew(run: Run) -> bool:
    """Whether there is no copy of this brief yet to compare with."""
    return not run.revision or run.metadata.get("sent_back_to") in (BRIEF_STEP, PLAN_STEP)


def generate_draft(work: Work, composed: Composed) -> Done:
    copy, written = composed.copy, composed.edits
    kept, told = copy is not None, {}
    if copy is not None:
        if work.run.revision:
            discard_former_bundles(work, copy)
        draft = production.generate_draft(draft=copy[0], workflow_run_id=work.id)
        work.copy = draft, production.assemble_bundle(bundles=copy[1], workflow_run_id=work.id)
        told = wishes.record_outcomes(work.run, draft)
    draft, bundles = work.copy
    if taken := edits.take(work.run, written, production.texts_of(bundles=bundles)):
        told |= {"edits": taken}
    versions = production.record_versions(
        draft_id=draft.draft_id,
        bundles=bundles,
        round=work.run.revision + 1,
        reason=why_written(work.run, draft),
        reasons=wishes.reasons(work.run, draft) if kept else {},
        edits=written,
        workflow_run_id=work.id,
    )
    created = {
        "production_drafts": [draft.draft_id],
        "production_bundles": [bundle.bundle_id for bundle in bundles],
        "production_bundle_assets": [asset.asset_id for bundle in bundles for asset in bundle.assets],
        "production_versions": list(versions),
    }
    return Done(created, story={"bundles": len(bundles), "kept": kept, **told})


def why_written(run: Run, draft: ContentDraftDTO) -> str:
    """Why a round wrote a text that no wish is about."""
    if not run.revision:
        return "the first draft"
    if is_anew(run):
        put_right = run.metadata["sent_back_to"] == BRIEF_STEP
        return "the brief was put right" if put_right else "the plan was adjusted"
    return "quality control" if draft.metadata.get("feedback", {}).get("findings") else "wishes"


def discard_former_bundles(work: Work, copy: Copy) -> None:
    """Of channels that the brief no longer asks for."""
    kept = {bundle.bundle_id for bundle in copy[1]}
    former = [bundle.bundle_id for bundle in production.get_bundles(draft_id=work.draft_id)]
    production.discard_draft(bundle_ids=[bundle_id for bundle_id in former if bundle_id not in kept])


def undo_generate_draft(created: Created) -> None:
    production.discard_draft(
        draft_ids=created["production_drafts"],
        bundle_ids=created["production_bundles"],
        version_ids=created.get("production_versions", []),  # a run begun before has none
    )


# --- qc_evaluate


def judge(work: Work, copy: Copy) -> QcResultDTO:
    return qc.judge(
        brief=work.brief.for_copy(),
        bundles=copy[1],
        draft_id=work.draft_id,
        result_id=work.result_id,
        force_fail=work.run.input.get("force_qc_fail", False),
        model=model_for(work.run, QC_STEP),
    )


def judge_draft(work: Work) -> QcResultDTO:
    return judge(work, work.copy)


def qc_evaluate(work: Work, verdict: QcResultDTO) -> Done:
    """Passed: on, or to a person if the run asks for one. Failed: revise, as often as allowed; then to that person with
    the findings, and any other run is refused."""
    run, found = work.run, len(verdict.issues)
    evidence = evidence_of(verdict)
    revises = not verdict.passed and may_be_revised(run)
    if not (verdict.passed or revises or COPY in stops_of(run.input)):
        raise Refused(f"quality control: score {verdict.score:.2f}, {found} issue{pluralize(found)}", **evidence)
    work.result = qc.evaluate(result=verdict, workflow_run_id=work.id)
    created = {"qc_results": [work.result_id]}
    story = {"score": round(verdict.score, 4), "passed": verdict.passed, "issues": found}
    if revises or edits.wait(run.pk):  # what people wrote meanwhile is taken before anybody is asked
        rounds = qc_rounds(run)
        cause = {"qc_rounds": rounds + 1, "last_round": is_last(rounds)} if revises else {"shown": True}
        remembered = {"sent_back_to": REVISED_STEP, **cause}
        return SendBack(created, story, evidence, remembered, to=REVISED_STEP)
    content = content_sha256(*work.copy)
    if not verdict.passed or rests_at(run, COPY, content):
        return AwaitApproval(created, story, evidence, {"shown": True}, stop=COPY, content_sha256=content)
    return Done(created, story, evidence)


def evidence_of(verdict: QcResultDTO) -> dict[str, Any]:
    return {"qc": {name: thaw(getattr(verdict, name)) for name in KEPT_OF_A_VERDICT}}


def may_be_revised(run: Run) -> bool:
    """As often as is set; with a model once more, to cut what was refused. Never once people have seen the copy."""
    may_cut = model_for(run, QC_STEP) is not None and not run.metadata.get("last_round")
    return not was_shown(run) and (may_cut or not is_last(qc_rounds(run)))


def qc_rounds(run: Run) -> int:
    return int(run.metadata.get("qc_rounds", 0))


def is_last(rounds: int) -> bool:
    return rounds >= settings.AICMO_QC_MAX_REVISIONS


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
        keeping_calls(Step("normalize_brief", understand_intake, normalize_brief, undo_normalize_brief)),
        Step("generate_strategy", plan_strategy, generate_strategy, undo_generate_strategy),
        keeping_calls(Step("generate_draft", compose_draft, generate_draft, undo_generate_draft)),
        keeping_calls(Step("qc_evaluate", judge_draft, qc_evaluate, undo_qc_evaluate)),
        Step("create_package", write_package, create_package, undo_create_package, sweep_package),
    ),
    open=Work,
    leftovers=tables_with_rows_of,
    clear=discard_calls_of,
    keep=kept_texts.keep_texts,
)

# What this code can carry on. A former version leaves when no live run has it any more: `audit` tells.
WORKFLOWS: Mapping[int, Workflow] = {WORKFLOW.version: WORKFLOW}


def workflow_of(run: Run) -> Workflow | None:
    """The workflow that a run was begun by; None where this code does not have it."""
    return WORKFLOWS.get(run.workflow_version)
