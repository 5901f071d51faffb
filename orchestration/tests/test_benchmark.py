"""The benchmark as an operator calls it: in a process of its own, on a scratch database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration import benchmark
from orchestration.benchmark import MODES, SCENARIOS, Measurement
from orchestration.tests.test_commands import call

ROOT = Path(__file__).resolve().parents[2]


def test_it_counts_the_same_commits_in_both_modes_and_leaves_nothing(tmp_path):
    database = tmp_path / "untouched.sqlite3"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "manage.py", "benchmark", "--runs", "1", "--json"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    measured = json.loads(done.stdout)["measurements"]
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
    assert call("benchmark")[0] == code
