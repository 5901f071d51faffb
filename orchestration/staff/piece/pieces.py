"""The copy of a run piece by piece, in its natural form, with what was found in it and what people say of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.languages import direction_of
from aicmo_site.kernel.places import Place
from delivery import services as delivery
from orchestration import edits, pieces
from orchestration.editing import version_of
from orchestration.models import Run, RunEdit, Status
from orchestration.options import COPY
from orchestration.staff.excerpts import found
from orchestration.staff.findings import FindingRow
from orchestration.staff.labels import State, name_of
from orchestration.staff.piece.threads import Thread
from production import services as production
from production.contracts import PERSON, AssetDTO, DraftBundleDTO, TextDTO, piece_sha256
from qc.contracts import MINOR

LONG = 1_500  # characters of a text that the campaign's page shows without a frame of its own
LINE, MOST_ROWS = 75, 30  # characters and lines of a field to write in
STOPPED = State("stopped", "✗", "bad")  # the one of the questioned ones that must not go out
STATES = {
    pieces.APPROVED: State("approved", "✓", "good"),
    pieces.QUESTIONED: State("questioned", "?", "waits"),
    pieces.EDITED: State("edited", "✎", "busy"),
    pieces.GENERATED: State("not read yet", "○", "quiet"),
}


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
    waits: str = ""  # who wrote it, where no round has judged it yet

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
    def version(self) -> str:
        """What an edit names as seen."""
        return version_of(self.content)

    @property
    def rows(self) -> int:
        """Of a field to write it in."""
        lines = sum(1 + len(line) // LINE for line in self.content.split("\n"))
        return min(max(lines, 1), MOST_ROWS)

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
    sha256: str  # what an approval of it names
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
    def has_copy(self) -> bool:
        """Not where it was left out, and only says what it waits for: of that nothing is approved or said."""
        return bool(self.texts)

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
        """The findings that no text of its own is shown with, but for those of a text that is not judged yet."""
        placed = {id(one) for text in self.texts for one in text.findings}
        unread = {text.field for text in self.texts if text.waits}
        return [one for one in self.findings if id(one) not in placed and one.at.field not in unread]

    @property
    def is_edited(self) -> bool:
        return any(text.waits or text.asset.metadata.get("by") == PERSON for text in self.texts)

    @property
    def state(self) -> State:
        unmet = any(thread.is_wish and not thread.is_done for thread in self.open_threads)
        state = pieces.state_of(
            self.run,
            is_open=unmet or any(one.stops or one.severity != MINOR for one in self.standing),
            is_edited=self.is_edited,
            is_approved=bool(self.approved_by) and not (self.is_stopped or self.waits),
        )
        return STOPPED if state == pieces.QUESTIONED and self.is_stopped else STATES[state]

    @property
    def is_stopped(self) -> bool:
        return any(one.stops for one in self.standing)

    @property
    def waits(self) -> bool:
        """Whether a round has yet to read what somebody wrote in it."""
        return any(text.waits for text in self.texts)

    @property
    def approved_by(self) -> str:
        return pieces.approval_of(self.run, self.id, self.sha256)

    @property
    def may_be_approved(self) -> bool:
        return self.has_copy and not (self.is_stopped or self.waits or self.approved_by)


@dataclass(frozen=True)
class Channel:
    """A channel with its pieces; `form` (post, ad, email, …) is for the style sheet."""

    id: str
    name: str
    form: str
    pieces: list[Piece]


def takes_approval(run: Run) -> bool:
    """Of single pieces, whatever stops others."""
    return run.status == Status.AWAITING_APPROVAL and run.awaiting == COPY


def channels_of(
    run: Run,
    bundles: Sequence[DraftBundleDTO],
    language: str,
    findings: Sequence[FindingRow] = (),
    threads: Sequence[Thread] = (),
    waiting: Mapping[edits.Place, RunEdit] = MappingProxyType({}),
) -> list[Channel]:
    """`language`: of the campaign; a piece may have one of its own. `waiting`: what people wrote since, by place."""
    return [_channel(run, bundle, language, findings, threads, waiting) for bundle in bundles]


def weeks_of(channels: Iterable[Channel]) -> list[int | None]:
    """Those that have a piece, None for pieces of no week; none at all where no piece has one."""
    found = {_week(piece) for channel in channels for piece in channel.pieces}
    weeks = sorted(week for week in found if week is not None)
    return [*weeks, *([None] if weeks and None in found else [])]


def by_week(channels: Sequence[Channel]) -> list[tuple[Channel, list[list[Piece]]]]:
    """Of each channel the pieces of each of these weeks."""
    weeks = weeks_of(channels)
    return [
        (channel, [[piece for piece in channel.pieces if _week(piece) == week] for week in weeks])
        for channel in channels
    ]


def _week(piece: Piece) -> int | None:
    week = piece.planned.get("week")
    return week if isinstance(week, int) else None


def _channel(
    run: Run,
    bundle: DraftBundleDTO,
    language: str,
    findings: Sequence[FindingRow],
    threads: Sequence[Thread],
    waiting: Mapping[edits.Place, RunEdit],
) -> Channel:
    own = [one for one in findings if one.at.channel == bundle.channel]
    said = [one for one in threads if one.row.channel == bundle.channel]
    places = {text.asset_id: text for text in production.texts_of(bundles=[bundle])}
    written: dict[str, list[Text]] = {}
    notes: dict[str, list[tuple[str, AssetDTO]]] = {}
    hashed: dict[str, list[AssetDTO]] = {}
    for asset in bundle.assets:
        number, place = asset.piece, places.get(asset.asset_id)
        written.setdefault(number, [])
        if place is not None:
            hashed.setdefault(number, []).append(asset)
        if place is None or place.is_note:
            label = delivery.describe_text(channel=bundle.channel, asset=asset).label
            notes.setdefault(number, []).append((label, asset))
        else:
            written[number].append(_text(asset, place, own, waiting.get(edits.place_of(place))))
    own_pieces = [
        Piece(
            *(run, bundle.channel, number, bundle.is_numbered, _language(texts, notes.get(number, []), language)),
            *(texts, notes.get(number, []), piece_sha256(hashed.get(number, []))),
            [one for one in own if one.at.piece in ("", number)],
            [one for one in said if one.row.piece in ("", number)],
        )
        for number, texts in written.items()
    ]
    form = delivery.describe_text(channel=bundle.channel, asset=bundle.assets[0]).form if bundle.assets else ""
    return Channel(bundle.channel, channel_of(bundle.channel).name, form, own_pieces)


def _text(asset: AssetDTO, place: TextDTO, findings: Sequence[FindingRow], edit: RunEdit | None) -> Text:
    """As it stands; what nobody has judged yet has no findings."""
    asset = replace(asset, content=edit.text) if edit else asset
    shown = delivery.describe_text(channel=place.channel, asset=asset)
    about = [
        one
        for one in (findings if edit is None else ())
        if one.at.piece in ("", place.piece) and one.at.field == place.field and _is_about(one, asset, place.line)
    ]
    described = (shown.label, shown.role, shown.size, shown.advice, shown.level)
    return Text(asset, place.line, *described, about, waits=edit.author if edit else "")


def _language(texts: Sequence[Text], notes: Sequence[tuple[str, AssetDTO]], campaign: str) -> str:
    assets = (*(text.asset for text in texts), *(note for _, note in notes))
    return next((str(tag) for asset in assets if (tag := asset.metadata.get("language"))), campaign)


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
