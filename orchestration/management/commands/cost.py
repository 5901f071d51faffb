import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.core.management.base import CommandError

from orchestration.cost import drafts, law, matrix
from orchestration.cost.measuring import StationBroke
from orchestration.cost.trials import Trial
from orchestration.management.base import PipelineCommand


class Command(PipelineCommand):
    help = (
        "Judge the law of cost: ten times the text, or the items, takes at most twelve times the CPU. Exit 1 where not."
    )
    needs_tables = False  # nothing is written
    shared = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--field", default="", help="only fields whose name contains this")
        parser.add_argument("--of", default="", help="only classes of text whose name contains this; `items` for lists")
        parser.add_argument("--station", default="", help="show only this station")
        parser.add_argument("--patience", type=float, default=60, metavar="S", help="CPU seconds for a station at most")

    def handle(self, *args: Any, **options: Any) -> None:
        trials = list(_wanted(options))
        if not trials:
            raise CommandError("In the matrix no field or class is called so.")
        self.stdout.write(f"{'station':13}{'field':28}{'of':26}{'sizes':>18}{'CPU s':>18}{'times':>9}")
        broken = [line for trial in trials for line in self._judged(trial, options)]
        for line in broken:
            self.stderr.write(line)
        if broken:
            sys.exit(1)

    def _judged(self, trial: Trial, options: dict[str, Any]) -> Iterator[str]:
        try:
            growths = law.growths(trial, options["patience"])
        except StationBroke as error:
            yield str(error)
            return
        for growth in growths:
            if options["station"] in ("", growth.station):
                self.stdout.write(_row(growth))
        if any(growth.breaks_the_law for growth in growths):
            yield from map(str, law.breaches(trial, options["patience"]))


def _wanted(options: dict[str, Any]) -> Iterator[Trial]:
    trials = chain(matrix.trials(), drafts.trials())
    return (trial for trial in trials if options["field"] in trial.what and options["of"] in trial.of)


def _row(growth: law.Growth) -> str:
    sizes = " ".join(f"{size:>9,}"[-9:] for size in growth.sizes)
    seconds = " ".join(f"{figure:8.3f}" for figure in growth.seconds)
    mark = " !" if growth.breaks_the_law else ""
    place = f"{growth.station:13}{growth.trial.what[:27]:28}{growth.trial.of[:25]:26}"
    return f"{place}{sizes}{seconds:>18}{growth.times:8.1f}{mark}"
