"""The one table of what the stations make in a run: each one's step, its tables, and what they are called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from delivery import services as delivery
from onboarding import services as onboarding
from orchestration.model_calls import discard_calls
from production import services as production
from qc import services as qc
from strategy import services as strategy


@dataclass(frozen=True)
class Table:
    """A table whose rows a run makes."""

    name: str
    one: str  # what people call a row, and several
    several: str
    route: str = ""  # the name of a row's address; "" where it has none of its own
    link: str = ""  # the key of these addresses in a run's `links`
    discard: Callable[[list[str]], None] | None = None  # the verb that removes rows; None where their parent's does
    children: str = ""  # the relation without which a row is worthless


@dataclass(frozen=True)
class Station:
    step: str
    title: str
    tables: tuple[Table, ...]


INTAKE = Table(
    "onboarding_intake",
    "intake",
    "intakes",
    "intake-detail",
    "intakes",
    lambda ids: onboarding.discard_brief(intake_ids=ids),
)
BRIEF = Table(
    "onboarding_brief", "brief", "briefs", "brief-detail", "briefs", lambda ids: onboarding.discard_brief(brief_ids=ids)
)
STRATEGY = Table(
    "strategy_document",
    "strategy",
    "strategies",
    "strategy-detail",
    "strategies",
    lambda ids: strategy.discard_strategy(strategy_ids=ids),
)
DRAFT = Table(
    "production_drafts",
    "draft",
    "drafts",
    "draft-detail",
    "drafts",
    lambda ids: production.discard_draft(draft_ids=ids),
)
BUNDLE = Table(
    "production_bundles",
    "channel",
    "channels",
    "bundle-detail",
    "bundles",
    lambda ids: production.discard_draft(bundle_ids=ids),
    "assets",
)
ASSET = Table("production_bundle_assets", "text", "texts")
VERSION = Table(
    "production_versions",
    "version of a text",
    "versions of texts",
    discard=lambda ids: production.discard_draft(version_ids=ids),
)
RESULT = Table(
    "qc_results",
    "QC result",
    "QC results",
    "qc-result-detail",
    "qc_results",
    lambda ids: qc.discard_result(result_ids=ids),
)
PACKAGE = Table(
    "delivery_packages",
    "package with its files",
    "packages with their files",
    "package-detail",
    "packages",
    lambda ids: delivery.discard_package(package_ids=ids),
    "artifacts",
)

STATIONS = (
    Station("normalize_brief", "Brief", (INTAKE, BRIEF)),
    Station("generate_strategy", "Strategy", (STRATEGY,)),
    Station("generate_draft", "Copy", (DRAFT, BUNDLE, ASSET, VERSION)),
    Station("qc_evaluate", "Quality control", (RESULT,)),
    Station("create_package", "Package", (PACKAGE,)),
)
STEPS = {station.step: station.title for station in STATIONS}
# What is ours and goes with a run: not a station's, and made for whichever step asked.
MODEL_CALL = Table("workflow_model_calls", "call of the model", "calls of the model", discard=discard_calls)
TABLES = {table.name: table for table in (*(table for station in STATIONS for table in station.tables), MODEL_CALL)}


ADDED_TO = {VERSION.name}  # by each round, while of the other tables only the rows of the latest one stand


def that_stand(created: Mapping[str, list[str]], *, is_latest: bool) -> dict[str, list[str]]:
    """Of the rows by table that a round made, those that must be there while its run stands."""
    return {table: ids for table, ids in created.items() if is_latest or table in ADDED_TO}


def in_order(tables: Mapping[str, Any]) -> dict[str, Any]:
    """What is told by table, in the order of the work; a database need not keep the order of JSON."""
    return {table: tables[table] for table in (*TABLES, *tables) if table in tables}
