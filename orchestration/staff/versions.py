"""The versions of a piece: how its texts stood after each round that changed one, and what differs between two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from aicmo_site.kernel.text.difference import Part, difference
from aicmo_site.readable import spaced
from production.contracts import VersionDTO

Spot = tuple[str, int]  # field, line


@dataclass(frozen=True)
class PieceVersion:
    """`texts`: of every field and line, as it stood then."""

    number: int
    round: int
    authors: str
    reasons: str
    at: datetime
    texts: Mapping[Spot, str]


@dataclass(frozen=True)
class Differing:
    """A text that two versions have otherwise."""

    name: str
    parts: list[Part]


def versions_of(rows: Sequence[VersionDTO]) -> list[PieceVersion]:
    """Of one piece, the oldest first. A round that changed nothing made none."""
    texts: dict[Spot, str] = {}
    versions = []
    for number, (round, group) in enumerate(groupby(rows, key=lambda row: row.round), start=1):
        made = list(group)
        texts |= {(row.field, row.line): row.text for row in made}
        versions.append(
            PieceVersion(
                number,
                round,
                ", ".join(dict.fromkeys(row.author for row in made)),
                "; ".join(dict.fromkeys(row.reason for row in made if row.reason)),
                max(row.created_at for row in made),
                dict(texts),
            )
        )
    return versions


def between(former: PieceVersion, latter: PieceVersion) -> list[Differing]:
    """What differs, field by field in the order in which they were first written."""
    spots = dict.fromkeys([*latter.texts, *former.texts])
    sides = [(spot, former.texts.get(spot, ""), latter.texts.get(spot, "")) for spot in spots]
    return [Differing(_name(spot), difference(before, after)) for spot, before, after in sides if before != after]


def _name(spot: Spot) -> str:
    field, line = spot
    return f"{spaced(field)} {line + 1}" if line else spaced(field)
