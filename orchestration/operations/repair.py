"""Removes what the audit found and nobody needs, by the verbs of the apps that own it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from delivery import services as delivery
from orchestration.operations.audit import PAGE, Fault
from orchestration.stations import TABLES

DISCARD: dict[str, Callable[[list[str]], None]] = {
    **{table.name: table.discard for table in TABLES.values() if table.discard},
    "files": lambda ids: delivery.discard_files(keys=ids),
}


def fix(findings: Iterable[Fault]) -> Iterator[tuple[Fault, bool]]:
    """Remove what may be removed; yields each finding with whether it was. Removing twice is harmless."""
    findings = iter(findings)
    while page := list(islice(findings, PAGE)):
        removable: dict[str, list[str]] = defaultdict(list)
        for finding in page:
            if finding.removable:
                removable[finding.table].append(finding.id)
        for table, ids in removable.items():
            DISCARD[table](ids)
        for finding in page:
            yield finding, finding.removable
