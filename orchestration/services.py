"""Orchestration's verbs: what commands, API and admin may ask of a run. Decisions are conditional updates: one wins."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial
from types import MappingProxyType
from typing import IO, Any

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import new_id
from aicmo_site.kernel.persistence import atomic
from delivery import services as delivery
from onboarding import services as onboarding
from onboarding.contracts import NormalizedBriefDTO
from orchestration import edits
from orchestration.engine.events import tell
from orchestration.engine.leases import FREE, PROGRESS, unheld
from orchestration.errors import (
    BriefBusy,
    BriefUnfinished,
    ContentChanged,
    DecidedAlready,
    KeyReused,
    PiecesStopped,
    RetriedAlready,
    RunNotFound,
    VersionChanged,
    WrongState,
)
from orchestration.models import FINAL, LIVE, Run, Status
from orchestration.options import BRIEF, COPY, STRATEGY, comparable, options_of
from orchestration.plan_in_lines import plan_in_lines
from orchestration.run_state import stopped_pieces, version
from orchestration.wishes import Wish, keep, require_places, take_along, told
from orchestration.workflow import (
    BRIEF_STEP,
    PLAN_STEP,
    REVISED_STEP,
    WORKFLOW,
    Work,
    adjustments_of,
    brief_id_of,
    intake_of,
    package_id_of,
)
from strategy import services as strategy
from strategy.contracts import AdjustmentDTO, StrategyAlreadyApproved, StrategyDocDTO

Versions = Collection[str] | None  # the versions of the run for which a decision is meant; None: any
MAX_REASON = 2_000  # characters, of one adjustment
MAX_COMMENT = 10_000  # characters of what a person says of a decision
RESTING_ONLY = "Only a run that awaits approval can."
CANCELLABLE = (Status.PENDING, Status.RUNNING, Status.AWAITING_APPROVAL)


def submit_run(
    *,
    intake: Mapping[str, Any] | None = None,
    brief_id: str = "",
    actor: str,
    idempotency_key: str | None = None,
    retry_of: Run | None = None,
    **options: Any,
) -> Run:
    """Queue a run from an intake, or from a brief whose own run is completed; one commit. `options`: see options.py.

    The same idempotency key and request give the run there is; the retry of a run has its answers, adjustments, wishes
    and edits.
    Raises InvalidIntake, BriefNotFound, BriefUnfinished, BriefBusy or KeyReused.
    """
    request = {**({"brief_id": brief_id} if brief_id else {"intake": intake}), **options_of(**options)}
    if idempotency_key and (before := _run_with(idempotency_key, request)):
        return before
    client_id = _reusable_brief(brief_id) if brief_id else _client_of(intake, stored=retry_of is not None)
    said = ("answers", "adjustments")
    former = {"retry_of": retry_of.pk, **{name: getattr(retry_of, name) for name in said}} if retry_of else {}
    run = new_run(request, client_id=client_id, idempotency_key=idempotency_key, **former)
    try:
        with atomic():
            run.save(force_insert=True)
            if retry_of:
                take_along(retry_of, run)
                edits.take_along(retry_of, run)
            tell(run.pk, "submitted", actor, **({"retry_of": retry_of.pk} if retry_of else {}))
    except IntegrityError:
        if idempotency_key and (before := _run_with(idempotency_key, request)):
            return before
        _refuse_busy(run.brief_id)
        _refuse_second_retry(run.retry_of)
        raise
    return run


def _client_of(intake: Any, *, stored: bool) -> str:
    return onboarding.check_intake(responses=intake, stored=stored).client_id


def new_run(request: dict[str, Any], **columns: Any) -> Run:
    """A run at its start, not saved. What people said of a brief makes it one of the run's own."""
    run_id = new_id("run")
    reused = "" if columns.get("answers") else request.get("brief_id")
    return Run(
        id=run_id,
        brief_id=reused or brief_id_of(run_id),
        input=request,
        workflow_version=WORKFLOW.version,
        next_step=WORKFLOW.steps[0].name,
        **columns,
    )


