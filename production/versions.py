"""Every text that ever stood in a place, with who wrote it and why: one row for each change, none for what stayed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from aicmo_site.kernel.ids import derived_id
from aicmo_site.kernel.rows import save_rows
from production.contracts import PERSON, DraftBundleDTO, EditDTO
from production.edits import place_of
from production.models import Version
from production.wishes.spots import TextPlace, spots_of

PLACE = ("channel", "piece", "field", "line")


def record(
    draft_id: str,
    bundles: Sequence[DraftBundleDTO],
    *,
    author: str,
    reason: str,
    reasons: Mapping[str, str],
    edits: Sequence[EditDTO],
    round: int,
    workflow_run_id: str | None,
) -> None:
    """A row for each fresh edit, and for each text that is another than the last one of its place; the same round again
    makes the same rows."""
    spots = {spot.key: spot for spot in spots_of(bundles)}
    fresh = [edit for edit in edits if edit.is_fresh and place_of(edit) in spots]
    written = {place_of(edit): edit.text for edit in fresh}
    last = _last(Version.objects.filter(draft_id=draft_id).exclude(round=round)) | written
    row = partial(Version, draft_id=draft_id, round=round, workflow_run_id=workflow_run_id)
    rows = [
        row(
            id=derived_id("version", draft_id, edit.edit_id),
            **_columns(place_of(edit)),
            text=edit.text,
            author=PERSON,
            reason=edit.reason,
            position=position,
            created_at=edit.at,
        )
        for position, edit in enumerate(fresh, start=1)
    ]
    rows += [
        row(
            id=derived_id("version", draft_id, *map(str, place), str(round)),
            **_columns(place),
            text=spot.asset.content,
            author=spot.asset.metadata.get("by", author),
            reason=reasons.get(str(spot.place), reason),
        )
        for place, spot in spots.items()
        if last.get(place) != spot.asset.content
    ]
    save_rows(rows, key="id")


def _columns(place: TextPlace) -> dict[str, Any]:
    return dict(zip(PLACE, place, strict=True))


def _last(rows: Iterable[Version]) -> dict[TextPlace, str]:
    return {(row.channel, row.piece, row.field, row.line): row.text for row in rows}
