"""The guards of our own test plugin: each is shown to catch a test that breaks it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from aicmo_site.runner import PytestRunner

ROOT = Path(__file__).resolve().parents[2]
BAD_TESTS = """
import pytest
from django.db import connections
from django.contrib.auth.models import Group, Permission
from aicmo_site.kernel import persistence
from onboarding.models import Brief
from onboarding.services import normalize_brief
from onboarding.tests.factories import BriefFactory

opened = persistence.in_memory()


def test_leaves_memory_open():
    opened.__enter__()


def test_closes_it():
    opened.__exit__(None, None, None)


def test_asks_the_database_while_in_memory(nothing_but_memory):
    with pytest.raises(AssertionError):
        connections["default"].cursor()


def test_writes_a_file_while_in_memory(nothing_but_memory, tmp_path):
    (tmp_path / "storage").mkdir()


def test_behaves_in_memory(nothing_but_memory):
    normalize_brief(brief=BriefFactory())
    assert Brief.objects.count() == 1


@pytest.mark.django_db
def test_behaves():
    normalize_brief(brief=BriefFactory())


def content():
    return Brief.objects.count(), Group.objects.count(), Permission.objects.count() > 90


@pytest.mark.django_db(transaction=True)
def test_commits():
    normalize_brief(brief=BriefFactory())
    assert content() == (1, 4, True)


@pytest.mark.django_db(transaction=True)
def test_commits_what_djangos_tables_should_not_hold():
    Group.objects.all().delete()
    Permission.objects.first().delete()
    normalize_brief(brief=BriefFactory())
    assert content()[:2] == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_finds_all_as_migrated():
    assert content() == (0, 4, True)


@pytest.mark.django_db(transaction=True)
def test_finds_all_as_migrated_again():
    assert content() == (0, 4, True)


def test_leaves_a_row(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        normalize_brief(brief=BriefFactory())
"""


WITHOUT_A_TEST_DATABASE = """
from django.db import connection


def test_asks_the_configured_database(django_db_blocker):
    with django_db_blocker.unblock():
        connection.ensure_connection()
"""

OF_ALL_KINDS = """
import pytest
from django.test import TestCase

def test_of_words(): ...

@pytest.mark.django_db
def test_by_mark(): ...

def test_by_fixture(client, admin_user): ...

@pytest.mark.django_db
@pytest.mark.any_database
def test_of_something_else(): ...

def test_by_mode(persistence_mode): ...

class TestByClass(TestCase):
    def test_by_class(self): ...
"""


def run_apart(folder, tests, *more):
    """What pytest says of a file of tests, run in a process of its own, in the order they are written in."""
    (folder / "test_bad.py").write_text(tests, encoding="utf-8")
    options = ["-p", "no:randomly", "-p", "no:cacheprovider", "-c", "pyproject.toml", f"--rootdir={ROOT}", "-rA", *more]
    program = [sys.executable, "-m", "pytest", *options, str(folder / "test_bad.py")]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/real.sqlite3"}
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=50)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return run_apart(tmp_path_factory.mktemp("bad"), BAD_TESTS)


def outcomes(report, test):
    return set(re.findall(rf"^(PASSED|FAILED|ERROR) \S*::{test}\b", report, re.MULTILINE))


@pytest.mark.parametrize(
    ("test", "found", "words"),
    [
        ("test_leaves_memory_open", {"PASSED", "ERROR"}, "the test left a database in memory open"),
        ("test_asks_the_database_while_in_memory", {"PASSED", "ERROR"}, "a call in memory asked the configured"),
        ("test_writes_a_file_while_in_memory", {"PASSED", "ERROR"}, "a call in memory wrote to the configured storage"),
        ("test_leaves_a_row", {"PASSED", "ERROR"}, "tests left rows behind in onboarding_brief"),
        ("test_behaves_in_memory", {"PASSED"}, ""),
        ("test_behaves", {"PASSED"}, ""),
        ("test_commits", {"PASSED"}, ""),
        ("test_commits_what_djangos_tables_should_not_hold", {"PASSED"}, ""),
        ("test_finds_all_as_migrated", {"PASSED"}, ""),
        ("test_finds_all_as_migrated_again", {"PASSED"}, ""),
    ],
)
def test_the_plugin_catches_what_it_must_and_nothing_else(report, test, found, words):
    assert outcomes(report, test) == found, report
    assert words in report


def test_the_configured_database_is_barred_from_tests(tmp_path):
    report = run_apart(tmp_path, WITHOUT_A_TEST_DATABASE)
    assert outcomes(report, "test_asks_the_configured_database") == {"FAILED"}, report
    assert "which is no test database" in report
    assert not (tmp_path / "real.sqlite3").exists()


def test_on_a_second_database_only_what_asks_for_one_is_run(tmp_path):
    report = run_apart(tmp_path, OF_ALL_KINDS, "--database-only", "--collect-only", "-q")
    collected = set(re.findall(r"::(test_\S+)$", report, re.MULTILINE))
    assert collected == {"test_by_mark", "test_by_fixture", "test_by_mode[db]", "test_by_class"}, report


def test_processes_share_out_what_neighbours_do_and_a_debugger_has_one_to_itself():
    assert PytestRunner(parallel="logical").argv == ["-n", "logical", "--dist", "worksteal"]
    assert PytestRunner(parallel=3, pdb=True).argv == ["--pdb"]
    assert PytestRunner(database_only=True).argv == ["--database-only"]
    assert PytestRunner().argv == []
