"""The one reader of days, months, quarters, weeks and halves of years, each in its place, with what stands by it."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import regex

from aicmo_site.kernel.extract.calendar import WORDS, short_weekday_names, weekday_names
from aicmo_site.kernel.extract.date_forms import may_name_one, pattern_of
from aicmo_site.kernel.extract.date_readings import reading_of
from aicmo_site.kernel.extract.digits import latin_digits_at
from aicmo_site.kernel.extract.partial_dates import FoundDate, PartialDate
from aicmo_site.kernel.extract.reading import LANGUAGES
from aicmo_site.kernel.extract.times import find_times, led_from, parts_of_day
from aicmo_site.kernel.extract.word_lookup import UNSPACED, is_unspaced
from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.remembering import remembered
from aicmo_site.kernel.text.sentences import covered
from aicmo_site.kernel.text.whole_words import stands_in

_REACH = 40  # characters before a date in which its day of the week may stand
_WORD_BEFORE = regex.compile(
    r"(?<![\p{L}\p{M}])([\p{L}\p{M}]+(?:-feira)?)([.,]{0,2})\s+(?:(?:the|den|dem|der|le|el|il|o)\s+)?$"
)
_WORD_BEHIND = regex.compile(
    rf"(?:,\s?|\.?\s?[(（]\s?|\s|(?<=[{UNSPACED}]))([\p{{L}}\p{{M}}]+)\.?(?:\s?[)）]|(?=\s*+(?:$|[,;:!?）)、。・])))"
)
_ENDING = re.compile(r"\A['’][^\W\d_]{1,4}(?![^\W_])")
_FROM = re.compile(r"\d{1,2}(?:[:.]\d{2})?\s?[-–]?(?=\x01)")  # the 6 of "6-8 pm"
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@remembered(1024)
def find_dates(text: str, language: str = "", *, pairs: bool = False) -> tuple[FoundDate, ...]:
    """All that names a day, month, week, quarter or half of a year, in order. `language`: whose names come first, the
    short ones too. `pairs`: "7/12" is a day as well. Of figures that touch others nothing is read."""
    latin, places = latin_digits_at(text)
    if not may_name_one(latin, language):
        return ()
    of = "" if language in LANGUAGES else language
    matches = (match for match in pattern_of(of).finditer(latin) if pairs or not match["pair"])
    found = [one for match in matches if (one := _found(match, language))]
    return tuple(
        replace(one, start=places[one.start], end=places[one.end], outer=(places[one.outer[0]], places[one.outer[1]]))
        for one in _joined(latin, [_with_weekday(latin, one, language) for one in found])
    )


def dates_in(text: str, language: str = "") -> list[PartialDate]:
    """The dates of a text without their places; "18 and 19 April" is two."""
    return [one for found in find_dates(text, language) for one in found.dates]


def the_day(text: str, language: str = "") -> date | None:
    """The one day that a text is, its day of the week and a time aside; None where it says anything else."""
    found = the_date(text, language)
    return None if found is None or found.wrong_weekday() else found.dates[0].as_date()


def the_date(text: str, language: str = "") -> FoundDate | None:
    """The one date that a text is; beside it stand its day of the week, a time of day and small words at most."""
    found = find_dates(text, language)
    if len(found) != 1 or len(found[0].dates) != 1:
        return None
    begin, end = found[0].outer
    rest = (_without_times(part, language) for part in (text[:begin], text[end:]))
    says_more = any(word.casefold() not in _beside() for part in rest for word in _WORD.findall(part))
    return None if says_more else found[0]


def _without_times(text: str, language: str) -> str:
    """A text beside a date without times of day, and without the ending that its year has in Turkish: 2027'de."""
    clean = covered(text, [(led_from(text, one.start), one.end) for one in find_times(text, language)])
    return _FROM.sub("", _ENDING.sub("", clean))


@cache
def _beside() -> frozenset[str]:
    """Words beside a day that change nothing of it: "on the", "г.", "in the morning"."""
    parts = (word for words in parts_of_day("") for word in words.split())
    return frozenset((*WORDS["beside"]["words"], *WORDS["year_words"]["words"], *parts))


def of_another_calendar(text: str) -> bool:
    """Whether a text names a year of a calendar that we do not reckon with."""
    folded = text.casefold()
    return any(stands_in(word, folded) for word in WORDS["other_calendars"]["words"])


