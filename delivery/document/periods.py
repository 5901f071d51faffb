"""Weeks gathered into periods, so that three years need no more room than three months."""

from collections.abc import Iterable
from dataclasses import dataclass

_LENGTHS = (1, 4, 13, 26, 52)  # a week, a month of the plan, a quarter, half a year, a year


@dataclass(frozen=True)
class Period:
    """Weeks from `first` to `last`, both of them in it."""

    first: int
    last: int

    def holds(self, week: int) -> bool:
        return self.first <= week <= self.last


def periods(weeks: Iterable[int], at_most: int) -> tuple[Period, ...]:
    """The shortest periods of one length of which at most so many hold a week of these; empty ones are left out.
    Where even years are too many, there is one for each year."""
    wanted = sorted(set(weeks))
    length = next((each for each in _LENGTHS if len(_starts(wanted, each)) <= at_most), _LENGTHS[-1])
    return tuple(Period(start, start + length - 1) for start in _starts(wanted, length))


def _starts(weeks: Iterable[int], length: int) -> list[int]:
    return list(dict.fromkeys((week - 1) // length * length + 1 for week in weeks))
