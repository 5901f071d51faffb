"""Which slots make which field: layouts.json."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.channels import Channel, Field, channel_of

Variant = tuple[str, ...]  # of slots and breaks


@cache
def layouts() -> dict[str, Any]:
    """The whole document; do not change it."""
    return json.loads(Path(__file__).with_name("layouts.json").read_text(encoding="utf-8"))


def variants_of(layout: dict[str, Any], kind: str = "variants") -> tuple[Variant, ...]:
    """Its variants, or its `fallback` ones."""
    return tuple(map(_slots, layout.get(kind, ())))


@cache
def _slots(line: str) -> Variant:
    return tuple(line.split())


def layout_of(channel: Channel, field: Field) -> dict[str, Any] | None:
    """The layout of a field; of an optional field only where the channel asks for it."""
    own = layouts()["channels"].get(channel.id, {})
    if field.name in own:
        return own[field.name]
    if not field.required:
        return None
    return layouts()["any"].get(field.name, layouts()["any"]["text"])


def limits_of(channel: Channel, field: Field) -> tuple[int | None, int | None]:
    """The recommended and the hard maximum of a field, in its unit."""
    layout = layouts()["channels"].get(channel.id, {}).get(field.name, {})
    twin = channel_of(layout["like"]).field(field.name) if "like" in layout else None
    source = twin or field
    advised = layout.get("soft") or source.recommended_max
    if advised is None and source.max is None:
        advised = layouts()["soft_without_limit"].get(field.name)
    return advised, source.max


def is_single_line(channel: Channel, field: Field) -> bool:
    """Whether a text of this field is one line."""
    if field.name in layouts()["single_line"]:
        return True
    return channel.id in layouts()["single_line_channels"]


def note_layouts(channel: Channel) -> dict[str, tuple[Variant, ...]]:
    """The notes that a channel's piece comes with, for those who make its pictures: variants by name."""
    notes = layouts()["notes"].items()
    return {
        name: variants_of(note)
        for name, note in notes
        if channel.id in note["channels"] or channel.kind in note["kinds"]
    }
