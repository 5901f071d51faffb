"""The benchmark as an operator calls it: in a process of its own, on a scratch database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.operations import benchmark
from orchestration.operations.benchmark import MODES, SCENARIOS, Measurement
from orchestration.operations.qc_benchmark import JudgingTimes, draft
from orchestration.tests.conftest import SMALL
from orchestration.tests.test_commands import call

ROOT = Path(__file__).resolve().parents[2]


def test_it_counts_the_same_commits_in_both_modes_and_leaves_nothing(tmp_path):
    database = tmp_path / "untouched.sqlite3"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    intake = tmp_path / "intake.json"
    intake.write_text(json.dumps(SMALL), encoding="utf-8")
    command = [sys.executable, "manage.py", "benchmark", "--runs", "1", "--json", "--intake", str(intake)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    figures = json.loads(done.stdout)
    measured = figures["measurements"]
    assert figures["qc"]["warm_ms"] > 0
    assert figures["qc"]["cold_s"] > 0
    commits = {(m["scenario"], m["mode"]): m["commits"] for m in measured}
    assert commits == {
        (scenario, mode): count
        for scenario, count in (("success", 7), ("QC failure", 19), ("delivery failure", 13))
        for mode in MODES
    }
    assert not database.exists() or database.stat().st_size == 0


@pytest.mark.parametrize(("slowness", "code"), [(4.9, 0), (5.1, 1)])
def test_it_fails_when_the_database_costs_more_than_five_times_as_much(monkeypatch, slowness, code):
    measured = [
        Measurement(scenario.name, mode, 10 * (slowness if mode == "db" else 1), 7, 57)
        for scenario in SCENARIOS
        for mode in MODES
    ]
    monkeypatch.setattr(benchmark, "measure", lambda intake, runs: measured)
    monkeypatch.setattr("orchestration.management.commands.benchmark.measure", benchmark.measure)
    monkeypatch.setattr("orchestration.management.commands.benchmark.measure_judging", lambda runs: JudgingTimes(1, 2))
    assert call("benchmark")[0] == code


def test_it_prints_how_long_quality_control_takes_beside_the_goals(monkeypatch):
    measured = [Measurement(scenario.name, mode, 10, 7, 57) for scenario in SCENARIOS for mode in MODES]
    monkeypatch.setattr("orchestration.management.commands.benchmark.measure", lambda intake, runs: measured)
    times = JudgingTimes(61.2, 2.75)
    monkeypatch.setattr("orchestration.management.commands.benchmark.measure_judging", lambda runs: times)
    code, out, _ = call("benchmark")
    assert code == 0
    assert "61.2 ms  (goal: under 50 ms)" in out
    assert "2.75 s   (goal: under 2 s)" in out


def test_the_draft_that_is_timed_has_three_hundred_words():
    assert len(draft()["fields"]["text"].split()) == 300
