"""Months by their names, in the languages of briefs."""

from functools import cache

from aicmo_site.kernel.months import names_of_months
from strategy.rulebook import folded, rules

SHORTEST_MONTH = 3


def month_by_name(name: str) -> int | None:
    """A month by its whole name or the beginning of it, in the languages that we write."""
    word, months = folded(name), rules("summary")["months"]
    known = (at for at, names in enumerate(months, 1) if any(folded(each).startswith(word) for each in names))
    return next(known, None) if len(word) >= SHORTEST_MONTH else None


def month_by_stem(name: str) -> int | None:
    """A month by the beginning of it in rules/numbers.json, or by its whole name in further languages."""
    word = folded(name)
    months = rules("numbers")["months"]
    named = (int(m) for m, stems in months.items() if any(word.startswith(folded(stem)) for stem in stems))
    return _more_months().get(word) or next(named, None)


@cache
def _more_months() -> dict[str, int]:
    """Whole names of months in further languages, by themselves and behind a day."""
    return {folded(name): number for name, number in names_of_months(rules("numbers")["more_months"])}
