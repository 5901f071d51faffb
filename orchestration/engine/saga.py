"""The saga engine: one step, one commit; a failure is undone in reverse. It has never heard of a brief."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import F
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from aicmo_site.kernel.persistence import alias, atomic, on_commit
from orchestration.engine.events import tell
from orchestration.engine.heartbeat import heartbeat
from orchestration.engine.leases import FREE, PROGRESS, CancelRequested, Lease, LeaseLost, after, ours, prove
from orchestration.engine.steps import AwaitApproval, Created, Done, Refused, SendBack, Step, Workflow
from orchestration.engine.transient import is_transient, wait_after
from orchestration.models import CLAIMABLE, STANDING, Run, RunStep, Status, StepState

logger = logging.getLogger(__name__)

Limit = Callable[[], AbstractContextManager[None]]  # ends a step that takes too long, or the process with it

LONGEST_ERROR = 10_000  # characters of an error message that are kept


class LeftBehind(Exception):
    """Undone, and yet rows of the run are there."""


@contextmanager
def commit(lease: Lease, status: Status) -> Iterator[None]:
    """One step's transaction: prove the lease, then whatever the caller writes; all of it or nothing."""
    with atomic(durable=True):
        prove(lease, status)
        yield


def advance(
    lease: Lease,
    workflow: Workflow,
    *,
    stopping: Callable[[], bool] = lambda: False,
    observe: Callable[[str, str], None] = lambda step, what: None,
    limit: Limit = nullcontext,
) -> None:
    """Advance a run until it rests, ends, waits for a retry, or `stopping()`. Raises LeaseLost when it is not ours.

    `observe(step name, what)` hears of every step begun, done, failed or undone; a step's work is in a `limit()`.
    """
    Advance(lease, workflow, stopping, observe, limit).go()


