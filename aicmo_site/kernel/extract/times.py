"""The one reader of times of day: 8pm, 20h30, 19.30 Uhr, half past seven, 22時, 午後7時半."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from aicmo_site.kernel.extract.digits import latin_digits_at
from aicmo_site.kernel.extract.number_words import number_words
from aicmo_site.kernel.text.alternatives import either

WORDS: dict[str, Any] = json.loads(
    Path(__file__).with_name("words").joinpath("time_words.json").read_text(encoding="utf-8")
)
HALF_DAY, DAY = 720, 1440  # minutes
_REACH = 8  # characters before a time in which a word such as "at" may stand
_CLOCK = regex.compile(
    r"(?i)(?<![\p{L}\p{N}.,:/])(?P<h>\d{1,2})(?:(?P<sep>[:.h])(?P<m>\d{2})(?::\d{2})?)?[ \u00a0\u202f]?"
    r"(?P<mark>a\.?m\.?|p\.?m\.?|uhr|h(?:oras|eures?|rs)?|heures?|horas|uur|ore|o(?:'|’)clock|godz)?(?![\p{L}\p{N}])"
)
_EASTERN = regex.compile(
    r"(?<!\d)(?P<part>午前|午後|上午|下午|晚上|早上|오전|오후)?\s?(?P<h>\d{1,2})\s?(?:時|时|点|點|시)(?!間|间|간|代)"
    r"\s?(?:(?P<m>\d{1,2})\s?[分분]|(?P<half>半|반))?"
)
_AFTERNOON = ("午後", "下午", "晚上", "오후")
_O_CLOCK = regex.compile(
    r"(?i) (?:uhr|uur|o['’]clock|heures?|horas|(?:in the )?(?P<am>morning)|(?:in the )?(?P<pm>evening|afternoon)"
    r"|(?P<am>a\.?m\.?)|(?P<pm>p\.?m\.?))(?!\p{L})"
)
_LED = regex.compile(
    r"(?i)(?<!\p{L})(?:ore|godz|klo|kl)\.?\s(?P<h>\d{1,2})(?:[.:](?P<m>\d{2}))?(?![\p{L}\p{N}]|[.,:]\d)"
)


@dataclass(frozen=True)
class FoundTime:
    """A time of day in its place; `minutes`: after midnight, two where it may be of the morning or of the evening."""

    start: int
    end: int
    minutes: frozenset[int]
    in_words: bool = False


def find_times(text: str, language: str = "") -> list[FoundTime]:
    """Every time of day of a text, in its order; `language`: in which numbers in words are read."""
    latin, places = latin_digits_at(text)
    read = (*_clocks(latin), *_eastern(latin), *_in_words(latin, language))
    found = sorted(read, key=lambda one: (one.start, -one.end))
    return [
        FoundTime(places[one.start], places[one.end], one.minutes, one.in_words)
        for index, one in enumerate(found)
        if not any(other.end > one.start for other in found[max(index - 3, 0) : index])
    ]


def _clocks(text: str) -> Iterator[FoundTime]:
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or 0)
        mark = (match["mark"] or "").casefold().replace(".", "")
        dotted = match["sep"] == "." and not mark and not _follows_at(text, match.start())
        if hour > 24 or minute > 59 or dotted or not (mark or match["sep"]) or (mark == "h" and _is_span(text, match)):
            continue
        yield FoundTime(match.start(), match.start() + len(match[0].rstrip()), _minutes(hour, minute, mark))
    for match in _LED.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or 0)
        if hour <= 24 and minute <= 59:
            yield FoundTime(match.start("h"), match.end(), _minutes(hour, minute, ""))


def _eastern(text: str) -> Iterator[FoundTime]:
    for match in _EASTERN.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or (30 if match["half"] else 0))
        mark = ("pm" if match["part"] in _AFTERNOON else "am") if match["part"] else ""
        if hour <= 24 and minute <= 59:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield FoundTime(start, match.end(), _minutes(hour, minute, mark))


def _in_words(text: str, language: str) -> Iterator[FoundTime]:
    for match in _said().finditer(text):
        shift, said = WORDS["past"]["words"][match["past"].casefold()], match["hour"].casefold()
        hour = WORDS["hours"]["words"].get(said) or int(said)
        mark = (match["mark"] or "").casefold().replace(".", "")
        minutes = frozenset((minute + shift) % DAY for minute in _minutes(hour, 0, mark))
        if hour <= 12:
            yield FoundTime(match.start(), match.end(), minutes, in_words=True)
    for value, start, end in number_words(text, language) if language else ():
        if value <= 24 and (mark := _O_CLOCK.match(text, end)):
            half = "am" if mark["am"] else "pm" if mark["pm"] else ""
            yield FoundTime(start, mark.end(), _minutes(value, 0, half), in_words=True)


@cache
def _said() -> "regex.Pattern[str]":
    past, hours = (either(WORDS[name]["words"]) for name in ("past", "hours"))
    mark = r"(?:\s?(?P<mark>a\.?m\.?|p\.?m\.?)(?!\p{L}))?"
    return regex.compile(
        rf"(?i)(?<![\p{{L}}\p{{N}}_-])(?P<past>{past})\s(?P<hour>\d{{1,2}}(?![\d:.,])|(?:{hours})(?!\p{{L}})){mark}"
    )


@cache
def _at() -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)(?:\b(?:{either(WORDS['at']['words'])})[ \u00a0]?|[–-][ \u00a0]?)$")


def _follows_at(text: str, start: int) -> bool:
    return bool(_at().search(text[max(0, start - _REACH) : start]))


def _is_span(text: str, match: "regex.Match[str]") -> bool:
    """2 h as a span of time rather than 14 h as a time of day."""
    return not match["m"] and not _follows_at(text, match.start()) and int(match["h"]) < 6


def _minutes(hour: int, minute: int, mark: str) -> frozenset[int]:
    at = (hour % 24) * 60 + minute
    if mark == "am":
        return frozenset({at % HALF_DAY})
    if mark == "pm":
        return frozenset({at % HALF_DAY + HALF_DAY})
    return frozenset({at, (at + HALF_DAY) % DAY}) if hour <= 12 else frozenset({at})
