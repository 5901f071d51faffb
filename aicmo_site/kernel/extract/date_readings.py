"""What is made of each form of a date: of which year, month and day it tells."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import regex

from aicmo_site.kernel.extract.calendar import WORDS, month_names, short_month_names
from aicmo_site.kernel.extract.date_forms import days_in_words
from aicmo_site.kernel.extract.partial_dates import (
    EARLY,
    FIRST_HALF,
    LATE,
    MIDDLE,
    SECOND_HALF,
    SOME,
    WEEKS,
    PartialDate,
)

MONTHS = 12
SHORT_YEARS = range(20, 60)  # of this century, in two digits where a day could stand
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NOT_A_MONTH = re.compile(r"\s++(?!(?:at|in|and|to|for|from|until|or|um|à|en)\b)\w")


def reading_of(match: "regex.Match[str]", language: str) -> PartialDate | None:
    """The date that a match of `date_forms` is, its last day where it is of several; None where it is none."""
    return next(read for group, read in _READERS.items() if match[group])(match, language)


def _iso(match: "regex.Match[str]", _: str) -> PartialDate | None:
    return _checked(*map(int, re.findall(r"\d+", match["iso"])))


def _compact(match: "regex.Match[str]", _: str) -> PartialDate | None:
    written = match["compact"]
    return _checked(int(written[:4]), int(written[4:6]), int(written[6:]))


def _roman(match: "regex.Match[str]", _: str) -> PartialDate | None:
    first, last = map(int, re.findall(r"\d+", match["roman"]))
    written = re.findall("[IVX]+", match["roman"])[0]
    month = _ROMAN.index(written) + 1 if written in _ROMAN else 0
    return _checked(max(first, last), month, min(first, last))


def _iso_week(match: "regex.Match[str]", _: str) -> PartialDate | None:
    year, week, weekday = (_int(match[group]) for group in ("iso_week_year", "iso_week", "iso_weekday"))
    try:
        day = date.fromisocalendar(year, week or 0, weekday) if year and weekday else None
    except ValueError:
        return None
    return PartialDate(day.year, day.month, day.day) if day else _of_week(year, week)


def _week(match: "regex.Match[str]", _: str) -> PartialDate | None:
    return _of_week(_year(match, "week_year"), int(match["week"]))


def _of_week(year: int | None, week: int | None) -> PartialDate | None:
    return PartialDate(year, week=week) if week and week <= WEEKS else None


def _numeric(match: "regex.Match[str]", _: str) -> PartialDate | None:
    first, second, year = map(int, re.findall(r"\d+", match["numbers"]))
    if match["mark"] == "-" and first in SHORT_YEARS and year < SHORT_YEARS.start:  # 27-05-03
        return _checked(2000 + first, second, year)
    return _in_figures(first, second, year + 2000 if year < 100 else year, match["mark"])


def _month_of_year(match: "regex.Match[str]", _: str) -> PartialDate | None:
    month, year = (int(part) for part in re.split("[/.-]", match["month_year"]))
    return _checked(year, month)


def _pair(match: "regex.Match[str]", _: str) -> PartialDate | None:
    first, second = map(int, match["pair"].split("/"))
    return _in_figures(first, second, None, "/")


def _in_figures(first: int, second: int, year: int | None, mark: str) -> PartialDate | None:
    if mark == ".":
        return _checked(year, second, first)
    if first > MONTHS:
        return _checked(year, second, first, day_first=True)
    if second > MONTHS:
        return _checked(year, first, second, day_first=False)
    return PartialDate(year, second, first, ambiguous=first != second) if first and second else None


def _german(match: "regex.Match[str]", _: str) -> PartialDate | None:
    day, month = (int(part) for part in match["german"].rstrip(".").split("."))
    return _checked(None, month, day)


def _kanji(match: "regex.Match[str]", _: str) -> PartialDate | None:
    written = match["kanji"].replace("元", "1")
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    if match["firsts_of_kanji"]:
        del numbers[-2]
    if match["era"]:
        numbers[0] += WORDS["eras"]["starts"][match["era"]] - 1
    if not re.search("[年년]", written):
        found = _checked(None, *numbers)
    else:
        found = _checked(numbers[0] + (2000 if numbers[0] < 100 else 0), *numbers[1:])
    return found and replace(found, part=WORDS["vague"]["eastern"].get(match["tens"] or "", ""))


def _era_and_figures(match: "regex.Match[str]", _: str) -> PartialDate | None:
    year, month, day = map(int, re.findall(r"\d+", match["era_and_figures"]))
    return _checked(year + WORDS["eras"]["starts"][match["era_of_figures"]] - 1, month, day)


def _eastern_half(match: "regex.Match[str]", _: str) -> PartialDate:
    halves = WORDS["halves"]["eastern"]
    half = next(half for word, half in halves.items() if match["eastern_half"].endswith(word))
    return PartialDate(int(match["eastern_half_year"]), half=half)


def _quarter(match: "regex.Match[str]", _: str) -> PartialDate | None:
    group = "quarter" if match["quarter"] else "short"
    return PartialDate(_year(match, f"{group}_year"), quarter=int(match[group]))


def _nth_quarter(match: "regex.Match[str]", _: str) -> PartialDate | None:
    year, said = _year(match, "nth_year"), match["nth"].casefold()
    if said.isdigit() and not (year or match["nth_mark"] or "第" in match[0]):
        return None  # "1 trimestre" is how long, and not when
    return PartialDate(year, quarter=_ordinal(said))


def _half(match: "regex.Match[str]", _: str) -> PartialDate | None:
    return PartialDate(_year(match, "half_year"), half=int(match["half"]))


def _nth_half(match: "regex.Match[str]", _: str) -> PartialDate | None:
    half = _ordinal(match["half_nth"].casefold())
    return PartialDate(int(match["half_nth_year"]), half=half) if half <= 2 else None


def _ordinal(said: str) -> int:
    return int(WORDS["quarters"]["ordinals"].get(said) or said)


def _day_and_month(match: "regex.Match[str]", language: str) -> PartialDate | None:
    day = _said_day(match["one"].casefold()) if match["one"] else int(match["day"])
    year = _year(match, "year")
    month = _month(match["name"], language, in_short=bool(year))
    is_another = match["also"] and _month(match["also"], language, in_short=True) != month
    return None if is_another else _checked(year, month, day)


def _glued(match: "regex.Match[str]", language: str) -> PartialDate | None:
    return _checked(
        int(match["glued_year"]) % 100 + 2000,
        _month(match["glued_name"], language, in_short=True),
        int(match["glued_day"]),
    )


def _month_and_day(match: "regex.Match[str]", language: str) -> PartialDate | None:
    year, name = _year(match, "after_year"), match["first_name"]
    is_verb = name.islower() and name in WORDS["mostly_no_month"]["words"] and match[0][-1].isdigit() and not year
    if is_verb and _NOT_A_MONTH.match(match.string, match.end()):
        return None  # "we march 5 miles"
    return _checked(year, _month(name, language, in_short=bool(year)), int(match["until"] or match["after"]))


def _month_alone(match: "regex.Match[str]", language: str) -> PartialDate | None:
    year, led = _year(match, "alone_year"), (match["vague"] or "").casefold()
    is_bare = not (year or led or match["half_of"] or match["some"])
    if is_bare and match["alone"].casefold() in WORDS["mostly_no_month"]["words"]:
        return None
    part = next((name for name in (EARLY, MIDDLE, LATE) if led in WORDS["vague"][name]), "")
    if match["half_of"]:
        part = FIRST_HALF if _ordinal(match["half_of"].casefold()) == 1 else SECOND_HALF
    found = _checked(year, _month(match["alone"], language))
    return found and replace(found, part=SOME if match["some"] else part)


def _month(name: str, language: str, *, in_short: bool = False) -> int:
    """Its number; short names of other languages only where they are asked for, 0 else."""
    key = name.casefold().replace("\u0307", "")
    return month_names(language).get(key) or (short_month_names().get(key, 0) if in_short else 0)


def _year(match: "regex.Match[str]", group: str) -> int | None:
    groups = match.re.groupindex
    ends = (f"{group}_{end}" for end in ("short", "dashed", "bare"))
    if short := next((match[name] for name in ends if name in groups and match[name]), None):
        return 2000 + int(short)
    before = f"{group}_before"
    return _int(match[group] or (match[before] if before in groups else None))


def _checked(
    year: int | None, month: int, day: int | None = None, *, day_first: bool | None = None
) -> PartialDate | None:
    in_reach = 1 <= month <= MONTHS and (day is None or 1 <= day <= 31) and year != 0
    return PartialDate(_of_our_calendar(year), month, day, day_first=day_first) if in_reach else None


def _of_our_calendar(year: int | None) -> int | None:
    thai = WORDS["buddhist"]
    return year - thai["ahead"] if year and thai["from"] <= year <= thai["to"] else year


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


_READERS: dict[str, Callable[["regex.Match[str]", str], PartialDate | None]] = {
    "iso": _iso,
    "iso_week": _iso_week,
    "compact": _compact,
    "roman": _roman,
    "numbers": _numeric,
    "german": _german,
    "month_year": _month_of_year,
    "pair": _pair,
    "glued_name": _glued,
    "kanji": _kanji,
    "era_and_figures": _era_and_figures,
    "eastern_half": _eastern_half,
    "week": _week,
    "quarter": _quarter,
    "nth": _nth_quarter,
    "short": _quarter,
    "half": _half,
    "half_nth": _nth_half,
    "name": _day_and_month,
    "first_name": _month_and_day,
    "alone": _month_alone,
}


def _said_day(word: str) -> int:
    return next((days[word] for days in days_in_words().values() if word in days), 1)
