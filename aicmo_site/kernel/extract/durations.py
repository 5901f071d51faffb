"""The one reader of lengths of time: "6-8 weeks", "half a year", 三ヶ月, "ninety minutes"."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.extract import calendar, cldr
from aicmo_site.kernel.extract.digits import latin_digits, latin_digits_at
from aicmo_site.kernel.extract.lexicon import LEXICON
from aicmo_site.kernel.extract.number_words import number_words
from aicmo_site.kernel.extract.numbers import DATA as NUMBERS
from aicmo_site.kernel.text.alternatives import either

DATA = json.loads(Path(__file__).with_name("words").joinpath("duration_words.json").read_text(encoding="utf-8"))
LEXICON.extend(DATA["units"], "durations", "words")
MAX_WEEKS = 5_200
SHORT_UNIT = 4  # letters
_HALF = Decimal("0.5")
_CLAUSE_END = re.compile(r"[,;:()\n、，；]|\.\s")
_OPERATOR = re.compile(
    r"[x×*+÷=/]|(?:times|fois|veces|volte|vezes|plus|minus|twice|(?<!opti|maxi|mini)(?<!nor)mal)(?!\w)"
)
# Behind a unit no letter stands, but in scripts without spaces; 3年生 and 3日目 are counted and not how long.
_END = r"(?!\d|[^\W\d_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[年度代生目前本後년])"
_PART_OF = re.compile(r"\s(?:of|de|d['’]|di)(?!\w)", re.IGNORECASE)  # a quarter of a million
_JOINT = re.compile(r",?\s?(?:and|und|et|y|e|en)?\s?")


@dataclass(frozen=True)
class FoundDuration:
    """From `low` to `high` of a unit ("hour", "day", "week", "fortnight", "month", "quarter", "half_year", "year") in
    its place. `counted`: by more than an article."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    counted: bool = True
    in_words: bool = False

    @property
    def is_of_days(self) -> bool:
        return _weeks_of(self.unit) >= _weeks_of("day")

    def in_weeks(self) -> tuple[int, int]:
        """Rounded up."""
        return _weeks(self.low, self.unit), _weeks(self.high, self.unit)


@dataclass(frozen=True)
class Duration:
    """Weeks from `low` to `high`; `exact` is False where the text says more than a plain number or range."""

    low: int
    high: int
    exact: bool = True

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def find_durations(text: str, language: str = "") -> list[FoundDuration]:
    """Every length of time with its unit, in order; `language`: the one whose numbers in words are read, "" for any."""
    latin, places = latin_digits_at(text)
    found = [
        one
        for match in _pattern(language, unit_needed=True, halved=_has_half(latin)).finditer(latin)
        for one in _found(match, language)
    ]
    taken = {place for one in found for place in range(one.start, one.end)}
    spelt = [one for one in _spelt(latin, language) if one.start not in taken]
    inside = {place for one in spelt for place in range(one.start, one.end)}  # the five days of "a hundred and five"
    found = [*(one for one in found if one.start not in inside), *spelt]
    return [
        replace(one, start=places[one.start], end=places[one.end]) for one in sorted(found, key=lambda one: one.start)
    ]


def durations_in_weeks(text: str) -> list[Duration]:
    """Every length of a day or more that a text names."""
    found = (one.in_weeks() for one in find_durations(text) if one.is_of_days)
    return [Duration(low, high, exact=False) for low, high in found if 0 < low <= high <= MAX_WEEKS]


def unit_named(word: str) -> str:
    """The unit of time that a word names, "" for none."""
    return _units("").get(word.casefold(), "")


def read_duration(value: Any) -> Duration | None:
    """A number is weeks; a text may name its unit. None where it names no length, or more than one."""
    if isinstance(value, int | float):
        return _in_reach(math.ceil(value), math.ceil(value)) if 0 < value <= MAX_WEEKS else None
    text = " ".join(latin_digits(value).casefold().split())
    text = f"1 {text}" if text in _singles() else text
    if match := _pattern("", unit_needed=False, halved=True).fullmatch(text):
        found = next(iter(_found(match, "")), None)
        return _in_reach(*found.in_weeks()) if found and found.is_of_days else None
    return _told_in(text)


def _told_in(text: str) -> Duration | None:
    """The one length that a longer answer names; of two that follow each other, such as a year and a month, the sum."""
    found = [one for one in find_durations(text) if one.is_of_days]
    if len(found) == 2 and _add_up(text, *found):
        return _in_reach(sum(one.in_weeks()[0] for one in found), sum(one.in_weeks()[1] for one in found), exact=False)
    if len(found) > 1:
        found = [one for one in found if one.counted]  # "a week" is how often
    if len(found) != 1 or _is_reckoned_with(text, found[0]):
        return None
    return _in_reach(*found[0].in_weeks(), exact=False)


def _is_reckoned_with(text: str, found: FoundDuration) -> bool:
    """Whether another number of its clause, or an operator, may change the length: "2 phases of 6 weeks"."""
    before, behind = _CLAUSE_END.split(text[: found.start])[-1], _CLAUSE_END.split(text[found.end :])[0]
    return bool(re.search(r"\d", before + behind) or _OPERATOR.search(before) or _OPERATOR.search(behind))


