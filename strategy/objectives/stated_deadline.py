"""The deadline that a sentence itself states: in days where it can be reckoned, else in the client's words."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from aicmo_site.kernel.extract.calendar import WORDS, weekday_names
from aicmo_site.kernel.extract.dates import dates_in
from aicmo_site.kernel.extract.durations import unit_named
from aicmo_site.kernel.extract.partial_dates import EARLY, LATE, MIDDLE
from aicmo_site.kernel.text.folding import unaccented
from strategy.objectives.moments import YEAR, Moment
from strategy.objectives.phrases import key, named_in, words_of
from strategy.rules.rulebook import rules

MOST_WORDS_OF_TIME = 6
SHORT_TIME = 4  # letters: "fall" is a season, "falls" is none


def words_of_time(text: str) -> str:
    """The words of a deadline from which no day can be reckoned: "by Sept", "bis Ostern 2027"; "" where none is."""
    words = words_of(text)
    starts = [start for start, word in enumerate(words) if named_in(word, "deadline_before")]
    ends = ((start, _end_of_time(words, start + 1)) for start in starts)
    start, end = next(((start, end) for start, end in ends if end), (0, 0))
    return " ".join(words[start:end]).rstrip(".,;:!?)")


def _end_of_time(words: Sequence[str], start: int) -> int:
    """Where the words that tell time end, with a year behind them; 0 where none do before the clause ends."""
    reach = range(start, min(len(words), start + MOST_WORDS_OF_TIME - 1))
    clause = next((range(start, at + 1) for at in reach if not words[at][-1].isalpha()), reach)
    for at in clause:
        if _tells_time(words[at]) or (_has_year(words, at) and _is_part(words[at])):
            return at + 2 if _has_year(words, at) else at + 1
    return next((at + 1 for at in clause[1:] if _is_span(words[at])), 0)


def _has_year(words: Sequence[str], at: int) -> bool:
    return at + 1 < len(words) and bool(YEAR.fullmatch(words[at + 1].rstrip(".,;")))


def _tells_time(word: str) -> bool:
    found = key(word.rstrip(".,;:!?)")).split("'")[-1]
    times = rules("numbers")["times"]
    is_day = len(found) >= SHORT_TIME and found in _weekdays()
    return (
        is_day
        or bool(dates_in(f"by {word}"))
        or any(found == time or (len(time) > SHORT_TIME and found.startswith(time)) for time in times)
    )


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(map(unaccented, weekday_names()))


def _is_part(word: str) -> bool:
    """ "Early" 2028."""
    return any(word.casefold() in WORDS["vague"][part] for part in (EARLY, MIDDLE, LATE))


def _is_span(word: str) -> bool:
    """The "year" of "by the end of next year"."""
    word = word.rstrip(".,;:!?)")
    return len(word) >= SHORT_TIME and unit_named(word) in ("week", "month", "quarter", "half_year", "year")


def deadline_in(text: str, moments: list[Moment], today: date) -> tuple[int | None, bool, str]:
    """Days until the sentence's own deadline; whether it lies before today; its words, if no day can be told."""
    quoted = ""
    for moment in moments:
        words, after = text[moment.start : moment.end], text[moment.end : moment.end + 2]
        if moment.days and (named_in(words.split()[0], "lead") or re.search("以内|間", words + after)):
            return moment.days, False, ""
        day = moment.next_after(today)
        if any(named_in(word, "deadline_before") for word in words.split()) or after == "まで":
            days = (day - today).days if day else 0
            if day:
                return (days, False, "") if days > 0 else (None, True, "")
            quoted = quoted or ("" if moment.is_time else words)
    return None, False, quoted
