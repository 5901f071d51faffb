"""The one reader of days, months, quarters and weeks, as far as a text tells them: a month without a day stays one."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from itertools import chain

import regex

from aicmo_site.kernel.extract.calendar import WORDS, month_names, months, short_month_names, weekday_names
from aicmo_site.kernel.extract.digits import latin_digits_at
from aicmo_site.kernel.extract.reading import LANGUAGES
from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.whole_words import stands_in

MONTHS, WEEKS = 12, 53
_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"[^\W\d_]+")
SHORT_YEARS = range(20, 60)  # of this century, in two digits where a day could stand
ANY_YEAR = 2024  # a leap year
EARLY, MIDDLE, LATE, FIRST_HALF, SECOND_HALF, SOME = "early", "middle", "late", "first half", "second half", "some"
_PARTS = {EARLY: (1, 10), MIDDLE: (11, 20), LATE: (21, 31), FIRST_HALF: (1, 15), SECOND_HALF: (16, 31)}
_REACH = 40  # characters before a date in which its day of the week may stand
_SPACELESS = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts that set no spaces, or join particles
_FULL = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_APART = rf"(?<![^\W{_SPACELESS}])(?<!\d[.,])(?:(?<![\d/-])|(?<=\d\.-)|(?<={_FULL}[/-]))"
_END = rf"(?![^\W{_SPACELESS}])(?![/-]?\d(?!\d{{0,3}}[./-]\d{{1,2}}[./-]\d))(?![.,]\d)"
_PAIR = rf"{_APART}(?P<pair>\d{{2}}/\d{{1,2}}|\d/\d{{2}}){_END}"
_NOT_A_MONTH = re.compile(r"\s++(?!(?:at|in|and|to|for|from|until|or|um|à|en)\b)\w")


@dataclass(frozen=True)
class PartialDate:
    """What a text says of a date; None for what it does not say. `ambiguous`: day and month could be swapped.
    `part`: of the month. `day_first`: what figures that can be read in one way only show of the writer's order."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    ambiguous: bool = False
    quarter: int | None = None
    week: int | None = None  # of the ISO calendar
    half: int | None = None  # of the year
    part: str = field(default="", compare=False)
    day_first: bool | None = field(default=None, compare=False)

    @property
    def is_whole(self) -> bool:
        return None not in (self.year, self.month, self.day) and not self.ambiguous

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day, in some year where none is named."""
        year = ANY_YEAR if self.year is None else self.year
        return MINYEAR <= year <= MAXYEAR and (self.day or 1) <= monthrange(year, self.month or 1)[1]

    @property
    def readings(self) -> tuple["PartialDate", ...]:
        """Every way to read it: 3/4/2027 is a day of April or of March."""
        one = replace(self, ambiguous=False)
        return (one, replace(one, month=self.day, day=self.month)) if self.ambiguous else (one,)

    def as_date(self) -> date | None:
        """The day, None where the date is not whole or does not exist."""
        return date(self.year or 0, self.month or 0, self.day or 0) if self.is_whole and self.exists else None

    def days(self) -> tuple[date, date] | None:
        """The first and the last day that it may mean, None without a year or a reading of its own."""
        if not self.year or self.ambiguous or not self.exists or self.part == SOME:
            return None
        if self.week:
            monday = date.fromisocalendar(self.year, min(self.week, 52), 1) + timedelta(weeks=self.week // WEEKS)
            return monday, monday + timedelta(days=6)
        first, last = self._months()
        if self.day:
            return date(self.year, first, self.day), date(self.year, first, self.day)
        begin, end = _PARTS.get(self.part, (1, 31))
        return date(self.year, first, begin), date(self.year, last, min(end, monthrange(self.year, last)[1]))

    def _months(self) -> tuple[int, int]:
        if self.month:
            return self.month, self.month
        length, at = (3, self.quarter) if self.quarter else (6, self.half or 1)
        return length * (at - 1) + 1, length * at

    def contradicts(self, other: "PartialDate") -> bool:
        """Whether both say something of a year, quarter, month, week or day, and not the same."""
        if self.ambiguous or other.ambiguous:
            return False
        mine, theirs = self._told(), other._told()
        return any(mine[name] != theirs[name] for name in mine.keys() & theirs.keys())

    def _told(self) -> dict[str, int]:
        day = self.as_date()
        quarter = (self.month - 1) // 3 + 1 if self.month else self.quarter
        half = (quarter + 1) // 2 if quarter else self.half
        week = day.isocalendar().week if day else self.week
        told = {"year": self.year, "quarter": quarter, "month": self.month, "day": self.day, "week": week}
        return {name: part for name, part in (told | {"half": half}).items() if part is not None}


@dataclass(frozen=True)
class FoundDate:
    """A date in its place in a text; `outer` is that with its day of the week. `dates`: one; both ends of a span of
    days; or each day of "3 and 4 May"."""

    start: int
    end: int
    dates: tuple[PartialDate, ...]
    outer: tuple[int, int]
    is_span: bool = False
    is_choice: bool = False  # "5 or 6 May"
    weekday: int | None = None  # that the text names with it; Monday is 0

    def first_day(self) -> date | None:
        """That of a span, which may leave its year to the last one; else the one day that it is."""
        if not self.is_span:
            return self.dates[0].as_date() if len(self.dates) == 1 else None
        first, end = self.dates[0], self.dates[-1].as_date()
        years = (first.year,) if first.year or not end else (end.year, end.year - 1)
        days = (replace(first, year=year).as_date() for year in years)
        return next((day for day in days if day and end and day <= end), None)

    def wrong_weekday(self) -> date | None:
        """Its day, where the text calls it by another day of the week."""
        day = self.dates[0].as_date()
        return day if day and self.weekday is not None and day.weekday() != self.weekday else None


def find_dates(text: str, language: str = "", *, pairs: bool = False) -> list[FoundDate]:
    """All that names a day, month, week, quarter or half of a year, in order. `language`: whose names come first, the
    short ones too. `pairs`: "7/12" is a day as well. Of figures that touch others nothing is read."""
    latin, places = latin_digits_at(text)
    if not _may_name_one(latin, language):
        return []
    of = "" if language in LANGUAGES else language
    matches = (match for match in _pattern(of).finditer(latin) if pairs or not match["pair"])
    found = [one for match in matches if (one := _found(match, language))]
    return [
        replace(one, start=places[one.start], end=places[one.end], outer=(places[one.outer[0]], places[one.outer[1]]))
        for one in _joined(latin, [_with_weekday(latin, one, language) for one in found])
    ]


def dates_in(text: str, language: str = "") -> list[PartialDate]:
    """The dates of a text without their places; "18 and 19 April" is two."""
    return [one for found in find_dates(text, language) for one in found.dates]


def the_day(text: str, language: str = "") -> date | None:
    """The one day that a text is, its day of the week and a time aside; None where it says anything else."""
    found = find_dates(text, language)
    if len(found) != 1 or len(found[0].dates) != 1 or found[0].wrong_weekday():
        return None
    begin, end = found[0].outer
    says_more = re.search(r"[^\W_]", text[:begin] + _TIME.sub("", text[end:], count=1))
    return None if says_more else found[0].dates[0].as_date()


def of_another_calendar(text: str) -> bool:
    """Whether a text names a year of a calendar that we do not reckon with."""
    folded = text.casefold()
    return any(stands_in(word, folded) for word in WORDS["other_calendars"]["words"])


# The forms in which dates are written: a pattern each, named by the group that tells it from the others.


def _may_name_one(text: str, language: str) -> bool:
    """Whether there is a figure or a name: most sentences have neither."""
    return bool(_DIGIT.search(text)) or not _anchors(language).isdisjoint(_WORD.findall(text.casefold()))


@cache
def _anchors(language: str) -> frozenset[str]:
    return frozenset((*month_names(language), *(word.split()[-1] for word in WORDS["quarters"]["before"])))


@cache
def _pattern(language: str) -> "regex.Pattern[str]":
    forms = (*_figures(), *_eastern(), *_parts_of_years(), *_named(), _PAIR)
    lists = {f"months_{tag}": list(months(tag, short=False)) for tag in _days_in_words()}
    names = {name for tag in ("", language) for name in month_names(tag)} | {*short_month_names()}
    leads = {re.split(r"[\s-]", word)[0] for word in (*names, *_words_that_lead())}
    begins = rf"(?=\d|(?:{either(leads)})(?![^\W\d_])|[hqtw]\d|第)"  # most words are not looked at further
    month = rf"(?(DEFINE)(?P<month>{either(names)}))"
    form = rf"{month}(?<![^\W\d_{_SPACELESS}]){begins}(?:{'|'.join(f'(?:{form})' for form in forms)})"
    return regex.compile(form, regex.IGNORECASE, weekdays=list(weekday_names()), **lists)


def _words_that_lead() -> Iterator[str]:
    """All words but names of months with which a form may begin."""
    yield from WORDS["eras"]["starts"]
    for group, books in (("weeks", ["words"]), ("quarters", ["words", "ordinals"]), ("first_day", ["words"])):
        yield from chain.from_iterable(WORDS[group][book] for book in books)
    yield from chain(*_vague().values(), WORDS["vague"]["some"], *_days_in_words().values())


def _figures() -> Iterator[str]:
    """2027-05-03T09:00, 2027-05, 2027-W18-1, 3.-5.5.2027, 3.5."""
    clock = r"(?:T\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?"
    day = r"\s?(?P<iso_mark>[-/.])\s?\d{1,2}(?P=iso_mark)\s?\d{1,2}"
    yield rf"{_APART}(?P<iso>\d{{4}}(?:{day}|[-/]\d{{2}})){clock}{_END}"
    yield rf"{_APART}(?:(?P<iso_week_year>\d{{4}})-?)?W(?P<iso_week>\d{{2}})(?:-(?P<iso_weekday>[1-7]))?{_END}"
    first = r"(?:(?P<{}>\d{{1,2}})(?:\.?\s?[-–]\s?|\./)(?=\d{{1,2}}\.))?"
    year = r"(?:\d{4}|['’]?\d{2})"
    pair = r"(?P<numbers>\d{1,2}(?P<mark>[./-])\s?\d{1,2}(?P=mark)\s?"
    yield rf"{_APART}{first.format('firsts_in_figures')}{pair}{year}){_END}"
    short = r"(?P<german>(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.)(?!\s?\d|\w)"
    yield rf"{_APART}{first.format('firsts_of_german')}{short}"
    yield rf"{_APART}(?P<month_year>(?:0?[1-9]|1[0-2])[/.-]20\d{{2}}){_END}"


def _eastern() -> Iterator[str]:
    eras = "|".join(WORDS["eras"]["starts"])
    year = rf"(?:(?:(?P<era>{eras})\s?(?:元|\d{{1,3}})|\d{{4}}|(?<!\d)\d{{2}})\s?[年년]\s?|(?<![\d年년]\s?))"
    weekday = rf"(?:[(（][{''.join(WORDS['weekday_marks']['words'])}][)）])?"
    first = rf"(?:(?P<firsts_of_kanji>\d{{1,2}})\s?[日号號일]?{weekday}\s?(?:から|〜|~|-|–|至|到|부터)\s?)?"
    tens = either(WORDS["vague"]["eastern"])
    day = rf"(?:\s?{first}\d{{1,2}}\s?[日号號일])"
    yield rf"(?<![\d.,/])(?P<kanji>{year}\d{{1,2}}\s?[月월](?:{day}|\s?(?P<tens>{tens}))?)"
    halves = either(WORDS["halves"]["eastern"])
    yield rf"(?<!\d)(?P<eastern_half>(?P<eastern_half_year>\d{{4}})\s?[年년]\s?の?(?:{halves}))"


def _parts_of_years() -> Iterator[str]:
    """week 18, KW 18/2027, Q3 '27, 2027Q3, 3. Quartal 2027, 3q27, H1 2027, 1. Halbjahr 2027"""
    long = r"(?:,?\s{1,3}(?:de\s|del\s|of\s)?|[/-])(?P<%s>\d{4})(?!\w)"
    behind = rf"(?:{long}|(?:\s?['’]|/)(?P<%s_short>\d{{2}})(?!\w))?"
    before = r"(?:(?<!\w)(?P<%s_before>\d{4})[\s/-]?|(?<!\w))"
    nth = rf"(?P<%s>{_nth()})(?P<%s_mark>st|nd|rd|th|er|e|ème|o|a|º|°|\.)?\s?"
    weeks, quarters = either(WORDS["weeks"]["words"]), either(WORDS["quarters"]["words"])
    yield rf"(?<!\w)(?:{weeks})\.?\s?(?P<week>\d{{1,2}})(?!\w)" + behind.replace("%s", "week_year")
    yield (before + rf"(?:{quarters})\s?(?P<quarter>[1-4])(?!\w)" + behind).replace("%s", "quarter_year")
    turned = either(WORDS["quarters"]["before"])
    yield rf"(?<!\w)第?{nth.replace('%s', 'nth')}(?:{turned})(?![^\W\d_])" + behind.replace("%s", "nth_year")
    yield r"(?<!\w)(?P<short>[1-4])q(?:(?P<short_year_short>\d{2})(?!\w)|(?!\w)" + long % "short_year" + r"|(?!\w))"
    yield (before + r"h(?P<half>[12])(?!\w)" + behind).replace("%s", "half_year")
    halves = either(WORDS["halves"]["before"])
    yield rf"(?<!\w){nth.replace('%s', 'half_nth')}(?:{halves})(?![^\W\d_])" + long % "half_nth_year"


