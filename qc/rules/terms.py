"""Finding a term in a text as a reader would: whole words, whatever the case, the script or the kind of dash."""

import unicodedata
from collections.abc import Iterable
from functools import cache

import regex

_INVISIBLE = regex.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTES = regex.compile(r"[\u2018\u2019\u02bc\u2032]")
_GAP = regex.compile(r"[\s\p{Pd}_]+")
# scripts that are written without spaces: there a term may stand anywhere
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
LONGEST_PATTERN = 200  # characters; a longer one is looked for as it is: a pattern takes the product of both lengths
_WORD = r"[\p{L}\p{M}\p{N}]"


def fold(text: str) -> str:
    """Case, width, kinds of quote, of dash and of space made equal; invisible characters gone."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _GAP.sub(" ", _QUOTES.sub("'", _INVISIBLE.sub("", text))).strip()


def holds(text: str, term: str) -> bool:
    """Whether a folded text holds the folded term as whole words."""
    if len(term) > LONGEST_PATTERN:
        return term in text
    return bool(term) and term.partition(" ")[0] in text and bool(_pattern(term).search(text))


def without(text: str, terms: Iterable[str]) -> str:
    """A folded text with the folded terms blanked out."""
    for term in terms:
        if term and term in text:
            text = text.replace(term, " ") if len(term) > LONGEST_PATTERN else _pattern(term).sub(" ", text)
    return text


@cache
def _pattern(term: str) -> "regex.Pattern[str]":
    before = "" if _UNSPACED.match(term[0]) or not regex.match(_WORD, term[0]) else f"(?<!{_WORD})"
    after = "" if _UNSPACED.match(term[-1]) or not regex.match(_WORD, term[-1]) else f"(?!{_WORD})"
    words = r",? ".join(regex.escape(word) for word in term.split(" "))  # "no pain, no gain" is "no pain no gain"
    return regex.compile(before + words + after)
