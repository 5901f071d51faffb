"""Runs over HTTP: start, watch, decide."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from aicmo_site.endpoints import Rows
from onboarding.contracts import FieldProblem, InvalidIntake
from orchestration import services
from orchestration.delivering import deliver
from orchestration.models import FINAL, Run
from orchestration.representation import RunDetail, RunSummary
from orchestration.requests import (
    Approval,
    Changes,
    Comment,
    Nothing,
    RunFilter,
    StartQuery,
    StartRun,
    WaitQuery,
    idempotency_key,
)

POLL_SECONDS = 0.3


class Runs(Rows):
    """Passes of the pipeline."""

    queryset = Run.objects.prefetch_related("steps")
    serializer_class = RunSummary
    queries = {"list": RunFilter, "retrieve": WaitQuery, "create": StartQuery}

    def create(self, request: Request) -> Response:
        start = self.body(StartRun)
        try:
            if self.query["dry_run"]:
                return Response(self._preview(start))
            key = idempotency_key(request.headers.get("Idempotency-Key"), request.user.pk)
            run = services.submit_run(**start, actor=self.actor, idempotency_key=key)
        except InvalidIntake as error:
            raise _within("intake", error) from None
        return self._accepted(run)

    def _preview(self, start: dict[str, Any]) -> dict[str, Any]:
        if "brief_id" in start:
            raise ValidationError({"brief_id": "a dry run starts from an intake"})
        return deliver(
            start["intake"],
            actor=self.actor,
            dry_run=True,
            force_qc_fail=start["force_qc_fail"],
            keep_files=False,
        )

    def retrieve(self, request: Request, pk: str) -> Response:
        run = services.get_run(run_id=pk)
        if wait := self.query.get("wait"):
            run = _rest(run, after=self.query.get("after", run.updated_at), seconds=wait)
        return self._run(run)

    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        return self._decide(services.approve_run, pk, Approval)

    @action(detail=True, methods=["post"], url_path="request-changes")
    def request_changes(self, request: Request, pk: str) -> Response:
        return self._decide(services.request_changes, pk, Changes)

    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        return self._decide(services.reject_run, pk, Comment)

    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        return self._decide(services.cancel_run, pk, Comment)

    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        return self._decide(services.resume_run, pk, Nothing)

    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: str) -> Response:
        self.body(Nothing)
        return self._accepted(services.retry_run(run_id=pk, actor=self.actor))

    def _decide(self, verb: Callable[..., Run], run_id: str, body: type) -> Response:
        return self._run(verb(run_id=run_id, actor=self.actor, **self.body(body)))

    def _accepted(self, run: Run) -> Response:
        return self._run(run, 202, {"Location": reverse("run-detail", [run.pk], request=self.request)})

    def _run(self, run: Run, status: int = 200, headers: dict[str, str] | None = None) -> Response:
        return Response(RunDetail(run, context={"request": self.request}).data, status, headers=headers)


def _rest(run: Run, *, after: datetime, seconds: int) -> Run:
    """The run once it is no longer as it was at `after`, or has ended, or time is up. Holds no transaction."""
    until = time.monotonic() + seconds
    while run.updated_at == after and run.status not in FINAL and time.monotonic() < until:
        time.sleep(POLL_SECONDS)
        run = services.get_run(run_id=run.pk)
    return run


def _within(name: str, error: InvalidIntake) -> InvalidIntake:
    """The same error, its fields named from the top of the request's body."""
    return InvalidIntake(tuple(FieldProblem(f"{name}.{p.field}".rstrip("."), p.message) for p in error.problems))