def _nth() -> str:
    return either([*WORDS["quarters"]["ordinals"], *"1234"])


def _named() -> Iterator[str]:
    """3 May 2027, 3-May-27, 3.-5. Mai, the third of May; May 3-5, 2027; mid-May, first half of May, May 2027"""
    names, spans = r"(?&month)", either(WORDS["spans"]["words"])
    joint = r"(?:\s{0,3},?\s?(?:[-–—/&]|(?:%s)(?!\w))\s{0,3}(?:(?:the|el|le|il|den)\s|\L<weekdays>\.?,?\s)?)"
    ordinal = r"(?:st|nd|rd|th|er|re|ro|o|e|a|ª|\.º|º|°|\.|:[ae]|-?(?:го|е|ое))?"
    joiner = joint % "|".join((spans, either(WORDS["lists"]["words"])))
    several = rf"(?:(?P<firsts>(?:\d{{1,2}}{ordinal},\s?){{0,2}}\d{{1,2}}{ordinal}(?P<joiner>{joiner}))(?=\d))?"
    of = r"[\s./-]{1,3}(?:of\s{1,3}|de\s{1,3}|di\s{1,3}|d['’])?"
    year = r"(?:1[6-9]|20|2[456])\d{2}"
    before = rf"(?:(?<!\w)(?P<%s_before>{year})\.?[\s,-]{{1,3}})?"
    sep = r"(?:[,.]{0,2}\s{1,3}(?:de\s|del\s|of\s)?|\s?[,/.-])"
    lone = r"(?=\s*+(?:$|[;!?)\]–]|[.,:](?!\d)))"
    behind = (
        rf"(?:{sep}(?P<%s>{year})(?![^\W{_SPACELESS}]|-\d)(?:\s(?:{either(WORDS['year_words']['words'])})(?!\w)\.?)?|\s?['’](?P<%s_short>\d{{2}})(?!\w)"
        rf"|-(?P<%s_dashed>\d{{2}})(?![\w-])|\s(?P<%s_bare>[2-5]\d){lone})?"
    )
    day = rf"(?:(?P<day>\d{{1,2}}){ordinal}|(?P<one>(?<!\w)(?:{'|'.join(_said_days(of))})))"
    form = rf"{before}{_APART}{several}{day}{of}(?P<name>{names})(?!\w)\.?{behind}(?!,?\s?\d{{4}}\w)"
    yield form.replace("%s", "year")
    yield rf"(?<![\w.,/-])(?P<glued_day>\d{{1,2}})(?P<glued_name>{names})(?P<glued_year>20\d{{2}})(?!\w)"
    until = rf"(?:{joint % spans}(?P<until>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:]))?"
    after = r"[\s-]{1,3}(?:the\s)?(?P<after>\d{1,2})(?:st|nd|rd|th|\.)?(?!\w|\s{0,3}[:%h€£$]|[.,]\d)"
    form = rf"{before}(?<!\w)(?P<first_name>{names})(?!\w)\.?{after}{until}{behind}"
    yield form.replace("%s", "after_year")
    vague = either([word for words in _vague().values() for word in words])
    halved, some = either(WORDS["vague"]["halved"]), either(WORDS["vague"]["some"])
    of = r"[\s-](?:of\s|in\s|im\s|de\s|du\s|di\s|des\s|van\s|d['’])?"
    half = rf"(?P<half_of>{_nth()})(?:st|nd|e|\.|ª|ère|a)?\s(?:{halved}){of}"
    led = rf"(?:(?<!\w)(?:{half}|(?P<some>{some}){of}|(?P<vague>{vague}){of}))?"
    # A figure in front of it would be a day that we cannot read.
    apart = r"(?<!\w)(?<!\d[ .-])(?<!\d[^\W_]\s)(?<!\d[^\W_]{2}\s)(?<!\d:[ae]\s)"
    behind_day = r"(?:st|nd|rd|th|,?\s\d{4}|\s?[-–]\s?\d|\s*+(?:$|[.;:!?)]))"
    no_day = rf"(?!\.?[\s-]{{1,3}}(?:the\s)?\d{{1,2}}{behind_day})"  # "by May 3" is one
    form = rf"{before}{led}{apart}(?P<alone>{names})(?!\w){no_day}\.?{behind}"
    yield form.replace("%s", "alone_year")


