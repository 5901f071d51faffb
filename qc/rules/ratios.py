"""Shares told in words: one in five, jeder dritte, two thirds of."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import regex

from aicmo_site.kernel.extract.calendar import durations, weekdays
from qc.engine.registry import data

_BEFORE, _AFTER = r"(?<![\p{L}\p{N}])", r"(?![\p{L}\p{N}])"
_BETWEEN = r"(?: \p{L}[\p{L}'’-]{0,30}){0,2}"  # une personne sur cinq
_LARGEST = 100
SHARES = tuple(name for name in data("ratios") if name != "_why")  # languages whose shares are read
UNSPACED = ("ja",)
_KANJI = "一二三四五六七八九十"
_DIGITS = rf"(?:[0-9０-９]{{1,3}}|[{_KANJI}])"
_UNSPACED = regex.compile(
    rf"(?P<all>{_DIGITS})分の(?P<some>{_DIGITS})|(?<![0-9０-９{_KANJI}])(?P<tenths>{_DIGITS})割(?![引り])"
    rf"|(?P<all>{_DIGITS})(?P<of>[\p{{Han}}]{{1,3}})(?:に|のうち)(?P<some>{_DIGITS})(?P=of)|(?P<half>過半数|半数)"
)


@dataclass(frozen=True)
class Ratio:
    value: Fraction
    said: str
    start: int


def ratios(text: str, language: str) -> Iterator[Ratio]:
    """The shares that a text tells in this language's words, in no order; of each place the first reading."""
    if language in UNSPACED:
        yield from _unspaced(text)
    if language not in SHARES:
        return
    for kind, pattern in _patterns(language):
        for match in pattern.finditer(text):
            if value := _value(kind, match, language):
                yield Ratio(value, match[0], match.start())


def _unspaced(text: str) -> Iterator[Ratio]:
    for match in _UNSPACED.finditer(text):
        some, whole = match["tenths"] or match["some"] or "1", match["all"] or ("2" if match["half"] else "十")
        if value := _share(*(_KANJI.index(one) + 1 if one in _KANJI else int(one) for one in (some, whole))):
            yield Ratio(value, match[0], match.start())


def _value(kind: str, match: "regex.Match[str]", language: str) -> Fraction | None:
    if kind == "halves":
        return Fraction(1, 2)
    if kind == "every":
        return Fraction(1, _place(match["nth"], _lines(language)["ordinals"]) + 2)
    if kind == "parts":
        many = _number(match["many"], language) or 1
        return _share(many, _place(match["part"], _lines(language)["parts"]) + 2)
    return _share(_number(match["some"], language), _number(match["all"], language))


def _share(some: int, whole: int) -> Fraction | None:
    return Fraction(some, whole) if 0 < some < whole <= _LARGEST else None


def _number(word: str, language: str) -> int:
    return int(word) if word.isdecimal() else _place(word, _lines(language)["numbers"]) + 1


def _place(word: str, forms: list[str]) -> int:
    return next((at for at, form in enumerate(forms) if regex.fullmatch(f"(?i){form}", word)), -1)


def _lines(language: str) -> Any:
    return data("ratios")[language]


@cache
def _patterns(language: str) -> tuple[tuple[str, "regex.Pattern[str]"], ...]:
    lines = _lines(language)
    number = rf"(?:\d{{1,3}}|{_either(lines['numbers'])})"
    spans = (*durations(language), *weekdays(language), *lines["not_of"])
    no_span = rf"(?![ \u00a0](?:{_either(map(regex.escape, spans))}){_AFTER})"
    made = {
        "counted": rf"(?P<some>{number}){_BETWEEN} (?:{_either(lines['joints'])}) (?P<all>{number}){no_span}",
        "parts": rf"(?:(?P<many>{number}|{_either(lines['articles'])}) )(?P<part>{_either(lines['parts'])})"
        rf"(?= (?:{_either(lines['of'])})(?! (?:{_either(lines['not_of'])})))",
        "halves": _either(lines["halves"]),
    }
    if lines["every"]:
        made["every"] = rf"(?:{_either(lines['every'])}) (?P<nth>{_either(lines['ordinals'])}){no_span}(?= \p{{L}})"
    return tuple((kind, regex.compile(rf"(?i){_BEFORE}(?:{pattern}){_AFTER}")) for kind, pattern in made.items())


def _either(forms: Any) -> str:
    return "|".join(forms)
