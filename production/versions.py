"""Every text that ever stood in a place, with who wrote it and why: one row for each change, none for what stayed."""

from collections.abc import Iterable, Mapping, Sequence

from aicmo_site.kernel.ids import derived_id
from aicmo_site.kernel.rows import save_rows
from production.contracts import DraftBundleDTO
from production.models import Version
from production.wishes.spots import Spot, spots_of

Place = tuple[str, str, str, int]  # channel, piece, field, line


def record(
    draft_id: str,
    bundles: Sequence[DraftBundleDTO],
    *,
    author: str,
    reason: str,
    reasons: Mapping[str, str],
    round: int,
    workflow_run_id: str | None,
) -> None:
    """A row for each text that is another than the last one of its place; the same round again makes the same rows."""
    last = _last(Version.objects.filter(draft_id=draft_id).exclude(round=round))
    rows = [
        Version(
            id=derived_id("version", draft_id, *map(str, _place(spot)), str(round)),
            draft_id=draft_id,
            **dict(zip(("channel", "piece", "field", "line"), _place(spot), strict=True)),
            text=spot.asset.content,
            author=spot.asset.metadata.get("by", author),
            reason=reasons.get(str(spot.place), reason),
            round=round,
            workflow_run_id=workflow_run_id,
        )
        for spot in spots_of(bundles)
        if last.get(_place(spot)) != spot.asset.content
    ]
    save_rows(rows, key="id")


def _place(spot: Spot) -> Place:
    return spot.channel, spot.piece, spot.field, spot.line


def _last(rows: Iterable[Version]) -> dict[Place, str]:
    return {(row.channel, row.piece, row.field, row.line): row.text for row in rows}
