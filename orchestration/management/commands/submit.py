import sys
from functools import partial
from itertools import chain
from typing import Any

from django.core.management.base import CommandParser

from onboarding.contracts import InvalidIntake
from orchestration.management.base import READABLE, WHOSE, PipelineCommand, at_least_one
from orchestration.operations.intake_files import read_intakes
from orchestration.options import STOPS
from orchestration.services import submit_run


class Command(PipelineCommand):
    help = "Queue a run for each intake and print its ID. Exit 2 if an intake was invalid."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("intakes", nargs="+", metavar="INTAKE", help=READABLE)
        parser.add_argument("--client", default="", metavar="NAME", help=WHOSE)
        parser.add_argument(
            "--count", type=at_least_one, default=1, metavar="N", help="queue each intake N times, for load"
        )
        parser.add_argument("--force-qc-fail", action="store_true", help="make quality control fail: a drill")
        parser.add_argument(
            "--require-approval", action="store_true", help="rest before delivery until a person decides"
        )
        parser.add_argument(
            "--stops", "--stop", nargs="+", choices=STOPS, default=[], help="where to rest until a person decides"
        )
        parser.add_argument(
            "--accept-proposals", action="store_true", help="confirm in your name what is read from prose"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        invalid = False
        read = partial(read_intakes, client_name=options["client"])
        for where, intake in chain.from_iterable(map(read, options["intakes"])):
            if isinstance(intake, InvalidIntake):
                invalid = True
                for problem in intake.problems:
                    self.stderr.write(f"{where}: {problem}")
                continue
            for _ in range(options["count"]):
                run = submit_run(
                    intake=intake,
                    force_qc_fail=options["force_qc_fail"],
                    require_approval=options["require_approval"],
                    stops=options["stops"],
                    accept_proposals=options["accept_proposals"],
                    actor=self.actor(),
                )
                self.stdout.write(run.pk)
        if invalid:
            sys.exit(2)
