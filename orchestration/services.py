"""Orchestration's verbs: what commands, API and admin may ask of a run. Decisions are conditional updates: one wins."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import IO, Any

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from aicmo_site.kernel.ids import new_id
from aicmo_site.kernel.persistence import atomic
from delivery import services as delivery
from onboarding import services as onboarding
from orchestration.engine.events import tell
from orchestration.engine.leases import FREE, PROGRESS, unheld
from orchestration.errors import (
    BriefBusy,
    BriefUnfinished,
    ContentChanged,
    DecidedAlready,
    KeyReused,
    RetriedAlready,
    RunNotFound,
    VersionChanged,
    WrongState,
)
from orchestration.models import FINAL, LIVE, Run, Status
from orchestration.run_state import version
from orchestration.workflow import REVISED_STEP, WORKFLOW, brief_id_of, package_id_of

Versions = Collection[str] | None  # the versions of the run for which a decision is meant; None: any
MAX_COMMENT = 10_000  # characters of what a person says of a decision
CANCELLABLE = (Status.PENDING, Status.RUNNING, Status.AWAITING_APPROVAL)


def submit_run(
    *,
    intake: Mapping[str, Any] | None = None,
    brief_id: str = "",
    require_approval: bool = False,
    force_qc_fail: bool = False,
    actor: str,
    idempotency_key: str | None = None,
    retry_of: str = "",
) -> Run:
    """Queue a run from an intake, or from a brief whose own run is completed; one commit.

    The same idempotency key and request give the run there is. Raises InvalidIntake, BriefNotFound, BriefUnfinished,
    BriefBusy or KeyReused.
    """
    options = {"require_approval": require_approval, "force_qc_fail": force_qc_fail}
    request = {**({"brief_id": brief_id} if brief_id else {"intake": intake}), **options}
    if idempotency_key and (before := _run_with(idempotency_key, request)):
        return before
    client_id = _reusable_brief(brief_id) if brief_id else _client_of(intake, stored=bool(retry_of))
    run = new_run(request, client_id=client_id, idempotency_key=idempotency_key, retry_of=retry_of)
    try:
        with atomic():
            run.save(force_insert=True)
            tell(run.pk, "submitted", actor, **({"retry_of": retry_of} if retry_of else {}))
    except IntegrityError:
        if idempotency_key and (before := _run_with(idempotency_key, request)):
            return before
        _refuse_busy(run.brief_id)
        _refuse_second_retry(retry_of)
        raise
    return run


def _client_of(intake: Any, *, stored: bool) -> str:
    return onboarding.check_intake(responses=intake, stored=stored).client_id


def new_run(request: dict[str, Any], **columns: Any) -> Run:
    """A run at its start, not saved."""
    run_id = new_id("run")
    return Run(
        id=run_id,
        brief_id=request.get("brief_id") or brief_id_of(run_id),
        input=request,
        workflow_version=WORKFLOW.version,
        next_step=WORKFLOW.steps[0].name,
        **columns,
    )


def _run_with(key: str, request: dict[str, Any]) -> Run | None:
    run = Run.objects.filter(idempotency_key=key).first()
    if run and not same_json(run.input, request):
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
    return submit_run(**run.input, actor=actor, retry_of=run_id)


def resume_run(*, run_id: str, actor: str, versions: Versions = None) -> Run:
    """Return a FAILED run to COMPENSATING once the cause is gone. Raises RunNotFound or WrongState."""
    hint = "Only a FAILED run can; the others go on by themselves or have ended."
    changes = {"status": Status.COMPENSATING}
    states = [Status.FAILED]
    return _decide(run_id, actor, "resume", changes, versions=versions, verb="be resumed", hint=hint, states=states)


def approve_run(*, run_id: str, actor: str, content_sha256: str, comment: str = "", versions: Versions = None) -> Run:
    """Let a waiting run go on to delivery, with exactly this content.

    Raises RunNotFound, WrongState, ContentChanged or DecidedAlready.
    """
    facts: dict[str, Any] = {"comment": comment, "content_sha256": content_sha256}
    go_on = {"status": Status.RUNNING}
    same = partial(_require_same_content, content_sha256)
    return _decide(run_id, actor, "approve", go_on, versions=versions, verb="be approved", check=same, **facts)


def _require_same_content(content_sha256: str, run: Run) -> None:
    if run.content_sha256 != content_sha256:
        raise ContentChanged(run_id=run.pk, content_sha256=run.content_sha256)


def request_changes(*, run_id: str, actor: str, comment: str, versions: Versions = None) -> Run:
    """Send a waiting run back to the draft, with what to change. Raises RunNotFound, WrongState or DecidedAlready."""
    changes = {"status": Status.RUNNING, "next_step": REVISED_STEP, "revision": F("revision") + 1}
    remember = {"comment": comment, "qc_rounds": 0}
    verb = "take requests for changes"
    return _decide(
        run_id, actor, "request_changes", changes, versions=versions, verb=verb, remember=remember, comment=comment
    )


def reject_run(*, run_id: str, actor: str, comment: str = "", versions: Versions = None) -> Run:
    """Undo a waiting run. Raises RunNotFound, WrongState or DecidedAlready."""
    return _decide(
        run_id, actor, "reject", {}, versions=versions, verb="be rejected", outcome="rejected", comment=comment
    )


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
    hint: str = "Only a run that awaits approval can.",
    states: list[Status] | None = None,
    check: Callable[[Run], None] = lambda run: None,
    remember: dict[str, Any] | None = None,
    **facts: Any,
) -> Run:
    """Change a resting run if it is still as it was read here; the event is in the same commit.

    With an `outcome` the run turns back, to end in it.
    """
    run = get_run(run_id=run_id)
    require_version(run, versions)
    if run.status not in (states or [Status.AWAITING_APPROVAL]):
        raise WrongState(run_id=run_id, status=run.status, verb=verb, hint=hint)
    check(run)
    changes = {**changes, **_fresh(), "epoch": F("epoch") + 1, "metadata": {**run.metadata, **(remember or {})}}
    if outcome:
        changes |= _turned_back(outcome, actor, run)
    with atomic():
        as_seen = Run.objects.filter(pk=run_id, status=run.status, epoch=run.epoch)
        if not as_seen.update(**changes, updated_at=timezone.now()):
            raise DecidedAlready(run_id=run_id, status=get_run(run_id=run_id).status)
        tell(run_id, "decided", actor, decision=decision, **facts)
        if changes["status"] == Status.COMPENSATING:
            tell(run_id, "compensating", actor, outcome=changes.get("outcome", run.outcome))
    return get_run(run_id=run_id)


def require_version(run: Run, versions: Versions) -> None:
    if versions is not None and version(run) not in versions:
        raise VersionChanged(run_id=run.pk, status=run.status)


def _fresh() -> dict[str, Any]:
    """A decision starts the count of attempts anew, and nobody waits any longer."""
    return {**PROGRESS, "not_before": None, **FREE}


def same_json(one: Any, other: Any) -> bool:
    """Whether two JSON documents say the same; True is not 1 here, as it is in Python."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same_json(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_json, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and one == other