def _run_with(key: str, request: dict[str, Any]) -> Run | None:
    run = Run.objects.filter(idempotency_key=key).first()
    if run and not same_json(comparable(run.input), comparable(request)):
        raise KeyReused(run_id=run.pk)
    return run


def _reusable_brief(brief_id: str) -> str:
    """The client of a brief that may be reused: made by no run, or by a completed one, and free."""
    brief = onboarding.get_brief(brief_id=brief_id)
    maker = Run.objects.filter(pk=onboarding.brief_made_by(brief_id=brief_id)).first()
    _refuse_busy(brief_id)
    if maker and maker.status != Status.COMPLETED:
        raise BriefUnfinished(brief_id=brief_id, run_id=maker.pk, status=maker.status)
    return brief.client_id


def _refuse_busy(brief_id: str) -> None:
    if live := Run.objects.filter(brief_id=brief_id, status__in=LIVE).first():
        raise BriefBusy(brief_id=brief_id, run_id=live.pk, status=live.status)


def _refuse_second_retry(retry_of: str) -> None:
    if retry_of and (live := Run.objects.filter(retry_of=retry_of, status__in=LIVE).first()):
        raise RetriedAlready(retry_of=retry_of, run_id=live.pk, status=live.status)


def get_run(*, run_id: str) -> Run:
    """Raises RunNotFound."""
    run = Run.objects.filter(pk=run_id).first()
    if run is None:
        raise RunNotFound(run_id=run_id)
    return run


def locked_run(run_id: str, versions: Versions = None) -> Run:
    """The run, which nobody else changes until the commit: neither a worker's step nor another person. Raises
    RunNotFound or VersionChanged."""
    run = Run.objects.select_for_update().filter(pk=run_id).first() or get_run(run_id=run_id)
    require_version(run, versions)
    return run


def brief_of(*, run_id: str) -> NormalizedBriefDTO:
    """The brief that a run works with. Raises RunNotFound, or BriefNotFound where it is not there yet or any more."""
    return onboarding.get_brief(brief_id=get_run(run_id=run_id).brief_id)


def open_working_paper(*, run_id: str) -> tuple[str, IO[bytes]]:
    """Name and open file of the agency's edition of what a run delivered. Raises RunNotFound, PackageNotFound or
    WorkingPaperNotFound."""
    return delivery.open_working_paper(package_id=package_id_of(get_run(run_id=run_id).pk))


def retry_run(*, run_id: str, actor: str, versions: Versions = None) -> Run:
    """A new run from the stored input of one that ended.

    Raises RunNotFound, WrongState, RetriedAlready while another retry is live, or what submitting raises.
    """
    run = get_run(run_id=run_id)
    require_version(run, versions)
    if run.status not in FINAL:
        hint = "`resume` finishes its undoing first." if run.status == Status.FAILED else "It is still under way."
        raise WrongState(run_id=run_id, status=run.status, verb="be retried", hint=hint)
    return submit_run(**run.input, actor=actor, retry_of=run)


def resume_run(*, run_id: str, actor: str, versions: Versions = None) -> Run:
    """Return a FAILED run to COMPENSATING once the cause is gone. Raises RunNotFound or WrongState."""
    hint = "Only a FAILED run can; the others go on by themselves or have ended."
    changes = {"status": Status.COMPENSATING}
    states = [Status.FAILED]
    return _decide(run_id, actor, "resume", changes, versions=versions, verb="be resumed", hint=hint, states=states)


