"""The numbers of a text, in digits of any script, in words and in both, each with every way to read it."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from heapq import merge
from pathlib import Path
from typing import Any

import regex

from aicmo_site.kernel.extract import cldr
from aicmo_site.kernel.extract.digits import normal
from aicmo_site.kernel.extract.lexicon import LEXICON
from aicmo_site.kernel.extract.number_words import number_words
from aicmo_site.kernel.extract.word_lookup import SPACES, Words, is_unspaced, is_wordy, lowered

DATA: dict[str, Any] = json.loads(Path(__file__).with_name("words").joinpath("numbers.json").read_text("utf-8"))
LEXICON.extend(DATA, "money")
FUNCTION_WORDS = frozenset(DATA["function_words"].split())
MILLION = 1_000_000
_FRACTIONS = "½¼¾⅓⅔⅛"
_NUMBER = regex.compile(
    r"(?<!\d)(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d)){1,6}+|\d{1,3}(?:['’]\d{3}(?!\d)){1,6}+|\d++)(?:[.,]\d++)*+"
    rf"(?: ?[{_FRACTIONS}])?+|[{_FRACTIONS}]"
)
_GROUPING = regex.compile(r"['’ \u00a0\u2009\u202f]")
_MARK = regex.compile("[.,]")
_MOST_DIGITS = 28  # as many as Decimal keeps; of more it would round
_APART = ("", *SPACES)
_SHORTEST_AFTER_AN_ARTICLE = 4  # characters: "a lakh", and not "um 5 k"
_DECORATION = regex.compile(r"(?:[.,:][-–—]{1,2}|,--)(?![\d\p{L}])")
_GLUED = regex.compile(r"[\p{L}\p{M}\p{No}_°^=#@]++|['’.,:/]?+\d++")
_EASTERN = "".join(DATA["eastern"])
_MAY_BE_EASTERN = (" ", *_EASTERN)
_EASTERN_DIGITS = "".join(DATA["eastern_digits"])
_HAN, _HANGUL = (f"{script}&&[{_EASTERN}{_EASTERN_DIGITS}]" for script in (r"\P{Hangul}", r"\p{Hangul}"))
_EASTERN_AFTER = regex.compile(rf" ?[{_EASTERN}]++(?: ?\d++(?:[.,]\d++)?+ ?[{_EASTERN}]++)*+")
_EASTERN_ALONE = regex.compile(  # of syllables of Hangul, one must be a unit: many are other words as well
    rf"(?V1)(?<![\d數数何几幾多第{_EASTERN}{_EASTERN_DIGITS}])"
    rf"(?:[{_HAN}]{{1,16}}+|(?<!\p{{Hangul}})(?=[{_HANGUL}]{{0,3}}[{_EASTERN}])[{_HANGUL}]{{1,16}}+)"
)
_EASTERN_PART = regex.compile(rf"\d++(?:[.,]\d++)?+|[{_EASTERN}{_EASTERN_DIGITS}]")
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `values` are the ways to read it, the usual one first, none where it cannot be read.

    `times` is the word that multiplied it, `glued` the letters or signs that touch it and were not understood.
    """

    values: tuple[Decimal, ...]
    start: int
    end: int
    times: str = ""
    glued: str = ""
    percent: bool = False
    in_words: bool = False
    factor: Decimal = Decimal(1)  # what `times` multiplied by


def find_numbers(text: str, language: str = "") -> list[Number]:
    """The numbers of a text, in order; `language` is that of its words, "" for any that we know.

    What belongs to a name (Q3, #4, B2B) is no number.
    """
    text = normal(text)
    low = lowered(text)
    found: list[Number] = []
    for number in bare_numbers(text, low, language):
        if not found or number.start >= found[-1].end:
            found.append(scaled(low, number, language))
    return [number for number in found if not (belongs_to_a_name(text, number.start) or is_a_word(text, number))]


def bare_numbers(text: str, low: str, language: str, spoken: str = "") -> Iterator[Number]:
    """The numbers of a normal text, and of it in small letters, before a word multiplies them; none in another."""
    end = 0
    for number in merge(
        _in_digits(text), sorted(_in_words(low, language, spoken), key=_place), _eastern(text), key=_place
    ):
        if number.start >= end:
            end = number.end
            yield number


def _place(number: Number) -> tuple[int, int]:
    return number.start, -number.end


