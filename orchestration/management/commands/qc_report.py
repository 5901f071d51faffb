from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aicmo_site.kernel.errors import Rejected
from aicmo_site.kernel.strict_json import loads
from qc.contracts import MeasureDTO
from qc.services import measure_rules


class Command(BaseCommand):
    help = "Judge labelled drafts and show, per code, what was found rightly, missed and cried; writes no row."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("labelled", metavar="LABELLED.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lines = Path(options["labelled"]).read_bytes().split(b"\n")
            measure = measure_rules(labelled=[loads(line) for line in lines if line.strip()])
        except (OSError, Rejected) as error:
            raise CommandError(f"{options['labelled']}: {error}", returncode=2) from error
        self.stdout.write("\n".join(shown(measure)))


def shown(measure: MeasureDTO) -> list[str]:
    right, missed, cried = (sum(getattr(code, name) for code in measure.codes) for name in ("right", "missed", "cried"))
    table = [
        f"{code.code:20} {code.right:6} {code.missed:7} {code.cried:6}  "
        f"{share(code.right, code.right + code.cried):>9}  {share(code.right, code.right + code.missed):>6}"
        for code in measure.codes
    ]
    notes = [
        f"{note.copy_id}: missed {' '.join(note.missed) or '-'}, cried {' '.join(note.cried) or '-'}"
        for note in measure.confusions
    ]
    return [
        f"{'code':20} {'right':>6} {'missed':>7} {'cried':>6}  {'precision':>9}  {'recall':>6}",
        *table,
        "",
        *notes,
        *([""] if notes else []),
        f"precision {share(right, right + cried)} ({right} of {right + cried})",
        f"recall    {share(right, right + missed)} ({right} of {right + missed})",
        *(f"recall of {name} {share(part, whole)} ({part} of {whole})" for name, part, whole in measure.severities),
        f"clean drafts without a critical or major finding {share(measure.quiet, measure.clean)} "
        f"({measure.quiet} of {measure.clean})",
        *(f"not judged, for no label of this set knows it: {code} in {number}" for code, number in measure.unlabelled),
    ]


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"
