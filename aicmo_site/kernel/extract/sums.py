"""A sum of money, and two that are the ends of one range."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from aicmo_site.kernel.extract.digits import normal
from aicmo_site.kernel.extract.numbers import DATA, tidy

_LENDS = 1000  # what is smaller may have its thousands in the number behind it: 5-8,000
_OPENED = 12  # characters before a number in which "between" stands
THROUGH, EITHER = tuple(DATA["through_words"]), (*DATA["range_words"], *DATA["through_words"])


@dataclass(frozen=True, slots=True)
class Money:
    """One amount in major units. `sure` is False where the currency's sign stands for several currencies.

    `times` is the word that multiplied the number ("k", "mil"), `top` the upper end where it is a range, `readings`
    every way to read the amount (none: it cannot be read), `currencies` all that the sign may stand for, `bound` one of
    bounds.json: the sum is a limit or a guess.
    """

    amount: Decimal
    currency: str = ""  # ISO 4217, "" where none is named
    sure: bool = True
    start: int = 0  # where it stands in the text
    end: int = 0
    times: str = ""
    top: Decimal | None = None
    readings: tuple[Decimal, ...] = ()
    currencies: tuple[str, ...] = ()
    bound: str = ""
    factor: Decimal = Decimal(1)  # what `times` multiplied by

    @property
    def is_certain(self) -> bool:
        return len(self.readings) == 1


def with_ranges(found: list[Money], text: str) -> list[Money]:
    """Two amounts with a dash or "to" between them are one range: its lower end, with the upper one as `top`."""
    text, ranges = normal(text), list[Money]()
    for money in found:
        first = ranges[-1] if ranges else None
        between = text[first.end : money.start].strip().casefold() if first else ""
        if first and first.top is None and _spans(text[max(first.start - _OPENED, 0) : first.start], between):
            low, high = sorted((first.amount, money.amount))
            ranges[-1] = replace(first, amount=low, top=high, end=money.end, bound="")
        else:
            ranges.append(money)
    return ranges


def _spans(before: str, between: str) -> bool:
    """Whether "10 to 15", or "between 10 and 15", is what stands there."""
    return between in THROUGH or are_between(before, between)


def are_between(before: str, between: str) -> bool:
    """Whether "between 10 and 15" is what stands before two numbers, and between them."""
    return between.strip().casefold() in EITHER and bool(re.search(DATA["between"], before, re.IGNORECASE))


def shared(found: Sequence[Money], text: str, words: Sequence[str] = EITHER) -> list[Money]:
    """In "10-12k EUR" the first number has the second's multiplier and currency, in "$5-8,000" its thousands; in
    "€10-12k" it lends its own currency. `words` are those that join two numbers so."""
    sums = list(found)
    for index in range(len(sums) - 2, -1, -1):
        first, second = sums[index : index + 2]
        between = text[first.end : second.start].strip().casefold()
        joined = between in words or are_between(text[max(first.start - _OPENED, 0) : first.start], between)
        if joined and first.is_certain and second.is_certain:
            known = first if first.currencies else second
            sums[index : index + 2] = [_in(known, _lent(first, second, between)), _in(known, second)]
    return sums


def _in(known: Money, money: Money) -> Money:
    if money.currencies or not known.currencies:
        return money
    return replace(money, currency=known.currency, sure=known.sure, currencies=known.currencies)


def _lent(first: Money, second: Money, between: str) -> Money:
    """The first number of a range, multiplied as the second one is."""
    factor = Decimal(1)
    if not first.times and first.amount < _LENDS:
        is_bare = not (first.currencies and second.currencies)  # €5 to €7,500 are both whole
        is_large = between in THROUGH and is_bare and first.amount * _LENDS < second.amount
        factor = second.factor if second.times else Decimal(_LENDS if is_large else 1)
    amount = tidy(first.amount * factor)
    return first if factor == 1 else replace(first, amount=amount, readings=(amount,), times=second.times)