def approve_run(*, run_id: str, actor: str, content_sha256: str, comment: str = "", versions: Versions = None) -> Run:
    """Let a waiting run go on with exactly this content: from its brief, whose proposals it confirms, from its plan to
    the copy, or to delivery, where no piece of it is stopped.

    Raises RunNotFound, WrongState, ContentChanged, PiecesStopped or DecidedAlready.
    """
    run = get_run(run_id=run_id)
    if run.awaiting == BRIEF:
        told: dict[str, Any] = {"content_sha256": content_sha256, "comment": comment, "versions": versions}
        return answer_run(run_id=run_id, actor=actor, answers=[], go_on=True, **told)
    plan = _plan_of(run) if run.awaiting == STRATEGY else None
    approval = {"content_sha256": content_sha256, "by": actor, "at": timezone.now().isoformat(), "stands": True}
    approval |= {"lines": plan_in_lines(plan)} if plan else {}
    return _decide(
        run_id,
        actor,
        "approve",
        {"status": Status.RUNNING},
        versions=versions,
        verb="be approved",
        check=partial(_require_approvable, content_sha256),
        also=partial(_approve_plan, plan, actor),
        remember={"approved": {**run.metadata.get("approved", {}), run.awaiting: approval}},
        facts={"comment": comment, "content_sha256": content_sha256, "stop": run.awaiting},
    )


def _plan_of(run: Run) -> StrategyDocDTO:
    """Raises DecidedAlready where it went in this moment."""
    try:
        return Work(run).strategy
    except NotFound as error:
        raise DecidedAlready(run_id=run.pk, status=get_run(run_id=run.pk).status) from error


def _approve_plan(plan: StrategyDocDTO | None, actor: str, run: Run) -> None:
    """The plan's own row tells it, too; whoever approved it by itself before stays named there."""
    with suppress(StrategyAlreadyApproved):
        if plan:
            strategy.approve_strategy(strategy_id=plan.strategy_id, approved_by=actor)


def answer_run(
    *,
    run_id: str,
    actor: str,
    answers: Sequence[Mapping[str, Any]],
    go_on: bool = False,
    content_sha256: str = "",
    comment: str = "",
    versions: Versions = None,
) -> Run:
    """Answer questions and decide on facts of a waiting run's brief ({question or fact, decision, value} each): it is
    read again with them, and all that was made of it is made again.

    `go_on` confirms what is still proposed, and the run does not rest at its brief again. `content_sha256`: of the
    brief that was looked at, where it rests there. Raises RunNotFound, WrongState, InvalidAnswers, IntakeNotKept,
    ContentChanged or DecidedAlready.
    """
    run = get_run(run_id=run_id)
    require_version(run, versions)
    if run.status != Status.AWAITING_APPROVAL:
        raise WrongState(run_id=run_id, status=run.status, verb="take answers", hint=RESTING_ONLY)
    if content_sha256 and run.awaiting == BRIEF:
        _require_same_content(content_sha256, run)
    brief = onboarding.get_brief(brief_id=run.brief_id)
    given = onboarding.answer_brief(brief=brief, given=answers, accept_rest=go_on, by=actor)
    if run.brief_id != (own := brief_id_of(run.pk)):
        intake_of(run)  # without it the brief that is reused cannot be read again
    return _decide(
        run_id,
        actor,
        "approve" if go_on else "answer",
        {
            **{"status": Status.RUNNING, "next_step": BRIEF_STEP, "revision": F("revision") + 1, "brief_id": own},
            "answers": [thaw(answer) for answer in {answer.id: answer for answer in (*brief.answers, *given)}.values()],
        },
        versions=None,
        verb="take answers",
        check=partial(_require_as_seen, run),
        remember={
            "sent_back_to": BRIEF_STEP,
            "brief_approved": go_on or run.awaiting != BRIEF or run.metadata.get("brief_approved", False),
        },
        facts={"answers": thaw(given), "comment": comment, "content_sha256": run.content_sha256},
    )