def _vague() -> dict[str, list[str]]:
    return {name: WORDS["vague"][name] for name in (EARLY, MIDDLE, LATE, "within")}


# What is made of a form.


def _found(match: "regex.Match[str]", language: str) -> FoundDate | None:
    one = next(read for group, read in _READERS.items() if match[group])(match, language)
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


def _iso(match: "regex.Match[str]", _: str) -> PartialDate | None:
    return _checked(*map(int, re.findall(r"\d+", match["iso"])))


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
    first, second, year = (int(part.strip(" '’")) for part in match["numbers"].split(match["mark"]))
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
    return _checked(year, _month(match["name"], language, in_short=bool(year)), day)


def _glued(match: "regex.Match[str]", language: str) -> PartialDate | None:
    return _checked(
        int(match["glued_year"]), _month(match["glued_name"], language, in_short=True), int(match["glued_day"])
    )


def _month_and_day(match: "regex.Match[str]", language: str) -> PartialDate | None:
    year, name = _year(match, "after_year"), match["first_name"]
    is_verb = name.islower() and name in WORDS["mostly_no_month"]["words"] and match[0][-1].isdigit() and not year
    if is_verb and _NOT_A_MONTH.match(match.string, match.end()):
        return None  # "we march 5 miles"
    return _checked(year, _month(name, language), int(match["until"] or match["after"]))


