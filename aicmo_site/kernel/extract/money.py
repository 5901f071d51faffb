"""Amounts of money as people write them. What cannot be read for certain is not read at all."""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from aicmo_site.kernel.extract.currencies import (
    CODES,
    DATA,
    UNSPACED,
    currency_of,
    joined_multipliers,
    marks,
    multipliers,
    times_of,
)
from aicmo_site.kernel.extract.digits import FOREIGN_DIGIT
from aicmo_site.kernel.text.alternatives import either

LARGEST = Decimal(10**15)
_MARKS = str.maketrans({"٫": ".", "٬": ","})  # of Arabic numerals
_TAUSEND = re.compile(r"(?<=[\d\s])T(?=(?:EUR|CHF|USD)\b|€)")  # 5 TEUR
_THOUSAND = re.compile(r"(?<=[\d\s])[kK](?=(?:EUR|CHF|USD|GBP|CAD)\b)")  # 5 kCHF
_SHARE = re.compile(r"\s?(?:%|per ?cent\b)")


@dataclass(frozen=True)
class Money:
    """One amount in major units. `sure` is False where the currency's sign stands for several currencies.

    `times` is the word that multiplied the number ("k", "mil"), `top` the upper end where it is a range.
    """

    amount: Decimal
    currency: str = ""  # ISO 4217, "" where none is named
    sure: bool = True
    start: int = 0  # where it stands in the text
    end: int = 0
    times: str = ""
    top: Decimal | None = None


def read_amount(value: Any) -> list[Money]:
    """All amounts in a value: one where it is plain, several where it is a range or a list, none where unreadable."""
    if isinstance(value, str):
        return find_money(value)
    return [Money(_plain(Decimal(str(value))))]


def find_money(text: str) -> list[Money]:
    """The numbers of a text, in order, each with its multiplier and currency; [] where one of them is ambiguous."""
    text = normal(text)
    matches = list(_pattern().finditer(text))
    found = [_money(match) for match in matches]
    if not all(found):
        return []
    return _shared(_added([money for money in found if money], text), text)


def without_shares(found: list[Money], text: str) -> list[Money]:
    """Amounts that are no percentages of something."""
    text = normal(text)
    return [money for money in found if not _SHARE.match(text, money.end)]


def with_ranges(found: list[Money], text: str) -> list[Money]:
    """Two amounts with a dash or "to" between them are one range: its lower end, with the upper one as `top`."""
    text, ranges = normal(text), list[Money]()
    for money in found:
        first = ranges[-1] if ranges else None
        between = text[first.end : money.start].strip().casefold() if first else ""
        if first and first.top is None and _spans(text[max(first.start - 12, 0) : first.start], between):
            low, high = sorted((first.amount, money.amount))
            ranges[-1] = replace(first, amount=low, top=high, end=money.end)
        else:
            ranges.append(money)
    return ranges


def _spans(before: str, between: str) -> bool:
    """Whether "10 to 15", or "between 10 and 15", is what stands there."""
    opened = re.search(DATA["between"], before, re.IGNORECASE)
    return between in DATA["through_words"] or bool(opened and between in DATA["range_words"])


def normal(text: str) -> str:
    """The text that positions count in: NFKC, digits and separators of all scripts as Latin ones."""
    text = _THOUSAND.sub("k ", _TAUSEND.sub("tsd ", unicodedata.normalize("NFKC", text)))
    if text.isascii():
        return text
    return FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text.translate(_MARKS))


@cache
def _pattern() -> re.Pattern[str]:
    codes = [code.casefold() for code in CODES]
    signs, joined = either([*marks(), *codes]), joined_multipliers()
    times = either(word for word in multipliers() if word not in joined)
    number = r"\d{1,30}(?:[.,'’\u00a0\u202f ]\d{2,3}(?!\d)){0,9}(?:[.,]\d{1,9})?"
    return re.compile(
        rf"(?:(?<![^\W\d_])(?P<before>{signs})\.?\s{{0,3}})?(?<![\d.,])(?P<number>{number})(?:[.,][–—-](?!\d))?"
        rf"(?:\s{{0,3}}(?P<times>{times})(?![^\W\d_]|\.\w)(?:\.(?=\s|$))?|\s?(?P<wan>(?:{either(joined)}){{1,3}}))?"
        rf"(?:\s{{0,3}}(?:(?:de|d['’]|di)\s?)?(?P<after>{signs})(?![^\W\d_{UNSPACED}]))?",
        re.IGNORECASE,
    )


def _money(match: re.Match[str]) -> Money | None:
    times = match["times"] or match["wan"]
    number = _number(match["number"], multiplied=bool(times))
    before, after = match["before"], match["after"]
    unit_only = before and (after or "") in DATA["units"]["words"]  # 新台幣 20 萬元
    currencies = {currency_of(mark) for mark in (before, "" if unit_only else after) if mark}
    if len({code for code, _ in currencies}) > 1 and not all(sure for _, sure in currencies):
        currencies = {(code, sure) for code, sure in currencies if sure}  # "$5,000 CAD"
    if number is None or len(currencies) > 1:
        return None
    amount = number * times_of(times) if times else number
    currency, sure = next(iter(currencies), ("", True))
    if amount > LARGEST:
        return None
    return Money(_plain(amount), currency, sure, match.start(), match.end(), (times or "").casefold())


def _number(written: str, *, multiplied: bool) -> Decimal | None:
    """A number with its separators; None where they could mean either thousands or decimals."""
    digits = re.sub(r"['’\u00a0\u202f ]", "", written)
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return Decimal(digits)
    head, last = re.split(r"[.,](?=\d+$)", digits)
    decimal = (len(set(marks)) == 2 and marks.count(marks[-1]) == 1) or (len(marks) == 1 and len(last) != 3)
    if len(marks) == 1 and len(last) == 3 and multiplied:
        return None
    whole = re.sub(r"[.,]", "", head)
    return Decimal(f"{whole}.{last}") if decimal else Decimal(whole + last)


def _shared(found: list[Money], text: str) -> list[Money]:
    """In "10-12k EUR" the first number has the second's multiplier and currency; in "€10-12k" it lends its own."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index : index + 2]
        if text[first.end : second.start].strip().casefold() not in (*DATA["range_words"], *DATA["through_words"]):
            continue
        shares = second.times and not first.times and first.amount < 1000
        amount = first.amount * times_of(second.times) if shares else first.amount
        known = first if first.currency else second
        first = replace(first, amount=_plain(amount), currency=known.currency, sure=known.sure)
        if not second.currency:
            second = replace(second, currency=known.currency, sure=known.sure)
        found[index : index + 2] = first, second
    return found


def _added(found: list[Money], text: str) -> list[Money]:
    """1億5000万円 is one sum: a part that directly follows a larger one is added to it."""
    whole: list[Money] = []
    for money in found:
        if whole and _goes_on(whole[-1], money) and not text[whole[-1].end : money.start].strip():
            money = replace(money, amount=whole[-1].amount + money.amount, start=whole.pop().start)
        whole.append(money)
    return whole


def _goes_on(last: Money, money: Money) -> bool:
    """Whether both count in ten thousands, the larger unit first."""
    counted = all(one.times[:1] in joined_multipliers() for one in (last, money))
    return counted and not last.currency and last.amount > money.amount


def _plain(amount: Decimal) -> Decimal:
    """Without an exponent and without needless zeros, so that equal amounts look equal."""
    if amount == amount.to_integral_value():
        return Decimal(int(amount))
    return Decimal(format(amount.normalize(), "f"))
