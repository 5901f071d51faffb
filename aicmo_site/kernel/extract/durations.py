"""How long something takes, as people write it, in weeks."""

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.extract import cldr
from aicmo_site.kernel.extract.digits import latin_digits
from aicmo_site.kernel.extract.lexicon import LEXICON
from aicmo_site.kernel.text.alternatives import either

DATA = json.loads(Path(__file__).with_name("words").joinpath("duration_words.json").read_text(encoding="utf-8"))
LEXICON.extend(DATA["units"], "durations", "words")
MAX_WEEKS = 5_200


@dataclass(frozen=True)
class Duration:
    """Weeks from `low` to `high`; `exact` is False where the text says more than a plain number or range."""

    low: int
    high: int
    exact: bool = True

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def read_duration(value: Any) -> Duration | None:
    """A number is weeks; a text may name its unit. None where it names no duration, or more than one."""
    if isinstance(value, int | float):
        return Duration(int(value), int(value)) if value > 0 else None
    text = " ".join(latin_digits(value).casefold().split())
    text = f"1 {text}" if text in _singles() else text
    if match := _pattern(unit_needed=False).fullmatch(text):
        return _duration(match, exact=True)
    found = list(_pattern(unit_needed=True).finditer(text))
    rest = _pattern(unit_needed=True).sub(" ", text)
    one_only = len(found) == 1 and not re.search(r"\d", rest)
    return _duration(found[0], exact=False) if one_only else None


def find_durations(text: str) -> list[Duration]:
    """Every duration with a unit in a text, in order."""
    text = latin_digits(text).casefold()
    found = (_duration(match, exact=False) for match in _pattern(unit_needed=True).finditer(text))
    return [duration for duration in found if duration]


@cache
def _pattern(*, unit_needed: bool) -> re.Pattern[str]:
    numbers = either(_numbers())
    number = rf"(?:\d+(?:[.,]\d+)?|(?:{numbers})(?!\w))"
    unit = rf"(?P<unit>{either(_units())})(?![^\W\d_])\.?"
    through = rf"\s*(?:{either(DATA['range_words'])})\s*"
    counted = rf"(?P<low>{number})(?:{through}(?P<high>{number}))?" + (
        rf"[\s-]*{unit}" if unit_needed else rf"(?:[\s-]*{unit})?"
    )
    return re.compile(rf"(?<![\w.,])(?:(?P<span>{either(_spans())})(?!\w)|{counted})")


@cache
def _units() -> dict[str, float]:
    named = {word: unit["weeks"] for unit in DATA["units"].values() for word in unit["words"]}
    return {word: DATA["units"][name]["weeks"] for word, name in cldr.units().items()} | named


@cache
def _numbers() -> dict[str, float]:
    return LEXICON.merged("numbers") | DATA["numbers"]


@cache
def _singles() -> frozenset[str]:
    known = (word for word, name in cldr.singles().items() if name in ("week", "month"))
    return frozenset({*known, *DATA["alone"]["words"]})


@cache
def _spans() -> dict[str, int]:
    pairs = {word: math.ceil(2 * DATA["units"][name]["weeks"] - 0.01) for word, name in cldr.pairs().items()}
    return pairs | DATA["spans"]["words"]


def _duration(match: re.Match[str], *, exact: bool) -> Duration | None:
    if match["span"]:
        weeks = _spans()[match["span"]]
        return Duration(weeks, weeks, exact)
    weeks_of_one = _units()[match["unit"]] if match["unit"] else 1
    ends = [_weeks(match[end], weeks_of_one) for end in ("low", "high") if match[end]]
    in_reach = all(0 < end <= MAX_WEEKS for end in ends)
    return Duration(min(ends), max(ends), exact) if in_reach else None


def _weeks(number: str, weeks: float) -> int:
    count = _numbers().get(number) or float(number.replace(",", "."))
    if count * weeks > MAX_WEEKS:
        return MAX_WEEKS + 1
    return max(math.ceil(count * weeks - 0.01), 1) if count > 0 else 0
