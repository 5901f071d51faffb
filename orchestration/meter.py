"""Counts what code asks of the current mode's database, on this thread's connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.db import connections

from aicmo_site.kernel.persistence import alias

WRITES = ("INSERT", "UPDATE", "DELETE")
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass
class Meter:
    """`statements` without the transaction's own; `commits` are outermost commits plus autocommitted writes."""

    statements: int = 0
    commits: int = 0


@contextmanager
def metered() -> Iterator[Meter]:
    meter, connection = Meter(), connections[alias()]
    commit = connection.commit

    def count_statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        word = sql.lstrip().split(" ", 1)[0].upper()
        meter.statements += word not in TRANSACTION
        meter.commits += word in WRITES and not connection.in_atomic_block
        return execute(sql, params, many, context)

    def count_commit() -> None:
        commit()
        meter.commits += 1

    with connection.execute_wrapper(count_statement), patch.object(connection, "commit", count_commit):
        yield meter
