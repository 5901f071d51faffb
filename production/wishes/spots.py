"""The texts of a campaign in their places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aicmo_site.kernel.places import Place
from production.contracts import GENERATOR, AssetDTO, DraftBundleDTO, TextDTO, WishDTO

BESIDE_COPY = ("slug", "final_url", "path")  # addresses: a wish about the copy does not mean them unless it says so
OPEN_POINT = "open_point"
TextPlace = tuple[str, str, str, int]  # channel, piece, field, line


@dataclass(frozen=True)
class Spot:
    """One text: the `line`-th (from 0) of a field of a channel's piece. numbered: whether the channel has several."""

    channel: str
    piece: str
    field: str
    line: int
    numbered: bool
    asset: AssetDTO

    @property
    def place(self) -> Place:
        return Place(self.channel, self.piece if self.numbered else "", self.field)

    @property
    def is_copy(self) -> bool:
        return not self.asset.is_note

    @property
    def key(self) -> TextPlace:
        return self.channel, self.piece, self.field, self.line

    @property
    def author(self) -> str:
        return str(self.asset.metadata.get("by", GENERATOR))

    def to_value(self) -> TextDTO:
        told = self.asset.asset_id, *self.key, str(self.place), self.asset.content, self.author, self.asset.is_note
        return TextDTO(*told)


def spots_of(bundles: Iterable[DraftBundleDTO]) -> list[Spot]:
    """Every text, in order; what the pieces wait for is none."""
    return [spot for bundle in bundles for spot in _spots(bundle)]


def _spots(bundle: DraftBundleDTO) -> Iterator[Spot]:
    lines: Counter[tuple[str, str]] = Counter()
    for asset in bundle.assets:
        if asset.asset_type != OPEN_POINT:
            key = asset.piece, asset.asset_type
            yield Spot(bundle.channel, *key, lines[key], bundle.is_numbered, asset)
            lines[key] += 1


def stand_at(wish: WishDTO, spots: Sequence[Spot]) -> list[Spot]:
    """The texts at a wish's place."""
    named = ((wish.channel, "channel"), (wish.piece, "piece"), (wish.field, "field"))
    return [spot for spot in spots if all(not part or getattr(spot, name) == part for part, name in named)]


def has_place(bundles: Iterable[DraftBundleDTO], wish: WishDTO) -> bool:
    """Whether there is a text at the wish's place, and its passage stands there."""
    found = stand_at(wish, spots_of(bundles))
    return any(wish.passage in spot.asset.content for spot in found)
