"""One value in a text, and every way to read its digits."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import regex

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "nl")  # in which facts may be written
MONEY, PERCENT, DATE, TIME, YEAR, DURATION, NUMBER = "money", "percent", "date", "time", "year", "duration", "number"

# What patterns of values are made of.
GAP = r"[ \u00a0\u202f]?"
FIGURES = r"(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3}){1,6}(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,3}(?!\d))?)"
APART = r"(?<![\p{L}\p{N}_#@/.,-])"
# Asked at every number of a text: compiled here, for looking a pattern up by its text takes longer than these searches.
_SPACE_IN_NUMBER = regex.compile(r"['’\u00a0\u202f ]")
_MARK_BEFORE_ANOTHER = regex.compile(r"[.,](?=\d*[.,])")
_IN_THOUSANDS = regex.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True)
class Quantity:
    """One value; `values` holds every way to read it (1.234 is two numbers, 3/4 two dates). `unit` is a currency, a
    span of time, or the word that follows in a form fit for comparing."""

    kind: str
    values: frozenset[Any]
    said: str
    start: int
    unit: str = ""
    in_words: bool = False
    before: str = ""  # the word before it
    year: int = 0
    weekday: int | None = None  # that a date is told with; Monday is 0


def readings(number: str) -> frozenset[Decimal]:
    """Every number that the digits may mean: 1.234 is a thousand and more, or one and a bit."""
    bare = _SPACE_IN_NUMBER.sub("", number)
    as_decimal = _MARK_BEFORE_ANOTHER.sub("", bare).replace(",", ".")
    found = {Decimal(as_decimal)}
    if _IN_THOUSANDS.fullmatch(bare):
        found.add(Decimal(bare.replace(".", "").replace(",", "")))
    return frozenset(value.normalize() for value in found)
