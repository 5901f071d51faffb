"""How long the pipeline takes, and what it asks of the database, in both modes side by side.

It works on a scratch database beside the configured one (same server, same options) and in a scratch folder, so that
it leaves nothing behind.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from aicmo_site.kernel.meter import metered
from aicmo_site.kernel.persistence import in_memory
from orchestration.engine.steps import Done, Refused, Workflow
from orchestration.services import submit_run
from orchestration.worker import run_to_rest
from orchestration.workflow import WORKFLOW, WORKFLOWS

MODES = ("db", "inmemory")
SLOWEST_RATIO = 5.0


@dataclass(frozen=True)
class Scenario:
    name: str
    options: Mapping[str, Any]
    workflows: Mapping[int, Workflow] = field(default_factory=lambda: WORKFLOWS)


@dataclass(frozen=True)
class Measurement:
    """The median run of one scenario in one mode."""

    scenario: str
    mode: str
    milliseconds: float
    commits: int
    statements: int


def _refuse(work: Any, prepared: Any) -> Done:
    raise Refused("the benchmark lets delivery fail")


def _failing_in_its_last_step() -> Mapping[int, Workflow]:
    *steps, last = WORKFLOW.steps
    return {WORKFLOW.version: replace(WORKFLOW, steps=(*steps, replace(last, do=_refuse)))}


SCENARIOS = (
    Scenario("success", {}),
    Scenario("QC failure", {"force_qc_fail": True}),
    Scenario("delivery failure", {}, _failing_in_its_last_step()),
)


def measure(intake: Mapping[str, Any], runs: int) -> list[Measurement]:
    """Medians over `runs` runs of each scenario, the modes taking turns so that a noisy machine disturbs both alike."""
    with _scratch():
        for mode in MODES:
            _run(SCENARIOS[0], mode, intake)  # imports and caches
        return [measurement for scenario in SCENARIOS for measurement in _side_by_side(scenario, intake, runs)]


def _side_by_side(scenario: Scenario, intake: Mapping[str, Any], runs: int) -> Iterator[Measurement]:
    taken: dict[str, list[Measurement]] = {mode: [] for mode in MODES}
    for _ in range(runs):
        for mode in MODES:
            taken[mode].append(_run(scenario, mode, intake))
    for measurements in taken.values():
        median = statistics.median(measurement.milliseconds for measurement in measurements)
        yield replace(measurements[-1], milliseconds=round(median, 1))


def _run(scenario: Scenario, mode: str, intake: Mapping[str, Any]) -> Measurement:
    with nullcontext() if mode == "db" else in_memory(), metered() as meter:
        begun = time.perf_counter()
        run = submit_run(intake=intake, actor="benchmark", **scenario.options)
        run_to_rest(run.pk, workflows=scenario.workflows)
        milliseconds = (time.perf_counter() - begun) * 1000
    return Measurement(scenario.name, mode, milliseconds, meter.commits, meter.statements)


def ratios(measurements: list[Measurement]) -> dict[str, float]:
    """Per scenario: how many times as long `db` takes as `inmemory`."""
    times = {(m.scenario, m.mode): m.milliseconds for m in measurements}
    return {s.name: round(times[s.name, "db"] / times[s.name, "inmemory"], 2) for s in SCENARIOS}


@contextmanager
def _scratch() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="aicmo-benchmark-") as folder:
        name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":  # Django would take memory, and that is the other mode
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "scratch.sqlite3")
        else:
            connection.settings_dict["TEST"]["NAME"] = f"benchmark_{Path(folder).name.rpartition('-')[2].lower()}"
        storages: dict[str, Any] = {**settings.STORAGES}
        storages["default"] = {**storages["default"], "OPTIONS": {"location": folder}}
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with override_settings(STORAGES=storages):
                yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
