"""What orchestration's tests share: an intake and its runs, snapshots of every table, a crash at the n-th commit."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from aicmo_site.kernel.persistence import storage
from aicmo_site.references import stations_tables
from orchestration.models import Run
from orchestration.services import submit_run
from orchestration.tests.processes import environment, start  # noqa: F401 - fixtures
from orchestration.worker import run_to_rest

in_both_modes = pytest.mark.usefixtures("persistence_mode")
on_the_database = pytest.mark.django_db(transaction=True)

EXAMPLE = Path(__file__).resolve().parents[2] / "onboarding" / "examples" / "intake.json"
SMALL = {
    "client_name": "Quayside Repair Café",
    "website": "https://quayside.example",
    "objectives": ["Win 40 volunteers"],
    "target_audience": "Neighbours with something broken",
    "key_messages": ["Repairs are free", "Bring it broken, take it home working"],
    "channels": ["X", "email"],
}


def example():
    """The intake that the tour delivers: every field, seven channels."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


class Crash(BaseException):
    """The process is gone: nothing that the engine catches."""


@pytest.fixture
def intake(request):
    """A small one, run some hundred times: what becomes of a run does not hang on how much its steps make.

    A module to which that matters names an INTAKE of its own.
    """
    return deepcopy(getattr(request.module, "INTAKE", SMALL))


@pytest.fixture
def submit(intake):
    """Queue a run of the intake, or of a brief."""

    def submit(**options):
        source = {} if "brief_id" in options else {"intake": intake}
        return submit_run(**source, actor="test", **options)

    return submit


@pytest.fixture
def waiting(submit):
    return run_to_rest(submit(require_approval=True).pk)


@pytest.fixture
def failed(submit):
    return run_to_rest(submit(force_qc_fail=True).pk)


@pytest.fixture
def boss(client, django_user_model):
    """A client logged in as somebody who may do everything."""
    client.force_login(django_user_model.objects.create_superuser("ada"))
    return client


def everything() -> dict[str, list[dict]]:
    """Every row of the five stations, column for column, and every file with its bytes."""
    rows = {table: list(model._default_manager.order_by("pk").values()) for table, model in stations_tables().items()}
    return {**rows, "files": files()}


def files() -> list[tuple[str, bytes]]:
    def walk(folder: str) -> Iterator[str]:
        folders, names = storage().listdir(folder) if storage().exists(folder) else ([], [])
        yield from (f"{folder}/{name}" for name in names)
        for name in folders:
            yield from walk(f"{folder}/{name}")

    def content(key: str) -> bytes:
        with storage().open(key) as file:
            return file.read()

    return sorted((key, content(key)) for key in walk("packages"))


def nothing() -> dict[str, list]:
    return {**{table: [] for table in stations_tables()}, "files": []}


def shape(snapshot: dict[str, list]) -> dict[str, int]:
    """How many rows per table, and how many files."""
    return {table: len(rows) for table, rows in snapshot.items()}


def let_lease_run_out(run_id: str) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Run.objects.filter(pk=run_id, lease_expires_at__isnull=False).update(lease_expires_at=past)
    Run.objects.filter(pk=run_id, not_before__isnull=False).update(not_before=past)


@contextmanager
def crash_at_commit(number: int, *, before: bool) -> Iterator[list[int]]:
    """Crash just before or just after the n-th commit inside; yields the list of commits that were reached."""
    reached: list[int] = []
    commit = BaseDatabaseWrapper.commit

    def crashing(connection):
        reached.append(len(reached) + 1)
        if len(reached) != number:
            return commit(connection)
        connection.rollback() if before else commit(connection)
        raise Crash

    with patch.object(BaseDatabaseWrapper, "commit", crashing):
        yield reached
