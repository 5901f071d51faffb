"""The tables as the database has them: names, columns, uniqueness and indexes that other systems may rely on."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db

RUN = ("workflow_run_id",)
TABLES = {
    "onboarding_intake": ("id", "brief_id", "client_id", "responses", "attachments", "submitted_at", *RUN),
    "onboarding_brief": (
        *("id", "client_id", "deliverables", "exclusions", "objectives", "timeline_weeks", "target_audience"),
        *("brand_guidelines", "metadata", "normalized_at", *RUN),
    ),
    "onboarding_client": (
        *("id", "name", "aliases", "website", "language", "tone", "mandatory_inclusions", "exclusions"),
        *("competitors", "merge_tags", "model_allowed", "internal_notes"),
    ),
    "strategy_document": (
        *("id", "brief_id", "version", "kpis", "channels", "timeline", "executive_summary"),
        *("is_approved", "approved_at", "approved_by", *RUN),
    ),
    "tactic_assignments": ("strategy_id", "position", "channel", "tactic"),
    "production_drafts": (
        *("id", "draft_id", "strategy_id", "client_name", "channel", "objective", "content_type", "body", "meta"),
        *("status", *RUN),
    ),
    "production_bundles": ("id", "bundle_id", "draft_id", "channel", "status", "meta", "assembled_at", *RUN),
    "production_bundle_assets": (
        *("id", "asset_id", "bundle_id", "asset_type", "url", "content", "format", "meta", "position"),
    ),
    "production_versions": (
        *("id", "draft_id", "channel", "piece", "field", "line", "text", "author", "reason", "round"),
        *("created_at", *RUN),
    ),
    "qc_results": ("id", "draft_id", "passed", "score", "evaluated_at", *RUN),
    "qc_issues": ("id", "result_id", "severity", "section", "reason", "code", "position"),
    "qc_waivers": ("id", "client_id", "fingerprint", "issue", "reason", "waived_by", "decided_in"),
    "qc_allowed_words": ("id", "client_id", "word", "reason", "allowed_by"),
    "delivery_packages": ("id", "package_id", "draft_id", *RUN),
    "delivery_artifacts": ("id", "package_id", "name", "url", "format", "position", "size", "sha256", "audience"),
    "workflow_runs": (
        *("id", "brief_id", "status", "completed_at", "last_error", "retry_count", "claimed_by", "claimed_at"),
        *("lease_expires_at", "metadata", "input", "evidence", "epoch", "not_before", "attempts", "cancel_requested"),
        *("outcome", "idempotency_key", "retry_of", "workflow_version"),
    ),
    "workflow_steps": ("run_id", "step_name", "revision", "state", "created", "started_at", "ended_at", "error"),
    "workflow_events": ("run_id", "kind", "actor", "at", "data"),
    "workflow_model_calls": (
        *("id", "run_id", "step_name", "revision", "about", "prompt_name", "prompt_version", "prompt_sha256", "model"),
        *("key", "settings", "messages", "schema", "answer", "tokens_in", "tokens_out", "seconds", "attempt", "cost"),
        "at",
    ),
    "workflow_review_links": (
        *("id", "run_id", "token_hash", "label", "may", "content_sha256", "expires_at", "revoked_at", "created_by"),
        *("created_at", "decision", "decided_at"),
    ),
    "workflow_comments": (
        *("id", "run_id", "channel", "piece", "field", "passage", "text", "author", "at", "state", "resolved_by"),
        *("outcomes", "kind", "reply_to", "is_parked"),
    ),
    "workflow_edits": (
        *("id", "run_id", "position", "channel", "piece", "field", "line", "text", "author", "reason", "at", "round"),
        "is_over",
    ),
    "workflow_kept_texts": (
        *("id", "run_id", "position", "channel", "piece", "field", "line", "text", "author", "reason", "round", "at"),
    ),
}
UNIQUE = {
    ("onboarding_brief", "workflow_run_id"),
    ("strategy_document", "brief_id", "version"),
    ("tactic_assignments", "strategy_id", "position"),
    ("production_drafts", "draft_id"),
    ("production_bundles", "bundle_id"),
    ("production_bundle_assets", "asset_id"),
    ("qc_results", "draft_id"),
    ("qc_waivers", "client_id", "fingerprint"),
    ("delivery_packages", "package_id"),
    ("delivery_artifacts", "package_id", "position"),
    ("workflow_steps", "run_id", "step_name", "revision"),
    ("workflow_model_calls", "run_id", "key"),
}
NAMED = {
    "ix_workflow_runs_brief_id": ["brief_id"],
    "ix_workflow_runs_status": ["status"],
    "ix_workflow_runs_status_claimed_expires": ["status", "claimed_by", "lease_expires_at"],
}


def columns(table):
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, table)}


def constraints(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, table)


def leading_columns(table):
    """The columns by which the database can look a row up."""
    indexes = [found for found in constraints(table).values() if found["index"] or found["unique"]]
    return {found["columns"][0] for found in indexes if found["columns"]}


def ours():
    return [model for app in (*settings.STATIONS, "orchestration") for model in apps.get_app_config(app).get_models()]


def test_these_are_our_tables():
    assert {model._meta.db_table for model in ours()} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_its_columns_and_says_when_its_rows_were_written(table):
    assert columns(table) >= {*TABLES[table], "created_at", "updated_at"}


@pytest.mark.parametrize("table", TABLES)
def test_every_reference_of_a_table_is_indexed(table):
    references = {column for column in columns(table) if column.endswith("_id") or column == "retry_of"}
    assert references <= leading_columns(table)


def test_business_keys_are_unique_in_the_database():
    unique = {
        (table, *found["columns"]) for table in TABLES for found in constraints(table).values() if found["unique"]
    }
    assert unique >= UNIQUE


def test_the_indexes_on_runs_have_their_names():
    indexes = constraints("workflow_runs")
    assert {name: indexes[name]["columns"] for name in NAMED if name in indexes} == NAMED


def test_every_declared_index_and_constraint_is_in_the_database():
    for model in ours():
        declared = {item.name for item in (*model._meta.indexes, *model._meta.constraints)}
        assert declared <= set(constraints(model._meta.db_table)), model._meta.db_table


def test_no_relation_in_the_database_leaves_an_app():
    apps_of = {model._meta.db_table: model._meta.app_label for model in ours()}
    for table, app in apps_of.items():
        targets = [found["foreign_key"][0] for found in constraints(table).values() if found["foreign_key"]]
        assert {apps_of.get(target) for target in targets} <= {app}, table
