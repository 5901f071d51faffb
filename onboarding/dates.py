"""Dates as people write them, as far as they go: a month without a day stays one."""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

DATA = json.loads(Path(__file__).with_name("month_names.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class PartialDate:
    """What a text says of a date; None for what it does not say. `ambiguous`: day and month could be swapped."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    ambiguous: bool = False

    @property
    def is_whole(self) -> bool:
        return None not in (self.year, self.month, self.day) and not self.ambiguous

    def contradicts(self, other: "PartialDate") -> bool:
        """Whether both say something of a year, month or day, and not the same."""
        if self.ambiguous or other.ambiguous:
            return False
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return any(one is not None and two is not None and one != two for one, two in pairs)


def find_dates(text: str) -> list[PartialDate]:
    """The dates of a text that name a month, in order; "18 and 19 April" is two."""
    return [date for match in _pattern().finditer(text) for date in _dates(match)]


def _dates(match: re.Match[str]) -> list[PartialDate]:
    last = _date(match)
    first = replace(last, day=int(match["first"])) if last and match["first"] and last.day else None
    return [date for date in (first, last) if date]


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    return re.compile(
        r"(?P<iso>\b\d{4}-\d{2}(?:-\d{2})?\b)|(?P<kanji>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?)"
        r"|(?P<numbers>\b\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)\d{4}\b)"
        r"|(?:\b(?:(?P<first>\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:-|–|and|to|y|al?|et|au|und|bis)\s*)?"
        rf"(?P<before>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?)?\b(?P<name>{names})\b\.?"
        r"(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?!\s*[:%]))?(?:,?\s+(?:de\s+|del\s+|of\s+)?(?P<year>\d{4})\b)?",
        re.IGNORECASE,
    )


def _date(match: re.Match[str]) -> PartialDate | None:
    if match["iso"]:
        parts = [int(part) for part in match["iso"].split("-")]
        return _checked(*parts)
    if match["kanji"]:
        year, month, day = re.fullmatch(r"(?:(\d+)年)?(\d+)月(?:(\d+)日)?", match["kanji"]).groups()  # type: ignore[union-attr]
        return _checked(_int(year), int(month), _int(day))
    if match["numbers"]:
        return _numeric(match["numbers"], match["mark"])
    name = match["name"].casefold()
    is_bare = not (match["before"] or match["after"] or match["year"])
    if is_bare and name in ("may", "mar", "mars"):  # alone these are mostly no months
        return None
    return _checked(_int(match["year"]), _months()[name], _int(match["before"] or match["after"]))


def _numeric(written: str, mark: str) -> PartialDate | None:
    first, second, year = (int(part) for part in written.split(mark))
    if first > 12 or mark == ".":
        return _checked(year, second, first)
    if second > 12:
        return _checked(year, first, second)
    return PartialDate(year, second, first, ambiguous=first != second)


def _checked(year: int | None, month: int, day: int | None = None) -> PartialDate | None:
    in_reach = 1 <= month <= 12 and (day is None or 1 <= day <= 31)
    return PartialDate(year, month, day) if in_reach else None


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(DATA["months"], start=1) for name in names}
