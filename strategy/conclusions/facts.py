"""Facts that two texts share: an exact day, or a number that counts or measures something."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from aicmo_site.kernel.extract.digits import normal
from strategy.objectives.events import days_named
from strategy.objectives.figures import figures_in
from strategy.objectives.moments import Moment, masked, moments_in

LONGEST_TEXT = 20_000
LEAST = 10  # smaller numbers stand in too many sentences to say what they are about


@dataclass(frozen=True)
class Told:
    """The days (month, day) and the numbers with their signs that a text names."""

    days: frozenset[tuple[int, int]]
    numbers: frozenset[tuple[Decimal, str]]


def facts_in(said: str) -> Told:
    text = normal(said[:LONGEST_TEXT])
    moments = moments_in(text)
    return Told(frozenset(filter(None, (moment.month_day for moment in moments))), _numbers(text, moments))


def shares_a_fact(objective: str, said: Told) -> bool:
    """Whether what is said names a day of the objective, deadlines aside, or one of its numbers with the same sign."""
    if any(moment.month_day in said.days for moment in days_named(objective)):
        return True
    text = normal(objective[:LONGEST_TEXT])
    return not said.numbers.isdisjoint(_numbers(text, moments_in(text)))


def _numbers(text: str, moments: Sequence[Moment]) -> frozenset[tuple[Decimal, str]]:
    found = figures_in(masked(text, moments))
    return frozenset((figure.value, figure.sign) for figure in found if figure.value >= LEAST)
