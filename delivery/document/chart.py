"""The budget's shares as horizontal bars: geometry for the template's inline SVG.

Each bar lies beneath its name, so that the drawing is narrow enough to stay readable on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from aicmo_site.kernel.counting.units import count

WIDTH = 480  # all lengths in the units of the SVG's view box
ROW = 42
_LONGEST_LABEL = 46  # wide characters count two


@dataclass(frozen=True)
class Bar:
    name: str
    label: str
    share: str
    x: int
    y: int
    width: int


@dataclass(frozen=True)
class Chart:
    """`label_x` and `share_x` are the outer edges of the words; `mirrored` for scripts from right to left."""

    bars: tuple[Bar, ...]
    described: str  # all shares in words, for those who cannot see the bars
    mirrored: bool = False

    width = WIDTH

    @property
    def height(self) -> int:
        return ROW * len(self.bars)

    @property
    def label_x(self) -> int:
        return WIDTH if self.mirrored else 0

    @property
    def share_x(self) -> int:
        return 0 if self.mirrored else WIDTH


def bar_chart(shares: Sequence[tuple[str, Decimal, str]], *, mirrored: bool = False) -> Chart:
    """One bar for each (name, percent, percent in words), the longest as long as there is room."""
    longest = max((share for _, share, _ in shares), default=Decimal(0)) or Decimal(1)
    bars = []
    for row, (name, share, words) in enumerate(shares):
        width = max(2, int(share / longest * WIDTH)) if share else 0
        bars.append(Bar(name, _short(name), words, WIDTH - width if mirrored else 0, row * ROW, width))
    return Chart(tuple(bars), ", ".join(f"{bar.name} {bar.share}" for bar in bars), mirrored)


def _short(name: str) -> str:
    if count("display_width", name) <= _LONGEST_LABEL:
        return name
    kept = name
    while count("display_width", kept) >= _LONGEST_LABEL:
        kept = kept[:-1]
    return kept + "…"
