import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from orchestration.management.base import PipelineCommand, at_least_one
from orchestration.operations.benchmark import SLOWEST_RATIO, measure, ratios
from orchestration.operations.intake_files import read_intake
from orchestration.operations.qc_benchmark import COLD_GOAL_S, WARM_GOAL_MS, measure_judging

EXAMPLE = Path(settings.BASE_DIR) / "onboarding" / "examples" / "intake.json"


class Command(PipelineCommand):
    help = "Time the pipeline in both modes side by side. Exit 1 when `db` takes over five times as long as `inmemory`."
    needs_tables = False  # it makes a scratch database of its own

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--runs", type=at_least_one, default=20, metavar="N", help="runs per scenario and mode")
        parser.add_argument("--intake", default=str(EXAMPLE), metavar="INTAKE.json")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        measurements = measure(read_intake(options["intake"]), options["runs"])
        slower, judging = ratios(measurements), measure_judging(options["runs"])
        if options["json"]:
            figures = {"measurements": [asdict(m) for m in measurements], "ratios": slower, "qc": asdict(judging)}
            self.stdout.write(json.dumps(figures))
        else:
            self.stdout.write(f"{'':18}{'mode':10}{'ms':>8}{'commits':>9}{'statements':>12}{'db/inmemory':>13}")
            for m in measurements:
                ratio = f"{slower[m.scenario]:13.2f}" if m.mode == "db" else ""
                self.stdout.write(
                    f"{m.scenario:18}{m.mode:10}{m.milliseconds:8.1f}{m.commits:9}{m.statements:12}{ratio}"
                )
            self.stdout.write(f"QC of 300 words, warm     {judging.warm_ms:8.1f} ms  (goal: under {WARM_GOAL_MS} ms)")
            self.stdout.write(f"check_copy, cold start    {judging.cold_s:8.2f} s   (goal: under {COLD_GOAL_S} s)")
        if slower["success"] > SLOWEST_RATIO:
            self.stderr.write(f"db takes more than {SLOWEST_RATIO:g} times as long as inmemory")
            sys.exit(1)
