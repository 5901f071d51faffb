"""Production: a strategy becomes copy. Its values and errors."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aicmo_site.kernel.errors import NotFound, Rejected
from aicmo_site.kernel.frozen import Value, thaw

NOTE = "note"  # the format of an asset that is for those who make the piece, and not for the public
CONTRACT_VERSION = "3"
AUTHORS = GENERATOR, MODEL, PERSON = ("generator", "model", "person")  # who wrote a text

# what becomes of a part of a wish
DONE = "done"  # a difference shows it
NOT_DONE = "not_done"
NOTHING_TO_DO = "nothing_to_do"  # what was to go or to change stands nowhere in its place
KEPT = "kept"  # it was to stay as it is, and did
LEFT = "left"  # for a person


@dataclass(frozen=True)
class ContentDraftDTO(Value):
    """The master text that the bundles are cut from, in Markdown."""

    draft_id: str
    strategy_id: str
    content_type: str
    body: str
    metadata: Mapping[str, Any]
    created_at: datetime
    client_name: str = ""
    channel: str = ""
    objective: str = ""
    status: str = "draft"


@dataclass(frozen=True)
class AssetDTO(Value):
    """One text of a bundle; `asset_type` is the field of the channel it fills (`text`, `headline`, `subject`, …).

    url: where the text sends people, with campaign parameters, or "". format: text, image, or note (for those who make
    the picture or the film, not for the public). metadata: facts (the fields of the brief that it says something of),
    and of the planned piece that it belongs to: piece (its number), stage, week, on, language. A note on what the piece
    waits for has waits_for: a field of the channel, call_to_action, client_name, translation, or
    mandatory_inclusions.<n> of the brief. A piece that would say nothing is left out: all that it has is such a note,
    which waits for key_messages.
    """

    asset_id: str
    asset_type: str
    url: str
    metadata: Mapping[str, Any]
    content: str = ""
    format: str = "text"

    @property
    def is_note(self) -> bool:
        return self.format == NOTE

    @property
    def piece(self) -> str:
        """The number of its piece as places have it; "" where it has none."""
        return str(self.metadata.get("piece") or "")


@dataclass(frozen=True)
class DraftBundleDTO(Value):
    """All texts for one channel, in order."""

    bundle_id: str
    draft_id: str
    assets: tuple[AssetDTO, ...]
    assembled_at: datetime
    channel: str = ""
    status: str = "assembled"

    @property
    def is_numbered(self) -> bool:
        """Whether the channel has several pieces, so that places name their numbers; one that was left out counts."""
        return len({asset.piece for asset in self.assets}) > 1


@dataclass(frozen=True)
class FindingDTO(Value):
    """What quality control found: the place in its words (`x_post#2/text`, "" the whole), what is wrong, and what would
    cure it. Where the words are known, text number `line` of that field has them from `start` up to `end`."""

    section: str
    reason: str
    words: str = ""
    cure: str = ""
    line: int = 0
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class WishDTO(Value):
    """What a person wants changed, and where: a channel, the number of its piece, a field, a passage of its text. Empty
    parts name the whole.

    became: what became of each of its parts in the round before; () in its first one. What it wants beside the former
    text (shorter, the text of before) is done in its first round alone, and kept in the later ones.
    """

    wish_id: str
    text: str
    channel: str = ""
    piece: str = ""
    field: str = ""
    passage: str = ""
    became: tuple[str, ...] = ()


@dataclass(frozen=True)
class FeedbackDTO(Value):
    """What a revision must mend: QC's findings, and the wishes that stand, in the order in which they were made.

    keep: pieces (`x_post#2`) that were written again and came out worse: their former texts stay. last: no model is
    asked any more; what it wrote and was refused is cut, or gives way to the offline generator's piece. check: pieces
    in which neither helps: the model's texts stand, with `[CHECK]` before what was refused, for a person to settle.
    """

    findings: tuple[FindingDTO, ...] = ()
    wishes: tuple[WishDTO, ...] = ()
    keep: tuple[str, ...] = ()
    last: bool = False
    check: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditDTO(Value):
    """What a person wrote in a place: the `line`-th text (from 0) of a field of a channel's piece.

    is_fresh: no round has it yet. One that stood in a round gives way to a wish that is newer, and to nothing else.
    """

    edit_id: str
    channel: str
    piece: str
    field: str
    line: int
    text: str
    reason: str
    at: datetime
    is_fresh: bool = True


@dataclass(frozen=True)
class TextDTO(Value):
    """A text as it stands, by its place; `where` (`x_post#2/text`) is how findings and reasons name its field."""

    asset_id: str
    channel: str
    piece: str
    field: str
    line: int
    where: str
    content: str
    author: str
    is_note: bool


@dataclass(frozen=True)
class VersionDTO(Value):
    """A text that stood in a place: the `line`-th text (from 0) of a field of a channel's piece. `round`: from 1."""

    version_id: str
    draft_id: str
    channel: str
    piece: str
    field: str
    line: int
    text: str
    author: str
    reason: str
    round: int
    created_at: datetime


def content_sha256(draft: ContentDraftDTO, bundles: Sequence[DraftBundleDTO]) -> str:
    """The hash an approval is bound to: of every word that would be published, and of nothing else."""
    assets = [[b.channel, [[a.asset_type, a.content, a.url, thaw(a.metadata)] for a in b.assets]] for b in bundles]
    words = json.dumps([draft.body, assets], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def piece_sha256(assets: Sequence[AssetDTO]) -> str:
    """The hash of the texts of one piece, in their order."""
    told = [[a.asset_type, a.content, a.url, thaw(a.metadata)] for a in assets]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class DraftNotFound(NotFound):
    """There is no draft {draft_id}."""

    code = "draft_not_found"


class NothingToSay(Rejected):
    """No piece of the campaign would say anything. The brief needs one of these, fit for public copy: {needs}."""

    code = "nothing_to_say"
