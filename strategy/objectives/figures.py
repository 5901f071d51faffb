"""The numbers of a sentence, each with its sign or currency and the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise

from aicmo_site.kernel.extract.money import values_in
from aicmo_site.kernel.extract.numbers import Number, belongs_to_a_name
from aicmo_site.kernel.extract.sums import THROUGH, Money, are_between
from aicmo_site.kernel.extract.word_lookup import is_unspaced
from strategy.objectives.phrases import BORDER, BREAK, CLAUSE, named_in, words_of
from strategy.rules.rulebook import rules

MOST_NUMBERS = 24  # a sentence with more is a table
MOST_DIGITS = 15
LEAST_IN_WORDS = 11  # "three pillars" are seldom a target


DIVIDERS = (".", ",", "-")
CHANGES_TO = ("auf", "naar")  # between two numbers: from the one to the other
BETWEEN = 12  # characters before a number in which the word stands
Value = tuple[Money | None, Number]


@dataclass(frozen=True)
class Figure:
    """A number in its sentence: the words before it (qualifiers aside) and after it, up to the next border."""

    value: Decimal
    sign: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    raw: str
    tail: str


def figures_in(text: str, tag: str = "") -> list[Figure]:
    """All numbers of the sentence that count or measure something, in its order; `tag` tells whose "$" it is."""
    found = _without_ranges(list(islice(_numbers(text, tag), MOST_NUMBERS)), text)
    places = [(money or number) for money, number in found]
    ends = [0, *(place.end for place in places)]
    starts = [*(place.start for place in places), len(text)]
    read = (_figure(text, money, number, ends[index], starts[index + 1]) for index, (money, number) in enumerate(found))
    return [figure for figure in read if figure]


def _without_ranges(found: list[Value], text: str) -> list[Value]:
    """Those that are no end of "between 10 and 15"."""
    places = [money or number for money, number in found]
    opened = [
        index
        for index, (first, second) in enumerate(pairwise(places))
        if are_between(text[max(first.start - BETWEEN, 0) : first.start], text[first.end : second.start])
    ]
    ends = {*opened, *(index + 1 for index in opened)}
    return [value for index, value in enumerate(found) if index not in ends]


def sums_in(text: str) -> list[Money]:
    """The sums in a currency."""
    return [money for money, _ in _numbers(text) if money]


def _numbers(text: str, tag: str = "") -> Iterator[Value]:
    for money, number in values_in(text, tag=tag):
        in_currency = money if money and money.currencies else None
        if in_currency or not (
            belongs_to_a_name(text, number.start) or text[number.start - 1 : number.start] in DIVIDERS
        ):
            yield in_currency, number


def _figure(text: str, money: Money | None, number: Number, begin: int, end: int) -> Figure | None:
    values, place = (money.readings if money.is_certain else (), money) if money else (number.values, number)
    tail = text[place.end : end]
    if not values or values[0].adjusted() >= MOST_DIGITS or (number.glued and not money):
        return None
    if re.match(r"-[^\W\d_]", tail):
        return None
    if not (money or number.percent) and not _is_counter(tail[:1]):
        return None
    if number.in_words and values[0] < LEAST_IN_WORDS:
        return None
    sign = (money.currency or _as_written(text, money)) if money else "%" if number.percent else ""
    before = words_of(BREAK.split(text[begin : place.start])[-1].replace(BORDER, ""))
    while before and named_in(before[-1], "qualifiers") and not _leads(before):
        before = before[:-1]
    return Figure(values[0], sign, before, words_of(CLAUSE.split(tail)[0]), text[begin : place.start], tail)


def _is_counter(char: str) -> bool:
    """Whether a letter of a script without spaces counts what stands there: 人 does, and 月 makes a month."""
    return not char or not is_unspaced(char) or char in rules("numbers")["counters"]


def _as_written(text: str, money: Money) -> str:
    """The word or sign of a currency that may be one of several."""
    return re.sub(r"[\d.,'’\s-]+", " ", text[money.start : money.end]).strip()


def _leads(before: tuple[str, ...]) -> bool:
    """Whether the last word says "to" or "by", though it could be a qualifier: "al 20 %" against "al menos 20"."""
    return named_in(before[-1], "to") and not (len(before) > 1 and named_in(before[-2], "to"))


_JOINTS = "|".join(map(re.escape, (*THROUGH, *CHANGES_TO, "/", "hasta", "zu", "ate")))
_JOINT = re.compile(rf"\s*(?:[^\W\d_][\w'’-]*\s+){{0,4}}?({_JOINTS})\s*(?:el\s|un\s)?")


def joint(tail: str) -> str:
    """The word or dash that makes a range of this number and the next: at most four words lie between."""
    match = _JOINT.fullmatch(tail)
    ratio = re.fullmatch(r"\s(in|of|out of|von|de|de cada|sur|su)\s", tail)  # 3 out of 4
    found = match or ratio
    return found[1] if found else ""
