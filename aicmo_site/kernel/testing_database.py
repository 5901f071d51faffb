"""The tests' database: which tests ask for it, where it lies, and how it is emptied; loaded by pytest as a plugin."""

import shutil
import tempfile
from pathlib import Path

import pytest

FILLED_BY_DJANGO = (
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
)


def pytest_addoption(parser):
    parser.addoption("--database-only", action="store_true", help="only tests that ask for the configured database")


def pytest_collection_modifyitems(config, items):
    """On a second database only what asks for one has anything new to tell. What may take long begins first."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)
    if config.getoption("database_only"):
        left_out = [item for item in items if not asks_for_the_database(item)]
        items[:] = [item for item in items if asks_for_the_database(item)]
        config.hook.pytest_deselected(items=left_out)


def asks_for_the_database(item):
    """By its mark, a fixture, or its class; pytest-django refuses the database to all others.

    Not where it is marked `any_database`: it needs one, and says nothing of it.
    """
    from django.test import TransactionTestCase

    if item.get_closest_marker("any_database"):
        return False
    of_a_class = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    return of_a_class or bool(item.get_closest_marker("django_db")) or "django_db_setup" in item.fixturenames


@pytest.hookimpl(trylast=True)  # after pytest-django has found the settings
def pytest_configure(config):
    """A test's rows need not survive a power loss, and the disk takes longest of all.

    On SQLite the database is a file: threads and other processes must see what a test committed.
    """
    from django.conf import settings

    default = settings.DATABASES["default"]
    _bar_from_tests(default["NAME"], config)
    options = default["OPTIONS"]
    if "sqlite" in default["ENGINE"]:
        folder = tempfile.mkdtemp(prefix="aicmo-test-")
        config.add_cleanup(lambda: shutil.rmtree(folder))
        default.setdefault("TEST", {})["NAME"] = str(Path(folder) / "test.sqlite3")
        default["OPTIONS"] = {**options, "init_command": f"{options['init_command']};PRAGMA synchronous=OFF"}
    else:
        default["OPTIONS"] = {**options, "options": f"{options['options']} -c synchronous_commit=off"}


def _bar_from_tests(configured, config):
    """No test connects to the configured database, however it asked for one (creating the test database apart)."""
    from django.db.backends.base.base import BaseDatabaseWrapper

    connect = BaseDatabaseWrapper.connect

    def guarded(self):
        if self.alias == "default" and self.settings_dict["NAME"] == configured:
            raise pytest.UsageError(f"A test asked {configured}, which is no test database. Mark it with django_db.")
        return connect(self)

    BaseDatabaseWrapper.connect = guarded  # type: ignore[method-assign]
    config.add_cleanup(lambda: setattr(BaseDatabaseWrapper, "connect", connect))


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    """Around the life of the test database: it is emptied in our way, and in the end no row may be left in it."""
    result = yield
    if fixturedef.argname == "django_db_setup":
        blocker = request.getfixturevalue("django_db_blocker")
        fixturedef.addfinalizer(lambda: _no_row_is_left(blocker))
        with blocker.unblock():
            fixturedef.addfinalizer(_empty_quickly())
    return result


def _no_row_is_left(blocker):
    with blocker.unblock():
        left = tables_with_rows()
    assert not left, f"tests left rows behind in {', '.join(left)}"


def tables_with_rows():
    """Tables of the current mode's database in which there are rows, those that Django fills itself apart."""
    from django.apps import apps

    models = (model for model in apps.get_models() if model._meta.db_table not in FILLED_BY_DJANGO)
    return [model._meta.db_table for model in models if model._default_manager.exists()]


def _empty_quickly():
    """After a test that commits, delete what there is, rather than truncate every table and fill Django's own anew.

    Where a test changed what `migrate` had filled, Django's way is gone. Returns what puts Django's way back.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    thoroughly = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    ours = sorted({*connection.introspection.django_table_names()} - {*FILLED_BY_DJANGO})
    filled = _rows_of_django(connection)

    def empty(case):
        nonlocal filled
        if _rows_of_django(connection) == filled:
            _delete_rows(connection, ours)
        else:
            thoroughly(case)
            filled = _rows_of_django(connection)

    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]
    return lambda: setattr(TransactionTestCase, "_fixture_teardown", thoroughly)


def _rows_of_django(connection):
    return {table: sorted(_rows(connection, f"SELECT * FROM {table}")) for table in FILLED_BY_DJANGO}


def _rows(connection, query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def _delete_rows(connection, tables):
    from django.db import transaction

    filled = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    with transaction.atomic(), connection.cursor() as cursor:  # at its commit the relations between tables are asked
        for (table,) in _rows(connection, filled):
            cursor.execute(f"DELETE FROM {table}")