def _found(match: "regex.Match[str]", language: str) -> FoundDate | None:
    one = reading_of(match, language)
    if one is None:
        return None
    dates = (*(replace(one, day=day) for day in _days_before(match, one)), one)
    joiner = (match["joiner"] or "-").strip(" ,\u00a0").split(" ")[0].casefold()
    if _between().search(match.string[max(match.start() - _REACH, 0) : match.start()]):
        joiner = "-"
    several = len(dates) > 1
    return FoundDate(
        match.start(),
        match.end(),
        dates,
        match.span(),
        is_span=several and joiner not in ("/", "&", *WORDS["lists"]["words"]),
        is_choice=several and joiner in ("/", *WORDS["lists"]["or"]),
    )


def _days_before(match: "regex.Match[str]", last: PartialDate) -> list[int]:
    """The days before the last one: of "3-5 May" or "3, 4 and 6 May"."""
    said = [match[group] for group in ("firsts", "firsts_in_figures", "firsts_of_german", "firsts_of_kanji")]
    said.append(match["after"] if match["until"] else "")
    days = map(int, re.findall(r"\d+", " ".join(filter(None, said))))
    return [day for day in days if last.day and 1 <= day < last.day]


def _with_weekday(text: str, found: FoundDate, language: str) -> FoundDate:
    """The date with the day of the week in front of it or behind it."""
    start, end = found.outer
    if before := _WORD_BEFORE.search(text[max(start - _REACH, 0) : start]):
        led = max(start - _REACH, 0) + before.start()
        weekday = _weekday(before[1], found, language, is_marked=bool(before[2]))
        is_joint = before[1].casefold() in _joints() and led > 0  # "to" is a Thursday in Finnish
        if weekday is not None and not is_joint:
            return replace(found, weekday=weekday, outer=(led, end))
    behind = _unspaced_weekday().match(text, end) or _WORD_BEHIND.match(text, end)
    if behind is None:
        return found
    marks = "".join(WORDS["weekday_marks"]["words"])
    weekday = _weekday(behind[1], found, language, is_marked=not behind[0][0].isspace())
    if weekday is None and behind[1] in marks and "(" in behind[0].replace("（", "("):
        weekday = marks.index(behind[1]) % 7
    return found if weekday is None else replace(found, weekday=weekday, outer=(start, behind.end()))


@cache
def _unspaced_weekday() -> "regex.Pattern[str]":
    """Behind it, in scripts without spaces, the sentence goes on: 6月12日星期六开业."""
    return regex.compile(rf"\s?[(（]?({either(name for name in weekday_names() if is_unspaced(name[0]))})[)）]?")


def _weekday(word: str, found: FoundDate, language: str, *, is_marked: bool) -> int | None:
    """The day of the week that a word beside a date is; one that may be any other word only where it agrees."""
    name = word.casefold().removesuffix("-feira").removesuffix("ที่")
    weekday = weekday_names(language).get(name) if len(name) > 2 or is_marked else None
    day = found.dates[0].as_date() if weekday is None else None
    return day.weekday() if day and day.weekday() in short_weekday_names().get(name, ()) else weekday


def _joined(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """Two dates with nothing but "to" between are the ends of one span, with "or" a choice."""
    joined: list[FoundDate] = []
    for one in found:
        last = joined[-1] if joined else None
        gap = text[last.outer[1] : one.outer[0]].strip().casefold() if last else ""
        if last and gap in WORDS["lists"]["or"]:
            joined[-1] = _both(last, one, is_choice=True)
        elif last and _are_ends(last, one) and (_to().fullmatch(gap) or _is_between(text, last, gap)):
            joined[-1] = _both(last, one, is_span=True)
        else:
            joined.append(one)
    return joined


def _both(first: FoundDate, last: FoundDate, **how: bool) -> FoundDate:
    dates, outer = first.dates + last.dates, (first.outer[0], last.outer[1])
    return replace(first, end=last.end, dates=dates, outer=outer, **how)


def _is_between(text: str, first: FoundDate, gap: str) -> bool:
    return gap in WORDS["between"]["and"] and bool(
        _between().search(text[max(first.outer[0] - _REACH, 0) : first.outer[0]])
    )


@cache
def _joints() -> frozenset[str]:
    return frozenset((*WORDS["spans"]["words"], *WORDS["lists"]["words"]))


@cache
def _between() -> re.Pattern[str]:
    words = either(WORDS["between"]["words"])
    return re.compile(rf"(?<!\w)(?:{words})\s(?:(?:the|dem|den|el|le|il|o|de)\s)?$", re.IGNORECASE)


def _are_ends(first: FoundDate, last: FoundDate) -> bool:
    single = len(first.dates) == len(last.dates) == 1
    return single and (first.dates[0].day is None) == (last.dates[0].day is None)


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}(?:[-–—/〜~]|{either(WORDS['spans']['words'])})\s{{0,3}}", re.IGNORECASE)
