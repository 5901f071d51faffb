"""A term of one word or more in another form: of its declension, or as the adjective of a name."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.text.folding import bare_letters
from aicmo_site.kernel.text.stems import stem
from qc.engine.registry import data

_SHORTEST = 5  # letters of a term: shorter stems begin too many other words
_SHORTEST_STEM = 4
_VOWELS = regex.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöüãõæœø]{1,2}$")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")


def inflected(text: str, terms: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """(term, as it stands) of each term that the text has in another form than its own."""
    many = [(bare_letters(match[0]), match[0]) for match in _WORD.finditer(text)]
    heads = {folded for folded, _ in many}
    for term in terms:
        first, forms = _stems_of(term)
        if not forms or (first and first not in heads):
            continue
        for at, (folded, written) in enumerate(many):
            ends = any(folded.startswith(form) and folded[len(form) :] in _endings(language) for form in forms)
            before = [word for word, _ in many[max(0, at - first.count(" ") - 1) : at]] if first else []
            if ends and folded != bare_letters(term) and " ".join(before) == first:
                yield term, written


def is_form_of(folded: str, term: str, language: str) -> bool:
    """Whether a word is one of one word in another form, both folded."""
    _, forms = _stems_of(term)
    return any(folded.startswith(form) and folded[len(form) :] in _endings(language) for form in forms)


@lru_cache(maxsize=2_000)
def _stems_of(term: str) -> tuple[str, tuple[str, ...]]:
    """What stands before the last word, and the stems of that word."""
    words = bare_letters(term).split()
    last = words[-1] if words else ""
    if len(last) < _SHORTEST or not last.isalpha():
        return "", ()
    forms = dict.fromkeys((last, _VOWELS.sub("", last), stem(last)))
    return " ".join(words[:-1]), tuple(form for form in forms if len(form) >= _SHORTEST_STEM)


@cache
def _endings(language: str) -> frozenset[str]:
    lines = data("inflections")
    return frozenset(map(bare_letters, (*lines["every_language"], *lines.get(language, ()))))
