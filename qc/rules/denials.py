"""A fact turned over: what the client says, with a no where it has none, or with the opposite word."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.sentences import blank, sentences
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.engine.patterns import any_of
from qc.engine.registry import Finding, data, language_of, prose
from qc.rules.client_values import stems
from qc.rules.internal import public_facts

_FEWEST_SHARED, _SHARE = 2, 0.5  # words that a sentence has of a fact, and of the shorter of both
_WORD = regex.compile(r"[\p{L}\p{M}'’]+")
_MOST_WORDS = 30  # of a sentence or fact: a longer one says more than one thing


@dataclass(frozen=True)
class _Said:
    text: str
    stems: frozenset[str]
    words: frozenset[str]
    refuses: int


def denials(copy: CopyDTO) -> Iterator[Finding]:
    facts = _facts_of(copy.client)
    if not facts:
        return
    for field, text in prose(copy):
        for sentence in sentences(text):
            said = _said(sentence)
            if said.text.endswith("?") or len(said.words) > _MOST_WORDS:
                continue
            if fact := next((fact for fact in facts if _is_turned(said, fact, language_of(copy))), None):
                yield Finding(field, sentence, f"The client says: “{fact.text}”.")


@lru_cache(maxsize=64)
def _facts_of(client: ClientFactsDTO) -> tuple[_Said, ...]:
    told = (_said(part) for fact in public_facts(client) for part in sentences(fact))
    return tuple(one for one in told if len(one.stems) >= _FEWEST_SHARED and len(one.words) <= _MOST_WORDS)


def _said(text: str) -> _Said:
    plain = blank(text, _not_only())
    return _Said(text, stems(plain), frozenset(map(unaccented, _WORD.findall(text))), len(_no().findall(plain)))


def _is_turned(said: _Said, fact: _Said, language: str) -> bool:
    shared = said.stems & fact.stems
    if len(shared) < _FEWEST_SHARED or len(shared) < _SHARE * min(len(said.stems), len(fact.stems)):
        return False
    if {said.refuses, fact.refuses} == {0, 1} or (said.refuses and not fact.refuses and len(shared) > _FEWEST_SHARED):
        return True
    return any(_are_opposed(said, fact, *pair) for pair in _opposites(language))


def _are_opposed(said: _Said, fact: _Said, one: str, other: str) -> bool:
    for mine, theirs in ((one, other), (other, one)):
        if _has(said, mine) and _has(fact, theirs) and not _has(said, theirs) and not _has(fact, mine):
            return True
    return False


def _has(said: _Said, stem: str) -> bool:
    return any(word.startswith(stem) for word in said.words) if len(stem) > 4 else stem in said.words


@cache
def _opposites(language: str) -> tuple[tuple[str, str], ...]:
    pairs = data("denials")["opposites"].get(language, ())
    return tuple((unaccented(one), unaccented(other)) for one, other in pairs)


@cache
def _no() -> "regex.Pattern[str]":
    return any_of(data("denials")["no"], {})


@cache
def _not_only() -> "regex.Pattern[str]":
    return any_of(data("denials")["not_only"], {})