def _add_up(text: str, first: FoundDuration, second: FoundDuration) -> bool:
    smaller = _weeks_of(second.unit) < _weeks_of(first.unit)
    return smaller and bool(_JOINT.fullmatch(text[first.end : second.start]))


def _in_reach(low: int, high: int, *, exact: bool = True) -> Duration | None:
    return (
        Duration(min(low, high), max(low, high), exact) if 0 < min(low, high) <= max(low, high) <= MAX_WEEKS else None
    )


@cache
def _pattern(language: str, *, unit_needed: bool, halved: bool) -> re.Pattern[str]:
    number = rf"(?:\d{{1,2}} [13]/[24]|\d{{1,9}}(?:[.,]\d{{1,3}})?|(?:{either(_numbers())})(?!\w))"
    half = rf"\s?(?:{either(DATA['halves']['words'])})(?!\w)" if halved else "(?!)"  # most texts name none
    units = either(_units(language))
    more = rf"{half}(?!\s(?:{units}|{either(NUMBERS['multipliers'])}))"  # not "3 mesi e mezza giornata"
    unit = rf"(?P<unit>{units}){_END}(?P<half>{more})?"
    through = rf"\s?(?:{either(DATA['range_words'])})\s?"
    ends = rf"(?P<low>{number})(?:(?P<low_half>{half})|{through}(?P<high>{number})(?P<high_half>{half})?)?"
    counted = ends + (rf"[\s-]{{0,3}}{unit}" if unit_needed else rf"(?:[\s-]{{0,3}}{unit}\.?)?")
    single = rf"(?P<single>{units if halved else '(?!)'}){more}"  # "mes y medio"
    return re.compile(rf"(?<![\w.,])(?<!\d/)(?:(?P<span>{either(_spans())})(?!\w)|{counted}|{single})", re.IGNORECASE)


def _has_half(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in DATA["halves"]["words"])


def _found(match: re.Match[str], language: str) -> Iterator[FoundDuration]:
    if match["span"]:
        yield _said(match, Decimal(_spans()[match["span"].casefold()]), "week")
    elif match["single"]:
        yield _said(match, _HALF + 1, _units(language)[match["single"].casefold()])
    else:
        yield from _counted(match, language)


def _said(match: re.Match[str], count: Decimal, unit: str) -> FoundDuration:
    return FoundDuration(*match.span(), count, count, unit, in_words=True)


def _counted(match: re.Match[str], language: str) -> Iterator[FoundDuration]:
    unit = _units(language)[match["unit"].casefold()] if match["unit"] else "week"
    if unit == "quarter" and _PART_OF.match(match.string, match.end()):
        return
    ends = [_number(match[end]) for end in ("low", "high") if match[end]]
    if match["half"] or match["low_half"] or match["high_half"]:
        ends[-1] += _HALF
    in_words = not match["low"][0].isdigit()
    is_article = len(ends) == 1 and in_words and ends[0] == 1
    yield FoundDuration(*match.span(), min(ends), max(ends), unit, counted=not is_article, in_words=in_words)


def _spelt(text: str, language: str) -> Iterator[FoundDuration]:
    behind = _unit_behind(language)
    for value, start, end in number_words(text, language):
        if value > 1 and (match := behind.match(text, end)):
            unit = _units(language)[match["unit"].casefold()]
            yield FoundDuration(start, match.end(), Decimal(value), Decimal(value), unit, in_words=True)


@cache
def _unit_behind(language: str) -> re.Pattern[str]:
    return re.compile(rf"[\s-]{{1,3}}(?P<unit>{either(_units(language))}){_END}", re.IGNORECASE)


@cache
def _units(language: str) -> dict[str, str]:
    """Of all languages; where one is known, short words of the others may mean something else: "2026 an der Kasse"."""
    named = {word: name for name, unit in DATA["units"].items() for word in unit["words"]}
    named |= {word.casefold(): name for word, name in named.items()}  # μήνας is told from μήνασ
    if not language:
        return cldr.units() | named
    telling = {word: name for word, name in named.items() if len(word) >= SHORT_UNIT or not word.isascii()}
    return telling | calendar.durations("en") | calendar.durations(language)


@cache
def _numbers() -> dict[str, float]:
    known = LEXICON.merged("numbers") | DATA["numbers"]
    return known | {word.casefold(): number for word, number in known.items()}


@cache
def _singles() -> frozenset[str]:
    known = (word for word, name in cldr.singles().items() if name in ("week", "month", "year"))
    return frozenset({*known, *DATA["alone"]["words"]})


@cache
def _spans() -> dict[str, int]:
    pairs = {word: _weeks(Decimal(2), name) for word, name in cldr.pairs().items()}
    return pairs | DATA["spans"]["words"]


def _number(written: str) -> Decimal:
    if "/" in written:  # 1 1/2
        whole, part, parts = map(Decimal, re.findall(r"\d+", written))
        return whole + part / parts
    return Decimal(str(_numbers().get(written.casefold()) or written.replace(",", ".")))


def _weeks_of(unit: str) -> float:
    return float(DATA["units"][unit]["weeks"])


def _weeks(count: Decimal, unit: str) -> int:
    weeks = float(count) * _weeks_of(unit)
    return MAX_WEEKS + 1 if weeks > MAX_WEEKS else max(math.ceil(weeks - 0.01), 1) if weeks > 0 else 0