def _month_alone(match: "regex.Match[str]", language: str) -> PartialDate | None:
    year, vague = _year(match, "alone_year"), (match["vague"] or "").casefold()
    is_bare = not (year or vague or match["half_of"] or match["some"])
    if is_bare and match["alone"].casefold() in WORDS["mostly_no_month"]["words"]:
        return None
    part = next((name for name in (EARLY, MIDDLE, LATE) if vague in WORDS["vague"][name]), "")
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
    "numbers": _numeric,
    "german": _german,
    "month_year": _month_of_year,
    "pair": _pair,
    "glued_name": _glued,
    "kanji": _kanji,
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


# What stands beside a date.

_TIME = re.compile(r"^,?\s?\d{1,2}:\d{2}(?::\d{2})?(?!\w)")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+(?:-feira)?)([.,]{0,2})\s+(?:(?:the|den|dem|der|le|el|il|o)\s+)?$")
_WORD_BEHIND = re.compile(r"(?:,\s?|\s?[(（]\s?)([^\W\d_]+)\.?(?:\s?[)）]|(?=\s*+$))")


def _with_weekday(text: str, found: FoundDate, language: str) -> FoundDate:
    """The date with the day of the week in front of it or behind it."""
    names, (start, end) = weekday_names(language), found.outer
    if before := _WORD_BEFORE.search(text[max(start - _REACH, 0) : start]):
        word = before[1].casefold().removesuffix("-feira")
        if word in names and (len(word) > 2 or before[2]):
            led = max(start - _REACH, 0) + before.start()
            return replace(found, weekday=names[word], outer=(led, end))
    behind = _WORD_BEHIND.match(text, end)
    marks = "".join(WORDS["weekday_marks"]["words"])
    if behind and (word := behind[1].casefold().removesuffix("-feira")) in names:
        return replace(found, weekday=names[word], outer=(start, behind.end()))
    if behind and len(behind[1]) == 1 and behind[1] in marks and "(" in behind[0].replace("（", "("):
        return replace(found, weekday=marks.index(behind[1]) % 7, outer=(start, behind.end()))
    return found


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
def _between() -> re.Pattern[str]:
    words = either(WORDS["between"]["words"])
    return re.compile(rf"(?<!\w)(?:{words})\s(?:(?:the|dem|den|el|le|il|o|de)\s)?$", re.IGNORECASE)


