"""Sums of money as people write them. What cannot be read for certain is marked so, and never read as less."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.extract.currencies import (
    THOUSANDTHS,
    Mark,
    is_code_in_small_letters,
    is_name,
    marks,
)
from aicmo_site.kernel.extract.numbers import (
    DATA,
    Number,
    bare_numbers,
    belongs_to_a_name,
    decorated,
    glued_at,
    is_counted,
    multiplied,
    multipliers,
    scaled,
    tidy,
    times_at,
)
from aicmo_site.kernel.extract.places import SPACES, Words, is_unspaced, is_wordy, lowered, normal

LARGEST = Decimal(10**15)
BOUNDS: dict[str, Any] = json.loads(Path(__file__).with_name("words").joinpath("bounds.json").read_text("utf-8"))
_SIGNS = "<>≤≥~≈±"
_LENDS = 1000  # what is smaller may have its thousands in the number behind it: 5-8,000
_MOST_SPACES = 3
_LONGEST_NAME = 16  # characters of a currency's name that tells what "mil" is
_BEFORE_ONLY = ("r",)


@dataclass(frozen=True)
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


def read_amount(value: Any, tag: str = "", currency: str = "") -> list[Money]:
    """All sums of an answer that is one: one where it is plain, several where it is a range or a list, none where any
    part of it is unreadable. `currency` is what another answer names."""
    if isinstance(value, str):
        found = [money for money, _ in values_in(value, "", tag, currency) if money]
        return _shared(found, normal(value)) if all(money.is_certain for money in found) else []
    amount = tidy(Decimal(str(value)))
    return [Money(amount, readings=(amount,))]


def find_money(text: str, tag: str = "") -> list[Money]:
    """The sums and numbers of a text, in order; [] where a sum is unreadable. `tag`: how its people speak (BCP 47)."""
    return list(_found(text, tag))


@lru_cache(maxsize=512)  # of one sentence it is asked several times in a row
def _found(text: str, tag: str) -> tuple[Money, ...]:
    found = [money for money, _ in values_in(text, "", tag) if money and (money.currencies or money.is_certain)]
    return tuple(_shared(found, normal(text))) if all(money.is_certain for money in found) else ()


def values_in(
    text: str, language: str = "", tag: str = "", currency: str = ""
) -> Iterator[tuple[Money | None, Number]]:
    """Each number of a text as money, and as a plain number; what is a percentage or has a name is no money.

    `language` is the only one whose words are read, "" for any; `tag` tells whose "$" it is; `currency` is what is
    counted anyway.
    """
    plain = normal(text)
    return _Reader(plain, lowered(plain), language, tag, currency).values()


class _Reader:
    def __init__(self, text: str, low: str, language: str, tag: str, currency: str):
        self.text, self.low, self.language, self.tag, self.currency = text, low, language, tag, currency
        self.marks, self.spoken = marks(language), tag.partition("-")[0].lower() or language

    def values(self) -> Iterator[tuple[Money | None, Number]]:
        floor, share = 0, None
        for bare in bare_numbers(self.text, self.low, self.language):
            if bare.start < floor:
                continue
            number = scaled(self.low, bare, self.spoken)
            is_eastern = bare.in_words and is_unspaced(self.text[bare.start])
            money = None if number.percent else self._money(bare, floor)
            if share and money and money.currency and self._is_of(share, money):
                money = self._part(share, money)
            share = number if number.percent else None
            floor = money.end if money and money.currencies else number.end
            if is_eastern and not ((money and money.currencies) or number.percent or is_counted(self.text, bare.end)):
                continue
            yield money, number

    def _money(self, bare: Number, floor: int) -> Money | None:
        before, start, bound = self._before(bare.start, floor)
        if before is None and (belongs_to_a_name(self.text, bare.start) or (bare.in_words and bare.values[0] == 1)):
            return None
        values, end, times = bare.values, decorated(self.low, bare.end), bare.times
        factors, end, times = self._factors(end, times, before)
        after, end = self._after(end, before)
        if bare.in_words and not (before or after):
            return None
        mark = before & after if before and after else before or after
        if mark:
            mark = mark.spoken_in(self.tag)
        code = mark.usual if mark else self.currency
        factors = self._settled(times, factors, code, end)
        readings = multiplied(values, factors) if factors else values
        if len(readings) > 1 and not times and code not in THOUSANDTHS:
            readings = readings[:1]  # no price has three decimals
        bound = bound or self._bound_before(start)
        bound_after, end = self._bound_after(end)
        if (
            glued_at(self.low, end)
            or self._is_doubtful(end)
            or (mark and not mark.codes)
            or any(value > LARGEST for value in readings)
        ):
            readings = ()
        known = mark or Mark(())
        return Money(
            amount=readings[0] if readings else Decimal(0),
            currency=known.usual,
            sure=known.sure or mark is None,
            start=start,
            end=end,
            times=times,
            readings=readings,
            currencies=known.codes,
            bound=bound or bound_after,
            factor=Decimal(factors[0]) if factors else bare.factor,
        )

    def _before(self, at: int, floor: int) -> tuple[Mark | None, int, str]:
        """The currency before a number, where it begins, and the sign of a bound between them."""
        mark, start, bound = None, at, ""
        while True:
            end = self._back(start, floor)
            last = self.low[end - 1] if end > floor else ""
            if (
                mark is None
                and not bound
                and last in tuple(_SIGNS)
                and (sign := _bounds("before").before(self.low, end))
            ):
                bound, start = sign
                continue
            closed = mark is None and last in tuple(")]:=")
            stopped = last == "." and end > 1 and is_wordy(self.low[end - 2])
            for _ in range(_MOST_SPACES if closed else stopped):
                if self.low[end - 1 : end] in tuple(")]:=.") and end > floor:
                    end = self._back(end - 1, floor)
            found = self.marks.before(self.low, end, floor)
            if found is None or not self._is_mark(found[1], end) or (stopped and end - found[1] > _MOST_SPACES):
                break
            if mark is not None and not (mark & found[0]).codes:
                break
            mark, start = (found[0] if mark is None else mark & found[0]), found[1]
            start -= closed and self.low[start - 1 : start] in ("(", "[")
        return mark, start, bound

    def _is_mark(self, start: int, end: int) -> bool:
        return not is_code_in_small_letters(self.text, start, end)

    def _back(self, at: int, floor: int) -> int:
        i = at
        while i > floor and at - i < _MOST_SPACES and self.low[i - 1] in SPACES:
            i -= 1
        return i

    def _factors(self, at: int, times: str, before: Mark | None) -> tuple[tuple[int, ...], int, str]:
        """(factors, end, word) of what multiplies a sum: also letters that do so before a currency only, T€."""
        begin = self._forward(at)
        if found := times_at(self.low, at, multipliers(self.spoken)):
            factors, begin, end = found
            return factors, decorated(self.low, end), self.low[begin:end]
        if self.marks.after(self.low, begin):
            return (), at, times
        prefix = _factors("before_currency").after(self.low, begin, joined=True)
        if prefix and self.marks.after(self.low, prefix[1]):
            return (prefix[0],), prefix[1], self.low[begin : prefix[1]]
        if plain := _factors("of_money").after(self.low, begin):
            return (plain[0],), decorated(self.low, plain[1]), self.low[begin : plain[1]]
        if short := _factors("of_rupees").after(self.low, begin):
            after, _ = self._after(short[1], before)
            codes = {*(before.codes if before else ()), *(after.codes if after else ()), self.currency}
            if codes & set(DATA["rupees"].split()):
                return (short[0],), short[1], self.low[begin : short[1]]
        return (), at, times

    def _forward(self, at: int) -> int:
        i = at
        while i - at < _MOST_SPACES and i < len(self.low) and self.low[i] in SPACES:
            i += 1
        return i

    def _settled(self, times: str, factors: tuple[int, ...], code: str, end: int) -> tuple[int, ...]:
        """What "mil" multiplies by, where the word behind it or the currency tells."""
        entry = DATA["by_language"].get(times) if len(factors) > 1 else None
        if entry is None:
            return factors
        word = self.low[max(0, end - _LONGEST_NAME) : end].rpartition(" ")[2]
        settled = entry["currencies"].get(code) or entry["words"].get(word)
        return (settled,) if settled else factors

    def _after(self, at: int, before: Mark | None) -> tuple[Mark | None, int]:
        """The currency behind a number, and where it ends; one that stands before the next number is that number's."""
        mark, end = None, at
        for _ in range(2):
            i = self._forward(end)
            opened = self.low[i : i + 1] in ("(", "[")
            i += opened
            linked = _links().after(self.low, i, joined=True) if mark is None else None
            found = self.marks.after(self.low, linked[1] if linked else i) or (linked and self.marks.after(self.low, i))
            if not found or not self._is_ours(found, end, linked[1] if linked else i, before or mark):
                break
            mark = found[0] if mark is None else mark & found[0]
            end = found[1]
            if (
                self.low[end : end + 1] == "."
                and end - i <= _MOST_SPACES
                and self.low[end + 1 : end + 2] in ("", *SPACES)
            ):
                end += 1
            if opened:
                end += self.low[end : end + 1] in (")", "]")
        return mark, end

    def _is_ours(self, found: tuple[Mark, int], end: int, begin: int, known: Mark | None) -> bool:
        mark, stop = found
        if not self._is_mark(begin, stop) or self.low[begin:stop] in _BEFORE_ONLY:
            return False
        digit = re.match(r"\s?(?=\d)", self.low[stop : stop + 2])
        if not digit:
            return known is None or bool((known & mark).codes) or not is_name(self.low, begin, stop)
        glued = not digit[0]
        if glued:
            return begin == end and known is None
        return known is None and (not is_name(self.low, begin, stop) or begin > end)

    def _bound_before(self, start: int) -> str:
        found = _bounds("before").before(self.low, self._back(start, 0))
        return found[0] if found else ""

    def _bound_after(self, end: int) -> tuple[str, int]:
        begin = self._forward(end)
        found = _bounds("after").after(self.low, begin)
        return (found[0], found[1] if self.low[begin] == "+" else end) if found else ("", end)

    def _is_doubtful(self, end: int) -> bool:
        """Whether a letter follows that may multiply: nobody knows by what."""
        return bool(_doubtful().after(self.low, self._forward(end)))

    def _is_of(self, share: Number, money: Money) -> bool:
        between = self.low[share.end : money.start].split()
        return " ".join(between) in DATA["of"]

    def _part(self, share: Number, money: Money) -> Money:
        """20 % of 50,000: the share itself."""
        readings = tuple(tidy(one * share.values[0] / 100) for one in money.readings) if share.values else ()
        return replace(money, amount=readings[0] if readings else Decimal(0), readings=readings, start=share.start)