def readings(written: str) -> tuple[Decimal, ...]:
    """Every number that digits with their separators may mean, thousands first; none where they mean no number."""
    written, part = _without_fraction(written)
    bare = _GROUPING.sub("", written)
    if len(bare) > _MOST_DIGITS:
        return ()
    if bare.isdecimal():
        return (tidy(Decimal(bare) + part),)
    head, *groups = _MARK.split(bare) if bare else ["0"]
    marks = [char for char in bare if char in ".,"]
    grouped = len(bare) < len(written)
    whole, decimal = "".join([head, *groups]), f"{''.join([head, *groups[:-1]])}.{groups[-1] if groups else 0}"
    if not marks:
        found = [whole]
    elif len(marks) > 1:
        is_decimal = len(set(marks)) > 1
        inner = groups[:-1] if is_decimal else groups
        right = _in_groups(head, inner) and not grouped and marks.count(marks[-1]) == (1 if is_decimal else len(marks))
        found = [decimal if is_decimal else whole] if right else []
    else:
        both = len(groups[0]) == 3 and len(head) <= 3 and not head.startswith("0") and not grouped
        found = [whole, decimal] if both else [decimal]
    return tuple(tidy(Decimal(one) + part) for one in found)


def _in_groups(head: str, groups: list[str]) -> bool:
    """Whether thousands are divided as people do it: by threes, or in India by twos before the last three."""
    if not head or head.startswith("0") or len(head) > 3 or (groups and len(groups[-1]) != 3):
        return False
    return all(len(group) == 3 for group in groups) or (len(head) < 3 and all(len(one) == 2 for one in groups[:-1]))


def _without_fraction(written: str) -> tuple[str, Decimal]:
    if written[-1] not in _FRACTIONS:
        return written, Decimal(0)
    return written[:-1].rstrip(), Decimal(str(round(unicodedata.numeric(written[-1]), 6)))


def tidy(number: Decimal) -> Decimal:
    """Without an exponent and without needless zeros, so that equal numbers look equal."""
    if number == number.to_integral_value():
        return Decimal(int(number))
    return Decimal(format(number.normalize(), "f"))


