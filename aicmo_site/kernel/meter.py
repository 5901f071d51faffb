"""What a piece of work asks of the database: its statements and its commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections

from aicmo_site.kernel.persistence import alias

WRITES = frozenset({"INSERT", "UPDATE", "DELETE"})


@dataclass
class Meter:
    """`statements` without the BEGIN that only SQLite shows; `commits` are outermost ones plus autocommitted writes."""

    statements: int = 0
    commits: int = 0


@contextmanager
def metered() -> Iterator[Meter]:
    """Count what this thread does on the current mode's database; a heartbeat in another thread is not counted."""
    connection, meter = connections[alias()], Meter()
    replaced = connection.__dict__.get("commit")  # of a meter around this one
    commit: Callable[[], None] = connection.commit

    def counted_commit() -> None:
        commit()
        meter.commits += 1

    def counted(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        word = first_word(sql)
        meter.statements += word != "BEGIN"
        meter.commits += word in WRITES and not connection.in_atomic_block and connection.get_autocommit()
        return result

    connection.commit = counted_commit  # type: ignore[method-assign]
    try:
        with connection.execute_wrapper(counted):
            yield meter
    finally:
        if replaced is None:
            del connection.commit
        else:
            connection.commit = replaced  # type: ignore[method-assign]


def first_word(sql: str) -> str:
    """The kind of a statement: SELECT, INSERT, BEGIN, …"""
    return sql.lstrip("( \n\t").partition(" ")[0].upper()
