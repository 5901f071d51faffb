"""The copy as a table that spreadsheet programs open without asking, and without running anything in it."""

import csv
import io
from collections.abc import Iterator, Sequence

from delivery.document.appearances import appearance_of
from delivery.document.lengths import measure
from production.contracts import AssetDTO, DraftBundleDTO

COLUMNS = (
    *("channel", "piece", "stage", "week", "date", "field", "text", "count", "limit", "unit"),
    *("segments", "encoding"),  # of a text message
    *("link", "language"),
)
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
            place = appearance_of(asset)
            yield (
                *(bundle.channel, place.piece, place.stage, place.week, place.on),
                *(asset.asset_type, asset.content, *_size(bundle.channel, asset), asset.url, place.language),
            )


def _size(channel: str, asset: AssetDTO) -> tuple[object, ...]:
    """Count, limit, unit, segments and encoding; a note is not published, so its length does not matter."""
    if asset.is_note:
        return None, None, "note", None, None
    size = measure(channel, asset)
    sent = (size.message.segments, size.message.encoding) if size.message else (None, None)
    return size.count, size.limit, size.unit, *sent


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return "'" + value
    return "" if value is None else value
