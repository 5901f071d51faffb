"""Dates and times of day in a text."""

from collections.abc import Iterator
from functools import cache

import regex

from aicmo_site.kernel.extract.calendar import months
from aicmo_site.kernel.extract.number_words import number_words
from aicmo_site.kernel.extract.reading import DATE, LANGUAGES, TIME, Quantity

_NUMERIC_DATE = regex.compile(
    r"(?<![\p{L}\p{N}/.-])(?:(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})|(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?:\d{4}|\d{2})?|(?<=/\d{1,2})))(?![\p{L}\p{N}/])"
)
_CLOCK = regex.compile(
    r"(?i)(?<![\p{L}\p{N}.,:/])(?P<h>\d{1,2})(?:(?P<sep>[:.h時])(?P<m>\d{2}))?[ \u00a0\u202f]?"
    r"(?P<mark>a\.?m\.?|p\.?m\.?|uhr|h(?:oras|eures?|rs)?|heures?|horas|uur|ore|o(?:'|’)clock|時|godz)?(?![\p{L}\p{N}])"
)
_O_CLOCK = regex.compile(
    r"(?i) (?:uhr|uur|o['’]clock|heures?|horas|(?:in the )?(?:morning|evening)|a\.?m\.?|p\.?m\.?)(?!\p{L})"
)
_AT = regex.compile(
    r"(?i)(?:\b(?:at|from|until|till|to|um|ab|bis|von|à|dès|las|la|alle|dalle|ore|om|às|das|tot|vanaf|de|a|–|-)"
    r"[ \u00a0]?)$"
)
_FRACTION = regex.compile(r"(?<!\d)\d/\d(?!\d)")
_DAY = regex.compile(r"\d{1,2}")


def dates(text: str, language: str) -> Iterator[Quantity]:
    for match in _named_day(language).finditer(text):
        months_of = _all_months(language)
        month = months_of[(match["month"] or match["month2"]).casefold().rstrip(".")]
        days = [int(day) for day in _DAY.findall(match["days"] or match["days2"])]
        year = int(match["year"] or match["year2"] or 0)
        for day in days:
            yield Quantity(DATE, frozenset({(month, day)}), match[0], match.start(), year=year)
    for match in _NUMERIC_DATE.finditer(text):
        a, b = (int(match["m"]), int(match["d"])) if match["y"] else (int(match["a"]), int(match["b"]))
        values = frozenset((m, d) for m, d in ((a, b), (b, a)) if 1 <= m <= 12 and 1 <= d <= 31)
        if values and not _FRACTION.fullmatch(match[0]):
            yield Quantity(DATE, values, match[0], match.start())


@cache
def _all_months(language: str) -> dict[str, int]:
    """In all languages, for facts are in the client's; short names only of the copy's language and English."""
    everywhere = {name: number for other in LANGUAGES for name, number in months(other, short=False).items()}
    return {**everywhere, **months("en"), **months(language)}


@cache
def _named_day(language: str) -> "regex.Pattern[str]":
    """4 May, 4th of May, 4.–8. Mai, 4 y 5 de mayo, May 4-8, May 4th, 5月20日; with or without a year."""
    names = "|".join(sorted(map(regex.escape, _all_months(language)), key=len, reverse=True))
    day = r"\d{1,2}(?:st|nd|rd|th|er|º|ª|\.º|\.|°|ro)?"
    link = r"[ \u00a0]?(?:-|–|/|,|to|and|until|or|und|bis|oder|y|al|a|o|et|au|ou|e|ed|en|tot|of)[ \u00a0]?"
    more = rf"(?:{link}(?:the |le |el |il |den )?{day}){{0,3}}"
    of = r"[ \u00a0]?(?:of |de |di |d['’])?"
    year = r"(?:,? (?:de |del |of )?(?P<year>\d{4}))?"
    first = rf"(?P<days>(?<![\p{{N}}.,:]){day}{more}){of}(?P<month>{names})\.?(?![\p{{L}}]){year}"
    second = rf"(?P<month2>{names})\.?[ \u00a0]?(?P<days2>{day}(?:[ \u00a0]?(?:-|–|to|and)[ \u00a0]?{day})?)"
    second += r"(?![\p{N}:]|[ \u00a0]?(?:%|€|£))(?:,? (?P<year2>\d{4}))?"
    return regex.compile(rf"(?i)(?<![\p{{L}}])(?:{first}日?|{second}日?)(?![\p{{N}}])")


def times(text: str, language: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or 0)
        mark = (match["mark"] or "").casefold().replace(".", "")
        dotted = match["sep"] == "." and not mark and not _follows_at(text, match.start())
        if hour > 24 or minute > 59 or dotted or not (mark or match["sep"]) or (mark == "h" and _is_span(text, match)):
            continue
        yield Quantity(TIME, _minutes(hour, minute, mark), match[0].rstrip(), match.start())
    for value, start, end in number_words(text, language):
        if value <= 24 and (mark := _O_CLOCK.match(text, end)):
            yield Quantity(TIME, _minutes(value, 0, ""), text[start : mark.end()], start, in_words=True)


def _follows_at(text: str, start: int) -> bool:
    return bool(_AT.search(text[max(0, start - 8) : start]))


def _is_span(text: str, match: "regex.Match[str]") -> bool:
    """2 h as a span of time rather than 14 h as a time of day."""
    return not match["m"] and not _follows_at(text, match.start()) and int(match["h"]) < 6


def _minutes(hour: int, minute: int, mark: str) -> frozenset[int]:
    at = (hour % 24) * 60 + minute
    if mark == "am":
        return frozenset({at % 720})
    if mark == "pm":
        return frozenset({at % 720 + 720})
    return frozenset({at, (at + 720) % 1440}) if hour <= 12 else frozenset({at})