class Advance:
    """One worker's turn at one run."""

    def __init__(
        self,
        lease: Lease,
        workflow: Workflow,
        stopping: Callable[[], bool],
        observe: Callable[[str, str], None],
        limit: Limit,
    ):
        self.lease = lease
        self.workflow = workflow
        self.stopping = stopping
        self.observe = observe
        self.limit = limit
        self._reload()

    def go(self) -> None:
        if self.run.attempts > settings.AICMO_MAX_ATTEMPTS:
            self._give_up()
        while self.run.claimed_by:
            if self.stopping():
                self._let_go(attempts=0)
            elif self.run.status != Status.RUNNING:
                self._backward()
            elif self.run.cancel_requested:
                self._turn_back("cancelled", "cancelled on request")
            else:
                self._forward()

    # --- forward

    def _forward(self) -> None:
        step, started = self.workflow.step(self.run.next_step), timezone.now()
        self._show(step.name, "begun")
        try:
            with self.limit():
                with heartbeat(self.lease):
                    prepared = step.prepare(self.work)
                with commit(self.lease, Status.RUNNING):
                    outcome = step.do(self.work, prepared)
                    self._journal(step.name, outcome.state, started, created=outcome.created)
                    tell(self.run.pk, "step_done", self.lease.worker, step=step.name, **self._round(), **outcome.story)
                    changes = self._changes_after(step, outcome)
                    self._write(changes)
        except LeaseLost:
            raise
        except CancelRequested:
            self._turn_back("cancelled", "cancelled on request")
        except Exception as error:
            self._forward_failed(step, error, started)
        else:
            self._adopt(changes | PROGRESS)
            self._show(step.name, outcome.state)

    def _changes_after(self, step: Step, outcome: Done) -> dict[str, Any]:
        changes: dict[str, Any] = {"next_step": self.workflow.after(step.name), "updated_at": timezone.now()}
        changes["evidence"] = {**self.run.evidence, **outcome.evidence}
        changes["metadata"] = {**self.run.metadata, **outcome.metadata}
        if isinstance(outcome, SendBack):
            changes |= {"next_step": outcome.to, "revision": self.run.revision + 1}
        elif isinstance(outcome, AwaitApproval):
            asked = {"awaiting": outcome.stop, "content_sha256": outcome.content_sha256}
            changes |= {"status": Status.AWAITING_APPROVAL, **asked, **FREE}
            tell(self.run.pk, "awaiting_approval", self.lease.worker, **asked)
        elif not changes["next_step"]:
            changes |= {"status": Status.COMPLETED, "outcome": "completed", "completed_at": timezone.now(), **FREE}
            changes |= {"last_error": ""}
            tell(self.run.pk, "completed", self.lease.worker)
        return changes

    def _forward_failed(self, step: Step, error: Exception, started: Any) -> None:
        if self._committed_after_all():
            return
        if self._may_pass(error):
            self._wait_for_better_days("retried", error, step=step.name)
        else:
            if not isinstance(error, Refused):
                logger.exception("Run %s: step %s failed.", self.run.pk, step.name, exc_info=error)
            self._turn_back("failed", describe(error), step=step.name, started=started, error=error)
        self._show(step.name, "failed")

    def _committed_after_all(self) -> bool:
        """After an error nobody knows whether the commit went through: read it, never assume."""
        before = (self.run.next_step, self.run.revision)
        self._reconnect()
        return before != (self.run.next_step, self.run.revision)

    def _may_pass(self, error: Exception) -> bool:
        """Whether to try again: the error is transient, and the first one no longer ago than an outage may last."""
        too_long = after(-settings.AICMO_OUTAGE_SECONDS)
        return is_transient(error) and not ours(self.lease).filter(outage_since__lte=too_long).exists()

    def _give_up(self) -> None:
        reason = f"no progress in {settings.AICMO_MAX_ATTEMPTS} attempts; last error: {self.run.last_error or 'none'}"
        if self.run.status == Status.COMPENSATING:
            self._fail(reason)
        else:
            self._turn_back("failed", reason, step=self.run.next_step, error=None)

    def _turn_back(self, outcome: str, reason: str, *, step: str = "", started: Any = None, error: Any = None) -> None:
        """Record the failure before anything is undone: whoever finds the run goes on backward."""
        evidence = {**self.run.evidence, **getattr(error, "evidence", {}), "outcome": outcome, "error": reason}
        evidence |= {"step": step} if step else {}
        changes = {"status": Status.COMPENSATING, "outcome": outcome, "last_error": reason, "evidence": evidence}
        renewed = {"lease_expires_at": after(settings.AICMO_LEASE_SECONDS), "updated_at": timezone.now()}
        with atomic(durable=True):
            self._write(changes | PROGRESS | renewed)
            if step:
                self._journal(step, StepState.FAILED, started or timezone.now(), error=reason)
                tell(self.run.pk, "step_failed", self.lease.worker, step=step, **self._round(), error=reason)
            tell(self.run.pk, "compensating", self.lease.worker, outcome=outcome)
        self._adopt(changes | PROGRESS)

    # --- backward

    def _backward(self) -> None:
        last = None
        try:
            with self.limit():
                last = max(self.run.steps.filter(state__in=STANDING), key=self._place, default=None)
                if last:
                    self._undo(last)
                else:
                    self._finish()
        except LeaseLost:
            raise
        except Exception as error:
            self._undo_failed(last, error)
        else:
            self._show(last.step_name if last else "", "undone" if last else "compensated")

    def _place(self, done: RunStep) -> tuple[int, int]:
        """In the order of the workflow, then of the rounds: what builds on a draft goes before every round of it."""
        return [step.name for step in self.workflow.steps].index(done.step_name), done.revision

    def _undo(self, done: RunStep) -> None:
        with commit(self.lease, Status.COMPENSATING):
            if not self.run.steps.filter(state=StepState.UNDONE).exists():
                self.workflow.keep(self.run.pk)
            self.workflow.step(done.step_name).undo(done.created)
            RunStep.objects.filter(pk=done.pk).update(state=StepState.UNDONE, updated_at=timezone.now())
            story = {"step": done.step_name, "revision": done.revision, "deleted": done.created}
            tell(self.run.pk, "step_undone", self.lease.worker, **story)
        self._adopt(PROGRESS)

    def _finish(self) -> None:
        changes = {"status": Status.COMPENSATED, "completed_at": timezone.now(), "next_step": "", **FREE}
        with commit(self.lease, Status.COMPENSATING):
            self.workflow.clear(self.run.pk)
            if left := self.workflow.leftovers(self.run.pk):
                raise LeftBehind(f"rows of this run are left in {', '.join(left)}")
            self._write(changes)
            tell(self.run.pk, "compensated", self.lease.worker, outcome=self.run.outcome)
            for sweep in self._sweeps():
                on_commit(partial(sweep, self.run.pk))
        self._adopt(changes)

    def _undo_failed(self, done: RunStep | None, error: Exception) -> None:
        name = done.step_name if done else ""
        self._reconnect()
        if self._undone_after_all(done):
            return self._show(name, "undone" if done else "compensated")
        logger.exception("Run %s: undoing %s failed.", self.run.pk, name or "the rest", exc_info=error)
        if self._may_pass(error):
            self._wait_for_better_days("undo_failed", error, step=name)
        elif is_transient(error) or self.run.attempts >= settings.AICMO_MAX_ATTEMPTS:
            self._fail(describe(error))
        else:
            attempt = max(self.run.attempts, 1)
            self._try_again_later("undo_failed", attempt, error, step=name, attempts=attempt)
        return self._show(name, "undo failed")

    def _undone_after_all(self, done: RunStep | None) -> bool:
        """The error came after the commit: what was undone stays undone, and its files go now."""
        if done:
            return RunStep.objects.filter(pk=done.pk, state=StepState.UNDONE).exists()
        if self.run.status == Status.COMPENSATED:
            for sweep in self._sweeps():
                sweep(self.run.pk)
        return self.run.status == Status.COMPENSATED

    def _sweeps(self) -> list[Callable[[str], None]]:
        return [step.sweep for step in self.workflow.steps if step.sweep]

    # --- both ways

    def _fail(self, reason: str) -> None:
        """Undoing kept failing: loud, never swallowed; `resume` brings the run back."""
        logger.error("Run %s FAILED: %s", self.run.pk, reason)
        self._let_go("failed", {"error": reason}, status=Status.FAILED, last_error=reason)

    def _wait_for_better_days(self, kind: str, error: Exception, *, step: str) -> None:
        """After a transient error: no attempt is counted, but how long it has lasted."""
        tries = self.run.outage_retries + 1
        counts = {"attempts": 0, "outage_retries": tries, "outage_since": Coalesce(F("outage_since"), Now())}
        if kind == "retried":
            counts["retry_count"] = self.run.retry_count + 1
        self._try_again_later(kind, tries, error, step=step, **counts)

    def _try_again_later(self, kind: str, attempt: int, error: Exception, *, step: str, **changes: Any) -> None:
        wait, reason = 0.0 if self.run.cancel_requested else wait_after(error, attempt), describe(error)
        story = {"step": step, "error": reason, "attempt": attempt, "wait_seconds": round(wait, 3)}
        self._let_go(kind, story, last_error=reason, not_before=after(wait), **changes)

    def _let_go(self, kind: str = "released", story: dict[str, Any] | None = None, **changes: Any) -> None:
        """End this turn: the lease is free, and why is told in the same commit."""
        with atomic(durable=True):
            self._write({**changes, **FREE, "updated_at": timezone.now()})
            tell(self.run.pk, kind, self.lease.worker, **(story or {}))
        self._adopt(FREE)

    def _journal(
        self, step: str, state: StepState, started: Any, *, created: Created | None = None, error: str = ""
    ) -> None:
        RunStep.objects.create(
            run_id=self.run.pk,
            step_name=step,
            revision=self.run.revision,
            state=state,
            created=created or {},
            started_at=started,
            ended_at=timezone.now(),
            error=error,
        )

    def _show(self, step: str, what: str) -> None:
        """Whoever watches must not harm the run: a closed terminal is no failure of a step."""
        try:
            self.observe(step, what)
        except Exception:
            logger.exception("Run %s: %s of %s could not be shown.", self.run.pk, what, step)

    def _round(self) -> dict[str, int]:
        return {"revision": self.run.revision} if self.run.revision else {}

    def _write(self, changes: dict[str, Any]) -> None:
        """The run's row, if the lease still holds: a step may outlive it even inside its transaction."""
        if not ours(self.lease).update(**changes):
            raise LeaseLost(self.lease.run_id)

    def _reconnect(self) -> None:
        connections[alias()].close_if_unusable_or_obsolete()
        self._reload()

    def _reload(self) -> None:
        """What is committed, and nothing of what a turn that failed believed."""
        run = ours(self.lease).first() or self._put_down()
        if run is None:
            raise LeaseLost(self.lease.run_id)
        self.run, self.work = run, self.workflow.open(run)

    def _put_down(self) -> Run | None:
        """The run where our own commit let go of it: nobody has claimed or decided since, and it rests or has ended."""
        mine = Run.objects.filter(pk=self.lease.run_id, epoch=self.lease.epoch, claimed_by="")
        return mine.exclude(status__in=CLAIMABLE).first()

    def _adopt(self, changes: dict[str, Any]) -> None:
        """What was committed is now what we know."""
        for name, value in changes.items():
            setattr(self.run, name, value)


def describe(error: BaseException) -> str:
    """An error as a line for staff, storable whatever its message holds."""
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return text.replace("\0", "").encode(errors="replace").decode()[:LONGEST_ERROR]
