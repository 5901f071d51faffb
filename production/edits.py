"""What people wrote stands to the letter, whatever a round writes beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from production.contracts import PERSON, AssetDTO, DraftBundleDTO, EditDTO, WishDTO
from production.wishes.spots import Spot, TextPlace, spots_of, stand_at


def place_of(edit: EditDTO) -> TextPlace:
    return edit.channel, edit.piece, edit.field, edit.line


def is_by_people(asset: AssetDTO) -> bool:
    return asset.metadata.get("by") == PERSON


def with_edits(
    bundles: tuple[DraftBundleDTO, ...], edits: Sequence[EditDTO], wishes: Iterable[WishDTO], *, anew: bool
) -> tuple[DraftBundleDTO, ...]:
    """The copy with the last edit of each of its places. One that stood before gives way where a wish of this round is
    about its text; not in copy that is made `anew`, where no wish is newer than it."""
    last = {place_of(edit): edit for edit in edits}
    spots = spots_of(bundles)
    wished = set() if anew else {spot.key for wish in wishes if not wish.became for spot in stand_at(wish, spots)}
    assets = {spot.asset.asset_id: _as_written(spot, last.get(spot.key), spot.key in wished) for spot in spots}
    return tuple(
        replace(bundle, assets=tuple(assets.get(asset.asset_id, asset) for asset in bundle.assets))
        for bundle in bundles
    )


def _as_written(spot: Spot, edit: EditDTO | None, is_wished: bool) -> AssetDTO:
    asset = spot.asset
    if edit and (edit.is_fresh or not is_wished):
        return replace(asset, content=edit.text, metadata={**asset.metadata, "by": PERSON, "spans": ()})
    if is_by_people(asset) and not (edit and asset.content == edit.text):  # a wish has changed it: theirs no longer
        theirs = ("by", "spans")
        return replace(asset, metadata={name: told for name, told in asset.metadata.items() if name not in theirs})
    return asset
