"""The copy of a run piece by piece, in its natural form, with what was found in it and what people say of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.languages import direction_of
from aicmo_site.kernel.places import Place
from delivery import services as delivery
from orchestration.models import Run, Status
from orchestration.options import COPY
from orchestration.staff.excerpts import found
from orchestration.staff.findings import FindingRow
from orchestration.staff.labels import State, name_of
from orchestration.staff.threads import Thread
from orchestration.workflow import approval_at
from production.contracts import PERSON, AssetDTO, DraftBundleDTO
from qc.contracts import MINOR

LONG = 1_500  # characters of a text that the campaign's page shows without a frame of its own
APPROVED = State("approved", "✓", "good")
DELIVERED = State("delivered", "✓", "good")
STOPPED = State("stopped", "✗", "bad")
QUESTIONED = State("questioned", "?", "waits")
EDITED = State("edited", "✎", "busy")
GENERATED = State("not read yet", "○", "quiet")


@dataclass(frozen=True)
class Words:
    """A part of a text, and whether a finding speaks of it."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Text:
    """The `line`-th text (from 0) of a field; `label`, `role`, `size` and what is said of it are the document's."""

    asset: AssetDTO
    line: int
    label: str
    role: str
    size: str
    advice: str
    level: str
    findings: list[FindingRow]

    @property
    def field(self) -> str:
        return self.asset.asset_type

    @property
    def id(self) -> str:
        """Within the page."""
        return f"{self.field}-{self.line}"

    @property
    def content(self) -> str:
        return self.asset.content

    @property
    def is_long(self) -> bool:
        return len(self.content) > LONG

    @property
    def words(self) -> list[Words]:
        return list(_marked(self.content, [span for one in self.findings if (span := _span_in(self, one))]))


@dataclass(frozen=True)
class Piece:
    """What one channel publishes at one time. `number` is "" where production gives it none; numbered: whether the
    channel has several, so that its place names it."""

    run: Run
    channel: str
    number: str
    numbered: bool
    language: str
    texts: list[Text]
    notes: list[tuple[str, AssetDTO]]
    findings: list[FindingRow]
    threads: list[Thread]

    @property
    def place(self) -> Place:
        return Place(self.channel, self.number if self.numbered else "")

    @property
    def id(self) -> str:
        return self.place.copy_id

    @property
    def anchor(self) -> str:
        """Within the campaign's page."""
        return self.id.replace("#", "-")

    @property
    def name(self) -> str:
        return name_of(self.place)

    @property
    def url(self) -> str:
        return reverse("admin:orchestration_run_piece", args=[quote(self.run.pk), self.id])

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @cached_property
    def planned(self) -> dict[str, Any]:
        """Of the piece in the plan: stage, week, on."""
        assets = [*(text.asset for text in self.texts), *(note for _, note in self.notes)]
        return dict(assets[0].metadata) if assets else {}

    @property
    def waits_for(self) -> list[AssetDTO]:
        return [note for _, note in self.notes if "waits_for" in note.metadata]

    @property
    def for_makers(self) -> list[tuple[str, AssetDTO]]:
        return [(label, note) for label, note in self.notes if "waits_for" not in note.metadata]

    @property
    def standing(self) -> list[FindingRow]:
        """The findings that nobody let pass."""
        return [one for one in self.findings if not one.waived_by]

    @property
    def open_threads(self) -> list[Thread]:
        return [thread for thread in self.threads if thread.is_open]

    @property
    def about_the_whole(self) -> list[FindingRow]:
        """The findings that no text of its own is shown with."""
        placed = [one for text in self.texts for one in text.findings]
        return [one for one in self.findings if one not in placed]

    @property
    def is_edited(self) -> bool:
        return any(text.asset.metadata.get("by") == PERSON for text in self.texts)

    @property
    def state(self) -> State:
        if approval_at(self.run, COPY):
            return APPROVED
        if self.run.status == Status.COMPLETED:
            return DELIVERED
        if any(one.stops for one in self.standing):
            return STOPPED
        unmet = any(not thread.is_done for thread in self.open_threads)
        if unmet or self.waits_for or any(one.severity != MINOR for one in self.standing):
            return QUESTIONED
        return EDITED if self.is_edited else GENERATED


