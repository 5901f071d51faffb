"""Prices, percentages and counts in a text, in figures and in words."""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import regex

from aicmo_site.kernel.extract.calendar import currencies
from aicmo_site.kernel.extract.number_words import number_words
from aicmo_site.kernel.extract.reading import (
    APART,
    FIGURES,
    GAP,
    MONEY,
    NUMBER,
    PERCENT,
    YEAR,
    Quantity,
    readings,
)
from aicmo_site.kernel.text.sentences import stem

ORDINALS = json.loads(Path(__file__).with_name("words").joinpath("ordinals.json").read_text(encoding="utf-8"))
_ORDINAL = regex.compile(
    r"(?i)(?<!\d)\d++(?:st|nd|rd|th|º|ª|°|\.º|\.ª|er|re|ère|ème|eme|ter|te|ten|de|ste|:a|:e|番目)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\d++e(?![\p{L}\p{N}])"
)
_AFTER_NUMBER = regex.compile(r"[-‑ \u00a0\u202f]{0,2}([\p{L}\p{M}][\p{L}\p{M}'’]*)")
_THOUSAND_SUFFIX = regex.compile(
    rf"(?i){GAP}(k|tsd|mil|thousand|m|mio|mill|million|millions|millones|millionen|milioni|milhões|miljoen)\.?(?![\p{{L}}\p{{N}}])"
)
_BARE_YEAR = regex.compile(r"1[89]\d\d|20\d\d")
_DOT_AND_WORD = regex.compile(r"\. ?\p{L}")
_WORD_AT_END = regex.compile(r"([\p{L}\p{M}.'’-]+)[ ,\u00a0]{0,2}$")
_SCALE = {"k": 1000, "tsd": 1000, "mil": 1000, "thousand": 1000}
_PERCENT_NAMES = (
    r"(?:%|％|per ?cent|pct|por ciento|por cento|pour cent|per cento"
    r"|prozent(?:ige[nrs]?)?|-?prozentig\p{L}*|procent|procenta?|процент\p{L}*)"
)
_PERCENT = regex.compile(rf"(?i){APART}({FIGURES})[-]?{GAP}{_PERCENT_NAMES}(?![\p{{L}}])")
_PERCENT_WORD = regex.compile(rf"(?i)[ \u00a0-]{_PERCENT_NAMES}(?!\p{{L}})")
_PLAIN_NUMBER = regex.compile(rf"{APART}{FIGURES}(?![\p{{N}}_/]|[\p{{Lu}}\d]|(?:x|D|G)(?!\p{{L}}))")


def money(text: str, language: str) -> Iterator[Quantity]:
    table = {**currencies("en"), **currencies(language)}
    for match in _amount(language).finditer(text):
        unit = match["before"] or match["after"]
        code = table.get(unit) or table.get(unit.casefold()) or table.get(unit.upper(), "")
        scale = _scale(match["scale"] or match["scale2"] or "")
        values = frozenset(value * scale for value in readings(match["number"] or match["number2"]))
        yield Quantity(
            MONEY, values, match[0].strip(), match.start() + len(match[0]) - len(match[0].lstrip()), unit=code
        )
    for value, start, end in number_words(text, language):
        if (match := _after_amount(language).match(text, end)) and value > 1:
            unit = match[1]
            code = table.get(unit) or table.get(unit.casefold(), "")
            yield Quantity(
                MONEY, frozenset({Decimal(value)}), text[start : match.end()], start, unit=code, in_words=True
            )


@cache
def _amount(language: str) -> "regex.Pattern[str]":
    signs = _signs(language)
    scale = r"(?P<{0}>[ \u00a0\u202f]?(?:k|tsd\.?|mio\.?|million(?:s|en|es)?"
    scale += r"|millones|milioni|milhões|miljoen|m)(?![\p{{L}}]))?"
    first = rf"(?<![\p{{L}}])(?P<before>{signs}){GAP}(?P<number>{FIGURES}){scale.format('scale')}(?![\p{{N}}])"
    second = rf"{APART}(?P<number2>{FIGURES}){scale.format('scale2')}{GAP}(?:de |d['’])?(?P<after>{signs})(?![\p{{L}}])"
    return regex.compile(rf"(?i){second}|{first}")


@cache
def _after_amount(language: str) -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)[ \u00a0-]({_signs(language)})(?!\p{{L}})")


@cache
def _signs(language: str) -> str:
    names = {*currencies("en"), *currencies(language)}
    return "(?:" + "|".join(sorted(map(regex.escape, names), key=len, reverse=True)) + ")"


def _scale(suffix: str) -> int:
    suffix = suffix.strip(" .\u00a0\u202f").casefold()
    return 1 if not suffix else 1000 if suffix in ("k", "tsd") else 1_000_000


def percents(text: str, language: str) -> Iterator[Quantity]:
    for match in _PERCENT.finditer(text):
        yield Quantity(PERCENT, readings(match[1]), match[0], match.start())
    for value, start, end in number_words(text, language):
        if match := _PERCENT_WORD.match(text, end):
            yield Quantity(PERCENT, frozenset({Decimal(value)}), text[start : match.end()], start, in_words=True)


def words(text: str, language: str) -> Iterator[Quantity]:
    """Numbers in words. One is an article, and a bare hundred or thousand a manner of speaking."""
    for value, start, end in number_words(text, language):
        said = text[start:end]
        if value > 1 and not (value in (100, 1000) and " " not in said):
            yield _counted(text, frozenset({Decimal(value)}), start, end, in_words=True)


def numbers(text: str, language: str) -> Iterator[Quantity]:
    text = _ORDINAL.sub(lambda match: "\u0001" * len(match[0]), text)
    for match in _PLAIN_NUMBER.finditer(text):
        values = readings(match[0])
        if suffix := _THOUSAND_SUFFIX.match(text, match.end()):
            values |= {value * _SCALE.get(suffix[1].casefold(), 1_000_000) for value in values}
        if _BARE_YEAR.fullmatch(match[0]):
            yield Quantity(YEAR, values, match[0], match.start(), before=_word_before(text, match.start()))
        elif not _is_numbered(text, match, language) and max(values) > 1:
            yield _counted(text, values, match.start(), match.end())


def _is_numbered(text: str, match: "regex.Match[str]", language: str) -> bool:
    """An ordinal with a dot, as in 3. Stock."""
    return language in ORDINALS["dotted"] and bool(_DOT_AND_WORD.match(text, match.end()))


def _counted(text: str, values: frozenset[Decimal], start: int, end: int, *, in_words: bool = False) -> Quantity:
    after = _AFTER_NUMBER.match(text, end)
    return Quantity(
        kind=NUMBER,
        values=values,
        said=text[start:end],
        start=start,
        unit=stem(after[1].casefold() if after else ""),
        in_words=in_words,
        before=_word_before(text, start),
    )


def _word_before(text: str, start: int) -> str:
    match = _WORD_AT_END.search(text[max(0, start - 40) : start])
    return match[1] if match else ""
