"""The forms in which dates are written: a pattern each, named by the group that tells it from the others."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

import regex

from aicmo_site.kernel.extract.calendar import WORDS, month_names, months, short_month_names, weekday_names
from aicmo_site.kernel.extract.partial_dates import EARLY, LATE, MIDDLE
from aicmo_site.kernel.extract.reading import LANGUAGES
from aicmo_site.kernel.text.alternatives import either

_SPACELESS = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts that set no spaces, or join particles
_FULL = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_JOINED = rf"(?<=\d\.-)|(?<={_FULL}[/-])|(?<=[^\W\d_]\s\d{{4}}[/-])|(?<=(?<!\w)[\u05d0-\u05ea]-)"  # ב-12
_APART = rf"(?<![^\W{_SPACELESS}])(?<!\d[.,])(?:(?<![\d/-])|{_JOINED})"
_END = rf"(?![^\W{_SPACELESS}])(?![/-]?\d(?!\d{{0,3}}[./-]\d{{1,2}}[./-]\d))(?![.,]\d)"
_PAIR = rf"{_APART}(?P<pair>\d{{2}}/\d{{1,2}}|\d/\d{{2}}){_END}"
_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"[^\W\d_]+")


def may_name_one(text: str, language: str) -> bool:
    """Whether there is a figure or a name: most sentences have neither."""
    return bool(_DIGIT.search(text)) or not _anchors(language).isdisjoint(_WORD.findall(text.casefold()))


@cache
def _anchors(language: str) -> frozenset[str]:
    return frozenset((*month_names(language), *(word.split()[-1] for word in WORDS["quarters"]["before"])))


@cache
def pattern_of(language: str) -> "regex.Pattern[str]":
    forms = (*_figures(), *_eastern(), *_parts_of_years(), *_named(), _PAIR)
    lists = {f"months_{tag}": list(months(tag, short=False)) for tag in days_in_words()}
    names = {name for tag in ("", language, *LANGUAGES) for name in month_names(tag)} | {*short_month_names()}
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
    yield from chain(*vague().values(), WORDS["vague"]["some"], *days_in_words().values())


def _figures() -> Iterator[str]:
    """2027-05-03T09:00, 2027-05, 2027-W18-1, 3.-5.5.2027, 3.5."""
    clock = r"(?:T\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?"
    day = r"\s?(?P<iso_mark>[-/.])\s?\d{1,2}(?P=iso_mark)\s?\d{1,2}"
    yield rf"{_APART}(?P<iso>\d{{4}}(?:{day}|[-/]\d{{2}})){clock}{_END}"
    yield rf"{_APART}(?:(?P<iso_week_year>\d{{4}})-?)?W(?P<iso_week>\d{{2}})(?:-(?P<iso_weekday>[1-7]))?{_END}"
    first = r"(?:(?P<{}>\d{{1,2}})(?:\.?\s?[-–]\s?|\./)(?=\d{{1,2}}\.))?"
    year = r"(?:(?P=mark)\s?(?:\d{4}|['’]?\d{2})|(?<=/\d{1,2})\s20[2-5]\d)"  # "3/5 2027" is Swedish
    pair = r"(?P<numbers>\d{1,2}(?:\s(?=/))?(?P<mark>[./-])\s?\d{1,2}(?:\s(?=/))?"
    yield rf"{_APART}{first.format('firsts_in_figures')}{pair}{year}){_END}"
    yield r"(?<=\A\s{0,3})(?P<compact>20[2-5]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:T\d{4,6}Z?)?(?=\s{0,3}\Z)"
    short = r"(?P<german>(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.)(?!\s?\d|\w)"
    yield rf"{_APART}{first.format('firsts_of_german')}{short}"
    yield rf"{_APART}(?P<month_year>(?:0?[1-9]|1[0-2])[/.-]20\d{{2}}){_END}"
    roman, mark = r"(?-i:[IVX]{1,4})", r"[\s./-]{1,2}"
    yield rf"{_APART}(?P<roman>\d{{1,2}}{mark}{roman}{mark}20\d{{2}}|20\d{{2}}{mark}{roman}{mark}\d{{1,2}}){_END}"


def _eastern() -> Iterator[str]:
    eras = "|".join(WORDS["eras"]["starts"])
    year = rf"(?:(?:(?P<era>{eras})\s?(?:元|\d{{1,3}})|\d{{4}}|(?<!\d)\d{{2}})\s?[年년]\s?|(?<![\d年년]\s?))"
    weekday = rf"(?:[(（][{''.join(WORDS['weekday_marks']['words'])}][)）])?"
    first = rf"(?:(?P<firsts_of_kanji>\d{{1,2}})\s?[日号號일]?{weekday}\s?(?:から|〜|~|-|–|至|到|부터)\s?)?"
    tens = either(WORDS["vague"]["eastern"])
    day = rf"(?:\s?{first}\d{{1,2}}\s?[日号號일])"
    yield rf"(?<![\d.,/])(?P<kanji>{year}\d{{1,2}}\s?[月월](?:{day}|\s?(?P<tens>{tens}))?)"
    figures = r"\d{1,3}(?P<era_mark>[./-])\d{1,2}(?P=era_mark)\d{1,2}(?!\d)"
    yield rf"(?P<era_and_figures>(?P<era_of_figures>{eras})\s?{figures})"
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
    ordinal = r"(?:st|nd|rd|th|er|re|ro|o|e|a|ª|\.[ºªoa]|º|°|\.|:[ae]|-?(?:го|е|ое))?"
    joiner = joint % "|".join((spans, either(WORDS["lists"]["words"])))
    several = rf"(?:(?P<firsts>(?:\d{{1,2}}{ordinal},\s?){{0,2}}\d{{1,2}}{ordinal}(?P<joiner>{joiner}))(?=\d))?"
    of = r"[\s./-]{1,3}(?:of\s{1,3}|de\s{1,3}|di\s{1,3}|d['’])?"
    year = r"(?:1[6-9]|20|2[456])\d{2}"
    told = rf"\s?(?:{either(WORDS['year_words']['words'])})(?!\w)\.?"
    before = rf"(?:(?<!\w)(?P<%s_before>{year})(?:\.?{told})?\.?[\s,-]{{1,3}})?"
    sep = r"(?:[,.]{0,2}\s{1,3}(?:de\s|del\s|of\s|năm\s|พ\.ศ\.\s)?|\s?[,/.-]|(?<=\.))"
    lone = r"(?=\s*+(?:$|[;!?)\]–]|[.,:](?!\d)))"
    behind = (
        rf"(?:{sep}(?P<%s>{year})(?:{told}|(?![^\W{_SPACELESS}]|-\d))|,?\s?['’](?P<%s_short>\d{{2}})(?!\w)"
        rf"|(?:-|(?<=/[^\W\d_]{{3,12}})/|(?<=\.[^\W\d_]{{3,12}}\.))(?P<%s_dashed>\d{{2}})(?![\w/-]|\.\d)|\s(?P<%s_bare>[2-5]\d){lone})?"
    )
    twice = rf"(?:\s?[(/]\s?(?P<also>{names})(?!\w)\)?)?"  # 13 أيار (مايو) 2027
    day = rf"(?:(?P<day>\d{{1,2}}){ordinal}|(?P<one>(?<!\w)(?:{'|'.join(_said_days(of))})))"
    form = rf"{before}{_APART}{several}{day}{of}(?P<name>{names})(?!\w)\.?{twice}{behind}(?!,?\s?\d{{4}}\w)"
    yield form.replace("%s", "year")
    yield rf"(?<![\w.,/-])(?P<glued_day>\d{{1,2}})(?P<glued_name>{names})(?P<glued_year>(?:20)?[2-5]\d)(?!\w)"
    until = rf"(?:{joint % spans}(?P<until>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:]))?"
    after = r"[\s-]{1,3}(?:the\s)?(?P<after>\d{1,2})(?:st|nd|rd|th|\.|-j?[áé]n)?(?!\w|\s{0,3}[:%h€£$]|[.,]\d)"
    weekday = r"(?!\L<weekdays>\.?\s\d{1,2}\.?\s{1,3}(?&month))"  # "mar 18 mag" is a Tuesday in May
    form = rf"{before}(?<!\w){weekday}(?P<first_name>{names})(?!\w)\.?{after}{until}{behind}"
    yield form.replace("%s", "after_year")
    parts = either([*chain(*vague().values())])
    halved, some = either(WORDS["vague"]["halved"]), either(WORDS["vague"]["some"])
    of = r"[\s-](?:of\s|in\s|im\s|de\s|du\s|di\s|des\s|van\s|d['’])?"
    half = rf"(?P<half_of>{_nth()})(?:st|nd|e|\.|ª|ère|a)?\s(?:{halved}){of}"
    led = rf"(?:(?<!\w)(?:{half}|(?P<some>{some}){of}|(?P<vague>{parts}){of}))?"
    # A figure in front of it would be a day that we cannot read.
    apart = r"(?<!\w)(?<!\d[ .,-])(?<!\d[^\W_]\s)(?<!\d[^\W_]{2}\s)(?<!\d:[ae]\s)"
    behind_day = r"(?:st|nd|rd|th|,?\s\d{4}|\s?[-–]\s?\d|\s*+(?:$|[.;:!?)]))"
    no_day = rf"(?!\.?[\s-]{{1,3}}(?:the\s)?\d{{1,2}}{behind_day})"  # "by May 3" is one
    in_any = rf"(?!(?:{either(WORDS['vague']['within'])})\s)"  # "2000 by May" is a number and a month
    form = rf"{before.removesuffix(')?')}{in_any})?{led}{apart}(?P<alone>{names})(?!\w){no_day}\.?{behind}"
    yield form.replace("%s", "alone_year")


def vague() -> dict[str, list[str]]:
    return {name: WORDS["vague"][name] for name in (EARLY, MIDDLE, LATE, "within")}


@cache
def days_in_words() -> dict[str, dict[str, int]]:
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


def _said_days(of: str) -> Iterator[str]:
    """Only before a month of the same language: "on" is ten in Turkish, and "due May 3" is no second of May."""
    for tag, days in days_in_words().items():
        yield rf"(?:{either(days)})(?={of}\L<months_{tag}>(?!\w))"
    yield rf"(?:{either(WORDS['first_day']['words'])})"
