"""The copy as a table that spreadsheet programs open without asking, and without running anything in it."""

import csv
import io
from collections.abc import Iterator, Sequence

from delivery.measures import measure
from production.contracts import DraftBundleDTO

COLUMNS = ("channel", "field", "text", "count", "limit", "unit")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def copy_csv(bundles: Sequence[DraftBundleDTO]) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in _rows(bundles))
    return buffer.getvalue().encode("utf-8-sig")


def _rows(bundles: Sequence[DraftBundleDTO]) -> Iterator[tuple[object, ...]]:
    for bundle in bundles:
        for asset in bundle.assets:
            size = measure(bundle.channel, asset)
            limit = "" if size.limit is None else size.limit
            yield bundle.channel, asset.asset_type, asset.content, size.count, limit, size.unit


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return "'" + value
    return value