def adjust_plan(
    *,
    run_id: str,
    actor: str,
    adjustments: Sequence[Mapping[str, str]],
    comment: str = "",
    versions: Versions = None,
) -> Run:
    """Have the plan at which a run rests made again with what a person wants otherwise in it ({about, value, reason,
    and channel, stage or measure} each), on top of what was adjusted before; its former lines stay with the decision.

    Raises RunNotFound, VersionChanged, WrongState, InvalidAdjustments or DecidedAlready.
    """
    run = get_run(run_id=run_id)
    require_version(run, versions)
    _require_rest(run, STRATEGY, "have its plan adjusted", RESTING_ONLY)
    former, at = _plan_of(run), timezone.now().isoformat()
    given = [AdjustmentDTO(**each, by=actor, at=at) for each in adjustments]
    brief = onboarding.get_brief(brief_id=run.brief_id)
    said = strategy.adjust_strategy(brief=brief, former=adjustments_of(run), given=given)
    return _decide(
        run_id,
        actor,
        "adjust_plan",
        {
            **{"status": Status.RUNNING, "next_step": PLAN_STEP, "revision": F("revision") + 1},
            "adjustments": [thaw(each) for each in said],
        },
        versions=None,
        verb="have its plan adjusted",
        check=partial(_require_as_seen, run),
        remember={"sent_back_to": PLAN_STEP},
        facts={
            "adjustments": [thaw(each) for each in given],
            "former": plan_in_lines(former),
            "content_sha256": former.content_sha256,
            "comment": comment,
        },
    )


def _require_as_seen(seen: Run, run: Run) -> None:
    """What was answered must be what is still asked."""
    if version(run) != version(seen):
        raise DecidedAlready(run_id=run.pk, status=run.status)


def _require_approvable(content_sha256: str, run: Run) -> None:
    _require_same_content(content_sha256, run)
    if pieces := stopped_pieces(run):
        raise PiecesStopped(run_id=run.pk, pieces=", ".join(pieces))


def _require_same_content(content_sha256: str, run: Run) -> None:
    if run.content_sha256 != content_sha256:
        raise ContentChanged(run_id=run.pk, content_sha256=run.content_sha256)


def request_changes(
    *,
    run_id: str,
    actor: str,
    comment: str = "",
    wishes: Sequence[Wish] = (),
    versions: Versions = None,
) -> Run:
    """Send a waiting run back to the draft, with what to change and where; `comment` is a wish for the whole campaign.

    The wishes before, those that nobody ended, go with it. Raises RunNotFound, WrongState, InvalidWishes or
    DecidedAlready.
    """
    wished = [*wishes, *([{"text": comment}] if comment else [])]
    return _decide(
        run_id,
        actor,
        "request_changes",
        {"status": Status.RUNNING, "next_step": REVISED_STEP, "revision": F("revision") + 1},
        versions=versions,
        verb="take requests for changes",
        at=COPY,
        check=partial(require_places, wished),
        also=lambda run: keep(run, wished, actor),
        remember={"sent_back_to": REVISED_STEP},
        facts={"comment": told(wished)},
    )


def send_back(*, run_id: str, actor: str) -> Run:
    """What people wrote is taken by a round; called in the commit that keeps it."""
    changes = {"status": Status.RUNNING, "next_step": REVISED_STEP, "revision": F("revision") + 1}
    remember = {"sent_back_to": REVISED_STEP}
    return _decide(run_id, actor, "edit", changes, versions=None, verb="take edits", at=COPY, remember=remember)


def reject_run(*, run_id: str, actor: str, comment: str = "", versions: Versions = None) -> Run:
    """Undo a waiting run. Raises RunNotFound, WrongState or DecidedAlready."""
    facts = {"comment": comment}
    return _decide(run_id, actor, "reject", {}, versions=versions, verb="be rejected", outcome="rejected", facts=facts)


def cancel_run(*, run_id: str, actor: str, comment: str = "", versions: Versions = None) -> Run:
    """Undo a run that has not ended: at once where nobody holds it, else at its next step.

    Raises RunNotFound or WrongState.
    """
    run = get_run(run_id=run_id)
    while not run.cancel_requested and run.status in CANCELLABLE:
        require_version(run, versions)
        if _cancelled(run, actor, comment):
            return get_run(run_id=run_id)
        run = get_run(run_id=run_id)  # a worker claimed it or finished a step in between: look again
    under_way = run.cancel_requested and run.status not in (*FINAL, Status.FAILED)
    hint = "It is being cancelled already." if under_way else "Only an unfinished run can."
    raise WrongState(run_id=run_id, status=run.status, verb="be cancelled", hint=hint)


