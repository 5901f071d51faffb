"""What the commands share: domain errors as messages, and a clear word where the database is not ready."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from aicmo_site.kernel.errors import AicmoError
from aicmo_site.kernel.guard import require_shared_data
from aicmo_site.kernel.persistence import mode

READABLE = "a file with one intake or several: JSON, JSON Lines, CSV, .xlsx, .docx, .pdf, .eml, .md or .txt"
WHOSE = "whose the intakes are, where a file does not say"


class PipelineCommand(BaseCommand):
    """Base of the commands that touch runs. `shared` ones make no sense on a database in memory."""

    shared = True
    needs_tables = True
    requires_migrations_checks = False

    def execute(self, *args: Any, **options: Any) -> Any:
        try:
            if self.shared:
                require_shared_data(f"`{self.name}`")
            if self.needs_tables and mode() == "db" and not options.get("dry_run"):
                require_tables()
            return super().execute(*args, **options)
        except (AicmoError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error

    @property
    def name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    def actor(self) -> str:
        return f"manage.py {self.name}"


def at_least_one(text: str) -> int:
    """The type of an option that counts something."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not 1 or more")
    return int(text)


def require_tables() -> None:
    """Raise CommandError where the configured database cannot be reached or lacks migrations."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise CommandError(f"DATABASE_URL: the database does not answer: {error}") from error
    if missing:
        raise CommandError("The database lacks tables: run `python manage.py migrate` first.")


def are_there_tables() -> bool:
    """Whether the configured database is there with all its tables; one of SQLite is not made by asking."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return False
    try:
        require_tables()
    except CommandError:
        return False
    return True
