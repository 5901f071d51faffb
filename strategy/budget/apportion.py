"""Dividing a whole number among weights so that the parts sum to it exactly."""

from collections.abc import Sequence
from fractions import Fraction


def apportion(total: int, weights: Sequence[int], *, alike: bool = False) -> tuple[int, ...]:
    """Whole parts of `total` by the largest remainder, the earlier first at a tie; equal if all weights are zero.
    `alike`: equal weights get equal parts wherever the remainder can go to others."""
    if not weights:
        return ()
    if sum(weights) <= 0:
        weights = [1] * len(weights)
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [int(share) for share in exact]
    left = total - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in (_whole_groups(by_remainder, exact, left) if alike else by_remainder)[:left]:
        parts[index] += 1
    return tuple(parts)


def _whole_groups(by_remainder: Sequence[int], exact: Sequence[Fraction], left: int) -> list[int]:
    """The places in that order, but first those of whole groups of equals that together take just what is left."""
    groups: dict[Fraction, list[int]] = {}
    for index in by_remainder:
        groups.setdefault(exact[index], []).append(index)
    reached: dict[int, list[int]] = {0: []}  # by how much they take; groups with a larger remainder come first
    for share, equals in groups.items():
        if share.denominator > 1:
            for taken, others in list(reached.items()):
                reached.setdefault(taken + len(equals), others + equals)
    first = reached.get(left, [])
    chosen = {*first}
    return first + [index for index in by_remainder if index not in chosen]
