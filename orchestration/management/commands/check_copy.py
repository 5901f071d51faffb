import json
import sys
from collections import Counter
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize

from aicmo_site.kernel.errors import Rejected
from aicmo_site.kernel.strict_json import loads
from qc.contracts import CRITICAL, SEVERITIES, CheckedDTO, CopyDTO, InvalidCopy, QcIssueDTO
from qc.services import check_copy, parse_copy


class Command(BaseCommand):
    help = (
        "Judge copy from elsewhere, one JSON draft on each line, the file being one batch; writes no row. "
        "Exit 2 if a line could not be judged, else 1 if an issue is critical (not with --json), else 0."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("drafts", metavar="DRAFTS.jsonl")
        parser.add_argument("--json", action="store_true", help="one JSON line per draft, nothing else, on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        batch, problems = self.read(options["drafts"])
        verdicts = check_copy(batch=batch)
        show = self.show_json if options["json"] else self.show_text
        for copy, checked in zip(batch, verdicts, strict=True):
            show(copy, checked)
        for problem in problems:
            self.stderr.write(problem)
        counts = Counter(issue.severity for checked in verdicts for issue in checked.issues)
        if not options["json"]:
            self.stdout.write(summary(len(batch), len(problems), counts))
        if problems:
            sys.exit(2)
        unseen = any(rule.critical for checked in verdicts for rule in checked.not_evaluated)
        if (counts[CRITICAL] or unseen) and not options["json"]:
            sys.exit(1)

    def read(self, path: str) -> tuple[list[CopyDTO], list[str]]:
        batch: dict[str, CopyDTO] = {}
        problems: list[str] = []
        for number, line in lines(path):
            try:
                copy = unique(parse_copy(draft=loads(line)), batch)
                batch[copy.copy_id] = copy
            except Rejected as error:
                problems.append(f"line {number}: {error}")
        return list(batch.values()), problems

    def show_json(self, copy: CopyDTO, checked: CheckedDTO) -> None:
        self.stdout.write(json.dumps(checked.answer(copy.copy_id), ensure_ascii=False))

    def show_text(self, copy: CopyDTO, checked: CheckedDTO) -> None:
        self.stdout.write(f"{copy.copy_id} ({copy.channel}): {'nothing found' if not checked.issues else ''}".rstrip())
        for issue in checked.issues:
            self.stdout.write(f"  {issue.severity:8} {issue.code:18} {field_of(copy, issue)}: {issue.reason}")
        for rule in checked.not_evaluated:
            grave = "critical" if rule.critical else ""
            self.stdout.write(f"  {grave:8} {rule.code:18} not evaluated: {rule.reason}")


def lines(path: str) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers, as bytes: a broken one must not hide the others."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
    return ((number, line) for number, line in enumerate(content.split(b"\n"), start=1) if line.strip())


def unique(copy: CopyDTO, batch: Container[str]) -> CopyDTO:
    if copy.copy_id in batch:
        raise InvalidCopy(reason=f"id: {copy.copy_id!r} stands twice in the file")
    return copy


def field_of(copy: CopyDTO, issue: QcIssueDTO) -> str:
    return issue.section.removeprefix(f"{copy.copy_id}/")


def summary(drafts: int, refused: int, counts: Counter[str]) -> str:
    found = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES)
    refused_words = f", {refused} line{pluralize(refused)} could not be judged" if refused else ""
    return f"{drafts} draft{pluralize(drafts)}: {found}{refused_words}"
