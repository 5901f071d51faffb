from typing import Any

from django.core.management.base import CommandParser

from orchestration.management.base import PipelineCommand
from orchestration.services import retry_run


class Command(PipelineCommand):
    help = "Start a new run from the stored input of one that ended; prints its ID."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", metavar="RUN")

    def handle(self, *args: Any, **options: Any) -> None:
        run = retry_run(run_id=options["run"], actor=self.actor())
        self.stdout.write(f"{run.pk} {run.status}")
