"""The budget's shares as horizontal bars: geometry for the template's inline SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

ROW = 30  # all lengths in the units of the SVG's view box
LABELS = 250
BARS = 400
WIDTH = LABELS + BARS + 80
_LONGEST_LABEL = 36


@dataclass(frozen=True)
class Bar:
    name: str
    label: str
    share: str
    y: int
    width: int


@dataclass(frozen=True)
class Chart:
    bars: tuple[Bar, ...]
    described: str  # all shares in words, for those who cannot see the bars

    left = LABELS
    width = WIDTH

    @property
    def height(self) -> int:
        return ROW * len(self.bars)


def bar_chart(shares: Sequence[tuple[str, Decimal]]) -> Chart:
    """One bar for each (name, percent), the longest as long as there is room."""
    longest = max((share for _, share in shares), default=Decimal(0)) or Decimal(1)
    bars = [
        Bar(
            name=name,
            label=name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1] + "…",
            share=f"{share:.2f} %",
            y=row * ROW,
            width=max(1, int(share / longest * BARS)),
        )
        for row, (name, share) in enumerate(shares)
    ]
    return Chart(tuple(bars), ", ".join(f"{bar.name} {bar.share}" for bar in bars))
