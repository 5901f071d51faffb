from typing import Any

from django.core.management.base import CommandParser

from orchestration.management.base import PipelineCommand
from orchestration.services import resume_run


class Command(PipelineCommand):
    help = "Return a FAILED run to undoing, once the cause is gone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", metavar="RUN")

    def handle(self, *args: Any, **options: Any) -> None:
        run = resume_run(run_id=options["run"], actor=self.actor())
        self.stdout.write(f"{run.pk} {run.status}")
