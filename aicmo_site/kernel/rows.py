"""What all our tables share: two instants, saving by business key, and replacing ordered children."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, models
from django.utils import timezone

from aicmo_site.kernel.persistence import alias


class Row(models.Model):
    """Base of every table. The instants are written by the code that writes the row, never by a read."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


class NamedIndex(models.Index):
    """An index whose name may be as long as PostgreSQL and SQLite take it; Django's own limit is Oracle's 30."""

    max_name_length = 63


def id_field(**options: Any) -> "models.CharField[str, str]":
    """A column for a string business ID, or for a logical reference to one."""
    return models.CharField(max_length=128, **options)


def run_field(**options: Any) -> "models.CharField[str | None, str | None]":
    """The run that created a row; null when none did."""
    return models.CharField(max_length=128, null=True, blank=True, **options)


def save_rows(rows: Iterable[Row], *, key: str) -> None:
    """Insert the rows, or update those whose `key` is taken: one statement, `created_at` kept, safe against a race.

    Not for reading back: an updated row keeps a surrogate `id` that the object does not know.
    """
    rows = list(rows)
    if not rows:
        return
    model = type(rows[0])
    kept = {key, "created_at", model._meta.pk.name}
    changed = [field.name for field in model._meta.concrete_fields if field.name not in kept]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=[key], update_fields=changed)


def one_at_a_time(name: str) -> None:
    """Inside a transaction: whoever says the same name waits until it ends. For reading before an insert.

    PostgreSQL has no row to lock yet; SQLite's writers queue already when they begin.
    """
    connection = connections[alias()]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def replace_children(model: type[Row], rows: Sequence[Row], **parent: Any) -> None:
    """Make `rows` the only children of `parent` (a filter): one delete, one insert."""
    model._default_manager.filter(**parent).delete()
    model._default_manager.bulk_create(rows)
