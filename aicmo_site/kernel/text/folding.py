"""Texts made equal that say the same: each folding for one purpose, all for comparing and none for showing."""

import re
import unicodedata
from functools import lru_cache

import regex

_NAMED = re.compile(r"LATIN SMALL (?:LETTER|LIGATURE) (?:DOTLESS )?([A-Z]{1,2})(?: WITH .*)?")
_SAID = {"þ": "th", "ð": "d", "ŋ": "ng", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o"}
_INVISIBLE = regex.compile(r"[\x01-\x03\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTES = regex.compile(r"[\u2018\u2019\u02bc\u2032]")
_GAP = regex.compile(r"[\s\p{Pd}_]+")


def caseless(text: str) -> str:
    """To tell whether a text, or a part of one, is there already: only case and runs of space aside."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def as_read(text: str) -> str:
    """To find a term in copy as a reader would: case, width, kinds of quote, of dash and of space made equal; invisible
    characters gone."""
    return _GAP.sub(" ", _QUOTES.sub("'", _INVISIBLE.sub("", _compatible(text)))).strip()


@lru_cache(maxsize=4_096)  # a text of a client is folded several times in a row, and is not to be kept for ever
def as_name(text: str) -> str:
    """To look a name up: case and width made equal, all punctuation and signs as spaces."""
    return " ".join(_compatible(text).translate(_SPACED).split())


def unaccented(text: str) -> str:
    """To look for words of ours, which stand without accents, in what people type: no case, no accents."""
    bare = _without_marks(unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare)  # the syllables of Hangul are whole again


@lru_cache(maxsize=4096)
def bare_letters(word: str) -> str:
    """To compare two words letter by letter: no case, no accents, the syllables of Hangul as their letters."""
    return _without_marks(unicodedata.normalize("NFD", word.casefold()))


def latin(text: str) -> str:
    """To write a name in ASCII as far as it goes: "ł" as "l", "ø" as "o", "ß" as "ss", "æ" as "ae", in lower case;
    letters of other scripts stay."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(map(_plain, _without_marks(apart)))


def _compatible(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _without_marks(decomposed: str) -> str:
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _plain(char: str) -> str:
    if char.isascii():
        return char
    named = _NAMED.fullmatch(unicodedata.name(char, ""))
    return _SAID.get(char) or (named[1].lower() if named else char)


class _Spaced(dict[int, int]):
    """What stands for a character in a name: letters, numerals and marks for themselves, a space else."""

    def __missing__(self, code: int) -> int:
        self[code] = code if unicodedata.category(chr(code))[0] in "LNM" else ord(" ")
        return self[code]


_SPACED = _Spaced()
