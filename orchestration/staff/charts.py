"""Geometry for the inline SVG of the front page; the numbers stand beside every bar, so that none needs colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

LONGEST = 100  # units of a bar's own view box

COLUMN = 44  # width of a day, in units of the view box
TALLEST = 110
TOP = 22  # room for the number above
FOOT = 26  # and for the date below


class Bar(NamedTuple):
    name: str
    width: float
    said: str
    url: str


class Column(NamedTuple):
    """One day: counts from the bottom up."""

    label: str
    counts: tuple[int, ...]
    url: str


class Part(NamedTuple):
    kind: int  # which of the counts, for the pattern
    y: float
    height: float


@dataclass(frozen=True)
class Drawn:
    column: Column
    x: int
    total: int
    top: float
    parts: tuple[Part, ...]

    @property
    def middle(self) -> float:
        return self.x + (COLUMN - 8) / 2


@dataclass(frozen=True)
class Columns:
    drawn: tuple[Drawn, ...]
    width: int
    height: int = TOP + TALLEST + FOOT
    base: int = TOP + TALLEST
    thickness: int = COLUMN - 8


def bars(rows: Sequence[tuple[str, float, str, str]]) -> list[Bar]:
    """One bar for each (name, value, value in words, address)."""
    most = max((value for _, value, _, _ in rows), default=0) or 1
    return [Bar(name, round(max(value / most * LONGEST, 1), 1), said, url) for name, value, said, url in rows]


def columns(days: Sequence[Column]) -> Columns:
    most = max((sum(day.counts) for day in days), default=0) or 1
    return Columns(tuple(_drawn(day, n, most) for n, day in enumerate(days)), width=COLUMN * len(days))


def _drawn(day: Column, number: int, most: int) -> Drawn:
    parts, y = [], float(TOP + TALLEST)
    for kind, count in enumerate(day.counts):
        height = round(count / most * TALLEST, 1)
        y = round(y - height, 1)
        if count:
            parts.append(Part(kind, y, height))
    return Drawn(day, number * COLUMN + 4, sum(day.counts), y, tuple(parts))
