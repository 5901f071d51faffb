"""The pieces of a copy as its client reads them, and what they said of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aicmo_site.kernel.places import Place
from aicmo_site.kernel.text.difference import Part
from delivery.services import Reviewed
from orchestration.models import CommentState, ReviewLink, RunComment
from orchestration.review.acts import actor_of
from orchestration.review.changed import Texts, changed_since, hash_of
from production import services as production
from production.contracts import DraftBundleDTO, VersionDTO


@dataclass(frozen=True)
class ShownPiece:
    """`place` is its name in a form, `copy` as the document has it, `number` that of its texts, None for the only
    piece of a channel."""

    place: str
    name: str
    form: str
    copy: Any
    channel: str
    number: str | None
    texts: Texts

    @property
    def hash(self) -> str:
        return hash_of(self.texts)

    def changes(self, seen: str, stood: Iterable[VersionDTO]) -> list[list[Part]]:
        return changed_since(seen, self.texts, [row for row in stood if self.has(row.channel, row.piece)])

    def has(self, channel: str, number: str) -> bool:
        return channel == self.channel and self.number in (None, number)


def pieces_of(bundles: Sequence[DraftBundleDTO], shown: Reviewed) -> list[ShownPiece]:
    texts, pieces = production.texts_of(bundles=bundles), []
    for bundle, channel in zip(bundles, shown.channels, strict=True):
        several = len(channel.pieces) > 1
        for copy in channel.pieces:
            number = copy.number if several else None
            own = {
                (text.field, text.line): text.content
                for text in texts
                if text.channel == bundle.channel and number in (None, text.piece)
            }
            place = Place(bundle.channel, number or "").copy_id
            name = f"{channel.name}, {copy.name}" if several and copy.name else channel.name
            pieces.append(ShownPiece(place, name, channel.form, copy, bundle.channel, number, own))
    return pieces


def said_by(link: ReviewLink) -> Mapping[str, list[RunComment]]:
    """By place, "" for the whole; nobody else's words are here, and no reply."""
    rows = RunComment.objects.filter(run_id=link.run_id, author=actor_of(link), reply_to="")
    said: dict[str, list[RunComment]] = {}
    for row in rows.exclude(state=CommentState.ENDED):
        said.setdefault(Place(row.channel, row.piece).copy_id if row.channel else "", []).append(row)
    return said
