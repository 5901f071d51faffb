"""Swearing, spelt out or half hidden behind asterisks."""

from collections.abc import Iterator
from functools import cache

import regex

from qc.contracts import CopyDTO
from qc.rules.client import names_of
from qc.rules.patterns import has_words_of
from qc.rules.registry import Finding, Unread, data, language_of, texts
from qc.rules.sentences import without_phrases

_MASKED = regex.compile(r"(?<![\p{L}\p{N}*])\p{L}[\p{L}]{0,10}[*#@$!]{1,8}[\p{L}]{0,10}(?![\p{L}\p{N}*])")
_SHORTEST_MASKED = 4


def swearing(copy: CopyDTO) -> Iterator[Finding | Unread]:
    if not has_words_of("swearing", copy):
        yield Unread("Only the swear words that are used in every language were looked for.")
    plain, whole = _words_of(language_of(copy))
    allowed = (*names_of(copy), *copy.client.mandatory)
    for field, text in texts(copy):
        clean = without_phrases(text, allowed)
        match = plain.search(clean) or next((m for m in _MASKED.finditer(clean) if _hides(m[0], whole)), None)
        if match:
            yield Finding(field, match[0])


@cache
def _words_of(language: str) -> tuple["regex.Pattern[str]", frozenset[str]]:
    table = data("swearing")
    words = [*table["every_language"], *table.get(language, ())]
    pattern = "|".join(
        regex.escape(word).replace(r"\*", r"\p{L}{0,8}") for word in sorted(words, key=len, reverse=True)
    )
    bare = frozenset(word.rstrip("*") for word in words)
    return regex.compile(rf"(?i)(?<![\p{{L}}\p{{N}}])(?:{pattern})(?![\p{{L}}\p{{N}}])"), bare


def _hides(token: str, words: frozenset[str]) -> bool:
    """Whether a token with some letters covered, as in f*cking or s**t, begins like a swear word and fits it."""
    shape = token.casefold()
    if len(shape) < _SHORTEST_MASKED or sum(char.isalpha() for char in shape) < 2:
        return False
    return any(_fits(shape, word) for word in words)


def _fits(shape: str, word: str) -> bool:
    covered = "*#@$!"
    head, tail = shape[: len(word)], shape[len(word) :]
    if len(head) < len(word) or any(char in covered for char in tail):
        return False
    return len(tail) <= 4 and all(a == b or a in covered for a, b in zip(head, word, strict=True))