@cache
def _factors(section: str) -> Words[int]:
    return Words(DATA[section])


@cache
def _doubtful() -> Words[bool]:
    return Words(dict.fromkeys(DATA["doubtful"], True))


@cache
def _links() -> Words[bool]:
    return Words(dict.fromkeys(DATA["linking"], True))


@cache
def _bounds(where: str) -> Words[str]:
    return Words({word: bound for bound, words in BOUNDS[where].items() for word in words})


def with_ranges(found: list[Money], text: str) -> list[Money]:
    """Two amounts with a dash or "to" between them are one range: its lower end, with the upper one as `top`."""
    text, ranges = normal(text), list[Money]()
    for money in found:
        first = ranges[-1] if ranges else None
        between = text[first.end : money.start].strip().casefold() if first else ""
        if first and first.top is None and _spans(text[max(first.start - 12, 0) : first.start], between):
            low, high = sorted((first.amount, money.amount))
            ranges[-1] = replace(first, amount=low, top=high, end=money.end, bound="")
        else:
            ranges.append(money)
    return ranges


def _spans(before: str, between: str) -> bool:
    """Whether "10 to 15", or "between 10 and 15", is what stands there."""
    opened = re.search(DATA["between"], before, re.IGNORECASE)
    return between in DATA["through_words"] or bool(opened and between in DATA["range_words"])


def _shared(found: list[Money], text: str) -> list[Money]:
    """In "10-12k EUR" the first number has the second's multiplier and currency, in "$5-8,000" its thousands; in
    "€10-12k" it lends its own currency."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index : index + 2]
        between = text[first.end : second.start].strip().casefold()
        if between not in (*DATA["range_words"], *DATA["through_words"]):
            continue
        amount = first.amount * _lent(first, second, between)
        known = first if first.currencies else second
        first = replace(first, amount=tidy(amount), readings=(tidy(amount),))
        first, second = (
            replace(one, currency=known.currency, sure=known.sure, currencies=known.currencies)
            if not one.currencies
            else one
            for one in (first, second)
        )
        found[index : index + 2] = first, second
    return found


def _lent(first: Money, second: Money, between: str) -> Decimal:
    """What the second number of a range multiplies the first one by."""
    if first.times or first.amount >= _LENDS:
        return Decimal(1)
    if second.times:
        return second.factor
    is_range = between in DATA["through_words"] and first.amount * _LENDS < second.amount
    return Decimal(_LENDS) if is_range and second.amount % _LENDS == 0 else Decimal(1)
