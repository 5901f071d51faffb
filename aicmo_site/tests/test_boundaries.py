"""What imports cannot show: whose hands write a table, and that no relation crosses an app."""

import importlib.util
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections

import strategy.services
from aicmo_site.kernel.persistence import alias
from onboarding.models import Brief
from orchestration.models import Run, Status
from orchestration.services import submit_run
from orchestration.worker import run_to_rest

ROOT = Path(__file__).resolve().parents[2]
APPS = (*settings.STATIONS, "orchestration")
OWNER = {model._meta.db_table: app for app in APPS for model in apps.get_app_config(app).get_models()}
# no run writes them, and none takes them with it
BY_PEOPLE = {"qc_waivers", "qc_allowed_words", "workflow_comments", "workflow_edits", "workflow_review_links"}
BY_UNDOING = {"workflow_kept_texts"}
BY_MODEL = {"workflow_model_calls"}  # none is connected here
OUTLIVES = {*BY_PEOPLE, "onboarding_client"}  # a completed run writes it, and none takes it with it
READS = re.compile(r"\s*(?:SELECT|BEGIN|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA)\b")
WRITE = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "?(\w+)"?')


class Writes:
    """Every statement that changes a table: the app whose code is nearest to it, the statement's kind, the table."""

    def __init__(self) -> None:
        self.made: set[tuple[str, str, str]] = set()

    def __call__(self, execute, sql, params, many, context):
        if not READS.match(sql):
            found = WRITE.match(sql)
            assert found, f"neither a read nor a write that this test knows: {sql}"
            kind, table = found.groups()
            self.made.add((nearest_app(), kind.split()[0], table))
        return execute(sql, params, many, context)

    def trespasses(self) -> set[tuple[str, str, str]]:
        return {(app, kind, table) for app, kind, table in self.made if app != OWNER[table]}

    def tables(self, kind: str) -> set[str]:
        return {table for _, its_kind, table in self.made if its_kind == kind}


def nearest_app() -> str:
    """The app of the nearest frame that is in one of ours; roof and kernel belong to nobody."""
    frame = sys._getframe(1)
    while frame:
        package = frame.f_globals.get("__name__", "").partition(".")[0]
        if package in APPS:
            return package
        frame = frame.f_back
    return "nobody"


@contextmanager
def watched() -> Iterator[Writes]:
    writes = Writes()
    with connections[alias()].execute_wrapper(writes):
        yield writes


def run_to_its_end(**options):
    intake = json.loads((ROOT / "onboarding" / "examples" / "intake.json").read_text(encoding="utf-8"))
    run = run_to_rest(submit_run(intake=intake, actor="test", **options).pk)
    return run.status


def stations_tables():
    return {table for table, app in OWNER.items() if app != "orchestration"}


def tables_of_runs():
    return {"workflow_runs", "workflow_steps", "workflow_events"}


def test_a_successful_run_is_written_by_the_owners_of_the_tables(persistence_mode):
    with watched() as writes:
        assert run_to_its_end() == Status.COMPLETED
    assert writes.trespasses() == set()
    assert writes.tables("INSERT") >= set(OWNER) - {
        "qc_issues",
        *BY_PEOPLE,
        *BY_MODEL,
        *BY_UNDOING,
    }  # good copy has no issues


def test_a_compensated_run_is_undone_by_the_owners_of_the_tables(persistence_mode):
    with watched() as writes:
        assert run_to_its_end(force_qc_fail=True) == Status.COMPENSATED
    assert writes.trespasses() == set()
    assert writes.tables("INSERT") >= BY_UNDOING
    assert writes.tables("DELETE") >= {"onboarding_brief", "onboarding_intake", "strategy_document", "qc_results"}
    assert writes.tables("DELETE").isdisjoint(tables_of_runs())


@pytest.mark.django_db(transaction=True)
def test_what_the_audit_mends_is_deleted_by_the_owners_of_the_tables(settings):
    settings.AICMO_AUDIT_GRACE_SECONDS = 0
    run_to_its_end()
    Run.objects.update(status=Status.COMPENSATED)  # so that all its rows belong to nobody
    with watched() as writes, pytest.raises(SystemExit):
        call_command("audit", "--fix", "--json")
    assert writes.trespasses() == set()
    assert writes.tables("DELETE") == stations_tables() - OUTLIVES


RAW = """
def trespass():
    with connections[alias()].cursor() as cursor:
        cursor.execute("UPDATE onboarding_brief SET target_audience = 'planted'")
"""
ORM = """
def trespass():
    Brief.objects.update(target_audience="planted")
"""


@pytest.mark.parametrize("code", [RAW, ORM], ids=["raw", "orm"])
def test_a_planted_write_into_another_apps_table_is_noticed(persistence_mode, monkeypatch, code):
    plant(monkeypatch, strategy.services, code)
    with watched() as writes:
        assert run_to_its_end() == Status.COMPLETED
    assert Brief.objects.get().target_audience == "planted"
    assert writes.trespasses() == {("strategy", "UPDATE", "onboarding_brief")}


def plant(monkeypatch, services, code):
    """Make a station's verb write where it must not: the code runs as if it stood in the station's own module."""
    body = f"{code}\ndef generate_strategy(**values):\n    trespass()\n    return kept(**values)\n"
    tools = {"Brief": Brief, "connections": connections, "alias": alias, "kept": services.generate_strategy}
    planted = {**tools, "__name__": services.__name__}
    exec(body, planted)
    monkeypatch.setattr(services, "generate_strategy", planted["generate_strategy"])


def test_no_relation_crosses_an_app():
    crossings = defaultdict(list)
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.get_fields(include_hidden=True):
                if field.is_relation and field.related_model._meta.app_label != app:
                    crossings[model.__name__].append(field.name)
    assert crossings == {}


def test_psycopg2_is_the_driver_that_django_uses():
    from django.db.backends.postgresql import base, psycopg_any

    assert base.Database.__name__ == "psycopg2"
    assert psycopg_any.is_psycopg3 is False
    assert importlib.util.find_spec("psycopg") is None, "Django would silently prefer psycopg 3"
