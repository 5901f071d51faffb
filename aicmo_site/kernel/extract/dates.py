"""Dates as people write them, as far as they go: a month without a day stays one."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from aicmo_site.kernel.extract.calendar import names_of_months
from aicmo_site.kernel.extract.digits import latin_digits
from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.whole_words import stands_in

DATA = json.loads(Path(__file__).with_name("words").joinpath("month_names.json").read_text(encoding="utf-8"))
WEEKS = 53


@dataclass(frozen=True)
class PartialDate:
    """What a text says of a date; None for what it does not say. `ambiguous`: day and month could be swapped."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    ambiguous: bool = False
    quarter: int | None = None
    week: int | None = None  # of the ISO calendar

    @property
    def is_whole(self) -> bool:
        return None not in (self.year, self.month, self.day) and not self.ambiguous

    def as_date(self) -> date | None:
        """The day, None where the date is not whole or does not exist."""
        try:
            return date(self.year or 0, self.month or 0, self.day or 0) if self.is_whole else None
        except ValueError:
            return None

    def contradicts(self, other: "PartialDate") -> bool:
        """Whether both say something of a year, quarter, month, week or day, and not the same."""
        if self.ambiguous or other.ambiguous:
            return False
        mine, theirs = self._parts(), other._parts()
        return any(mine[name] != theirs[name] for name in mine.keys() & theirs.keys())

    def _parts(self) -> dict[str, int]:
        day = self.as_date()
        quarter = (self.month - 1) // 3 + 1 if self.month else self.quarter
        week = day.isocalendar().week if day else self.week
        parts = {"year": self.year, "quarter": quarter, "month": self.month, "day": self.day, "week": week}
        return {name: part for name, part in parts.items() if part is not None}


def find_dates(text: str) -> list[PartialDate]:
    """The dates of a text that name a month, week or quarter, in order; "18 and 19 April" is two."""
    return [found for _, _, dates in find_spans(latin_digits(text)) for found in dates]


def find_spans(text: str) -> list[tuple[int, int, list[PartialDate]]]:
    """(start, end, dates) of all that names a date in a text whose digits are Latin ones."""
    return [(match.start(), match.end(), dates) for match in _pattern().finditer(text) if (dates := [*_dates(match)])]


def _dates(match: re.Match[str]) -> Iterator[PartialDate]:
    last = _date(match)
    if last and match["first"] and last.day:
        yield replace(last, day=int(match["first"]))
    if last:
        yield last


@cache
def _pattern() -> re.Pattern[str]:
    names = either(_months())
    eras = "|".join(DATA["eras"]["starts"])
    weeks, quarters = "|".join(DATA["weeks"]["words"]), "|".join(DATA["quarters"]["words"])
    vague = "|".join(DATA["vague"]["words"])
    ones = either(_days_in_words())
    nth = "|".join([*DATA["quarters"]["ordinals"], "[1-4]"])
    turned = "|".join(DATA["quarters"]["before"])
    year = r"(?:(?:,?\s{1,3}(?:de\s|del\s|of\s)?"
    return re.compile(
        r"(?P<iso>\b\d{4}[-/]\d{2}(?:[-/]\d{2})?\b|\b\d{4}(?:\s?[-/.]\s?\d{1,2}){2}\b)"
        rf"|(?P<kanji>(?:(?:(?P<era>{eras})(?P<reign>元|\d{{1,2}})|\d{{4}})\s?[年년]\s?)?\d{{1,2}}\s?[月월](?:\s?\d{{1,2}}\s?[日号일])?)"
        r"|(?P<numbers>(?<![\d.,/-])\d{1,2}(?P<mark>[./-])\s?\d{1,2}(?P=mark)\s?(?:\d{4}|\d{2})(?![\d/-]|[.,]\d))"
        r"|(?P<german>(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?!\s?\d))"
        rf"|\b(?:{weeks})\.?\s?(?P<week>\d{{1,2}})\b{year}|/)?(?P<week_year>\d{{4}})\b)?"
        rf"|\b(?:{quarters})\s?(?P<quarter>[1-4])\b{year}|/)?(?P<quarter_year>\d{{4}})\b)?"
        rf"|(?<!\w)第?(?P<nth>{nth})(?P<nth_mark>st|nd|rd|th|er|e|ème|o|a|º|°|\.)?\s?(?:{turned})(?![^\W\d_]){year}|/)?(?P<nth_year>\d{{4}})\b)?"
        rf"|\b(?P<short>[1-4])q{year}|/)?(?P<short_year>\d{{4}}))?\b"
        r"|\b(?:(?P<first>\d{1,2})(?:st|nd|rd|th|\.)?\s{0,3}(?:-|–|and|to|y|al?|et|au|und|bis|e|en|tot|do|i|og|och|til|till|до|по|и|і)\s{0,3})?"
        r"(?:(?P<year_before>\d{4})\.?\s{1,3})?"
        rf"(?:(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th|er|ro|o|e|a|º|°|\.)?|(?P<one>{ones}))[\s-]{{1,3}}(?:of\s{{1,3}}|de\s{{1,3}}|di\s{{1,3}}|d['’])?)?"
        rf"(?P<vague>\b(?:{vague})[\s-](?:de\s|of\s|di\s)?)?(?<!\w)(?P<name>{names})(?!\w)\.?"
        r"(?:\s{1,3}(?:the\s)?(?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?!\s{0,3}[:%h]))?"
        rf"{year}|-)?(?P<year>\d{{4}})\b)?",
        re.IGNORECASE,
    )


