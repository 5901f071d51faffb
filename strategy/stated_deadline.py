"""The deadline that a sentence itself states: in days where it can be reckoned, else in the client's words."""

import re
from collections.abc import Sequence
from datetime import date

from aicmo_site.kernel.extract.dates import dates_in
from strategy.days import YEAR, Moment
from strategy.phrases import key, named_in, words_of
from strategy.rulebook import rules

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
    for at in range(start, min(len(words), start + MOST_WORDS_OF_TIME - 1)):
        if _tells_time(words[at]):
            has_year = at + 1 < len(words) and YEAR.fullmatch(words[at + 1].rstrip(".,;"))
            return at + 2 if has_year else at + 1
        if not words[at][-1].isalpha():
            break
    return 0


def _tells_time(word: str) -> bool:
    found = key(word.rstrip(".,;:!?)")).split("'")[-1]
    times = rules("numbers")["times"]
    return bool(dates_in(f"by {word}")) or any(
        found == time or (len(time) > SHORT_TIME and found.startswith(time)) for time in times
    )


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