def _are_ends(first: FoundDate, last: FoundDate) -> bool:
    single = len(first.dates) == len(last.dates) == 1
    return single and (first.dates[0].day is None) == (last.dates[0].day is None)


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}(?:[-–—/〜~]|{either(WORDS['spans']['words'])})\s{{0,3}}", re.IGNORECASE)


@cache
def _days_in_words() -> dict[str, dict[str, int]]:
    """By language, days of a month as they are said: "due" (ottobre), "second" (of May), "on dört" (Mayıs)."""
    rule = WORDS["days_in_words"]
    return {
        tag: {
            word + ending: day
            for day in range(2, 32)
            for word in _said(day, tag, how)
            for ending in rule["endings"].get(tag, [""])
        }
        for tag, how in rule["languages"].items()
    }


def _said(day: int, language: str, how: str) -> Iterator[str]:
    from num2words import num2words  # slow to import

    yield num2words(day, lang=language, to=how)
    if day % 10 and day > 10:
        yield f"{num2words(day - day % 10, lang=language)} {num2words(day % 10, lang=language, to=how)}"


def _said_day(word: str) -> int:
    return next((days[word] for days in _days_in_words().values() if word in days), 1)


def _said_days(of: str) -> Iterator[str]:
    """Only before a month of the same language: "on" is ten in Turkish, and "due May 3" is no second of May."""
    for tag, days in _days_in_words().items():
        yield rf"(?:{either(days)})(?={of}\L<months_{tag}>(?!\w))"
    yield rf"(?:{either(WORDS['first_day']['words'])})"