def _cancelled(run: Run, actor: str, comment: str) -> bool:
    """Cancel the run if it is still as it was read: undone from now on, or from its next step on."""
    with atomic():
        # updated_at too: a step may have committed and been let go under the same epoch, with evidence of its own
        as_seen = Run.objects.filter(
            pk=run.pk, epoch=run.epoch, status=run.status, updated_at=run.updated_at, cancel_requested=False
        )
        wish = {"cancel_requested": True, "updated_at": timezone.now()}
        at_once = {**wish, **_turned_back("cancelled", actor, run), **_fresh(), "epoch": F("epoch") + 1}
        turned_back = as_seen.filter(unheld()).update(**at_once)
        if not turned_back and not as_seen.update(**wish):
            return False
        tell(run.pk, "decided", actor, decision="cancel", comment=comment)
        if turned_back:
            tell(run.pk, "compensating", actor, outcome="cancelled")
    return True


def _turned_back(outcome: str, actor: str, run: Run) -> dict[str, Any]:
    """What a person's no writes on a run that nobody holds."""
    reason = f"{outcome} by {actor}"
    evidence = {**run.evidence, "outcome": outcome, "error": reason}
    return {"status": Status.COMPENSATING, "outcome": outcome, "last_error": reason, "evidence": evidence}


def _decide(
    run_id: str,
    actor: str,
    decision: str,
    changes: dict[str, Any],
    *,
    versions: Versions,
    verb: str,
    outcome: str = "",
    hint: str = RESTING_ONLY,
    states: list[Status] | None = None,
    at: str = "",
    check: Callable[[Run], None] = lambda run: None,
    also: Callable[[Run], None] = lambda run: None,
    remember: Mapping[str, Any] = MappingProxyType({}),
    facts: Mapping[str, Any] = MappingProxyType({}),
) -> Run:
    """Change a resting run if it is still as it was read here; the event, with its `facts`, is in the same commit.

    With an `outcome` the run turns back, to end in it. `at`: the stop at which alone this may be decided; `also` is
    written in the same commit.
    """
    run = get_run(run_id=run_id)
    require_version(run, versions)
    if run.status not in (states or [Status.AWAITING_APPROVAL]):
        raise WrongState(run_id=run_id, status=run.status, verb=verb, hint=hint)
    if at:
        _require_rest(run, at, verb, hint)
    check(run)
    changes = {**changes, **_fresh(), "epoch": F("epoch") + 1, "metadata": {**run.metadata, **remember}}
    if outcome:
        changes |= _turned_back(outcome, actor, run)
    with atomic():
        as_seen = Run.objects.filter(pk=run_id, status=run.status, epoch=run.epoch)
        if not as_seen.update(**changes, updated_at=timezone.now()):
            raise DecidedAlready(run_id=run_id, status=get_run(run_id=run_id).status)
        also(run)
        tell(run_id, "decided", actor, decision=decision, **facts)
        if changes["status"] == Status.COMPENSATING:
            tell(run_id, "compensating", actor, outcome=changes.get("outcome", run.outcome))
    return get_run(run_id=run_id)


def _require_rest(run: Run, at: str, verb: str, hint: str) -> None:
    if run.status == Status.AWAITING_APPROVAL and run.awaiting != at:
        hint = f"It rests at its {run.awaiting} now."
    if (run.status, run.awaiting) != (Status.AWAITING_APPROVAL, at):
        raise WrongState(run_id=run.pk, status=run.status, verb=verb, hint=hint)


def require_version(run: Run, versions: Versions) -> None:
    if versions is not None and version(run) not in versions:
        raise VersionChanged(run_id=run.pk, status=run.status)


def _fresh() -> dict[str, Any]:
    """A decision starts the count of attempts anew, and nobody waits any longer."""
    return {**PROGRESS, "not_before": None, "awaiting": "", **FREE}


def same_json(one: Any, other: Any) -> bool:
    """Whether two JSON documents say the same; True is not 1 here, as it is in Python."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same_json(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_json, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and one == other
