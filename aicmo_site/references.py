"""The one table of logical references, read by the admin's links, by the audit, and by the saga's last check.

Reading only: whoever wants to write calls the owning app's verbs.
"""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.conf import settings
from django.db.models import Model


@dataclass(frozen=True)
class Reference:
    """`source.column` holds the ID of a `target` row, found there in `target_column`; "" and null refer to nothing."""

    source: str
    column: str
    target: str
    target_column: str

    @property
    def source_model(self) -> type[Model]:
        return apps.get_model(self.source)

    @property
    def target_model(self) -> type[Model]:
        return apps.get_model(self.target)


RUN_COLUMN = "workflow_run_id"

_BETWEEN_STATIONS = (
    Reference("onboarding.Intake", "brief_id", "onboarding.Brief", "id"),
    Reference("strategy.StrategyDocument", "brief_id", "onboarding.Brief", "id"),
    Reference("production.Draft", "strategy_id", "strategy.StrategyDocument", "id"),
    Reference("qc.QcResult", "draft_id", "production.Draft", "draft_id"),
    Reference("delivery.Package", "draft_id", "production.Draft", "draft_id"),
    Reference("qc.Waiver", "decided_in", "orchestration.Run", "id"),
    Reference("orchestration.Run", "retry_of", "orchestration.Run", "id"),
)


@cache
def made_by_runs() -> tuple[type[Model], ...]:
    """Every table whose rows say which run created them, in the order of the work."""
    models = (model for app in settings.STATIONS for model in apps.get_app_config(app).get_models())
    return tuple(model for model in models if any(field.name == RUN_COLUMN for field in model._meta.fields))


@cache
def references() -> tuple[Reference, ...]:
    to_runs = (Reference(model._meta.label, RUN_COLUMN, "orchestration.Run", "id") for model in made_by_runs())
    return (*_BETWEEN_STATIONS, *to_runs)


def tables_with_rows_of(run_id: str) -> list[str]:
    """The tables in which rows are that a run created."""
    mine = {RUN_COLUMN: run_id}
    return [model._meta.db_table for model in made_by_runs() if model._default_manager.filter(**mine).exists()]


# Business IDs that are not the primary key.
_KEYS = {
    "production_drafts": "draft_id",
    "production_bundles": "bundle_id",
    "production_bundle_assets": "asset_id",
    "delivery_packages": "package_id",
}


def key_of(model: type[Model]) -> str:
    """The column that holds a table's business ID."""
    return _KEYS.get(model._meta.db_table, "pk")


def stations_tables() -> dict[str, type[Model]]:
    """Every table of the five stations by name."""
    models = (model for app in settings.STATIONS for model in apps.get_app_config(app).get_models())
    return {model._meta.db_table: model for model in models}
