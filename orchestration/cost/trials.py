"""A trial: one input at several sizes, on one line."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from orchestration.cost.lines import Line

MARGIN = 1.2  # a text ten times as long may take twelve times the CPU time: sorting is a little more than linear
NUMBERS = (0, 5, 50, 200)  # items of a list: none, and up to its ceiling


@dataclass(frozen=True)
class Trial:
    """`make` gives the input of a size. The first size is the base, whose cost every size has and which grows not.

    what: the field, or what else grows; of: what it consists of. parts: trials of less at once, which are asked for
    the culprit when this one breaks the law. most_times: where it is given, no size may cost so many times the base,
    all stations together.
    """

    what: str
    of: str
    line: Line
    make: Callable[[int], Any]
    sizes: tuple[int, ...]
    parts: tuple["Trial", ...] = ()
    most_times: float = 0

    def __str__(self) -> str:
        return f"{self.what} of {self.of}"

    @property
    def base(self) -> int:
        return self.sizes[0]

    @property
    def steps(self) -> tuple[tuple[int, int], ...]:
        """The sizes that are compared, each with the next one."""
        return tuple(pairwise(self.sizes[1:]))

    def times_allowed(self, small: int, large: int) -> float:
        """How many times as much as the small one the large one may cost, each beyond the base."""
        return MARGIN * (large - self.base) / (small - self.base)
