"""Dates of a text by what it says of them: meant, ruled out ("not on 1 March"), or a bound ("not before 1 March")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from aicmo_site.kernel.extract.calendar import WORDS
from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.partial_dates import PartialDate
from aicmo_site.kernel.text.alternatives import either
from onboarding.notes.cues import speaks_of

_REACH = 60  # characters before a date in which a negation may stand
_CLAUSE_END = re.compile(
    r"[,;:.!?()。、，؛،]\s|[。、，]|\s[-–—]\s|\b(?:but|sondern|mais|sino|mas|pero|ma|ale|maar|но)\s"
)


@dataclass(frozen=True)
class NamedDates:
    """The dates of a text by what is said of them."""

    meant: tuple[PartialDate, ...] = ()
    ruled_out: tuple[PartialDate, ...] = ()
    bounds: tuple[PartialDate, ...] = ()


def read_dates(text: str) -> NamedDates:
    """Every date of a text, in its place."""
    kinds = dict[str, list[PartialDate]](meant=[], ruled_out=[], bounds=[])
    end = 0
    for found in find_dates(text):
        before, after = text[max(end, found.start - _REACH) : found.start], text[found.end : found.end + _REACH]
        kinds[_kind(before.casefold(), after.casefold())] += found.dates
        end = found.end
    return NamedDates(*(tuple(kinds[name]) for name in ("meant", "ruled_out", "bounds")))


def _kind(before: str, after: str) -> str:
    clause = _CLAUSE_END.split(re.sub(r",\s*$", " ", before))[-1]
    if _bound().search(clause):
        return "bounds"
    return "ruled_out" if _is_negated(clause) or _then().match(after) else "meant"


def _is_negated(clause: str) -> bool:
    """Whether a negation stands before the date, with nothing but small words and words for the launch between."""
    words = re.findall(r"[\w’']+", clause.replace("’", "'"))
    for position in range(len(words) - 1, -1, -1):
        word, is_last = words[position], position == len(words) - 1
        if word in _negations() and not (word in ("no", "mai") and _is_portuguese_in(words, position, is_last)):
            return True
        if word.endswith("n't"):
            return True
        if word not in _small_words() and not speaks_of("launch_date", word):
            return bool(_JOINED_NEGATION.search(clause)) and is_last
    return False


_JOINED_NEGATION = re.compile(r"(?:不是|不要在|不在|不)$|\b(?:لن|ليس|لا)\s*(?:يوم|في)?\s*$")


def _is_portuguese_in(words: list[str], position: int, is_last: bool) -> bool:
    """ "No dia 1", "no 1º de junho" are Portuguese for "on"; Spanish and English put a word between."""
    return is_last or words[position + 1] == "dia"


@cache
def _negations() -> frozenset[str]:
    return frozenset(WORDS["not_on"]["words"])


@cache
def _small_words() -> frozenset[str]:
    from babel import Locale  # slow to import

    tags, widths = WORDS["weekdays_of"]["locales"], ("wide", "abbreviated")
    days = (Locale(tag).days["format"][width].values() for tag in tags for width in widths)
    named = {word for names in days for name in names for word in name.casefold().rstrip(".").split()}
    return frozenset({*WORDS["not_on"]["between"], *named})


@cache
def _bound() -> re.Pattern[str]:
    """What makes a date a bound, with nothing but small words between the two: "not before"."""
    bound, small = _folded(WORDS["only_from"]["words"]), _folded(_small_words())
    return re.compile(rf"(?<!\w)(?:{bound})(?!\w)(?:[\s'’]+(?:{small}))*[\s'’]*$")


@cache
def _then() -> re.Pattern[str]:
    """What stands behind a date and rules it out: "is out", "geht nicht", or a lone "nicht" at the end."""
    rule = WORDS["not_then"]
    return re.compile(
        rf"(?:['’]\w{{1,4}}|の[^\s、。]{{1,8}}?)?\s?(?:{_folded(rule['words'])}|(?:{_folded(rule['closing'])})(?=\s*(?:[.,;!)]|$)))"
    )


def _folded(words: Iterable[str]) -> str:
    return either({word.casefold() for word in words})
