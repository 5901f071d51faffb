"""Cutting a text into sentences and words, well enough for counting and for naming the place of a fault."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from aicmo_site.kernel.text.marked import MARKS, marked

_ENDS = regex.compile(
    r"(?!(?<=\b(?:Vol|No|Nr|Art|Kap|Ch|Fig|Bd)\.)\s+\d)(?<!\d\.)(?<!\b\p{L}\.)(?<=[.!?…。！？][\"'»”’)\]]?)\s+|(?<=[。！？])|\n+"
)
_WORDS = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,:/@&%+-]*")
TAG = regex.compile(r"[#@＃][\p{L}\p{N}\p{M}_]+")
_LINK = regex.compile(r"(?i)\b(?:[a-z]{2,8}:/{0,3}|www\.)[^\s<>]+|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}")
_QUOTED = regex.compile(
    r"«[^«»\n]{1,300}»|“[^“”„\n]{1,300}”|„[^“”„\n]{1,300}[“”]|\"[^\"\n]{1,300}\"|『[^『』]*+』|「[^「」]*+」"
)
_LIKE_MARKS = regex.compile(f"[{MARKS}]")


def sentences(text: str) -> list[str]:
    return list(_sentences(text))


@lru_cache(maxsize=32)  # one text is asked about by many rules in a row
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _ENDS.split(text) if part and part.strip())


def words(text: str) -> list[str]:
    """Runs of letters and digits, an address counting as one."""
    return _WORDS.findall(text)


def blank(text: str, *patterns: "regex.Pattern[str]") -> str:
    """The text with all that the patterns find turned into spaces, each place staying where it was."""
    for pattern in patterns:
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def covered(text: str, places: Iterable[tuple[int, int]], by: str = "\u0001") -> str:
    """The text with these places covered, in one go: doing it place by place takes the square of the time."""
    letters = list(text)
    for start, end in places:
        letters[start:end] = by * (end - start)
    return "".join(letters)


@lru_cache(maxsize=32)
def without_links(text: str) -> str:
    return blank(text, _LINK)


def without_quotes(text: str) -> str:
    return blank(text, _QUOTED)


def without_phrases(text: str, phrases: Iterable[str]) -> str:
    """The text with these phrases, where they stand as whole words, turned into spaces, case aside."""
    whole, places = _searched(text), []
    for phrase in _longest_first(tuple(phrases)):
        if found := list(_places(whole, phrase)):
            places += found
            whole = whole.replace(phrase, f"{phrase[0]}{' ' * (len(phrase) - 2)}{phrase[-1]}")
    return covered(text, _in_text(_searched(text), places), " ") if places else text


@lru_cache(maxsize=64)
def _searched(text: str) -> str:
    return marked(_lowered(text))


@lru_cache(maxsize=16)
def _longest_first(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_searched, sorted(dict.fromkeys(filter(None, phrases)), key=len, reverse=True)))


def _lowered(text: str) -> str:
    """In lower case without what looks like a mark, every letter staying where it was."""
    text = _LIKE_MARKS.sub(" ", text)
    low = text.lower()
    return low if len(low) == len(text) else "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _places(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    start = text.find(phrase)
    while start >= 0:
        yield start, start + len(phrase)
        start = text.find(phrase, start + len(phrase))


def _in_text(whole: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places of a marked text as places of the text without its marks."""
    marks = [match.start() for match in _LIKE_MARKS.finditer(whole)]
    for place in places:
        start, end = (at - bisect_left(marks, at) for at in place)
        yield start, end
