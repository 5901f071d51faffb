"""The two persistence modes: the configured database, or one that lives in this process's memory.

Both run the same models and the same code. A context variable says which database a call means; the router and
`atomic` obey it, so no verb ever names one. Threads started inside `in_memory()` need the caller's context
(`contextvars.copy_context().run`).
"""

import itertools
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import InMemoryStorage, Storage, default_storage
from django.db import DEFAULT_DB_ALIAS, connections, transaction

_current: ContextVar["MemoryDatabase | None"] = ContextVar("aicmo_memory_database", default=None)
_numbers = itertools.count(1)
_opening = threading.Lock()
_making_tables = threading.Lock()


def _uri(name: str) -> str:
    # The memdb VFS shares one database between the connections of a process, with real locks and a busy timeout.
    return f"file:/aicmo-{os.getpid()}-{name}?vfs=memdb"


class MemoryDatabase:
    """One database in memory with its own file storage, under an alias of its own, gone when closed."""

    def __init__(self, *, empty: bool = False):
        self.alias = f"inmemory-{next(_numbers)}"
        self.storage: Storage = InMemoryStorage()
        self._anchor = sqlite3.connect(_uri(self.alias), uri=True, check_same_thread=False)  # keeps it alive
        self._announce()
        if not empty:
            with _making_tables:
                template = _tables()
            template._anchor.backup(self._anchor)

    def _announce(self) -> None:
        options = {"transaction_mode": "IMMEDIATE", "timeout": 30}
        sqlite = "django.db.backends.sqlite3"
        config: dict[str, Any] = {"ENGINE": sqlite, "NAME": _uri(self.alias), "OPTIONS": options, "CONN_MAX_AGE": None}
        config = connections.configure_settings({DEFAULT_DB_ALIAS: config})[DEFAULT_DB_ALIAS]
        with _opening:  # a new dictionary, for another thread may be walking the old one
            connections.settings = {**connections.settings, self.alias: config}

    def close(self) -> None:
        connections[self.alias].close()
        del connections[self.alias]
        with _opening:
            connections.settings = {k: v for k, v in connections.settings.items() if k != self.alias}
        self._anchor.close()


@cache
def _tables() -> MemoryDatabase:
    """A database with all our tables and no row, from which the others are copied; made once a process."""
    database = MemoryDatabase(empty=True)
    with connections[database.alias].schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.app_label in _ours():
                editor.create_model(model)
    return database


def close_tables() -> None:
    """Before a fork, across which no connection to SQLite may be carried; they are made anew where they are needed."""
    if _tables.cache_info().currsize:
        _tables().close()
        _tables.cache_clear()


@cache
def _ours() -> frozenset[str]:
    return frozenset((*settings.STATIONS, "orchestration"))


@cache
def _of_this_process() -> MemoryDatabase:
    return MemoryDatabase()


def _memory() -> "MemoryDatabase | None":
    if settings.AICMO_PERSISTENCE_MODE == "inmemory" and _current.get() is None:
        with _opening_once:
            return _of_this_process()
    return _current.get()


_opening_once = threading.Lock()


@contextmanager
def in_memory() -> Iterator[None]:
    """Everything inside works on a fresh database in memory, which is gone afterwards. The dry run and the preview."""
    database = MemoryDatabase()
    token = _current.set(database)
    try:
        yield
    finally:
        _current.reset(token)
        database.close()


def mode() -> str:
    return "inmemory" if _memory() else "db"


def alias() -> str:
    """The database that the current call means."""
    memory = _memory()
    return memory.alias if memory else DEFAULT_DB_ALIAS


def storage() -> Storage:
    """Where the current call keeps its files."""
    memory = _memory()
    return memory.storage if memory else default_storage


def atomic(*, durable: bool = False) -> transaction.Atomic:
    """`transaction.atomic` on the current mode's database."""
    return transaction.atomic(using=alias(), durable=durable)


def on_commit(callback: Callable[[], Any]) -> None:
    """Run `callback` after the outermost commit; its failure is logged, for the commit stands."""
    transaction.on_commit(callback, using=alias(), robust=True)


class ModeRouter:
    """Our tables live in the current mode's database; everybody else's in the configured one."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return alias() if model._meta.app_label in _ours() else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """A database in memory has its tables from the models: no migration ever runs there, or is looked for."""
        return None if db in settings.DATABASES else False
