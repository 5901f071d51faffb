"""Prices, percentages, dates, times and numbers in a text, read so that two spellings of one value are equal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import regex

from qc.rules.calendar_words import currencies, durations, months
from qc.rules.number_words import number_words
from qc.rules.registry import data
from qc.rules.sentences import covered, plain

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "nl")  # in which facts may be written
MONEY, PERCENT, DATE, TIME, YEAR, DURATION, NUMBER = "money", "percent", "date", "time", "year", "duration", "number"
_GAP = r"[ \u00a0\u202f]?"
_NUM = r"(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,3}(?!\d))?)"
_LEFT, _RIGHT = r"(?<![\p{L}\p{N}_#@/.,-])", r"(?![\p{L}\p{N}_])"
_NUMERIC_DATE = regex.compile(
    r"(?<![\p{L}\p{N}/.-])(?:(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})|(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?:\d{4}|\d{2})?|(?<=/\d{1,2})))(?![\p{L}\p{N}/])"
)
_CLOCK = regex.compile(
    r"(?i)(?<![\p{L}\p{N}.,:/])(?P<h>\d{1,2})(?:(?P<sep>[:.h時])(?P<m>\d{2}))?[ \u00a0\u202f]?"
    r"(?P<mark>a\.?m\.?|p\.?m\.?|uhr|h(?:oras|eures?|rs)?|heures?|horas|uur|ore|o(?:'|’)clock|時|godz)?(?![\p{L}\p{N}])"
)
_IDIOMS = regex.compile(
    r"\d{1,2}[月월](?![ \u00a0]?\d)"
    r"|(?<!\d)(?:24/7|7/7|24h/24|50/50|50-50|9-to-5|360°|\d+:\d+(?=\s*(?:scale|ratio)))(?!\d)"
)
_ORDINAL = regex.compile(
    r"(?i)\d+(?:st|nd|rd|th|º|ª|°|\.º|\.ª|er|re|ère|ème|eme|ter|te|ten|de|ste|:a|:e|番目)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\d+e(?![\p{L}\p{N}])"
)
_LISTED = regex.compile(r"(?m)^\s*\d{1,2}[.)]\s(?!\p{L}+\.? \d{4}(?!\d))|(?<=\s)\d\)\s")  # but 3. Mai 2027 is a day
_FRACTION = regex.compile(r"(?<!\d)\d/\d(?!\d)")
_AFTER_NUMBER = regex.compile(r"[-‑ \u00a0\u202f]{0,2}([\p{L}\p{M}][\p{L}\p{M}'’]*)")
_THOUSAND_SUFFIX = regex.compile(
    rf"(?i){_GAP}(k|tsd|mil|thousand|m|mio|mill|million|millions|millones|millionen|milioni|milhões|miljoen)\.?(?![\p{{L}}\p{{N}}])"
)
# Asked at every number of a text: compiled here, for looking a pattern up by its text takes longer than these searches.
_DAY = regex.compile(r"\d{1,2}")
_SPACE_IN_NUMBER = regex.compile(r"['’\u00a0\u202f ]")
_MARK_BEFORE_ANOTHER = regex.compile(r"[.,](?=\d*[.,])")
_IN_THOUSANDS = regex.compile(r"\d{1,3}(?:[.,]\d{3})+")
_BARE_YEAR = regex.compile(r"1[89]\d\d|20\d\d")
_DOT_AND_WORD = regex.compile(r"\. ?\p{L}")
_WORD_AT_END = regex.compile(r"([\p{L}\p{M}.'’-]+)[ ,\u00a0]{0,2}$")
_SCALE = {"k": 1000, "tsd": 1000, "mil": 1000, "thousand": 1000}


@dataclass(frozen=True)
class Quantity:
    """One value; `values` holds every way to read it (1.234 is two numbers, 3/4 two dates). `unit` is a currency, a
    span of time, or the word that follows in a form fit for comparing."""

    kind: str
    values: frozenset[Any]
    said: str
    start: int
    unit: str = ""
    in_words: bool = False
    before: str = ""  # the word before it
    year: int = 0


def quantities(text: str, language: str) -> list[Quantity]:
    """All of a text, in order. What one reading has taken is not read again."""
    found: list[Quantity] = []
    for pattern in (_IDIOMS, _LISTED):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    for read in (_dates, _times, _money, _percents, _words, _numbers):
        new = list(read(text, language))
        text = covered(text, [(one.start, one.start + len(one.said)) for one in new])
        found += [one for one in new if one.kind]
    return sorted(found, key=lambda one: one.start)


def _dates(text: str, language: str) -> Iterator[Quantity]:
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


def _times(text: str, language: str) -> Iterator[Quantity]:
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


_O_CLOCK = regex.compile(
    r"(?i) (?:uhr|uur|o['’]clock|heures?|horas|(?:in the )?(?:morning|evening)|a\.?m\.?|p\.?m\.?)(?!\p{L})"
)
_AT = regex.compile(
    r"(?i)(?:\b(?:at|from|until|till|to|um|ab|bis|von|à|dès|las|la|alle|dalle|ore|om|às|das|tot|vanaf|de|a|–|-)"
    r"[ \u00a0]?)$"
)


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


def _money(text: str, language: str) -> Iterator[Quantity]:
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
    first = rf"(?<![\p{{L}}])(?P<before>{signs}){_GAP}(?P<number>{_NUM}){scale.format('scale')}(?![\p{{N}}])"
    second = rf"{_LEFT}(?P<number2>{_NUM}){scale.format('scale2')}{_GAP}(?:de |d['’])?(?P<after>{signs})(?![\p{{L}}])"
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


def readings(number: str) -> frozenset[Decimal]:
    """Every number that the digits may mean: 1.234 is a thousand and more, or one and a bit."""
    bare = _SPACE_IN_NUMBER.sub("", number)
    as_decimal = _MARK_BEFORE_ANOTHER.sub("", bare).replace(",", ".")
    found = {Decimal(as_decimal)}
    if _IN_THOUSANDS.fullmatch(bare):
        found.add(Decimal(bare.replace(".", "").replace(",", "")))
    return frozenset(value.normalize() for value in found)


def _percents(text: str, language: str) -> Iterator[Quantity]:
    for match in _PERCENT.finditer(text):
        yield Quantity(PERCENT, readings(match[1]), match[0], match.start())
    for value, start, end in number_words(text, language):
        if match := _PERCENT_WORD.match(text, end):
            yield Quantity(PERCENT, frozenset({Decimal(value)}), text[start : match.end()], start, in_words=True)


_PERCENT_NAMES = (
    r"(?:%|％|per ?cent|pct|por ciento|por cento|pour cent|per cento"
    r"|prozent(?:ige[nrs]?)?|-?prozentig\p{L}*|procent|procenta?|процент\p{L}*)"
)
_PERCENT = regex.compile(rf"(?i){_LEFT}({_NUM})[-]?{_GAP}{_PERCENT_NAMES}(?![\p{{L}}])")
_PERCENT_WORD = regex.compile(rf"(?i)[ \u00a0-]{_PERCENT_NAMES}(?!\p{{L}})")


def _words(text: str, language: str) -> Iterator[Quantity]:
    """Numbers in words. One is an article, and a bare hundred or thousand a manner of speaking."""
    for value, start, end in number_words(text, language):
        said = text[start:end]
        if value > 1 and not (value in (100, 1000) and " " not in said):
            yield _counted(text, language, frozenset({Decimal(value)}), start, end, in_words=True)


def _numbers(text: str, language: str) -> Iterator[Quantity]:
    text = _ORDINAL.sub(lambda match: "\u0001" * len(match[0]), text)
    for match in _PLAIN_NUMBER.finditer(text):
        values = readings(match[0])
        if suffix := _THOUSAND_SUFFIX.match(text, match.end()):
            values |= {value * _SCALE.get(suffix[1].casefold(), 1_000_000) for value in values}
        if _BARE_YEAR.fullmatch(match[0]):
            yield Quantity(YEAR, values, match[0], match.start(), before=_word_before(text, match.start()))
        elif not _is_numbered(text, match, language) and max(values) > 1:
            yield _counted(text, language, values, match.start(), match.end())


_PLAIN_NUMBER = regex.compile(rf"{_LEFT}{_NUM}(?![\p{{N}}_/]|[\p{{Lu}}\d]|(?:x|D|G)(?!\p{{L}}))")


def _is_numbered(text: str, match: "regex.Match[str]", language: str) -> bool:
    """An ordinal with a dot, as in 3. Stock."""
    return language in data("quantities")["dotted_ordinals"] and bool(_DOT_AND_WORD.match(text, match.end()))


def _counted(
    text: str, language: str, values: frozenset[Decimal], start: int, end: int, *, in_words: bool = False
) -> Quantity:
    after = _AFTER_NUMBER.match(text, end)
    word = after[1].casefold() if after else ""
    unit = durations(language).get(word) or durations("en").get(word)
    return Quantity(
        kind=DURATION if unit else NUMBER,
        values=values,
        said=text[start : after.end() if after and unit else end],
        start=start,
        unit=unit or stem(word),
        in_words=in_words,
        before=_word_before(text, start),
    )


def _word_before(text: str, start: int) -> str:
    match = _WORD_AT_END.search(text[max(0, start - 40) : start])
    return match[1] if match else ""


def stem(word: str) -> str:
    """A word in a form that its plural shares, roughly."""
    word = plain(word)
    for ending in ("ies", "es", "en", "s", "n", "e", "i", "a", "o"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


Reader = Callable[[str, str], Iterator[Quantity]]
