"""Fixtures of the whole house; loaded by pytest as a plugin."""

import os
import tempfile
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """On SQLite the test database is a file: threads and other processes must see what a test committed."""
    from django.conf import settings

    default = settings.DATABASES["default"]
    if "sqlite" in default["ENGINE"]:
        folder = Path(tempfile.mkdtemp(prefix="aicmo-test-"))
        default["TEST"]["NAME"] = str(folder / f"test-{os.getpid()}.sqlite3")


@pytest.fixture(autouse=True)
def _files_of_tests_lie_apart(settings, tmp_path):
    """No test writes into the storage of a real installation."""
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": tmp_path / "storage"}}
    settings.STORAGES = storages
