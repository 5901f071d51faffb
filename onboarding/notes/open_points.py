"""What people say in passing is not settled yet: "klären wir noch", "in valutazione", "we'll see"."""

import json
import re
from functools import cache
from typing import Any, cast

from onboarding.lexicon import WORDS

REACH = 60  # characters between "still" and what is still being settled
_CLAUSE = re.compile(r"[,;:.!?()]+(?:\s|$)|\s[-–—]+\s")


def is_unsettled(said: str) -> bool:
    """Whether a clause of the sentence leaves something to be settled by whoever wrote it."""
    clauses = [clause for part in _CLAUSE.split(said) if (clause := part.strip())]
    is_status = len(clauses) > 1 and ":" in said and any(map(_statuses().fullmatch, clauses[1:]))
    return (is_status and not _open_places().search(said)) or any(map(_is_open, clauses))


def _is_open(clause: str) -> bool:
    if _unsettled().search(clause) or _closes(_later(), clause):
        return True
    if _closes(_left_open(), clause) and not _open_places().search(clause):
        return True
    return any(_is_being_settled(clause, *patterns) for patterns in _by_language())


def _closes(pattern: re.Pattern[str], clause: str) -> bool:
    """Whether the words end the clause, or ask on: "we'll see", "we'll see who", not "we'll see each other"."""
    return any(
        found.end() == len(clause) or _asks_on().match(clause, found.end()) for found in pattern.finditer(clause)
    )


def _is_being_settled(clause: str, yet: re.Pattern[str], settling: re.Pattern[str], may: re.Pattern[str]) -> bool:
    """Whether "still" and the settling stand near one another, and it is not the public that may settle it."""
    now = [found.span() for found in yet.finditer(clause)]
    if not now or may.search(clause):
        return False
    being = [found.span() for found in settling.finditer(clause)] if now else []
    return any(0 < max(start, begin) - min(end, stop) <= REACH for begin, end in now[:2] for start, stop in being[:4])


@cache
def _words() -> dict[str, Any]:
    return cast(dict[str, Any], json.loads((WORDS / "open_points.json").read_text(encoding="utf-8")))


@cache
def _by_language() -> tuple[tuple[re.Pattern[str], ...], ...]:
    languages = _words()["languages"].values()
    return tuple(tuple(_whole(words[name]) for name in ("yet", "settling", "may")) for words in languages)


@cache
def _unsettled() -> re.Pattern[str]:
    return _whole([one for words in _words()["languages"].values() for one in words["unsettled"]])


@cache
def _later() -> re.Pattern[str]:
    return _whole([one for words in _words()["languages"].values() for one in words["later"]])


@cache
def _statuses() -> re.Pattern[str]:
    return _whole(_words()["statuses"])


@cache
def _left_open() -> re.Pattern[str]:
    return _whole(_words()["left_open"])


@cache
def _open_places() -> re.Pattern[str]:
    return _whole(_words()["open_places"])


@cache
def _asks_on() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(_words()['asking_on'])})(?!\w)", re.IGNORECASE)


def _whole(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
