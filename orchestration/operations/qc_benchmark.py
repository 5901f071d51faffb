"""How long quality control takes: one draft of 300 words when all is loaded, and a whole `check_copy` from cold."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from qc.services import check_copy, parse_copy

WARM_GOAL_MS = 50
COLD_GOAL_S = 2
SENTENCES = (
    "Come and see how we mend lamps and chairs with you.",
    "Bring what you love and what no longer works.",
    "We show you how to open it and put it right.",
)
WORDS = 300


@dataclass(frozen=True)
class JudgingTimes:
    warm_ms: float
    cold_s: float


def measure_judging(runs: int) -> JudgingTimes:
    """Medians: of the warm draft over `runs`, of the cold start over as many, three at most."""
    warm = [_timed_judging() for _ in range(runs + 1)][1:]  # the first one loads
    cold = [_timed_cold_start() for _ in range(min(runs, 3))]
    return JudgingTimes(round(statistics.median(warm) * 1000, 1), round(statistics.median(cold), 2))


def draft() -> dict[str, object]:
    words = " ".join(f"{sentence} Slot {number} is yours." for number in range(40) for sentence in SENTENCES).split()
    text = " ".join(words[:WORDS])
    return {
        "id": "benchmark",
        "channel": "facebook_post",
        "language": "en",
        "client": {"name": "Harbour Lane Workshop", "website": "https://harbour-lane.example", "facts": ["Free"]},
        "fields": {"text": text},
    }


def _timed_judging() -> float:
    copy = parse_copy(draft=draft())
    begun = time.perf_counter()
    check_copy(batch=[copy])
    return time.perf_counter() - begun


def _timed_cold_start() -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.jsonl"
        path.write_text(json.dumps(draft()), encoding="utf-8")
        command = [sys.executable, "manage.py", "check_copy", str(path), "--json"]
        begun = time.perf_counter()
        subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=True)
        return time.perf_counter() - begun