@dataclass(frozen=True)
class Channel:
    """A channel with its pieces; `form` (post, ad, email, …) is for the style sheet."""

    id: str
    name: str
    form: str
    pieces: list[Piece]


def channels_of(
    run: Run,
    bundles: Sequence[DraftBundleDTO],
    language: str,
    findings: Sequence[FindingRow] = (),
    threads: Sequence[Thread] = (),
) -> list[Channel]:
    """`language`: of the campaign; a piece may have one of its own."""
    return [_channel(run, bundle, language, findings, threads) for bundle in bundles]


def weeks_of(channels: Iterable[Channel]) -> list[int]:
    weeks = {piece.planned.get("week") for channel in channels for piece in channel.pieces}
    return sorted(week for week in weeks if isinstance(week, int))


def by_week(channels: Iterable[Channel]) -> list[tuple[Channel, list[list[Piece]]]]:
    """Of each channel the pieces of each week, those of none at the end."""
    channels = list(channels)
    weeks: list[int | None] = [*weeks_of(channels), None]
    return [
        (channel, [[piece for piece in channel.pieces if piece.planned.get("week") == week] for week in weeks])
        for channel in channels
    ]


def _channel(
    run: Run, bundle: DraftBundleDTO, language: str, findings: Sequence[FindingRow], threads: Sequence[Thread]
) -> Channel:
    by_number: dict[str, list[AssetDTO]] = {}
    for asset in bundle.assets:
        by_number.setdefault(str(asset.metadata.get("piece") or ""), []).append(asset)
    written = {number for number, assets in by_number.items() if any(not asset.is_note for asset in assets)}
    found = [one for one in findings if one.at.channel == bundle.channel]
    said = [one for one in threads if one.row.channel == bundle.channel]
    pieces = [
        _piece(run, bundle.channel, number, assets, len(written) > 1, language, found, said)
        for number, assets in by_number.items()
    ]
    form = delivery.describe_text(channel=bundle.channel, asset=bundle.assets[0]).form if bundle.assets else ""
    return Channel(bundle.channel, channel_of(bundle.channel).name, form, pieces)


def _piece(
    run: Run,
    channel: str,
    number: str,
    assets: Sequence[AssetDTO],
    numbered: bool,
    language: str,
    findings: Sequence[FindingRow],
    threads: Sequence[Thread],
) -> Piece:
    own = [one for one in findings if one.at.piece in ("", number)]
    lines: Counter[str] = Counter()
    texts, notes = [], []
    for asset in assets:
        shown = delivery.describe_text(channel=channel, asset=asset)
        if asset.is_note:
            notes.append((shown.label, asset))
            continue
        line = lines[asset.asset_type]
        lines[asset.asset_type] += 1
        about = [one for one in own if one.at.field == asset.asset_type and _is_about(one, asset, line)]
        texts.append(Text(asset, line, shown.label, shown.role, shown.size, shown.advice, shown.level, about))
    told = next((str(asset.metadata["language"]) for asset in assets if asset.metadata.get("language")), language)
    said = [one for one in threads if one.row.piece in ("", number)]
    return Piece(run, channel, number, numbered, told, texts, notes, own, said)


def _is_about(finding: FindingRow, asset: AssetDTO, line: int) -> bool:
    """Whether a finding in this field speaks of this text of it."""
    if finding.span:
        return finding.line == line
    return not finding.evidence or found(asset.content, finding.evidence)[0] >= 0


def _span_in(text: Text, finding: FindingRow) -> tuple[int, int] | None:
    span = finding.span or (found(text.content, finding.evidence) if finding.evidence else None)
    return span if span and 0 <= span[0] < span[1] <= len(text.content) else None


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Words]:
    """The text in parts; spans that overlap are one."""
    at = 0
    for start, end in _merged(spans):
        yield from ([Words(text[at:start])] if start > at else [])
        yield Words(text[start:end], marked=True)
        at = end
    if at < len(text):
        yield Words(text[at:])


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
