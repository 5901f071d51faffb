"""Dividing a whole number among weights so that the parts sum to it exactly."""

from collections.abc import Sequence
from fractions import Fraction


def apportion(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Whole parts of `total` by the largest remainder, the earlier first at a tie; equal if all weights are zero."""
    if not weights:
        return ()
    if sum(weights) <= 0:
        weights = [1] * len(weights)
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [int(share) for share in exact]
    left = total - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[:left]:
        parts[index] += 1
    return tuple(parts)
