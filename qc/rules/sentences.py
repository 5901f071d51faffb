"""Cutting a text into sentences and words, well enough for counting and for naming the place of a fault."""

import unicodedata
from collections.abc import Iterable, Iterator

import regex

_ENDS = regex.compile(r"(?<!\d\.)(?<!\b\p{L}\.)(?<=[.!?…。！？][\"'»”’)\]]?)\s+|(?<=[。！？])|\n+")
_WORDS = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,:/@&%+-]*")
TAG = regex.compile(r"[#@＃][\p{L}\p{N}\p{M}_]+")
_LINK = regex.compile(r"(?i)\b(?:[a-z]{2,8}:/{0,3}|www\.)[^\s<>]+|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}")
_QUOTED = regex.compile(
    r"«[^«»\n]{1,300}»|“[^“”„\n]{1,300}”|„[^“”„\n]{1,300}[“”]|\"[^\"\n]{1,300}\"|『[^』]*』|「[^」]*」"
)


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _ENDS.split(text) if part and part.strip()]


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


def without_links(text: str) -> str:
    return blank(text, _LINK)


def without_quotes(text: str) -> str:
    return blank(text, _QUOTED)


def without_phrases(text: str, phrases: Iterable[str]) -> str:
    """The text with these phrases turned into spaces, case aside."""
    lowered = _lowered(text)
    for phrase in sorted(filter(None, phrases), key=len, reverse=True):
        places = list(_places(lowered, _lowered(phrase)))
        text, lowered = covered(text, places, " "), covered(lowered, places, " ")
    return text


def _lowered(text: str) -> str:
    """In lower case, every letter staying where it was."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _places(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Where the phrase stands as whole words. By `find`: a pattern takes the product of both lengths."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        whole = not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum()
        if whole:
            yield start, end
        start = text.find(phrase, end if whole else start + 1)


def plain(word: str) -> str:
    """A word in lower case without its accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(char))


def stem(word: str) -> str:
    """A word in a form that its plural shares, roughly."""
    word = plain(word)
    for ending in ("ies", "es", "en", "s", "n", "e", "i", "a", "o"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