def _in_digits(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        behind = _EASTERN_AFTER.match(text, end) if text[end : end + 1] in _MAY_BE_EASTERN else None
        if behind:
            value = tidy(_eastern_value(match[0].replace(",", "") + behind[0]))
            first = readings(match[0].replace(",", ""))
            factor = value / first[-1] if first and first[-1] else Decimal(1)
            yield Number((value,), start, behind.end(), times=behind[0].strip(), factor=factor)
        elif text[start - 1 : start] in (".", ",") and not text[start - 2 : start - 1].isalpha():
            yield Number((), start, end, glued=text[start - 1])  # ,89
        else:
            yield Number(readings(match[0]), start, end)


def _in_words(low: str, language: str, spoken: str = "") -> Iterator[Number]:
    for value, start, end in number_words(low, language, spoken):
        yield Number((Decimal(value),), start, end, in_words=True)
    articles = _articles(language)
    for match in _article(language).finditer(low) if articles else ():
        half, behind = articles[match[0]], times_at(low, match.end(), multipliers(language))
        if behind and behind[2] - behind[1] >= _SHORTEST_AFTER_AN_ARTICLE:
            yield Number((half,), match.start(), match.end(), in_words=True)


@cache
def _articles(language: str) -> Mapping[str, Decimal]:
    known = [DATA["articles"].get(language, {})] if language else DATA["articles"].values()
    return {word: Decimal(value) for words in known for word, value in words.items()}


@cache
def _article(language: str) -> "regex.Pattern[str]":
    words = "|".join(sorted(map(regex.escape, _articles(language)), key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}\d'’-])(?:{words})(?=[ \u00a0])")


def _eastern(text: str) -> Iterator[Number]:
    """九百八十円: in characters alone, where a currency or a counter says that they are a number."""
    if text.isascii():
        return
    for match in _EASTERN_ALONE.finditer(text):
        yield Number((tidy(_eastern_value(match[0])),), match.start(), match.end(), in_words=True)


def _eastern_value(written: str) -> Decimal:
    """3千万, 1億5000万, 九百八十: a unit multiplies what stands before it, one of ten thousand and more all of it."""
    total, section, number = Decimal(0), Decimal(0), None
    for part in _EASTERN_PART.findall(written):
        unit = DATA["eastern"].get(part)
        if unit is None:
            digit = DATA["eastern_digits"].get(part)
            value = Decimal(part if digit is None else digit)
            number = value if number is None or digit is None else number * 10 + value
        elif unit < _TEN_THOUSAND:
            section += unit * (1 if number is None else number)
            number = None
        else:
            total += unit * (section + (number or 0) or 1)
            section, number = Decimal(0), None
    return total + section + (number or 0)


@cache
def multipliers(language: str) -> Words[tuple[int, ...]]:
    """Words behind a number, each with what it may multiply by, the usual first."""
    words = {word: (times,) for word, times in {**cldr.multipliers(), **DATA["multipliers"]}.items()}
    words = {word: times for word, times in words.items() if word[0] not in _EASTERN}
    for word, entry in DATA["by_language"].items():
        words.pop(word, None)
        known = entry["languages"].get(language)
        if not (known or entry["elsewhere"]):
            continue
        words[word] = (known,) if known else tuple(dict.fromkeys(entry["languages"].values()))
    return Words(words)


def times_at(low: str, at: int, words: Words[tuple[int, ...]]) -> tuple[tuple[int, ...], int, int] | None:
    """(factors, beginning, end) of the multiplier that stands there, a space apart or not, with its full stop."""
    begin = at
    while begin < len(low) and begin - at < 3 and low[begin] in SPACES:
        begin += 1
    found = words.after(low, begin)
    if found is None or is_abbreviated(low, found[1]):
        return None
    factors, end = found
    stop = low[end : end + 1] == "." and low[end + 1 : end + 2] in ("", *SPACES) and end - begin <= 4
    return factors, begin, end + stop


def is_abbreviated(low: str, end: int) -> bool:
    """Whether letters that end there are the first of an abbreviation: M.N."""
    return low[end : end + 1] == "." and is_wordy(low[end + 1 : end + 2] or " ")


def scaled(low: str, number: Number, language: str) -> Number:
    """A number with the word that multiplies it, its percent sign, and what else touches it."""
    if not number.values:
        return number
    values, end, times = number.values, decorated(low, number.end), number.times
    if found := times_at(low, end, multipliers(language)):
        factors, begin, end = found
        values, times = multiplied(values, factors), low[begin:end]
    elif low[end : end + 1] == "m" and not is_wordy(low[end + 1 : end + 2] or " ") and not number.in_words:
        values, times, end = (*multiplied(values, (MILLION,)), *values), "m", end + 1  # millions, or metres
    percent = percent_at(low, end)
    end = percent or end
    return Number(values, number.start, end, times, glued_at(low, end), bool(percent), number.in_words)


def multiplied(values: tuple[Decimal, ...], factors: tuple[int, ...]) -> tuple[Decimal, ...]:
    return tuple(dict.fromkeys(tidy(value * factor) for factor in factors for value in values))


def decorated(low: str, at: int) -> int:
    """Where the dash that stands for no cents ends: 12.500,- or 50 000:-"""
    match = _DECORATION.match(low, at) if low[at : at + 1] in (".", ",", ":") else None
    return match.end() if match else at


def percent_at(low: str, at: int) -> int:
    """Where a percent sign, or the word for it, ends; 0 where there is none."""
    begin = at + (low[at : at + 1] in (*SPACES, "-") and at < len(low))
    found = _percents().after(low, begin)
    return found[1] if found else 0


@cache
def _percents() -> Words[bool]:
    return Words(dict.fromkeys(DATA["percent"], True))


def glued_at(low: str, at: int) -> str:
    """Letters, or signs before digits, that touch a value and belong to it; in a script without spaces none does."""
    match = None if low[at : at + 1] in _APART else _GLUED.match(low, at)
    return "" if match is None or is_unspaced(match[0][0]) else match[0]


def is_a_word(text: str, number: Number) -> bool:
    """Whether characters of East Asia that may be a number are none, for nothing behind them is counted: 千葉."""
    counted = text[number.end : number.end + 1] in tuple(DATA["eastern_counters"].replace(" ", ""))
    return number.in_words and is_unspaced(text[number.start]) and not (counted or number.percent)


def belongs_to_a_name(text: str, start: int) -> bool:
    """Whether letters or a sign before a number make it a part of a name or a tag: Q3, Covid-19, #4, v1/2."""
    before = text[start - 1 : start]
    if not before:
        return False
    if before in "#@_/" or (is_wordy(before) and not is_unspaced(before)):
        return True
    return before == "-" and start > 1 and is_wordy(text[start - 2]) and not is_unspaced(text[start - 2])
