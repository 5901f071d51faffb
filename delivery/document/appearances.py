"""When a text appears: its piece, what the piece is for, and when it appears."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from production.contracts import AssetDTO


@dataclass(frozen=True)
class Appearance:
    """`piece` counts from 1 within the channel, `week` within the campaign; None and "" where production says nothing.
    `on` is an ISO date, `language` a BCP 47 tag."""

    piece: int | None = None
    stage: str = ""
    week: int | None = None
    on: str = ""
    language: str = ""


def appearance_of(asset: AssetDTO) -> Appearance:
    told: Mapping[str, Any] = asset.metadata
    return Appearance(
        _whole(told.get("piece")),
        str(told.get("stage") or ""),
        _whole(told.get("week")),
        str(told.get("on") or ""),
        str(told.get("language") or ""),
    )


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
