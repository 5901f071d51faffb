"""A real browser on a real server. Skipped where pytest-playwright or Chromium is not there: `.ci/browser` has both."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test.utils import override_settings

from orchestration.worker import Worker
from orchestration.workflow import WORKFLOW

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
SEEN = 1.2  # seconds that a slowed step takes, so that a person would see it


def pytest_collection_modifyitems(config, items):
    ours = [item for item in items if "browser" in item.path.parts]
    missing = _missing(config)
    for item in ours if missing else ():
        item.add_marker(pytest.mark.skip(reason=missing))
    if ours and not missing:  # Playwright keeps an event loop in the tests' thread, for the whole session
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def _missing(config):
    if not config.pluginmanager.hasplugin("playwright"):
        return "pytest-playwright is not installed; `.ci/browser` installs it and runs these tests"
    return "" if CHROMIUM else "there is no Chromium on this machine (set CHROMIUM to one)"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "timezone_id": "America/New_York", "locale": "en-GB"}


@pytest.fixture(autouse=True, scope="session")
def _the_server_speaks_plain_http():
    """Before it starts, for its middleware reads the settings only then."""
    with override_settings(SECURE_SSL_REDIRECT=False):
        yield


@pytest.fixture
def site(live_server, settings, transactional_db, django_user_model):
    """The address of a running server that a superuser `ada` can log in to."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_user_model.objects.create_superuser("ada", password="known to the test")
    return live_server.url


@pytest.fixture
def staff(logged_in, site):
    """Ada's page. Afterwards: the console was clean and no request had left the host."""
    page, trouble, strangers = logged_in, [], []
    page.on("console", lambda message: message.type in ("error", "warning") and trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda sent: sent.url.startswith((site, "data:")) or strangers.append(sent.url))
    page.reload()
    yield page
    page.goto("about:blank")  # no request of the page may meet a server that is gone
    assert (trouble, strangers) == ([], [])


@pytest.fixture
def logged_in(page, site):
    """Ada's page after she gave name and password."""
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("known to the test")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Today").wait_for()
    return page


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker beside the server, as `make serve` has it."""
    working = Worker()
    thread = threading.Thread(target=working.run, name="worker of a browser test")
    thread.start()
    yield working
    working.stop()
    thread.join(30)


@contextmanager
def slowed() -> Iterator[None]:
    """Every step takes as long as a person needs to see it."""
    kept = {step.name: step.prepare for step in WORKFLOW.steps}
    for step in WORKFLOW.steps:  # frozen, for everybody but this
        object.__setattr__(step, "prepare", _slow(step.prepare))
    try:
        yield
    finally:
        for step in WORKFLOW.steps:
            object.__setattr__(step, "prepare", kept[step.name])


def _slow(prepare):
    def slowly(work):
        time.sleep(SEEN)
        return prepare(work)

    return slowly
