"""A run's page as its story: where it stands, what happened, what it made, what was found wrong."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aicmo_site.admin import link, row_url
from aicmo_site.kernel.errors import NotFound
from aicmo_site.readable import prose, spaced
from aicmo_site.references import stations_tables
from orchestration.model_calls import calls_of
from orchestration.models import CLAIMABLE, FINAL, ModelCall, Run, RunEvent, RunStep, Status, StepState
from orchestration.options import BRIEF, STRATEGY
from orchestration.run_state import decisions, made, progress
from orchestration.staff.adjusting import adjusted
from orchestration.staff.approved import changed_since
from orchestration.staff.findings import verdict
from orchestration.staff.labels import counted, event_words, situation, state_of, step_name, table_name
from orchestration.stations import STEPS
from orchestration.worker import is_worker
from orchestration.workflow import WORKFLOW, Work

FEW = 8  # links of one kind that are shown before the rest is folded
STEP_WORDS = {StepState.DONE: "done", StepState.SENT_BACK: "sent back", StepState.FAILED: "failed"}
STEP_WORDS[StepState.UNDONE] = "undone"


@dataclass(frozen=True)
class Made:
    """Rows of one table that stand."""

    name: str
    links: list[Any]
    more: list[Any]


def client_name(run: Run) -> str:
    """As the client wrote it; the ID where the run began from a brief."""
    intake = run.input.get("intake") or {}
    return str(intake.get("client_name") or run.client_id)


def live(run: Run) -> dict[str, Any]:
    """What changes while the run works: asked for again and again, so it reads only run, journal, events and calls."""
    steps, events = list(run.steps.all()), list(run.events.all())
    tries, calls = _tries(events), calls_of(run)
    return {
        "run": run,
        "state": state_of(run),
        "situation": situation(run),
        "percent": round(progress(run) * 100),
        "moves": run.status in CLAIMABLE,
        "stages": [_stage(run, step.name, steps) for step in WORKFLOW.steps],
        "steps": [_journalled(step, tries) for step in steps],
        "rounds": any(step.revision for step in steps),
        "calls": [_asked(call) for call in calls],
        "spent": _spent(calls),
        "events": [(event, is_worker(event.actor), *event_words(event)) for event in events],
    }


def _tries(events: list[RunEvent]) -> Counter[tuple[str, int]]:
    """How often each step was tried again in each round; the rounds go one after another."""
    tries: Counter[tuple[str, int]] = Counter()
    revision = 0
    for event in events:
        revision = event.data.get("revision", revision) if event.kind == "step_done" else revision
        if event.kind == "retried":
            tries[event.data.get("step", ""), revision] += 1
    return tries


def _stage(run: Run, name: str, steps: list[RunStep]) -> dict[str, str]:
    """One of the five steps, and how it stands: done, now, failed, undone or open."""
    last = next((step for step in reversed(steps) if step.step_name == name), None)
    if run.next_step == name and run.status in (Status.PENDING, Status.RUNNING, Status.AWAITING_APPROVAL):
        how = "waits" if run.status == Status.AWAITING_APPROVAL else "now"
    elif last is None or (run.status == Status.RUNNING and _ahead(run, name)):
        how = "open"
    else:
        how = "done" if last.state == StepState.SENT_BACK else str(last.state)
    to_come = "not reached" if run.status in (Status.COMPENSATING, Status.COMPENSATED, Status.FAILED) else "to come"
    after = "after the answers" if run.awaiting == BRIEF else "after approval"
    return {"name": step_name(name), "how": how, "words": {"open": to_come, "waits": after}.get(how, how)}


def _ahead(run: Run, name: str) -> bool:
    order = list(STEPS)
    return run.next_step in order and name in order and order.index(name) > order.index(run.next_step)


def _journalled(step: RunStep, tries: Counter[tuple[str, int]]) -> dict[str, Any]:
    return {
        "name": step_name(step.step_name),
        "round": step.revision + 1,
        "state": STEP_WORDS[StepState(step.state)],
        "failed": step.state == StepState.FAILED,
        "took": step.ended_at - step.started_at,
        "attempts": tries[step.step_name, step.revision] + 1,
        "ended_at": step.ended_at,
        "made": counted(step.created),
        "error": step.error,
    }


def _asked(call: ModelCall) -> dict[str, Any]:
    return {
        "call": call,
        "step": step_name(call.step_name),
        "round": call.revision + 1,
        "took": timedelta(seconds=call.seconds),
        "url": row_url(ModelCall, call.pk),
    }


def _spent(calls: list[ModelCall]) -> dict[str, Any]:
    """Tokens and, where prices are set, cost; of calls from before they were, nothing is known."""
    costs = [call.cost for call in calls if call.cost is not None]
    tokens = sum(call.tokens_in + call.tokens_out for call in calls)
    return {"tokens": tokens, "cost": sum(costs) if costs else None, "partly": 0 < len(costs) < len(calls)}


def story(run: Run) -> dict[str, Any]:
    """Everything on the run's page."""
    work = Work(run)
    return {
        **live(run),
        "client": client_name(run),
        "decisions": decisions(run),
        "made": list(made_links(made(run))),
        "questions": _questions(work),
        "has_brief": _has_brief(work),
        "has_ended": run.status in FINAL,
        "verdict": verdict(run, work),
        "changed": changed_since(run, work),
        "adjusted": adjusted(run, work),
        "evidence": _evidence(run),
        "failed": run.outcome == "failed" or run.status == Status.FAILED,
        "input": _input(run),
        "retry_of": link(Run, run.retry_of) if run.retry_of else "",
        "retries": [link(Run, id) for id in _retries(run)],
        "has_copy": has_copy(run),
        "has_texts": run.kept_texts.exists(),
    }


def has_copy(run: Run) -> bool:
    """Whether there is a judged text to look at: its verdict stands in the journal, and no new plan waits before it."""
    if run.awaiting == STRATEGY:
        return False
    return run.status != Status.COMPENSATED and "qc_results" in made(run)


def made_links(rows: dict[str, list[str]]) -> Iterator[Made]:
    tables = stations_tables()
    for table, ids in rows.items():
        if table in tables:
            links = [link(tables[table], id) for id in ids]
            yield Made(table_name(table, len(ids)), links[:FEW], links[FEW:])


def _retries(run: Run) -> list[str]:
    return list(Run.objects.filter(retry_of=run.pk).order_by("-created_at").values_list("pk", flat=True)[:FEW])


def _questions(work: Work) -> list[tuple[str, str, str, str]]:
    try:
        questions = work.brief.questions_apart
    except NotFound:  # not made yet, or gone with the run
        return []
    return [(spaced(one.field), one.kind, one.question, one.words) for one in questions]


def _has_brief(work: Work) -> bool:
    try:
        return bool(work.brief)
    except NotFound:
        return False


def _evidence(run: Run) -> Any:
    """What the deletion did not take, apart from the verdict, which has a place of its own."""
    kept = {name: value for name, value in run.evidence.items() if name != "qc"}
    if "step" in kept:
        kept["step"] = step_name(kept["step"])
    return prose(kept) if kept else ""


def _input(run: Run) -> Any:
    if "brief_id" in run.input:
        brief = stations_tables()["onboarding_brief"]
        return link(brief, run.input["brief_id"])
    return prose(run.input.get("intake"))
