"""A few real runs in different states: there is something to see at first. Once, and never beside real work."""

import json
from pathlib import Path
from typing import Any

from orchestration.models import Run, Status
from orchestration.services import cancel_run, request_changes, submit_run
from orchestration.worker import run_to_rest

ACTOR = "example"
FOLDER = Path(__file__).parent
SHOWPIECE = FOLDER.parents[2] / "onboarding" / "examples" / "intake.json"


def make_examples() -> list[Run]:
    """The runs; none where anything but the showpiece, which the tour delivers first, was ever run."""
    showpiece = _intake(SHOWPIECE)
    if any(given.get("intake") != showpiece for given in Run.objects.values_list("input", flat=True).iterator()):
        return []
    delivered = _run(showpiece)
    failed = _run(_intake(FOLDER / "north-quay-cycles.json"), force_qc_fail=True)
    cancelled = _run(_intake(FOLDER / "museo-del-faro.json"), require_approval=True)
    cancel_run(run_id=cancelled.pk, actor=ACTOR, comment="The exhibition was put off until autumn.")
    revised = _run(_intake(FOLDER / "fermes-du-marais.json"), require_approval=True)
    shorter = {"place": {"channel": "email", "field": "body"}, "text": "Plus court, s'il vous plaît."}
    request_changes(run_id=revised.pk, actor=ACTOR, wishes=[shorter], comment="Le retrait à vélo d'abord.")
    waiting = _run(_intake(FOLDER / "museo-del-faro.json"), require_approval=True)
    return [delivered, failed, *(run_to_rest(run.pk) for run in (cancelled, revised)), waiting]


def _run(intake: dict[str, Any], **options: Any) -> Run:
    return run_to_rest(submit_run(intake=intake, actor=ACTOR, **options).pk)


def _intake(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def described(run: Run) -> str:
    return f"{run.pk} {Status(run.status).label.lower()}"
