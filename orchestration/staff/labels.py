"""What the screens call things: states, steps, events. The codes stay what they are; these are names for people."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.places import Place
from aicmo_site.readable import spaced
from orchestration.models import CLAIMABLE, Run, RunEvent, Status
from orchestration.options import BRIEF, STRATEGY
from orchestration.run_state import did_not_pass, stopped_pieces
from orchestration.staff.outcomes import outcome_of
from orchestration.stations import STEPS, TABLES, in_order
from orchestration.workflow import workflow_of


class State(NamedTuple):
    """A state as people say it. `mark` tells it apart without colour; `tone` picks the colour."""

    name: str
    mark: str
    tone: str


STATES: dict[str, State] = {
    Status.PENDING: State("queued", "○", "quiet"),
    Status.RUNNING: State("working", "▶", "busy"),
    Status.AWAITING_APPROVAL: State("waits for approval", "❚❚", "waits"),
    Status.COMPLETED: State("completed", "✓", "good"),
    Status.COMPENSATING: State("being undone", "◀", "busy"),
    Status.COMPENSATED: State("undone", "↺", "quiet"),
    Status.FAILED: State("undoing failed", "✗", "bad"),
}

AT_STOP = {
    BRIEF: State("waits for answers to its brief", "❚❚", "waits"),
    STRATEGY: State("waits for approval of its plan", "❚❚", "waits"),
}

STOPPED = State("stopped by quality control, waits for changes", "❚❚", "waits")

OUTCOMES = {"failed": "it failed", "rejected": "rejected", "cancelled": "cancelled"}

DECISIONS = {
    "approve": "approved the copy",
    "approve_pieces": "approved pieces of the copy",
    "request_changes": "asked for changes",
    "reject": "rejected it",
    "cancel": "cancelled the run",
    "edit": "sent what was written on its way",
    "resume": "sent the undoing on its way again",
}
ASKED_FOR = {BRIEF: "asked for answers to the brief", STRATEGY: "asked for approval of the plan"}
_ANSWERED = {True: "approved the brief", False: "answered the brief"}


def step_name(name: str) -> str:
    return STEPS.get(name) or spaced(name).capitalize()


def table_name(table: str, how_many: int = 1) -> str:
    if known := TABLES.get(table):
        return known.one if how_many == 1 else known.several
    return spaced(table)


def counted(tables: Mapping[str, Sequence[str]]) -> str:
    """How many rows of each table: `1 draft, 4 bundles`."""
    return ", ".join(f"{len(ids)} {table_name(table, len(ids))}" for table, ids in in_order(tables).items())


def name_of(place: Place) -> str:
    """Where a finding is, as people say it: `X post 2: text`; "" where it is about the whole."""
    named = f"{channel_of(place.channel).name} {place.piece}".strip() if place.channel else ""
    return ": ".join(filter(None, (named, spaced(place.field) if place.field else "")))


def state_of(run: Run) -> State:
    rests = run.status == Status.AWAITING_APPROVAL
    if stopped_pieces(run):
        return STOPPED
    return (AT_STOP.get(run.awaiting) if rests else None) or STATES[run.status]


def rests_at_brief(run: Run) -> bool:
    return run.status == Status.AWAITING_APPROVAL and run.awaiting == BRIEF


def situation(run: Run) -> str:
    """Where the run stands, in a sentence."""
    if run.status in CLAIMABLE and workflow_of(run) is None:
        return (
            f"It was begun by version {run.workflow_version} of the workflow, which this installation does not have. "
            "It waits, untouched, for a worker that has it."
        )
    match run.status:
        case Status.PENDING:
            return "It waits for a worker. If nothing happens, see that one is running."
        case Status.RUNNING if run.cancel_requested:
            return "It was cancelled, and turns back within seconds."
        case Status.RUNNING if run.not_before:
            return f"{step_name(run.next_step)} failed for a reason that may pass; it is tried again shortly."
        case Status.RUNNING:
            return f"At work on: {step_name(run.next_step)}."
        case Status.AWAITING_APPROVAL if run.awaiting == BRIEF:
            return "The brief is read. It rests until somebody answers what is open and lets it go on."
        case Status.AWAITING_APPROVAL if run.awaiting == STRATEGY:
            return "The plan is made. It rests until somebody approves it, corrects the brief, or rejects it."
        case Status.AWAITING_APPROVAL if stopped_pieces(run):
            return (
                "Quality control stops pieces of the copy. It rests until somebody has their texts changed or lets the "
                "findings pass, or rejects it."
            )
        case Status.AWAITING_APPROVAL if did_not_pass(run):
            return (
                "The copy did not pass quality control, though no piece is stopped. It rests until somebody approves "
                "it all the same, asks for changes, or rejects it."
            )
        case Status.AWAITING_APPROVAL:
            return "The copy is ready. It rests until somebody approves it, asks for changes, or rejects it."
        case Status.COMPLETED:
            return "The package is ready to be sent to the client."
        case Status.COMPENSATING:
            return "What it made is being taken away again, step by step."
        case Status.COMPENSATED:
            why = OUTCOMES.get(run.outcome, run.outcome)
            return f"Undone: {why}. What it made is gone; its story and the evidence are kept. It can be retried."
        case _:
            return "Taking away what it made kept failing. Mend the cause shown below, then resume."


def event_words(event: RunEvent) -> tuple[str, str]:
    """An event as a sentence without its subject, and what is to be said beside it."""
    data: Mapping[str, Any] = event.data
    step = step_name(data.get("step", ""))
    match event.kind:
        case "submitted":
            return "submitted the run", "a retry of an earlier one" if data.get("retry_of") else ""
        case "started":
            return "began the work", ""
        case "step_done":
            return f"finished: {step}", outcome_of(data)
        case "step_failed":
            return f"failed at: {step}", data.get("error", "")
        case "step_undone":
            gone = counted(data.get("deleted", {}))
            return f"undid: {step}", f"deleted {gone}" if gone else "there was nothing to delete"
        case "awaiting_approval":
            return ASKED_FOR.get(data.get("awaiting", ""), "asked for approval"), ""
        case "completed":
            return "completed the run", ""
        case "compensating":
            return "turned back", OUTCOMES.get(data.get("outcome", ""), data.get("outcome", ""))
        case "compensated":
            return "left nothing of it", ""
        case "decided" if "answers" in data:
            said = len(data["answers"])
            return _ANSWERED[
                data.get("decision") == "approve"
            ], f"{said} answer{'' if said == 1 else 's'}" if said else ""
        case "decided" if "adjustments" in data:
            reasons = dict.fromkeys(each["reason"] for each in data["adjustments"])
            return "adjusted the plan", "; ".join(filter(None, (*reasons, data.get("comment", ""))))
        case "decided" if data.get("stop") == STRATEGY:
            return "approved the plan", data.get("comment", "")
        case "decided":
            return DECISIONS.get(data.get("decision", ""), data.get("decision", "decided")), data.get("comment", "")
        case "taken_over":
            return "took over from a worker that died", data.get("dead_worker", "")
        case "worker_died":
            return f"died at: {step}" if step else "died while undoing", data.get("error", "")
        case "retried":
            wait = f"again in {data.get('wait_seconds', 0)} s (attempt {data.get('attempt')})"
            return f"will try {step} {wait}", data.get("error", "")
        case "undo_failed":
            return f"could not undo: {step}", data.get("error", "")
        case "failed":
            return "gave up undoing", data.get("error", "")
        case "waived":
            return "let a finding pass", f"{data.get('code')} in {data.get('section')}: {data.get('reason')}"
        case "allowed":
            return f"allowed the word “{data.get('word')}”", f"{data.get('code')}: {data.get('reason')}"
        case "edited":
            return f"wrote in {name_of(Place.parse(data.get('place', '')))}", data.get("reason", "")
        case "wish_ended":
            return "ended a wish", data.get("text", "")
        case "commented":
            where = name_of(Place.parse(data.get("place", ""))) or "the whole campaign"
            return f"{'asked for a change of' if data.get('asks') else 'commented on'} {where}", data.get("text", "")
        case "link_made":
            return f"approved the copy for the agency, and made a link for {data.get('label')}", _of_link(data)
        case "link_renewed":
            return f"approved the copy for the agency, and showed it to {data.get('label')}", _of_link(data)
        case "link_revoked":
            return f"revoked the link of {data.get('label')}", ""
        case "comment_resolved":
            return "resolved a comment", data.get("text", "")
        case "model_asked":
            asked = f"{data.get('prompt')}, version {data.get('version')}"
            return f"asked the language model: {data.get('about') or step}", f"{asked}; {data.get('tokens')} tokens"
        case "released":
            return "handed the run back", ""
        case _:
            return spaced(event.kind), outcome_of(data)


def _of_link(data: Mapping[str, Any]) -> str:
    return f"to {data.get('may')}, until {str(data.get('expires_at', ''))[:10]}"
