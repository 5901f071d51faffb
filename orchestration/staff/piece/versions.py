"""The versions of a piece: how its texts stood after each round that changed one, and what differs between two."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from aicmo_site.kernel.text.difference import Part, difference
from aicmo_site.readable import spaced
from production.contracts import PERSON, VersionDTO

Spot = tuple[str, int]  # field, line


@dataclass(frozen=True)
class PieceVersion:
    """`made`: the texts that it was the first to have; `stood`: what stood then in every field and line."""

    number: int
    round: int
    authors: str
    reasons: str
    at: datetime
    made: list[VersionDTO]
    stood: Mapping[Spot, VersionDTO]


@dataclass(frozen=True)
class Differing:
    """A text that two versions have otherwise."""

    name: str
    parts: list[Part]


def versions_of(rows: Iterable[VersionDTO]) -> list[PieceVersion]:
    """Of one piece, the oldest first: what a round wrote is one, and before it each of what people wrote at once. A
    round that changed nothing made none."""
    stood: dict[Spot, VersionDTO] = {}
    versions: list[PieceVersion] = []
    for made in _at_once(sorted(rows, key=lambda row: (row.round, row.created_at))):
        stood |= {spot_of(row): row for row in made}
        authors = ", ".join(dict.fromkeys(row.author for row in made))
        reasons = "; ".join(dict.fromkeys(row.reason for row in made if row.reason))
        told = (made[-1].round, authors, reasons, made[-1].created_at, made, dict(stood))
        versions.append(PieceVersion(len(versions) + 1, *told))
    return versions


def spot_of(row: VersionDTO) -> Spot:
    return row.field, row.line


def _at_once(rows: Iterable[VersionDTO]) -> Iterator[list[VersionDTO]]:
    made: list[VersionDTO] = []
    for row in rows:
        if made and (_occasion(row) != _occasion(made[-1]) or spot_of(row) in map(spot_of, made)):
            yield made
            made = []
        made.append(row)
    if made:
        yield made


def _occasion(row: VersionDTO) -> tuple[int, str]:
    """People write for reasons of their own; the rest of a round is one."""
    return row.round, row.reason if row.author == PERSON else ""


def between(former: PieceVersion, latter: PieceVersion) -> list[Differing]:
    """What differs, field by field in the order in which they were first written."""
    spots = dict.fromkeys([*latter.stood, *former.stood])
    sides = [(spot, text_at(former, spot), text_at(latter, spot)) for spot in spots]
    return [Differing(_name(spot), difference(before, after)) for spot, before, after in sides if before != after]


def text_at(version: PieceVersion, spot: Spot) -> str:
    return version.stood[spot].text if spot in version.stood else ""


def _name(spot: Spot) -> str:
    field, line = spot
    return f"{spaced(field)} {line + 1}" if line else spaced(field)
