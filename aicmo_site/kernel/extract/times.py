"""The one reader of times of day: 8pm, 20h30, 19.30 Uhr, half past seven, 22時, 午後7時半."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from aicmo_site.kernel.extract import cldr
from aicmo_site.kernel.extract.digits import latin_digits_at
from aicmo_site.kernel.extract.number_words import number_words
from aicmo_site.kernel.extract.reading import LANGUAGES
from aicmo_site.kernel.text.alternatives import either

WORDS: dict[str, Any] = json.loads(
    Path(__file__).with_name("words").joinpath("time_words.json").read_text(encoding="utf-8")
)
HALF_DAY, DAY = 720, 1440  # minutes
_REACH = 8  # characters before a time in which a word such as "at" may stand
_CLOCK = regex.compile(
    r"(?i)(?<![\p{L}\p{N}.,:/])(?P<h>\d{1,2})"
    r"(?:(?P<sep>[:.h])(?P<m>\d{2})(?::\d{2})?|(?P<sep>[ \u00a0\u202f]h[ \u00a0\u202f]?)(?P<m>[0-5]\d)(?!\d))?"
    r"[ \u00a0\u202f]?"
    r"(?P<mark>a\.?m\.?|p\.?m\.?|uhr|h(?:oras|eures?|rs|odin)?|uur|ore|o(?:'|’)clock|godz|giờ|น\.)?(?![\p{L}\p{N}])"
)
_EASTERN = regex.compile(
    r"(?<!\d)(?P<part>午前|午後|上午|下午|晚上|早上|오전|오후)?\s?(?P<h>\d{1,2})\s?(?:時|时|点|點|시)(?!間|间|간|代)"
    r"\s?(?:(?P<m>\d{1,2})\s?[分분]|(?P<half>半|반))?"
)
_AFTERNOON = ("午後", "下午", "晚上", "오후")
_O_CLOCK = regex.compile(
    r"(?i) (?:uhr|uur|o['’]clock|heures?|horas|(?P<am>morning)|(?P<pm>evening|afternoon)"
    r"|(?P<am>a\.?m\.?)|(?P<pm>p\.?m\.?))(?!\p{L})"
)
_LED = regex.compile(
    r"(?i)(?<!\p{L})(?:ore|godz|klo|kl|ora|orele|lúc|pukul|jam|saat|الساعة|בשעה)\.?\s(?P<h>\d{1,2})(?:[.:](?P<m>\d{2}))?(?![\p{L}\p{N}]|[.,:]\d)"
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
    read = (*_clocks(latin, language), *_eastern(latin), *_in_words(latin, language))
    found = sorted(read, key=lambda one: (one.start, -one.end))
    return [
        FoundTime(places[one.start], places[one.end], one.minutes, one.in_words)
        for index, one in enumerate(found)
        if not any(other.end > one.start for other in found[max(index - 3, 0) : index])
    ]


def _clocks(text: str, language: str) -> Iterator[FoundTime]:
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or 0)
        mark = (match["mark"] or "").casefold().replace(".", "")
        dotted = match["sep"] == "." and not mark and not _follows_at(text, match.start())
        part = _part(text, match.end(), language)
        if not _exists(hour, minute) or dotted or not (mark or match["sep"] or part):
            continue
        if (mark == "h" or _is_spaced(match)) and not part and _is_span(text, match):
            continue
        end = part[1] if part else match.start() + len(match[0].rstrip())
        yield FoundTime(match.start(), end, _nearest(_minutes(hour, minute, mark), part))
    for match in _LED.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or 0)
        if _exists(hour, minute):
            yield FoundTime(match.start("h"), match.end(), _minutes(hour, minute, ""))


def _eastern(text: str) -> Iterator[FoundTime]:
    for match in _EASTERN.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or (30 if match["half"] else 0))
        mark = ("pm" if match["part"] in _AFTERNOON else "am") if match["part"] else ""
        if _exists(hour, minute):
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
    said = list(number_words(text, language)) if language else []
    for index, (value, start, end) in enumerate(said):
        mark = _O_CLOCK.match(text, end) if value <= 24 else None
        part = _part(text, mark.end() if mark else end, language) if value <= 12 else None
        if mark or (part and (value > 1 or " " in text[end + 1 : part[1]])):  # "un matin" is no hour
            half = "am" if mark and mark["am"] else "pm" if mark and mark["pm"] else ""
            more, last = _minutes_behind(text, said[index + 1 : index + 2], mark.end()) if mark else (0, end)
            last = part[1] if part else last
            yield FoundTime(start, last, _nearest(_minutes(value, more, half), part), in_words=True)


def _minutes_behind(text: str, said: list[tuple[int, int, int]], at: int) -> tuple[int, int]:
    """The minutes that stand right behind an hour, and where they end: sept heures quinze."""
    follows = said and 0 < said[0][0] < 60 and text[at : said[0][1]] == " "
    after = text[said[0][2] : said[0][2] + 2] if follows else ""
    return (said[0][0], said[0][2]) if follows and not after.strip(" ,.;:!?–—\n") else (0, at)


def _part(text: str, at: int, language: str) -> tuple[int, int] | None:
    """The part of the day named there, as the minute in its middle, and where it ends."""
    found = _behind_an_hour(language).match(text, at)
    return (parts_of_day(language)[found[1].casefold()], found.end()) if found else None


@cache
def parts_of_day(language: str) -> dict[str, int]:
    """Of the words of one language, or of all in which facts may be written: "este" is an evening in one only."""
    known = set(cldr.DATA["locales"]) & {language} if language else LANGUAGES
    read = WORDS["parts_of_day"]["words"] | {
        word: at for tag in sorted(known) for word, at in cldr.parts_of_day(tag).items()
    }
    return {said: at for word, at in read.items() for said in (word, word.replace("’", "'"))}


@cache
def _behind_an_hour(language: str) -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)[ \u00a0]?({either(parts_of_day(language))})(?!\p{{L}})")


def _nearest(minutes: frozenset[int], part: tuple[int, int] | None) -> frozenset[int]:
    """Of the hours that a clock of twelve may mean, the one in the part of the day that is told with it."""
    if part is None:
        return minutes
    return frozenset([min(minutes, key=lambda at: min((at - part[0]) % DAY, (part[0] - at) % DAY))])


@cache
def _said() -> "regex.Pattern[str]":
    past, hours = (either(WORDS[name]["words"]) for name in ("past", "hours"))
    mark = r"(?:\s?(?P<mark>a\.?m\.?|p\.?m\.?)(?!\p{L}))?"
    return regex.compile(
        rf"(?i)(?<![\p{{L}}\p{{N}}_-])(?P<past>{past})\s(?P<hour>\d{{1,2}}(?![\d:.,])|(?:{hours})(?!\p{{L}})){mark}"
    )


@cache
def _at() -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)(?:(?<!\w)(?:{either(WORDS['at']['words'])})\.?[ \u00a0]?|[–-][ \u00a0]?)$")


def led_from(text: str, start: int) -> int:
    """Where the word begins that leads to a time: "at" of "at 8 pm"."""
    reach = max(0, start - _REACH)
    led = _at().search(text[reach:start])
    return reach + led.start() if led else start


def _follows_at(text: str, start: int) -> bool:
    return led_from(text, start) < start


def _is_span(text: str, match: "regex.Match[str]") -> bool:
    """2 h as a span of time rather than 14 h as a time of day."""
    is_clock = match["m"] and not _is_spaced(match)
    return not is_clock and not _follows_at(text, match.start()) and int(match["h"]) < 6


def _is_spaced(match: "regex.Match[str]") -> bool:
    """7 h 15"""
    return bool(match["sep"]) and match["sep"] != match["sep"].strip()


def _exists(hour: int, minute: int) -> bool:
    """Whether a clock shows it: the last minute of a day is 24:00."""
    return minute <= 59 and 60 * hour + minute <= DAY


def _minutes(hour: int, minute: int, mark: str) -> frozenset[int]:
    at = (hour % 24) * 60 + minute
    if mark == "am":
        return frozenset({at % HALF_DAY})
    if mark == "pm":
        return frozenset({at % HALF_DAY + HALF_DAY})
    return frozenset({at, (at + HALF_DAY) % DAY}) if hour <= 12 else frozenset({at})
