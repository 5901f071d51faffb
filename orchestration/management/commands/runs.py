from typing import Any

from django.core.management.base import CommandParser

from orchestration.management.base import PipelineCommand, at_least_one
from orchestration.models import Run, Status


class Command(PipelineCommand):
    help = "List the latest runs, the newest first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--status", choices=Status.values, help="only runs in this state")
        parser.add_argument("--limit", type=at_least_one, default=20, metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        runs = Run.objects.order_by("-created_at", "pk")
        if options["status"]:
            runs = runs.filter(status=options["status"])
        for run in runs[: options["limit"]]:
            about = f"{run.client_id}  {run.last_error}".rstrip()
            self.stdout.write(f"{run.created_at:%Y-%m-%d %H:%M:%S}  {run.pk}  {run.status:17}  {about}")
