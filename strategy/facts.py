"""Facts that two texts share: an exact day, or a number that counts or measures something."""

from decimal import Decimal

from strategy.days import masked, moments_in
from strategy.figures import figures_in, in_figures, plain
from strategy.occasions import days_named

LONGEST_TEXT = 20_000
LEAST = 10  # smaller numbers stand in too many sentences to say what they are about


def shares_a_fact(objective: str, said: str) -> bool:
    """Whether what is said names a day of the objective, deadlines aside, or one of its numbers with the same sign."""
    spoken = {moment.month_day for moment in moments_in(plain(said[:LONGEST_TEXT]))}
    if any(moment.month_day in spoken for moment in days_named(objective)):
        return True
    return bool(_numbers(objective) & _numbers(said))


def _numbers(text: str) -> set[tuple[Decimal, str]]:
    text = in_figures(plain(text[:LONGEST_TEXT]))
    return {(found.value, found.sign) for found in figures_in(masked(text, moments_in(text))) if found.value >= LEAST}
