import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser

from orchestration.management.base import PipelineCommand
from orchestration.operations.audit import audit
from orchestration.operations.repair import fix


class Command(PipelineCommand):
    help = "Check every logical reference, row and file against the runs. Exit 1 when anything was found."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="remove what belongs to no live or completed run")
        parser.add_argument("--json", action="store_true", help="one JSON line per finding")

    def handle(self, *args: Any, **options: Any) -> None:
        found = fix(audit()) if options["fix"] else ((finding, False) for finding in audit())
        count = removed = 0
        for finding, gone in found:
            count, removed = count + 1, removed + gone
            line = {**asdict(finding), "removed": gone}
            self.stdout.write(
                json.dumps(line, ensure_ascii=False) if options["json"] else f"{finding}{' (removed)' * gone}"
            )
        if not options["json"]:
            self.stdout.write(f"{count} found, {removed} removed." if count else "Nothing is wrong.")
        if count:
            sys.exit(1)
