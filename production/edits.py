"""What people wrote stands to the letter, whatever a round writes beside it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from production.contracts import PERSON, AssetDTO, DraftBundleDTO, EditDTO, WishDTO
from production.wishes.spots import Spot, TextPlace, spots_of, stand_at


def place_of(edit: EditDTO) -> TextPlace:
    return edit.channel, edit.piece, edit.field, edit.line


def is_by_people(asset: AssetDTO) -> bool:
    return asset.metadata.get("by") == PERSON


@dataclass(frozen=True)
class Edits:
    """What people wrote, of one place the last. wishes: those of the round; anew: whether its copy is, so that no wish
    is newer than an edit."""

    edits: Sequence[EditDTO] = ()
    wishes: Sequence[WishDTO] = ()
    anew: bool = False

    def lasting(self, bundles: Sequence[DraftBundleDTO]) -> dict[str, str]:
        """The words that stand whatever else the round does, by the IDs of the texts in whose places they do. What
        stood before gives way where a wish of this round is about it."""
        last, spots = self._last, spots_of(bundles)
        fresh = [] if self.anew else [wish for wish in self.wishes if not wish.became]
        wished = {spot.key for wish in fresh for spot in stand_at(wish, spots)}
        found = ((spot, last[spot.key]) for spot in spots if spot.key in last)
        return {spot.asset.asset_id: edit.text for spot, edit in found if edit.is_fresh or spot.key not in wished}

    def laid_over(self, bundles: tuple[DraftBundleDTO, ...]) -> tuple[DraftBundleDTO, ...]:
        """The copy with these words in their places."""
        lasting, last = self.lasting(bundles), self._last
        stands = {spot.asset.asset_id for spot in spots_of(bundles) if _is_as_written(spot, last.get(spot.key))}
        return tuple(
            replace(bundle, assets=tuple(_told(asset, lasting, stands) for asset in bundle.assets))
            for bundle in bundles
        )

    @property
    def _last(self) -> dict[TextPlace, EditDTO]:
        return {place_of(edit): edit for edit in self.edits}


NO_EDITS = Edits()


def _is_as_written(spot: Spot, edit: EditDTO | None) -> bool:
    return bool(edit and edit.text == spot.asset.content)


def _told(asset: AssetDTO, lasting: Mapping[str, str], stands: Container[str]) -> AssetDTO:
    """The text with its author."""
    if asset.asset_id in lasting:
        by_people = {**asset.metadata, "by": PERSON, "spans": ()}
        return replace(asset, content=lasting[asset.asset_id], metadata=by_people)
    if is_by_people(asset) and asset.asset_id not in stands:  # a wish has changed it: theirs no longer
        theirs = ("by", "spans")
        return replace(asset, metadata={name: told for name, told in asset.metadata.items() if name not in theirs})
    return asset