def _date(match: re.Match[str]) -> PartialDate | None:
    if match["iso"]:
        return _checked(*(int(part) for part in re.findall(r"\d+", match["iso"])))
    if match["kanji"]:
        return _kanji(match)
    if match["numbers"]:
        return _numeric(match["numbers"], match["mark"])
    if match["german"]:
        day, month = (int(part) for part in match["german"].rstrip(".").split("."))
        return _checked(None, month, day)
    if match["week"]:
        week = int(match["week"])
        return PartialDate(_int(match["week_year"]), week=week) if 1 <= week <= WEEKS else None
    if quarter := match["quarter"] or match["short"] or match["nth"]:
        year = match["quarter_year"] or match["short_year"] or match["nth_year"]
        if quarter == match["nth"] and quarter.isdigit() and not (year or match["nth_mark"] or "第" in match[0]):
            return None  # "1 trimestre" is how long, and not when
        return PartialDate(_int(year), quarter=DATA["quarters"]["ordinals"].get(quarter.casefold()) or int(quarter))
    name = match["name"].casefold()
    before = str(_days_in_words()[match["one"].casefold()]) if match["one"] else match["before"]
    is_bare = not (before or match["after"] or match["year"] or match["vague"])
    if is_bare and name in DATA["mostly_no_month"]["words"]:
        return None
    year = match["year"] or match["year_before"]
    return _checked(_int(year), _months()[name], _int(before or match["after"]))


def _kanji(match: re.Match[str]) -> PartialDate | None:
    numbers = [int(number) for number in re.findall(r"\d+", match["kanji"].replace("元", "1"))]
    if match["era"]:
        numbers[0] += DATA["eras"]["starts"][match["era"]] - 1
    if not re.search("[年년]", match["kanji"]):
        return _checked(None, *numbers)
    return _checked(*numbers)


def _numeric(written: str, mark: str) -> PartialDate | None:
    first, second, year = (int(part) for part in written.split(mark))
    year += 2000 if year < 100 else 0
    if first > 12 or mark == ".":
        return _checked(year, second, first)
    if second > 12:
        return _checked(year, first, second)
    return PartialDate(year, second, first, ambiguous=first != second) if first and second else None


def _checked(year: int | None, month: int, day: int | None = None) -> PartialDate | None:
    in_reach = 1 <= month <= 12 and (day is None or 1 <= day <= 31)
    return PartialDate(_of_our_calendar(year), month, day) if in_reach else None


def of_another_calendar(text: str) -> bool:
    """Whether a text names a year of a calendar that we do not reckon with."""
    folded = text.casefold()
    return any(stands_in(word, folded) for word in DATA["other_calendars"]["words"])


def _of_our_calendar(year: int | None) -> int | None:
    thai = DATA["buddhist"]
    return year - thai["ahead"] if year and thai["from"] <= year <= thai["to"] else year


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


@cache
def _days_in_words() -> dict[str, int]:
    """Days of a month as they are said: "due" (ottobre), "second" (of May), "premier" (juin)."""
    from num2words import num2words  # slow to import

    rule = DATA["days_in_words"]
    said = {num2words(day, lang=tag, to=how): day for tag, how in rule["languages"].items() for day in range(2, 32)}
    return said | dict.fromkeys(DATA["first_day"]["words"], 1)


@cache
def _months() -> dict[str, int]:
    languages = DATA["more_months"]["locales"]
    spelt = {name.casefold(): number for name, number in names_of_months(languages)}
    return spelt | {name: number for number, names in enumerate(DATA["months"], start=1) for name in names}
