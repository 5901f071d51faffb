"""What each channel takes. The facts, sources and dates are in channel_specs.json."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.counting.units import count

SPECS = Path(__file__).with_name("channel_specs.json")


@dataclass(frozen=True)
class Field:
    """One text of a channel. `max`, `recommended_max` and `recommended_min` are counted in `unit`; None: no limit."""

    name: str
    unit: str
    max: int | None = None
    recommended_max: int | None = None
    recommended_min: int | None = None
    enforcement: str = "none"  # reject, truncate, recommended or none
    required: bool = False
    min_count: int | None = None  # how many texts of this field; None means one, where max_count is None too
    max_count: int | None = None

    def count(self, text: str) -> int:
        return count(self.unit, text)


@dataclass(frozen=True)
class Channel:
    """One place where copy appears. `hashtags_over` is the number above which the platform refuses or ignores."""

    id: str
    name: str
    kind: str
    fields: tuple[Field, ...]
    hashtags_over: int | None = None

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


@cache
def specs() -> dict[str, Any]:
    """The whole document, for those who need names, groups or counting vectors; do not change it."""
    return json.loads(SPECS.read_text(encoding="utf-8"))


@cache
def channels() -> dict[str, Channel]:
    """All known channels by ID."""
    return {spec["id"]: _channel(spec) for spec in specs()["channels"]}


def _channel(spec: dict[str, Any]) -> Channel:
    hashtags = spec.get("hashtags") or {}
    fields = tuple(
        Field(
            name=field["field"],
            unit=field["unit"],
            max=field.get("max"),
            recommended_max=field.get("recommended_max"),
            recommended_min=field.get("recommended_min"),
            enforcement=field.get("enforcement") or "none",
            required=bool(field.get("required")),
            min_count=field.get("min_count"),
            max_count=field.get("max_count"),
        )
        for field in spec["fields"]
    )
    return Channel(
        spec["id"],
        spec["name"],
        spec["kind"],
        fields,
        hashtags_over=hashtags.get("reject_over"),
    )


def channel_of(channel_id: str) -> Channel:
    """The channel with this ID; one we do not know (`other:<slug>`) has a required `text` without limits."""
    if known := channels().get(channel_id):
        return known
    name = channel_id.removeprefix("other:").replace("-", " ")
    return Channel(channel_id, name[:1].upper() + name[1:], "other", (Field("text", "codepoint", required=True),))
