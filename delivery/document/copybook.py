"""The copy as people read it: by channel, by piece, each text with its length."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.channels import channel_of
from delivery.document.appearances import appearance_of
from delivery.document.labels import Labels
from delivery.document.lengths import measure
from delivery.document.links import Link, link_to
from production.contracts import AssetDTO, DraftBundleDTO

_PLAIN = "text"
_HEADING = re.compile(r"^#{1,6} +(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A heading inside a text, or what stands between two of them."""

    words: str
    heading: bool = False


@dataclass(frozen=True)
class Text:
    """`size` is "" for what is not published; `advice` says what is wrong with it; `level` is over, long or "";
    `headed` says whether a line that begins with # is a heading."""

    words: str
    size: str = ""
    advice: str = ""
    level: str = ""
    alt: str = ""
    headed: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(_blocks(self.words)) if self.headed else (Block(self.words),)


@dataclass(frozen=True)
class Part:
    """All texts of one field; `role` (heading, lead, text, action, aside or note) is for the style sheet."""

    label: str
    role: str
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Piece:
    """`name`, `stage`, `week`, `date` and `number`, that of its place, are "" where production says nothing of them;
    `tag` and `language`, its name, where it is the campaign's anyway."""

    name: str
    stage: str
    week: str
    date: str
    parts: tuple[Part, ...]
    links: tuple[Link, ...] = ()
    tag: str = ""
    language: str = ""
    number: str = ""


@dataclass(frozen=True)
class ChannelCopy:
    """`form` (post, ad, email, message, article, poster or text) is for the style sheet."""

    name: str
    form: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Described:
    """A text as the document would show it: `form` of its channel, `label` and `role` of its field, and its length."""

    form: str
    label: str
    role: str
    size: str
    advice: str
    level: str


def described(channel: str, asset: AssetDTO, labels: Labels) -> Described:
    part = _part(channel, [asset], labels)
    (text,) = part.texts
    return Described(_form(channel), part.label, part.role, text.size, text.advice, text.level)


def copybook(bundles: Sequence[DraftBundleDTO], labels: Labels, own: str = "") -> tuple[ChannelCopy, ...]:
    """`own`: the campaign's language."""
    return tuple(
        ChannelCopy(labels.channel(bundle.channel), _form(bundle.channel), _pieces(bundle, labels, own))
        for bundle in bundles
    )


def _form(channel_id: str) -> str:
    forms = _forms()
    return forms["channels"].get(channel_id) or forms["kinds"].get(channel_of(channel_id).kind, _PLAIN)


def _pieces(bundle: DraftBundleDTO, labels: Labels, own: str) -> tuple[Piece, ...]:
    """Assets of one number belong together wherever they stand; of a channel in several languages each piece tells its
    own."""
    tags = {appearance_of(asset).language for asset in bundle.assets} - {""}
    shown = tags if len(tags) > 1 else tags - {own}
    by_number: dict[int | None, list[AssetDTO]] = {}
    for asset in bundle.assets:
        by_number.setdefault(appearance_of(asset).piece, []).append(asset)
    return tuple(_piece(bundle.channel, assets, labels, shown) for assets in by_number.values())


def _piece(channel: str, assets: Sequence[AssetDTO], labels: Labels, shown: Collection[str]) -> Piece:
    place = appearance_of(assets[0])
    tag = place.language if place.language in shown else ""
    return Piece(
        name=_named("piece", place.piece, labels),
        stage=labels.kind("stage", place.stage) if place.stage else "",
        week=_named("week", place.week, labels),
        date=labels.date(place.on),
        parts=_parts(channel, assets, labels),
        links=tuple(link_to(address) for address in dict.fromkeys(asset.url for asset in assets) if address),
        tag=tag,
        language=labels.language_name(tag) if tag else "",
        number="" if place.piece is None else str(place.piece),
    )


def _named(key: str, number: int | None, labels: Labels) -> str:
    return "" if number is None else labels.page[key].format(n=labels.number(number))


def _parts(channel: str, assets: Sequence[AssetDTO], labels: Labels) -> tuple[Part, ...]:
    """Texts of one field are gathered where the first of them stands; notes come last."""
    by_field: dict[tuple[bool, str], list[AssetDTO]] = {}
    for asset in sorted(assets, key=lambda asset: asset.is_note):
        by_field.setdefault((asset.is_note, asset.asset_type), []).append(asset)
    return tuple(_part(channel, same, labels) for same in by_field.values())


def _part(channel: str, assets: Sequence[AssetDTO], labels: Labels) -> Part:
    first = assets[0]
    role = "note" if first.is_note else _forms()["roles"].get(first.asset_type, _PLAIN)
    texts = tuple(_text(channel, asset, labels) for asset in assets)
    return Part(_label(first, len(assets), labels), role, texts)


def _label(first: AssetDTO, how_many: int, labels: Labels) -> str:
    """The field's name; a note that waits for the client is none for the designer."""
    name = labels.asset(first.asset_type, how_many)
    if first.is_note and "waits_for" not in first.metadata:
        return f"{labels.page['for_designer']}{labels.page['after_name']}{name}"
    return name


def _text(channel: str, asset: AssetDTO, labels: Labels) -> Text:
    alt = str(asset.metadata.get("alt") or "")
    if asset.is_note:
        return Text(asset.content, alt=alt)
    size = measure(channel, asset)
    level = "over" if size.over else "long" if size.long else ""
    headed = channel_of(channel).kind in _forms()["headed"]
    return Text(asset.content, size.words(labels), size.advice(labels), level, alt, headed)


def _blocks(text: str) -> Iterator[Block]:
    """Headings, without their marks, apart from what stands between them."""
    for number, words in enumerate(_HEADING.split(text)):
        if number % 2:
            yield Block(words.strip(), heading=True)
        elif words.strip():
            yield Block(words.strip("\r\n"))


@cache
def _forms() -> dict[str, Any]:
    return json.loads(Path(__file__).with_name("forms.json").read_text(encoding="utf-8"))
