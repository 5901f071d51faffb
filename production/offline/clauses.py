"""Where a text can end earlier: its sentences and clauses."""

import re
import unicodedata
from functools import lru_cache

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])(?=.)")
BEFORE_MARK = r"(?:(?<!\s)\s++)?"  # spaces as a whole, so that a run of them is gone through once
CLAUSE_END = re.compile(
    rf"{BEFORE_MARK}[,;:]\s+|(?<!\s)\s++[-–—]\s+|{BEFORE_MARK}[—、，；：]\s*|{SENTENCE_END.pattern}"
)
# What goes on with "three and four bedrooms" or "and four bedrooms" counts things up: its first ones are not all.
ENUMERATION = re.compile(
    r"(?:[\w'’%€£$-]+\s+){0,3}(?:and|or|&|und|oder|sowie|bzw\.|et|ou|y|o|e|u|i|en|of|och|oraz|lub|ve|и|или)\s+\S",
    re.IGNORECASE,
)
LONGEST_CUT = 1_000  # characters; a longer text is a document, not a message to be shortened
LEAST_WORDS, LEAST_WIDE, ABBREVIATION = 3, 6, 3


@lru_cache(maxsize=512)
def heads(text: str, binding: tuple[str, ...]) -> tuple[str, ...]:
    """What is left when whole clauses are dropped from the end, longest first.

    A clause that begins with a binding word ("if", "except", "not") stays: without it the rest would say something
    else. Where we have no such words for a language, only whole sentences are dropped.
    """
    if len(text) > LONGEST_CUT:
        return ()
    cuts = list((CLAUSE_END if binding else SENTENCE_END).finditer(text))
    parts = [(text[: cut.start()], text[cut.end() :]) for cut in reversed(cuts)]
    return tuple(head for head, tail in parts if _stands_alone(head) and not _binds(tail, binding))


def _binds(tail: str, binding: tuple[str, ...]) -> bool:
    first = re.match(r"\W*([\w'’]+)", tail.casefold())
    return first is None or first[1].replace("’", "'") in binding or bool(ENUMERATION.match(tail))


def _stands_alone(head: str) -> bool:
    """Long enough to say something, no bracket or quotation left open, and not ending in an abbreviation."""
    balanced = all(head.count(left) == head.count(right) for left, right in ("()", "[]", "«»", "{}"))
    if not balanced or head.count('"') % 2 or _abbreviated(head):
        return False
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in head)
    return len(head.split()) >= LEAST_WORDS or wide >= LEAST_WIDE


def _abbreviated(head: str) -> bool:
    last = head.split()[-1] if head.split() else ""
    return last.endswith(".") and len(last.strip("(.")) <= ABBREVIATION
