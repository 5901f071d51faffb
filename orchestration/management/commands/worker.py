import signal
from typing import Any

from django.core.management.base import CommandError, CommandParser

from aicmo_site.kernel.guard import require_secure
from orchestration.management.base import PipelineCommand
from orchestration.worker import Worker


class Command(PipelineCommand):
    help = "Claim and advance runs until stopped. SIGTERM: finish the step in hand, release the leases, end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--drain", action="store_true", help="end when nothing is left to do")
        parser.add_argument("--concurrency", type=int, default=1, metavar="N", help="runs in hand at the same time")

    def handle(self, *args: Any, **options: Any) -> None:
        require_secure()
        if options["concurrency"] < 1:
            raise CommandError("--concurrency: use 1 or more.")
        worker = Worker(concurrency=options["concurrency"], drain=options["drain"], observe=self.show)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        self.stdout.write(f"Worker {worker.name} is at work.")
        worker.run()

    def show(self, run_id: str, step: str, what: str) -> None:
        if what != "begun":
            self.stdout.write(f"{run_id} {step or 'last check'}: {what.replace('_', ' ')}")
            self.stdout.flush()
