"""The pieces of a copy as its client reads them, and what they said of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aicmo_site.kernel.places import Place
from delivery.services import Reviewed
from orchestration.models import CommentState, ReviewLink, RunComment
from orchestration.review.acts import actor_of
from production.contracts import AssetDTO, DraftBundleDTO, piece_sha256


@dataclass(frozen=True)
class ShownPiece:
    """`place` is its name in a form, `copy` as the document has it, `hash` that of its texts."""

    place: str
    name: str
    form: str
    copy: Any
    hash: str


def pieces_of(bundles: Sequence[DraftBundleDTO], shown: Reviewed) -> list[ShownPiece]:
    pieces = []
    for bundle, channel in zip(bundles, shown.channels, strict=True):
        several = len(channel.pieces) > 1
        for copy in channel.pieces:
            number = copy.number if several else ""
            mine = [asset for asset in bundle.assets if not several or _number(asset) == copy.number]
            place = Place(bundle.channel, number).copy_id
            name = f"{channel.name}, {copy.name}" if several and copy.name else channel.name
            pieces.append(ShownPiece(place, name, channel.form, copy, piece_sha256(mine)))
    return pieces


def _number(asset: AssetDTO) -> str:
    return str(asset.metadata.get("piece") or "")


def said_by(link: ReviewLink) -> Mapping[str, list[RunComment]]:
    """By place, "" for the whole; nobody else's words are here, and no reply."""
    rows = RunComment.objects.filter(run_id=link.run_id, author=actor_of(link), reply_to="")
    said: dict[str, list[RunComment]] = {}
    for row in rows.exclude(state=CommentState.ENDED):
        said.setdefault(Place(row.channel, row.piece).copy_id if row.channel else "", []).append(row)
    return said
