"""Writing in a piece: what was typed, saved against what was seen, and read by quality control before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.persistence import atomic
from aicmo_site.kernel.text.difference import Part, difference
from orchestration.editing import edit_text, require_open, restore_text, version_of
from orchestration.errors import NotChecked, TextChanged, WrongState
from orchestration.models import Run
from orchestration.staff.findings import findings_of
from orchestration.staff.piece.pieces import Piece, Text, channels_of
from orchestration.staff.piece.versions import PieceVersion
from orchestration.workflow import Work
from production.contracts import DraftBundleDTO
from qc import services as qc

MOST_READ_ALONG = 20_000  # characters of a piece: a fifth of a second; more are read in the round, outside the web


@dataclass(frozen=True)
class Typed:
    """What stands in a field of the form: `version` is what an edit names as seen."""

    content: str
    version: str


@dataclass(frozen=True)
class Clash:
    """Two people wrote in one text: theirs stands, and yours is still in the form."""

    by: str
    parts: list[Part]


def is_open(run: Run) -> bool:
    """Whether the run takes edits now; a race is still settled by the verb itself."""
    try:
        require_open(run)
    except WrongState:
        return False
    return True


def typed_in(request: HttpRequest, piece: Piece) -> dict[str, Typed]:
    """By asset, what was typed; a text that nobody touched in the form is not among it, whoever else wrote there. A
    browser sends line ends as \\r\\n, and a text has none of its own."""
    found = {}
    for text in piece.texts:
        content = request.POST.get(f"text.{text.asset.asset_id}")
        if content is not None:
            content = content.replace("\r\n", "\n")
            version = request.POST.get(f"version.{text.asset.asset_id}", "")
            if version_of(content) != version and content != _as_sent(text):
                found[text.asset.asset_id] = Typed(content, version)
    return found


def _as_sent(text: Text) -> str:
    return text.content.replace("\r\n", "\n").replace("\r", "\n")


def save(run: Run, typed: Mapping[str, Typed], actor: str) -> tuple[int, dict[str, Clash]]:
    """How many texts were saved, and by asset those that somebody else had changed; raises what `edit_text` raises, and
    then has saved none."""
    saved, clashes = 0, {}
    with atomic():
        for id, mine in typed.items():
            seen = {"asset_id": id, "content": mine.content, "version": mine.version}
            try:
                saved += edit_text(run_id=run.pk, actor=actor, **seen) is not None
            except TextChanged as error:
                clashes[id] = Clash(error.shown["by"], difference(error.shown["current"], mine.content))
    return saved, clashes


def restore(run: Run, piece: Piece, version: PieceVersion, seen: Mapping[str, str], actor: str) -> int:
    """Put back what stood in that version, each text against what was `seen` by asset; gives how many that changed.
    Raises what `restore_text` raises, and then has put back none."""
    restored = 0
    with atomic():
        for text in piece.texts:
            former, id = version.stood.get((text.field, text.line)), text.asset.asset_id
            if former and former.text != text.content:
                named = {"asset_id": id, "version_id": former.version_id, "version": seen.get(id, "")}
                restored += restore_text(run_id=run.pk, actor=actor, **named) is not None
    return restored


def as_typed(piece: Piece, typed: Mapping[str, Typed]) -> Piece:
    """The piece with what was typed in place of its texts, and no finding on it."""
    texts = [
        replace(text, asset=replace(text.asset, content=mine.content))
        if (mine := typed.get(text.asset.asset_id))
        else text
        for text in piece.texts
    ]
    return replace(piece, texts=texts)


def checked(run: Run, work: Work, piece: Piece, typed: Mapping[str, Typed]) -> Piece:
    """The same with what quality control says of it as it was typed, by itself: what repeats other pieces is only found
    in the round. No model is asked, and nothing is written. Raises NotChecked."""
    wanted = as_typed(piece, typed)
    content = {text.asset.asset_id: text.content for text in wanted.texts}
    if (long := sum(map(len, content.values()))) > MOST_READ_ALONG:
        raise NotChecked(why=f"it has {long:,} characters, and at most {MOST_READ_ALONG:,} are read at once")
    bundle = next(one for one in work.copy[1] if one.channel == piece.channel)
    own = [
        replace(asset, content=content.get(asset.asset_id, asset.content))
        for asset in bundle.assets
        if asset.piece == piece.number
    ]
    alone: DraftBundleDTO = replace(bundle, assets=tuple(own))
    told: dict[str, Any] = {"draft_id": work.draft_id, "result_id": work.result_id}
    result = qc.judge(brief=work.brief.for_copy(), bundles=[alone], **told)
    findings = findings_of(thaw(result), (alone,))
    (channel,) = channels_of(run, [alone], work.brief.language, findings)
    (found,) = channel.pieces
    return replace(found, numbered=piece.numbered, threads=piece.threads)


def seen_in(request: HttpRequest, piece: Piece) -> dict[str, str]:
    return {text.asset.asset_id: request.POST.get(f"version.{text.asset.asset_id}", "") for text in piece.texts}
