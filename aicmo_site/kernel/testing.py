"""Fixtures of the whole house; loaded by pytest as a plugin."""

import multiprocessing.util
import tempfile

import hypothesis
import pytest

pytest_plugins = ["aicmo_site.kernel.testing_database"]


@pytest.hookimpl(trylast=True)  # after pytest-django has found the settings
def pytest_configure(config):
    from django.conf import settings

    multiprocessing.util.get_temp_dir()  # now: within the folder of some test its sockets' names could be too long
    # A busy machine is slow, and no test may judge that.
    slow = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile("any machine", deadline=None, suppress_health_check=slow)
    hypothesis.settings.load_profile("any machine")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the others are slow on purpose


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """What a test printed or logged goes from process to process: hostile texts in it must bear that."""
    report = yield
    report.sections = [(name, text.encode(errors="backslashreplace").decode()) for name, text in report.sections]
    return report


@pytest.fixture(autouse=True)
def _mode_is_left_as_it_was_found():
    """Set up first and asked last, after every fixture that changes settings or enters a mode."""
    from aicmo_site.kernel import persistence

    yield
    assert persistence._current.get() is None, "the test left a database in memory open"
    assert persistence.mode() == "db", "the test left the persistence mode changed"


@pytest.fixture
def enter(client, django_user_model):
    """Log somebody in, as staff: by a role, as `superuser`, as anybody else without a right, or `anonymous`."""
    from django.contrib.auth.models import Group

    def enter(person):
        if person != "anonymous":
            boss = person == "superuser"
            user = django_user_model.objects.create_user(person, is_staff=True, is_superuser=boss)
            user.groups.set(Group.objects.filter(name=person))
            client.force_login(user)
        return client

    return enter


@pytest.fixture(params=[pytest.param("db", marks=pytest.mark.django_db(transaction=True)), "inmemory"])
def persistence_mode(request):
    """A test that asks for this runs once in each mode; in memory, touching database or storage fails it."""
    if request.param == "inmemory":
        request.getfixturevalue("nothing_but_memory")
    return request.param


@pytest.fixture
def nothing_but_memory(monkeypatch, tmp_path):
    """A fresh database in memory for the length of the test; asking the configured one fails, even if swallowed."""
    from django.db.backends.base.base import BaseDatabaseWrapper

    from aicmo_site.kernel.persistence import in_memory

    touched = []

    def refuse(connection):
        touched.append(connection.alias)
        raise AssertionError("a call in memory asked the configured database")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", refuse)
    with in_memory():
        yield
    assert not touched, "a call in memory asked the configured database"
    assert not (tmp_path / "storage").exists(), "a call in memory wrote to the configured storage"


@pytest.fixture(autouse=True)
def _files_of_tests_lie_apart(_mode_is_left_as_it_was_found, settings, tmp_path, monkeypatch):
    """No test writes into the storage of a real installation, or leaves previews behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": tmp_path / "storage"}}
    settings.STORAGES = storages


@pytest.fixture(autouse=True)
def _tests_speak_plain_http(_mode_is_left_as_it_was_found, settings):
    """The test client asks over http; whether an installation redirects is its own affair."""
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture(autouse=True)
def _previews_may_take_their_time(_mode_is_left_as_it_was_found, settings):
    """How fast the machine is, no test may judge; those of the deadline set one."""
    settings.AICMO_PREVIEW_SECONDS = 150


@pytest.fixture(autouse=True, scope="session")
def _databases_in_memory_are_open_to_tests(django_db_blocker):
    """pytest-django bars databases that a test does not name; one in memory is made during the test and has no name."""
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.sqlite3.base import DatabaseWrapper

    with django_db_blocker.unblock():
        unguarded = BaseDatabaseWrapper.ensure_connection

    def ensure_connection(self):
        guarded = BaseDatabaseWrapper.ensure_connection  # looked up now: Django patches it for each test
        return unguarded(self) if self.alias.startswith("inmemory-") else guarded(self)

    DatabaseWrapper.ensure_connection = ensure_connection  # type: ignore[method-assign]
    yield
    del DatabaseWrapper.ensure_connection
