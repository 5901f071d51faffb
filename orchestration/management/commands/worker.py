import signal
from typing import Any

from django.core.management.base import CommandParser

from aicmo_site.kernel.guard import require_secure
from orchestration.management.base import PipelineCommand, at_least_one
from orchestration.supervisor import STOPPING, Supervisor


class Command(PipelineCommand):
    help = "Claim and advance runs until stopped. SIGTERM: finish the step in hand, release the leases, end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--drain", action="store_true", help="end when nothing is left to do")
        parser.add_argument(
            "--concurrency", type=at_least_one, default=1, metavar="N", help="processes, and so runs at the same time"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_secure()
        supervisor = Supervisor(concurrency=options["concurrency"], drain=options["drain"], observe=self.show)
        for number in STOPPING:
            signal.signal(number, lambda *_: supervisor.stop())
        self.say(f"Worker {supervisor.name} is at work.")
        supervisor.run()
        self.say(f"Worker {supervisor.name} has stopped; it holds no run.")

    def show(self, run_id: str, step: str, what: str) -> None:
        if what != "begun":
            self.say(f"{run_id} {step or 'last check'}: {what.replace('_', ' ')}")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()  # a log that lags behind is of no use to whoever watches it
