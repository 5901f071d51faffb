"""The written pieces of a channel as the assets of its bundle."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.ids import derived_id
from production.contracts import NOTE, AssetDTO, DraftBundleDTO
from production.offline.facts.table import Facts
from production.offline.layouts import layouts
from production.offline.links import tracked
from production.offline.open_points import Gap
from production.offline.text import Text
from strategy.contracts import PieceDTO

LINKED = ("call_to_action", "final_url")


@dataclass(frozen=True)
class Written:
    """One piece of a channel's plan with its texts, and what it waits for."""

    channel: str
    piece: PieceDTO
    texts: tuple[Text, ...]
    gaps: tuple[Gap, ...] = ()


def bundle_of(draft_id: str, channel: str, facts: Facts, written: list[Written], now: datetime) -> DraftBundleDTO:
    texts = [(each, text) for each in written for text in each.texts]
    assets = tuple(
        _asset(derived_id("asset", draft_id, channel, text.field, str(index)), each, text, facts)
        for index, (each, text) in enumerate(texts)
    )
    gaps = tuple(_gap(draft_id, channel, each.piece, gap) for each in written for gap in each.gaps)
    return DraftBundleDTO(derived_id("bundle", draft_id, channel), draft_id, (*assets, *gaps), now, channel=channel)


def _gap(draft_id: str, channel: str, piece: PieceDTO, gap: Gap) -> AssetDTO:
    return AssetDTO(
        asset_id=derived_id("gap", draft_id, channel, str(piece.number), gap.waits_for),
        asset_type="open_point",
        url="",
        metadata={**_place(piece), "waits_for": gap.waits_for},
        content=gap.words,
        format=NOTE,
    )


def _place(piece: PieceDTO) -> dict[str, Any]:
    place = {"piece": piece.number, "stage": piece.stage, "week": piece.week, "on": piece.on}
    return place | ({"language": piece.language} if piece.language else {})


def _asset(asset_id: str, written: Written, text: Text, facts: Facts) -> AssetDTO:
    return AssetDTO(
        asset_id=asset_id,
        asset_type=text.field,
        url=_link(written.channel, text, facts),
        metadata={"facts": text.sources, **_place(written.piece), **_author(text)},
        content=text.content,
        format=NOTE if text.is_note else "text",
    )


def _author(text: Text) -> dict[str, Any]:
    return {"by": text.by, "spans": text.spans} if text.by else {}


def _link(channel: str, text: Text, facts: Facts) -> str:
    """The address behind a text that sends people there."""
    in_bio = channel in layouts()["no_links"]["channels"] and text.field in ("caption", "description")
    if text.is_note or not ("website" in text.sources or text.field in LINKED or in_bio):
        return ""
    return tracked(facts.full_site, channel=channel, kind=channel_of(channel).kind, campaign=facts.campaign)
