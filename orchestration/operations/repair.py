"""Removes what the audit found and nobody needs, by the verbs of the apps that own it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from delivery import services as delivery
from onboarding import services as onboarding
from orchestration.operations.audit import PAGE, Fault
from production import services as production
from qc import services as qc
from strategy import services as strategy

DISCARD: dict[str, Callable[[list[str]], None]] = {
    "onboarding_intake": lambda ids: onboarding.discard_brief(intake_ids=ids),
    "onboarding_brief": lambda ids: onboarding.discard_brief(brief_ids=ids),
    "strategy_document": lambda ids: strategy.discard_strategy(strategy_ids=ids),
    "production_drafts": lambda ids: production.discard_draft(draft_ids=ids),
    "production_bundles": lambda ids: production.discard_draft(bundle_ids=ids),
    "qc_results": lambda ids: qc.discard_result(result_ids=ids),
    "delivery_packages": lambda ids: delivery.discard_package(package_ids=ids),
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
