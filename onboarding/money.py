"""Amounts of money as people write them. What cannot be read for certain is not read at all."""

import json
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

DATA = json.loads(Path(__file__).with_name("currencies.json").read_text(encoding="utf-8"))
CODES = frozenset(DATA["codes"].split())
LARGEST = Decimal(10**15)


@dataclass(frozen=True)
class Money:
    """One amount in major units. `sure` is False where the currency's sign stands for several currencies."""

    amount: Decimal
    currency: str = ""  # ISO 4217, "" where none is named
    sure: bool = True
    start: int = 0  # where it stands in the text
    end: int = 0


def read_amount(value: Any) -> list[Money]:
    """All amounts in a value: one where it is plain, several where it is a range or a list, none where unreadable."""
    if isinstance(value, str):
        return find_money(value)
    return [Money(_plain(Decimal(str(value))))]


def find_money(text: str) -> list[Money]:
    """The numbers of a text, in order, each with its multiplier and currency; [] where one of them is ambiguous."""
    text = unicodedata.normalize("NFKC", text)
    matches = list(_pattern().finditer(text))
    found = [_money(match) for match in matches]
    if not all(found):
        return []
    return _shared([money for money in found if money], text, matches)


def currency_of(text: str) -> tuple[str, bool]:
    """(ISO code, sure) of a currency as written; ("", True) where it is none that we know."""
    word = unicodedata.normalize("NFKC", text).strip(" .").casefold()
    if word.upper() in CODES:
        return word.upper(), True
    mark = DATA["marks"].get(word)
    return (mark["code"], mark["sure"]) if mark else ("", True)


@cache
def _pattern() -> re.Pattern[str]:
    codes = [code.casefold() for code in CODES]
    marks = _either([*DATA["marks"], *codes])
    multipliers = _either(DATA["multipliers"])
    number = r"\d+(?:[.,'’\u00a0\u202f ]\d{2,3}(?!\d))*(?:[.,]\d+)?"
    return re.compile(
        rf"(?:(?<![^\W\d_])(?P<before>{marks})\s*)?(?<![\d.,])(?P<number>{number})"
        rf"(?:\s*(?P<times>{multipliers})(?![^\W\d_]|\.\w)(?:\.(?=\s|$))?|(?P<wan>[千万億]))?"
        rf"(?:\s*(?P<after>{marks})(?![^\W\d_]))?",
        re.IGNORECASE,
    )


def _either(words: Any) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _money(match: re.Match[str]) -> Money | None:
    times = match["times"] or match["wan"]
    number = _number(match["number"], multiplied=bool(times))
    before, after = match["before"], match["after"]
    currencies = {currency_of(mark) for mark in (before, after) if mark}
    if number is None or len(currencies) > 1:
        return None
    amount = number * DATA["multipliers"][times.casefold()] if times else number
    currency, sure = next(iter(currencies), ("", True))
    return Money(_plain(amount), currency, sure, match.start(), match.end()) if amount <= LARGEST else None


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


def _shared(found: list[Money], text: str, matches: list[re.Match[str]]) -> list[Money]:
    """In "10-12k EUR" the first number has the second's multiplier and currency."""
    times = [match["times"] or match["wan"] for match in matches]
    for index, (first, second) in reversed(list(enumerate(pairwise(found)))):
        between = text[first.end : second.start].strip().casefold()
        if between not in DATA["range_words"]:
            continue
        shares = times[index + 1] and not times[index] and first.amount < 1000
        amount = first.amount * DATA["multipliers"][times[index + 1].casefold()] if shares else first.amount
        known = first if first.currency else second
        found[index] = Money(_plain(amount), known.currency, known.sure, first.start, first.end)
    return found


def _plain(amount: Decimal) -> Decimal:
    """Without an exponent and without needless zeros, so that equal amounts look equal."""
    if amount == amount.to_integral_value():
        return Decimal(int(amount))
    return Decimal(format(amount.normalize(), "f"))
