"""Migrations: nothing forgotten, nobody else's needed, backward as well as forward with data in the tables."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import timezone
from knox.models import get_digest_token

from aicmo_site.kernel.persistence import ModeRouter, alias, in_memory
from aicmo_site.tests.one_of_each import fill_every_table
from delivery.services import create_package, get_package
from delivery.tests.factories import ArtifactFactory, PackageFactory
from orchestration.models import Run

TABLE_OF_KNOX = """
    CREATE TABLE knox_authtoken (
        digest varchar(128) PRIMARY KEY, token_key varchar(25) NOT NULL,
        user_id integer NOT NULL REFERENCES auth_user (id),
        created timestamp with time zone NOT NULL, expiry timestamp with time zone NULL
    )
"""

APPS = (*settings.STATIONS, "orchestration")


def ours():
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def migrate(app, *target):
    call_command("migrate", app, *target, verbosity=0, interactive=False)


def tables():
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def rows():
    """Every row of ours, column for column, of the tables that there are."""
    there = tables()
    return {
        model._meta.db_table: list(model._default_manager.order_by("pk").values())
        for model in ours()
        if model._meta.db_table in there
    }


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_migration_is_looked_for_in_memory():
    with in_memory():
        assert ModeRouter().allow_migrate(alias(), "qc") is False
    assert ModeRouter().allow_migrate("default", "qc") is None


def test_no_migration_depends_on_another_app():
    migrations = migrations_on_disk()
    strangers = {
        f"{app}.{name}": needed
        for (app, name), migration in migrations.items()
        if app in APPS
        for needed, _ in [*migration.dependencies, *migration.run_before]
        if needed != app
    }
    assert {app for app, _ in migrations} >= set(APPS)
    assert strangers == {}


def migrations_on_disk():
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return loader.disk_migrations


@pytest.fixture
def migrated_again():
    """Whatever happens, the next test finds every table."""
    yield
    for app in APPS:
        migrate(app)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("app", APPS)
def test_an_app_goes_back_to_nothing_and_forward_again_beside_the_others_rows(app, migrated_again):
    fill_every_table()
    its_own = {model._meta.db_table for model in apps.get_app_config(app).get_models()}
    before = rows()
    assert all(before.values()), "the tables hold no data"
    migrate(app, "zero")
    assert tables().isdisjoint(its_own)
    assert rows() == {table: kept for table, kept in before.items() if table not in its_own}
    migrate(app)
    assert rows() == {table: [] if table in its_own else kept for table, kept in before.items()}
    fill_every_table()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("app", APPS)
def test_every_single_migration_can_be_taken_back_with_data_in_the_tables(app, migrated_again):
    fill_every_table()
    names = sorted(name for its_app, name in migrations_on_disk() if its_app == app)
    for name, before in reversed(list(zip(names, ["zero", *names], strict=False))):
        migrate(app, before)
        migrate(app, name)
        migrate(app, before)
    migrate(app)
    assert {model._meta.db_table for model in ours()} <= tables()


@pytest.mark.django_db(transaction=True)
def test_tokens_of_before_stay_good_until_the_password_changes(django_user_model):
    robot = django_user_model.objects.create_user("robot", password="before")
    robot.groups.add(Group.objects.get(name="viewer"))
    migrate("aicmo_site", "0002_signin")
    digest, token = get_digest_token()
    expiry = connection.ops.adapt_datetimefield_value(timezone.now() + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute(TABLE_OF_KNOX)
        values = [digest, token[:15], robot.pk, connection.ops.adapt_datetimefield_value(timezone.now()), expiry]
        cursor.execute("INSERT INTO knox_authtoken VALUES (%s, %s, %s, %s, %s)", values)
    migrate("aicmo_site")
    assert "knox_authtoken" not in tables()
    program = Client(headers={"Authorization": f"Bearer {token}"})
    assert program.get("/api/v1/runs/").status_code == 200
    robot.set_password("after")
    robot.save()
    assert program.get("/api/v1/runs/").status_code == 401


@pytest.mark.django_db(transaction=True)
def test_code_from_before_the_working_paper_is_left_no_file_of_the_agency(migrated_again):
    kept = ArtifactFactory(name="working-paper.html", audience="agency")
    package = create_package(package=PackageFactory(working_paper=kept))
    migrate("delivery", "0001_tables")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM delivery_artifacts ORDER BY position")
        assert cursor.fetchall() == [(artifact.name,) for artifact in package.artifacts]
    migrate("delivery")
    assert get_package(package_id=package.package_id) == replace(package, working_paper=None)


@pytest.mark.django_db(transaction=True)
def test_who_was_remembered_by_runs_alone_was_never_barred_from_the_model(migrated_again):
    migrate("onboarding", "0003_client")
    rows = {
        "runs alone": {},
        "by hand": {"by_hand": '{"tone": ["plain"]}'},
        "a note": {"internal_notes": "Ring after ten."},
        "allowed": {"by_hand": '{"tone": ["plain"]}', "model_allowed": True},
    }
    for name, told in rows.items():
        insert_client_of_before(name, **told)
    migrate("onboarding")
    allowed = dict(apps.get_model("onboarding.Client").objects.values_list("pk", "model_allowed"))
    assert allowed == {"runs alone": True, "by hand": False, "a note": False, "allowed": True}
    migrate("onboarding", "0003_client")  # and back, with data
    migrate("onboarding")
    assert dict(apps.get_model("onboarding.Client").objects.values_list("pk", "model_allowed")) == allowed


def insert_client_of_before(name, **told):
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    lists = dict.fromkeys(
        ("aliases", "mandatory_inclusions", "exclusions", "competitors", "merge_tags"),
        "[]",
    )
    texts = dict.fromkeys(("name", "website", "language", "tone", "internal_notes"), "")
    row = {"id": name, "created_at": now, "updated_at": now, **lists, **texts, "by_hand": "{}", "model_allowed": False}
    row |= told
    with connection.cursor() as cursor:
        slots = ", ".join(["%s"] * len(row))
        cursor.execute(f"INSERT INTO onboarding_client ({', '.join(row)}) VALUES ({slots})", list(row.values()))


@pytest.mark.django_db(transaction=True)
def test_what_people_said_to_a_run_is_kept_while_code_from_before_has_no_place_for_it(migrated_again):
    said = [{"id": "fact_1", "decision": "correct", "value": "Win 60"}]
    rows = {
        "brief": {"status": "AWAITING_APPROVAL", "awaiting": "brief", "answers": said},
        "copy": {"status": "AWAITING_APPROVAL", "awaiting": "copy", "answers": said},
        "plain": {"status": "AWAITING_APPROVAL", "awaiting": "copy"},
        "done": {"status": "COMPLETED", "answers": said},
        "other": {"status": "COMPLETED"},
    }
    for name, row in rows.items():
        Run.objects.create(id=name, brief_id=name, input={}, workflow_version=1, content_sha256=name, **row)
    before = {run["id"]: run for run in Run.objects.values()}
    migrate("orchestration", "0003_outages")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, metadata FROM workflow_runs")
        assert {id for id, metadata in cursor.fetchall() if "kept_by_0004" in str(metadata)} == {
            "brief",
            "copy",
            "done",
        }
    migrate("orchestration")
    assert {run["id"]: run for run in Run.objects.values()} == before
    migrate("orchestration", "0003_outages")
    with connection.cursor() as cursor:  # as the code of before approves it
        cursor.execute("UPDATE workflow_runs SET status = 'RUNNING' WHERE id = 'brief'")
    migrate("orchestration")
    run = Run.objects.get(pk="brief")
    assert (run.awaiting, run.answers, run.metadata) == ("", said, {})
