"""Plain data (JSON) and instants as HTML for people: names and values, lists, tables; never braces and quotes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

DEEPEST = 12  # levels that are set out; what lies deeper is shown as it is
NOTHING = "-"


def prose(data: Any, depth: int = 0) -> SafeString | str:
    """A mapping with names, a list of mappings as a table, other lists as lists, the rest as text."""
    if data is None or data == "" or data == [] or data == {}:
        return NOTHING
    if isinstance(data, bool):
        return "yes" if data else "no"
    if depth >= DEEPEST or not isinstance(data, Mapping | list | tuple):
        return format_html('<span class="said" dir="auto">{}</span>', data)
    if isinstance(data, Mapping):
        return _pairs(data, depth)
    if all(isinstance(item, Mapping) and item for item in data):
        return _table(data, depth)
    items = ((prose(item, depth + 1),) for item in data)
    return format_html('<ul class="plain">{}</ul>', format_html_join("", "<li>{}</li>", items))


def _pairs(data: Mapping[str, Any], depth: int) -> SafeString:
    rows = ((spaced(name), prose(value, depth + 1)) for name, value in data.items())
    return format_html('<dl class="facts">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))


def _table(rows: Sequence[Mapping[str, Any]], depth: int) -> SafeString:
    filled = {name: None for row in rows for name, value in row.items() if value not in (None, "", [], {})}
    names = list(filled) or list(rows[0])
    head = format_html_join("", '<th scope="col">{}</th>', ((spaced(name),) for name in names))
    cells = (
        (format_html_join("", "<td>{}</td>", ((prose(row.get(name), depth + 1),) for name in names)),) for row in rows
    )
    body = format_html_join("", "<tr>{}</tr>", cells)
    table = format_html('<table class="plain"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>', head, body)
    return format_html('<div class="scroll" tabindex="0">{}</div>', table)


def spaced(name: Any) -> str:
    """A field's name as people write it."""
    return str(name).replace("_", " ").strip() or NOTHING


def instant(at: datetime | None) -> SafeString | str:
    """A time that staff.js rewrites in the viewer's zone; without it, UTC."""
    if at is None:
        return NOTHING
    utc = at.astimezone(UTC)
    return format_html('<time datetime="{}">{} UTC</time>', utc.isoformat(), f"{utc:%d %b %Y, %H:%M:%S}")


def span(length: timedelta) -> str:
    """A length of time in its two largest units: `1 h 5 min`, `3.2 s`."""
    seconds = max(length.total_seconds(), 0.0)
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, hours, days = int(seconds // 60), int(seconds // 3600), int(seconds // 86400)
    if hours < 1:
        return f"{minutes} min {int(seconds % 60)} s"
    return f"{hours} h {minutes % 60} min" if days < 1 else f"{days} d {hours % 24} h"
