from typing import Any

from orchestration.management.base import PipelineCommand
from orchestration.operations.examples import described, make_examples


class Command(PipelineCommand):
    help = "Makes a few example runs in different states by really running the pipeline; only on an unused database."

    def handle(self, *args: Any, **options: Any) -> None:
        runs = make_examples()
        for run in runs:
            self.stdout.write(described(run))
        if not runs:
            self.stdout.write("There are runs already, other than of the example intake; none was made.")
