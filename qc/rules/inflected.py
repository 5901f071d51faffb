"""A term of one word or more in another form: of its declension, or as the adjective of a name."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.text.folding import bare_letters
from aicmo_site.kernel.text.stems import stem
from qc.engine.registry import data

_SHORTEST = 5  # letters of a term: shorter stems begin too many other words
_SHORTEST_STEM = 4
_MOST_ADDED = 3  # letters by which a name becomes an adjective: Brandtal, Brandtaler
_VOWELS = regex.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöüãõæœø]{1,2}$")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")


def inflected(text: str, terms: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """(term, as it stands) of each term that the text has in another form than its own, its last word or all."""
    many = [(bare_letters(match[0]), match[0]) for match in _WORD.finditer(text)]
    beginnings = {folded[:_SHORTEST_STEM] for folded, _ in many}
    for term in terms:
        words = bare_letters(term).split()
        if not words or not _stems_of(words[-1]) or words[0][:_SHORTEST_STEM] not in beginnings:
            continue
        for at in range(len(many) - len(words) + 1):
            here = many[at : at + len(words)]
            same = [folded == word for (folded, _), word in zip(here, words, strict=True)]
            if not all(same) and all(
                is_same or is_form_of(folded, word, language)
                for is_same, (folded, _), word in zip(same, here, words, strict=True)
            ):
                yield term, " ".join(written for _, written in here)


def turned_round(text: str, terms: Iterable[str]) -> Iterator[str]:
    """As they stand, the terms of several words that the text has in another order: the Brandtaler Sennerei."""
    many = [(bare_letters(match[0]), match[0]) for match in _WORD.finditer(text)]
    beginnings = {folded[:_SHORTEST] for folded, _ in many}
    for term in terms:
        words = sorted(bare_letters(term).split())
        if len(words) < 2 or not all(len(word) >= _SHORTEST and word[:_SHORTEST] in beginnings for word in words):
            continue
        for at in range(len(many) - len(words) + 1):
            here = many[at : at + len(words)]
            if all(_begins(folded, word) for (folded, _), word in zip(sorted(here), words, strict=True)):
                yield " ".join(written for _, written in here)


def _begins(folded: str, word: str) -> bool:
    """Whether a word is another with up to so many letters more."""
    return folded.startswith(word) and len(folded) - len(word) <= _MOST_ADDED


def is_form_of(folded: str, word: str, language: str) -> bool:
    """Whether a word is another in one of its forms, both folded."""
    return any(folded.startswith(form) and folded[len(form) :] in _endings(language) for form in _stems_of(word))


@lru_cache(maxsize=2_000)
def _stems_of(word: str) -> tuple[str, ...]:
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    return tuple(
        form for form in dict.fromkeys((word, _VOWELS.sub("", word), stem(word))) if len(form) >= _SHORTEST_STEM
    )


@cache
def _endings(language: str) -> frozenset[str]:
    lines = data("inflections")
    return frozenset(map(bare_letters, (*lines["every_language"], *lines.get(language, ()))))
