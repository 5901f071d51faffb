"""Months by their names, in the languages of briefs."""

from aicmo_site.kernel.extract.calendar import names_of_months
from strategy.rulebook import folded, from_rules, rules

SHORTEST_MONTH = 3


def month_by_name(name: str) -> int | None:
    """A month by its whole name or the beginning of it, in the languages that we write."""
    word = folded(name)
    known = (at for at, names in enumerate(_names(), 1) if any(each.startswith(word) for each in names))
    return next(known, None) if len(word) >= SHORTEST_MONTH else None


def month_by_stem(name: str) -> int | None:
    """A month by the beginning of it in rules/numbers.json, or by its whole name in further languages."""
    word = folded(name)
    named = (month for month, stems in stems_of_months().items() if word.startswith(stems))
    return _more_months().get(word) or next(named, None)


@from_rules
def _names() -> list[tuple[str, ...]]:
    return [tuple(map(folded, names)) for names in rules("summary")["months"]]


@from_rules
def stems_of_months() -> dict[int, tuple[str, ...]]:
    return {int(month): tuple(map(folded, stems)) for month, stems in rules("numbers")["months"].items()}


@from_rules
def _more_months() -> dict[str, int]:
    """Whole names of months in further languages, by themselves and behind a day."""
    return {folded(name): number for name, number in names_of_months(rules("numbers")["more_months"])}
