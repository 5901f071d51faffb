"""What may be asked of a run beside its intake; stored as asked, without what is at its default."""

from collections.abc import Collection, Mapping
from typing import Any

BRIEF, STRATEGY, COPY = "brief", "strategy", "copy"
STOPS = (BRIEF, STRATEGY, COPY)  # where a run may rest for people, in the order of the work


def options_of(
    *,
    require_approval: bool = False,
    stops: Collection[str] = (),
    accept_proposals: bool = False,
    force_qc_fail: bool = False,
) -> dict[str, Any]:
    """The options as they are stored with a run's input."""
    asked = {
        "require_approval": require_approval,
        "stops": [stop for stop in STOPS if stop in stops],
        "accept_proposals": accept_proposals,
        "force_qc_fail": force_qc_fail,
    }
    return {name: value for name, value in asked.items() if value}


def stops_of(run_input: Mapping[str, Any]) -> tuple[str, ...]:
    """Where a run rests for people; `require_approval` is the stop at the copy."""
    asked = {*run_input.get("stops", ()), *([COPY] if run_input.get("require_approval") else [])}
    return tuple(stop for stop in STOPS if stop in asked)


def comparable(run_input: Mapping[str, Any]) -> dict[str, Any]:
    """What was submitted, however it was said: for the question whether two requests are one."""
    others = {name: value for name, value in run_input.items() if value and name not in ("require_approval", "stops")}
    kept = {name: run_input[name] for name in ("intake", "brief_id") if name in run_input}
    return {**others, **kept, "stops": list(stops_of(run_input))}
