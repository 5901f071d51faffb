"""Sums of money as people write them. What cannot be read for certain is marked so, and never read as less."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.extract.currencies import (
    THOUSANDTHS,
    Mark,
    is_code_in_small_letters,
    is_name,
    marks,
)
from aicmo_site.kernel.extract.digits import normal
from aicmo_site.kernel.extract.numbers import (
    DATA,
    Number,
    bare_numbers,
    belongs_to_a_name,
    decorated,
    glued_at,
    is_a_word,
    is_abbreviated,
    multiplied,
    multipliers,
    percent_at,
    scaled,
    tidy,
    times_at,
)
from aicmo_site.kernel.extract.sums import THROUGH, Money, shared
from aicmo_site.kernel.extract.word_lookup import SPACES, Words, is_wordy, lowered

LARGEST = Decimal(10**15)
BOUNDS: dict[str, Any] = json.loads(Path(__file__).with_name("words").joinpath("bounds.json").read_text("utf-8"))
_SIGNS = "<>≤≥~≈±"
_MOST_SPACES = 3
_LONGEST_NAME = 16  # characters of a currency's name that tells what "mil" is
_ARTICLE, _LONGEST_ARTICLE = re.compile(r"\s[^\W\d_]{1,3}$"), 4  # hasta los 5.000 €
_JOINED, _LONGEST_JOINT = (
    re.compile(r",?(?: (?:and|und|et|y|e|en|og|och|or|oder|ou|o|of|to|bis|à|a|tot)(?: an?)?)? $"),
    9,
)
_WORD = re.compile(r"[^\W\d_]+ ?")
_THROUGH = tuple(word for word in THROUGH if word != "a")  # an article as well
_BEFORE_ONLY = ("r",)
_APART = re.compile(r"\d\s{1,3}m$")
_LONGEST_MEASURED = 60  # characters


def read_amount(value: Any, tag: str = "", currency: str = "") -> list[Money]:
    """All sums of an answer that is one: one where it is plain, several where it is a range or a list, none where any
    part of it is unreadable. `currency` is what another answer names."""
    if isinstance(value, str):
        found = [money for money, _ in _values(value, "", tag, currency) if money]
        return shared(found, normal(value)) if all(money.is_certain for money in found) else []
    amount = tidy(Decimal(str(value)))
    return [Money(amount, readings=(amount,))]


def find_money(text: str, tag: str = "") -> list[Money]:
    """The sums and numbers of a text, in order; [] where a sum is unreadable. `tag`: how its people speak (BCP 47)."""
    found = [money for money, _ in _values(text, "", tag) if money and (money.currencies or money.is_certain)]
    plain = normal(text)
    found = [money for money in found if not (money.times == "m" and _is_metres(money, plain))]
    return shared(found, plain) if all(money.is_certain for money in found) else []


def _is_metres(money: Money, text: str) -> bool:
    """Whether the m behind a number is no million: one without a currency that stands apart (a large M is none of
    these), or beside what is measured."""
    if money.currencies:
        return False
    is_apart = bool(_APART.search(text[money.start : money.end]))
    behind, before = text[money.end :][:_LONGEST_MEASURED], text[max(0, money.start - _LONGEST_MEASURED) : money.start]
    return is_apart or bool(_measured_behind().match(behind) or _measured_before().search(before))


def values_in(text: str, language: str = "", tag: str = "", currency: str = "") -> list[tuple[Money | None, Number]]:
    """Each number of a text as money, and as a plain number; what is a percentage or has a name is no money.

    `language` is the only one whose words are read, "" for any; `tag` tells whose "$" it is; `currency` is what is
    counted anyway.
    """
    values: list[tuple[Money | None, Number]] = []
    for money, number in _values(text, language, tag, currency):
        if money and values and _is_share(values[-1][1], money):
            values.pop()
        values.append((money, number))
    sums = iter(shared([money for money, _ in values if money], normal(text), _THROUGH))
    return [_with_its_range(next(sums), money, number) if money else (None, number) for money, number in values]


def _values(text: str, language: str, tag: str, currency: str = "") -> Iterator[tuple[Money | None, Number]]:
    plain = normal(text)
    return _Reader(plain, lowered(plain), language, tag, currency).values()


def _is_share(number: Number, money: Money) -> bool:
    """Whether a percentage is the share of the sum behind it, which is read as a part already."""
    return number.percent and money.start <= number.start


def _with_its_range(shared_sum: Money, money: Money, number: Number) -> tuple[Money, Number]:
    """A number as the range makes it of which it is an end."""
    if shared_sum.amount != money.amount:
        number = replace(number, values=shared_sum.readings)
    return shared_sum, number


class _Reader:
    def __init__(self, text: str, low: str, language: str, tag: str, currency: str):
        self.text, self.low, self.language, self.tag, self.currency = text, low, language, tag, currency
        self.marks, self.spoken = marks(language), tag.partition("-")[0].lower() or language

    def values(self) -> Iterator[tuple[Money | None, Number]]:
        floor, last = 0, None
        for bare in bare_numbers(self.text, self.low, self.language, self.spoken):
            if bare.start < floor:
                continue
            number = scaled(self.low, bare, self.spoken) if percent_at(self.low, bare.end) else bare
            money = None if number.percent else self._money(bare, floor)
            if not (money and money.currencies):
                number = scaled(self.low, bare, self.spoken)
            money = money and self._whole(money, bare, last)
            if last and last.percent and money and money.currency and self._is_of(last, money):
                money = self._part(last, money)
            last = None if money and money.currencies else number
            floor = money.end if money and money.currencies else number.end
            if not (money and money.currencies) and is_a_word(self.text, number):
                continue
            yield money, number

    def _whole(self, money: Money, bare: Number, last: Number | None) -> Money:
        return replace(money, readings=()) if self._is_the_rest(bare, last) else money

    def _is_the_rest(self, bare: Number, last: Number | None) -> bool:
        """Whether it is the end of a number that is not understood: "seven and a | half thousand pounds"."""
        joint = _JOINED.search(self.low[max(0, bare.start - _LONGEST_JOINT) : bare.start])
        end = bare.start - len(joint[0]) if joint else -1
        if last and last.end == end and (last.times or (last.in_words and bare.in_words)):
            return True
        return bare.in_words and bool(multipliers(self.spoken).before(self.low, end))

    def _money(self, bare: Number, floor: int) -> Money | None:
        before, start, bound = self._before(bare.start, floor)
        goes_on = 0 < floor == self._back(bare.start - 1, 0)  # 5k-8k
        if before is None and not goes_on and belongs_to_a_name(self.text, bare.start):
            return None
        values, end, times = bare.values, decorated(self.low, bare.end), bare.times
        factors, end, times = self._factors(end, times, before)
        plus = self._plus(end)
        after, end = self._after(end + bool(plus), before)
        is_one = bare.in_words and bare.values[0] == 1 and not factors
        if bare.in_words and (is_one or not (before or after)):
            return None
        mark = before & after if before and after else before or after
        if mark:
            mark = mark.spoken_in(self.tag)
        code = mark.usual if mark else self.currency
        factors = self._settled(times, factors, code, end)
        readings = multiplied(values, factors) if factors else values
        if len(readings) > 1 and not times and code not in THOUSANDTHS:
            readings = readings[:1]  # no price has three decimals
        bound = bound or bound_before(self.low, start)
        bound = bound or plus or self._plus(end) or self._bound_after(end)
        end += bool(self._plus(end))
        unknown, end = (None, end) if after else self._behind_a_word(end)
        known = mark or unknown or Mark(())
        is_too_large = any(value > LARGEST for value in readings)
        if unknown or is_too_large or (mark and not mark.codes) or self._is_touched(end):
            readings = ()
        return Money(
            amount=readings[0] if readings else Decimal(0),
            currency=known.usual,
            sure=known.sure or not known.codes,
            start=start,
            end=end,
            times=times,
            readings=readings,
            currencies=known.codes,
            bound=bound,
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
                and not 0 < floor == self._back(end - 1, floor)  # 5~8k
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
        return _back(self.low, at, floor)

    def _factors(self, at: int, times: str, before: Mark | None) -> tuple[tuple[int, ...], int, str]:
        """(factors, end, word) of what multiplies a sum: also letters that do so before a currency only, T€."""
        begin = self._forward(at)
        if found := times_at(self.low, at, multipliers(self.spoken)):
            factors, begin, end = found
            return factors, decorated(self.low, end), self.low[begin:end]
        if self.marks.after(self.low, begin):
            return (), at, times
        if led := self._before_a_mark(begin):
            return *led, self.low[begin : led[1]].rstrip(".")
        plain = _factors("of_money").after(self.low, begin)
        if plain and not is_abbreviated(self.low, plain[1]):
            return (plain[0],), decorated(self.low, plain[1]), self.low[begin : plain[1]]
        if short := _factors("of_rupees").after(self.low, begin):
            after, _ = self._after(short[1], before)
            codes = {*(before.codes if before else ()), *(after.codes if after else ()), self.currency}
            if codes & set(DATA["rupees"].split()):
                return (short[0],), short[1], self.low[begin : short[1]]
        return (), at, times

    def _before_a_mark(self, begin: int) -> tuple[tuple[int, ...], int] | None:
        """What letters multiply by that touch the currency behind them, or its full stop: T€, 5 т.р., 1,5 mio.kr."""
        known = multipliers(self.spoken).after(self.low, begin)
        words = [(known[0], known[1] - begin)] if known else []
        short = DATA["before_currency"].items()
        words += [((factor,), len(word)) for word, factor in short if self.low.startswith(word, begin)]
        ends = ((factors, begin + length) for factors, length in words)
        ends = ((factors, end + (self.low[end : end + 1] == ".")) for factors, end in ends)
        return next(((factors, end) for factors, end in ends if self._has_mark(end)), None)

    def _has_mark(self, at: int) -> bool:
        found = self.marks.after(self.low, at)
        return bool(found) and self.low[at : found[1] if found else at] not in _BEFORE_ONLY

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
        _, stop = found
        if not self._is_mark(begin, stop) or self.low[begin:stop] in _BEFORE_ONLY:
            return False
        digit = re.match(r"\s?(?=\d)", self.low[stop : stop + 2])
        if not digit:
            return True  # one that contradicts what stands before makes the sum unreadable
        glued = not digit[0]
        if glued:
            return begin == end and known is None
        return known is None and (not is_name(self.low, begin, stop) or begin > end)

    def _plus(self, end: int) -> str:
        """The bound of 5,000+; in 5,000+VAT there is none."""
        is_plus = self.low[end : end + 1] == "+" and not is_wordy(self.low[end + 1 : end + 2] or " ")
        return "at least" if is_plus else ""

    def _bound_after(self, end: int) -> str:
        found = _bounds("after").after(self.low, self._forward(end))
        return found[0] if found else ""

    def _is_touched(self, end: int) -> bool:
        """Whether something unknown touches the sum, or a letter follows that may multiply, nobody knows by what."""
        begin = self._forward(end)
        million = _factors("of_money").after(self.low, begin)  # the M of M.A. is none
        is_abbreviation = million is not None and is_abbreviated(self.low, million[1])
        return bool(glued_at(self.low, end) or _doubtful().after(self.low, begin) or is_abbreviation)

    def _behind_a_word(self, end: int) -> tuple[Mark | None, int]:
        """The currency behind a word that may multiply and is not known: "5 gazillion dollars"."""
        word = _WORD.match(self.low, self._forward(end))
        found = self.marks.after(self.low, word.end()) if word else None
        if word is None or found is None or not self._is_mark(word.end(), found[1]):
            return None, end
        is_of_the_next = re.match(r"\s?\d", self.low[found[1] : found[1] + 2])
        return (None, end) if is_of_the_next else found

    def _is_of(self, share: Number, money: Money) -> bool:
        between = self.low[share.end : money.start].split()
        return " ".join(between) in DATA["of"]

    def _part(self, share: Number, money: Money) -> Money:
        """20 % of 50,000: the share itself."""
        readings = tuple(tidy(one * share.values[0] / 100) for one in money.readings) if share.values else ()
        return replace(money, amount=readings[0] if readings else Decimal(0), readings=readings, start=share.start)


def bound_before(low: str, start: int) -> str:
    """The bound whose word stands in front of a value, of a text in small letters: "at least" for "from 16 years"."""
    end = _back(low, start, 0)
    found = _bounds("before").before(low, end)
    if found is None and low[end - 1 : end] == ".":
        found = _bounds("before").before(low, end - 1)
    if found is None and (article := _ARTICLE.search(low[max(0, end - _LONGEST_ARTICLE) : end])):
        found = _bounds("before").before(low, end - len(article[0]))
    return found[0] if found else ""


def _back(low: str, at: int, floor: int) -> int:
    i = at
    while i > floor and at - i < _MOST_SPACES and low[i - 1] in SPACES:
        i -= 1
    return i


@cache
def _factors(section: str) -> Words[int]:
    return Words(DATA[section])


def _one_of(words: str) -> str:
    return rf"(?:{'|'.join(words.split())})(?!\w)"


@cache
def _measured_behind() -> re.Pattern[str]:
    """ "50m long", "50m pool", "50m outdoor pool"; not "5m for pools"."""
    lengths, functions = DATA["lengths"], _one_of(DATA["function_words"])
    noun = rf"(?:(?!{functions})\w{{1,20}}[\s-])?{_one_of(lengths['measured'])}"
    return re.compile(rf"[\s-]?(?:{_one_of(lengths['behind'])}|{noun})", re.IGNORECASE)


@cache
def _measured_before() -> re.Pattern[str]:
    """ "The pool is (about) 50m"."""
    lengths = DATA["lengths"]
    told = rf"(?<!\w){_one_of(lengths['measured'])}\s{_one_of(lengths['is'])}"
    return re.compile(rf"{told}(?:\s\w{{1,12}})?\s$", re.IGNORECASE)


@cache
def _doubtful() -> Words[bool]:
    return Words(dict.fromkeys(DATA["doubtful"], True))


@cache
def _links() -> Words[bool]:
    return Words(dict.fromkeys(DATA["linking"], True))


@cache
def _bounds(where: str) -> Words[str]:
    return Words({word: bound for bound, words in BOUNDS[where].items() for word in words})
