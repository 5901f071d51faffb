"""Swearing, spelt out or half hidden behind asterisks, digits or spaces.

A word that means nothing else is critical. A word with an innocent sense is pointed out, and not even that where the
client uses it itself, or the context shows a compound or a name.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from aicmo_site.kernel.text.sentences import without_links, without_phrases
from qc.contracts import MINOR, CopyDTO
from qc.engine.patterns import has_words_of
from qc.engine.registry import Finding, Unread, data, language_of, texts
from qc.rules.client_requirements import names_of
from qc.rules.names import is_name, is_title

ASK = "“{}” can be swearing: please check that it is meant in its innocent sense."
_COVERS = "*#@$!"
_MASKED = regex.compile(r"(?<![\p{L}\p{N}*])\p{L}++(?:[*#@$!]{1,8}+\p{L}*+){1,3}+(?![\p{L}\p{N}*])")
_DIGITS = regex.compile(r"(?<![\p{L}\p{N}])(?=\p{L}{0,12}+[\p{N}@$])[\p{L}\p{N}@$]{4,14}+(?![\p{L}\p{N}])")
_SPACED = regex.compile(r"(?<![\p{L}\p{N}])\p{L}(?:[ ._-]\p{L}(?![\p{L}\p{N}])){3,11}+")
_AS_LETTERS = str.maketrans("013457@$", "oieastas")
_SHORTEST_MASKED, _LONGEST_TAIL = 4, 4
# a hyphen begins no word, and neither does an apostrophe but that of an elided article or pronoun (l'enfoiré)
_BEFORE = r"(?<![\p{L}\p{M}\p{N}_])(?<![\p{L}\p{M}\p{N}]-)(?<!(?<![\p{L}\p{M}])(?!(?:[cdjlmnst]|qu)['’])\p{L}++['’])"
_AFTER = r"(?![\p{L}\p{M}\p{N}_])"


def swearing(copy: CopyDTO) -> Iterator[Finding | Unread]:
    if not has_words_of("swearing", copy):
        yield Unread("Only the swear words that are used in every language were looked for.")
    language = language_of(copy)
    own = (*names_of(copy), *copy.client.mandatory, *copy.client.competitors, copy.client.call_to_action)
    given = frozenset(_words_in(" ".join(copy.client.facts)))
    for field, text in texts(copy):
        clean = without_phrases(without_links(text), own)
        doubtful = ""
        for word, is_sure in _found(clean, language, given):
            if is_sure:
                yield Finding(field, word)
                break
            doubtful = doubtful or word
        else:
            if doubtful:
                yield Finding(field, doubtful, ASK.format(doubtful), MINOR)


def _words_in(text: str) -> list[str]:
    return regex.findall(r"[\p{L}\p{M}]++", text.casefold())


def _found(text: str, language: str, given: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """(word, whether it can be nothing else), plain ones first."""
    for match in _pattern("sure", language).finditer(text):
        yield match[0], not (is_name(match, language) or is_title(match) or _is_given(match[0], given))
    yield from ((word, True) for word in _hidden(text, language))
    if _amid(language).search(text):
        return
    for match in _pattern("unsure", language).finditer(text):
        named = is_name(match, language) or is_title(match) or _is_given(match[0], given)
        if not (named or _is_compound(match)):
            yield match[0], False


def _is_given(word: str, given: frozenset[str]) -> bool:
    return set(_words_in(word)) <= given


def _is_compound(match: "regex.Match[str]") -> bool:
    return match.string[match.end() : match.end() + 1] in tuple("-‑")


@cache
def _amid(language: str) -> "regex.Pattern[str]":
    """Words beside which an unsure one has its innocent sense."""
    words = data("swearing").get(language, {}).get("amid", ())
    return regex.compile(rf"(?i){_BEFORE}(?:{'|'.join(words)}){_AFTER}" if words else r"(?!)")


def _hidden(text: str, language: str) -> Iterator[str]:
    """Words with letters covered (f*cking, s**t), written as digits (sh1t) or set apart (S H I T)."""
    words = _bare(language)
    yield from (match[0] for match in _MASKED.finditer(text) if _hides(match[0], words))
    whole = _pattern("sure", language)
    for match in _DIGITS.finditer(text):
        if whole.fullmatch(match[0].casefold().translate(_AS_LETTERS)):
            yield match[0]
    for match in _SPACED.finditer(text):
        if whole.fullmatch("".join(filter(str.isalpha, match[0]))):
            yield match[0]


@cache
def _pattern(kind: str, language: str) -> "regex.Pattern[str]":
    words = sorted(_listed(kind, language), key=len, reverse=True)
    each = "|".join(regex.escape(word).replace(r"\*", r"\p{L}{0,8}").replace("'", "['’]") for word in words)
    return regex.compile(rf"(?i){_BEFORE}(?:{each}){_AFTER}" if words else r"(?!)")


def _listed(kind: str, language: str) -> Iterable[str]:
    table = data("swearing")
    return (*table["every_language"].get(kind, ()), *table.get(language, {}).get(kind, ()))


@cache
def _bare(language: str) -> frozenset[str]:
    """The words that a masked one can stand for: short ones fit too much."""
    words = (word.rstrip("*") for kind in ("sure", "unsure", "masked") for word in _listed(kind, language))
    return frozenset(word for word in words if len(word) >= _SHORTEST_MASKED and " " not in word)


def _hides(token: str, words: frozenset[str]) -> bool:
    """Whether a token with some letters covered, as in f*cking or s**t, begins like a swear word and fits it."""
    shape = token.casefold()
    if len(shape) < _SHORTEST_MASKED or sum(char.isalpha() for char in shape) < 2:
        return False
    return any(_fits(shape, word) for word in words)


def _fits(shape: str, word: str) -> bool:
    head, tail = shape[: len(word)], shape[len(word) :]
    if len(head) < len(word) or any(char in _COVERS for char in tail):
        return False
    return len(tail) <= _LONGEST_TAIL and all(a == b or a in _COVERS for a, b in zip(head, word, strict=True))
