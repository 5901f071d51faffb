"""Several things that a form gives as one text: bans in a row, names with commas, words with an order in front."""

import re

from onboarding.notes.cues import patterns, says
from onboarding.notes.orders import words_for_print

_LONGEST_NAME = 5  # words
_BAN_ENDS = re.compile(r"(?<=[.!;])\s+|(?<!\s)\s++[/|]\s+|\n+")
# Their words may be printed as they stand, and a gap must not be printed.
WORDS_FOR_PRINT = ("key_messages", "proof_points", "mandatory_inclusions", "call_to_action")
_COMMA = re.compile(r"\s?[,/|]\s")


def divided(field: str, text: str) -> list[str]:
    """The items that one text of a list's field holds; the text itself where it is one item."""
    if field == "exclusions":
        return _bans(text)
    if field == "competitors":
        return _names(text)
    return (field in WORDS_FOR_PRINT and words_for_print(field, text)) or [text]


def _bans(text: str) -> list[str]:
    """ "No prices. Never say “cheap”" is two bans; a sentence that explains one stays with it."""
    found: list[list[str]] = []
    for piece in (piece.strip() for piece in _BAN_ENDS.split(text)):
        if found and not _begins_a_ban(piece):
            found[-1].append(piece)
        elif piece:
            found.append([piece])
    return [" ".join(pieces) for pieces in found]


def _begins_a_ban(text: str) -> bool:
    opening = " ".join(text.split(maxsplit=3)[:3])
    return any((match := found.search(opening)) and match.start() < 8 for found in patterns("negates"))


def _names(text: str) -> list[str]:
    """Names divided by commas, without what is said about them ("…, don't mention")."""
    parts = [part.strip(" .") for part in _COMMA.split(text)]
    named = [part for part in parts if part and not says("mentions", part)]
    short = all(len(part.split()) <= _LONGEST_NAME for part in named)
    return named if named and short else [text]
