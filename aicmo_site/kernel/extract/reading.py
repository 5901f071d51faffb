"""One value in a text, and every way to read its digits."""

from dataclasses import dataclass
from typing import Any

from aicmo_site.kernel.languages import READ as LANGUAGES  # noqa: F401  in which facts may be written

MONEY, PERCENT, DATE, TIME, YEAR, DURATION, NUMBER = "money", "percent", "date", "time", "year", "duration", "number"


@dataclass(frozen=True)
class Quantity:
    """One value; `values` holds every way to read it (1.234 is two numbers, 3/4 two dates). `unit` is a span of
    time, or the word that follows in a form fit for comparing."""

    kind: str
    values: frozenset[Any]
    said: str
    start: int
    unit: str = ""
    in_words: bool = False
    before: str = ""  # the word before it
    bound: str = ""  # of bounds.json, that a length of time is told with: from 16 years
    year: int = 0
    weekday: int | None = None  # that a date is told with; Monday is 0
    currencies: frozenset[str] = frozenset()  # ISO 4217: what a sum may be in
