"""Production: a strategy becomes copy. Its values and errors."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.frozen import Value, thaw

NOTE = "note"  # the format of an asset that is for those who make the piece, and not for the public
CONTRACT_VERSION = "2"


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
    mandatory_inclusions.<n> of the brief.
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


@dataclass(frozen=True)
class DraftBundleDTO(Value):
    """All texts for one channel, in order."""

    bundle_id: str
    draft_id: str
    assets: tuple[AssetDTO, ...]
    assembled_at: datetime
    channel: str = ""
    status: str = "assembled"


@dataclass(frozen=True)
class FeedbackDTO(Value):
    """What a revision must mend: QC's findings as sentences, and a person's comment."""

    findings: tuple[str, ...] = ()
    comment: str = ""


def content_sha256(draft: ContentDraftDTO, bundles: Sequence[DraftBundleDTO]) -> str:
    """The hash an approval is bound to: of every word that would be published, and of nothing else."""
    assets = [[b.channel, [[a.asset_type, a.content, a.url, thaw(a.metadata)] for a in b.assets]] for b in bundles]
    words = json.dumps([draft.body, assets], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


class DraftNotFound(NotFound):
    """There is no draft {draft_id}."""

    code = "draft_not_found"
