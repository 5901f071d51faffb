"""What somebody put in quotation marks. An apostrophe opens no quotation: “don't use 'free'” quotes one word."""

from collections.abc import Iterator
from dataclasses import dataclass

PAIRS = {
    '"': '"”“',
    "“": '”“"',
    "”": "”",
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’'",
    "‚": "‘’'",
    "'": "'’",
    "’": "’'",
}
PAIRS |= {"「": "」", "『": "』"}
LIKE_APOSTROPHES = "'’‘"
LONGEST = 300  # characters
BEGUN, GOES_ON = "\x01", "\x02"  # what stands for a quotation in a masked text, place for place


@dataclass(frozen=True)
class Quotation:
    start: int
    end: int
    words: str


def quotations(text: str) -> list[Quotation]:
    """In order, none within another."""
    return list(_found(text))


def masked(text: str, found: list[Quotation]) -> str:
    chars = list(text)
    for one in found:
        chars[one.start : one.end] = BEGUN + GOES_ON * (one.end - one.start - 1)
    return "".join(chars)


def _found(text: str) -> Iterator[Quotation]:
    at = 0
    while at < len(text):
        end = _closing(text, at) if _opens(text, at) else -1
        if end > 0 and (words := text[at + 1 : end].strip()):
            yield Quotation(at, end + 1, words)
            at = end
        at += 1


def _opens(text: str, at: int) -> bool:
    mark, behind = text[at], text[at + 1 : at + 2]
    if mark not in PAIRS or not behind or behind == "\n":
        return False
    if mark in LIKE_APOSTROPHES:
        return not text[at - 1 : at].isalnum() and not behind.isspace() if at else not behind.isspace()
    return True


def _closing(text: str, at: int) -> int:
    """Where the mark stands that closes the quotation which opens here; -1 where none does."""
    closers, like_apostrophe = PAIRS[text[at]], text[at] in LIKE_APOSTROPHES or text[at] == "‚"
    for end in range(at + 1, min(len(text), at + LONGEST)):
        if text[end] == "\n":
            return -1
        if text[end] in closers and not (like_apostrophe and _within_a_word(text, end, at)):
            return end
    return -1


def _within_a_word(text: str, at: int, start: int) -> bool:
    """The apostrophe of `don't`; or what is but a blank behind the mark that opened."""
    return text[at + 1 : at + 2].isalnum() or text[at - 1].isspace() or at == start + 1
