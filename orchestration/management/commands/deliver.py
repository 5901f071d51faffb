import json
import signal
import sys
from collections.abc import Iterator
from functools import cached_property, partial
from itertools import chain
from typing import Any

from django.core.management.base import CommandParser
from django.template.defaultfilters import pluralize

from aicmo_site.admin import row_url
from aicmo_site.kernel.persistence import mode
from aicmo_site.kernel.places import Place
from onboarding.contracts import InvalidIntake, NormalizedBriefDTO
from orchestration.management.base import READABLE, WHOSE, PipelineCommand, are_there_tables
from orchestration.model_calls import PREVIEWED_OFFLINE, differs_from_runs
from orchestration.models import Run, Status
from orchestration.operations.asking import asked_at_terminal
from orchestration.operations.deliver import client_of_intake, deliver
from orchestration.operations.intake_files import read_intakes
from orchestration.operations.progress import Progress
from orchestration.staff.labels import name_of

INTERRUPTED = 130  # what shells say of a program that Ctrl-C ended


class Command(PipelineCommand):
    help = "Run the pipeline now for each intake. Exit 2 if an intake was invalid, 1 if a run did not complete, else 0."
    shared = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("intakes", nargs="+", metavar="INTAKE", help=READABLE)
        parser.add_argument("--client", default="", metavar="NAME", help=WHOSE)
        parser.add_argument(
            "--dry-run", action="store_true", help="leave no row and no file in storage; show a preview"
        )
        parser.add_argument("--json", action="store_true", help="one JSON line per intake, nothing else, on stdout")
        parser.add_argument(
            "--accept-proposals", action="store_true", help="confirm in your name what is read from prose"
        )
        parser.add_argument("--ask", action="store_true", help="ask here what the brief leaves open, then go on")
        parser.add_argument("--force-qc-fail", action="store_true", help="make quality control fail: a drill")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite end is as good as Ctrl-C: undo, then go
        show = self.show_json if options["json"] else partial(self.show_text, dry_run=options["dry_run"])
        statuses = []
        read = partial(read_intakes, client_name=options["client"])
        for where, intake in chain.from_iterable(map(read, options["intakes"])):
            try:
                result = {"intake": where, **self.deliver(where, intake, options)}
            except KeyboardInterrupt:
                self.stderr.write(f"{where}: interrupted; the run was undone")
                sys.exit(INTERRUPTED)
            show(result)
            self.stdout.flush()  # else what goes to stderr overtakes it in a pipe
            statuses.append(result["status"])
        if code := 2 if "INVALID" in statuses else int(any(status != Status.COMPLETED for status in statuses)):
            sys.exit(code)

    def deliver(self, where: str, intake: Any, options: dict[str, Any]) -> dict[str, Any]:
        if isinstance(intake, InvalidIntake):
            return invalid(intake)
        if not options["json"]:
            self.stdout.write(where)
        with Progress(self.stderr if options["json"] else self.stdout) as progress:
            return deliver(
                intake,
                actor=self.actor(),
                dry_run=options["dry_run"],
                force_qc_fail=options["force_qc_fail"],
                accept_proposals=options["accept_proposals"],
                ask=partial(self.ask, progress) if options["ask"] else None,
                observe=progress,
                client=client_of_intake(intake) if options["dry_run"] and self.has_tables else None,
            )

    @cached_property
    def has_tables(self) -> bool:
        """A dry run needs no database, and makes none: where there is one, it knows the clients."""
        return mode() == "db" and are_there_tables()

    def ask(self, progress: Progress, brief: NormalizedBriefDTO) -> list[dict[str, Any]]:
        with progress.held():
            return asked_at_terminal(brief, self.stdout.write)

    def show_json(self, result: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(result, ensure_ascii=False))

    def show_text(self, result: dict[str, Any], *, dry_run: bool) -> None:
        if result["status"] == "INVALID":
            self.stderr.write(f"{result['intake']}: not delivered, nothing was written for it")
            for problem in result["problems"]:
                self.stderr.write(f"  {problem['field'] or 'intake'}: {problem['message']}")
            return
        if result["status"] == Status.COMPLETED:
            self.stdout.write(f"  Package {result['package_id']} ({in_short(result)})")
            for artifact in result["artifacts"]:
                self.stdout.write(f"    {artifact['path']}")
            if dry_run and differs_from_runs():
                self.stdout.write(f"  {PREVIEWED_OFFLINE}")
        else:
            self.stdout.write(f"  Run {result['run_id']} is {result['status']}: {result['error']}")
            if result["status"] == Status.AWAITING_APPROVAL:
                page = row_url(Run, result["run_id"])
                self.stdout.write(f"    Decide at {page}, or deliver it with --accept-proposals or --ask.")
            for line in findings(result["qc"] or {}):
                self.stdout.write(f"    {line}")
        for earlier in result["resting"]:
            page = row_url(Run, earlier)
            self.stdout.write(
                f"  Run {earlier} of the same words still rests at its brief: see {page}, or `cancel` it."
            )
        for question in result["to_ask"]:
            self.stdout.write(f"  To ask ({question['field']}): {question['question']}")
        if more := len(result["open_questions"]) - len(result["to_ask"]):
            taken = (
                "it waits to be decided on" if result["status"] == Status.AWAITING_APPROVAL else "it was taken as right"
            )
            self.stdout.write(
                f"  {more} more only ask{'s' if more == 1 else ''} whether what prose says holds: {taken}."
            )


def in_short(result: dict[str, Any]) -> str:
    asked = len(result["to_ask"])
    return f"quality {result['qc']['score']:.2f}, {asked or 'no'} open question{pluralize(asked or 1)}"


def findings(verdict: dict[str, Any]) -> Iterator[str]:
    """Why quality control refused the copy: every finding that counts, and every critical rule that could not say."""
    for issue in verdict.get("issues", ()):
        if not issue["waived_by"]:
            yield f"{issue['severity']}, {name_of(Place.parse(issue['section'])) or 'the whole'}: {issue['reason']}"
            if issue["suggestion"]:
                yield f"  {issue['suggestion']}"
    for rule in verdict.get("not_evaluated", ()):
        if rule["critical"]:
            where = name_of(Place.parse(rule["section"])) or "the whole"
            yield f"not evaluated, {where}: {rule['code']}: {rule['reason']}"


def invalid(error: InvalidIntake) -> dict[str, Any]:
    problems = [{"field": problem.field, "message": problem.message} for problem in error.problems]
    nothing: dict[str, Any] = {"run_id": None, "package_id": None, "artifacts": [], "qc": None}
    nothing |= {"open_questions": [], "to_ask": [], "resting": [], "assets": [], "brief": None}
    return {**nothing, "status": "INVALID", "error": str(error), "problems": problems}
