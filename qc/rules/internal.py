"""What is between the client and its agency: sentences of notes about the work, and whatever the brief marks so."""

from collections.abc import Iterable
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.sentences import sentences, words
from qc.contracts import ClientFactsDTO
from qc.engine.patterns import any_of
from qc.engine.registry import data

_SHORTEST_NOTES = 150  # characters: a shorter fact was stated for copy
_CLAUSE = regex.compile(r"(?<=[;])\s|\s-\s|(?<=\))\s")
_RUN = 5  # words of an internal sentence in a row


@lru_cache(maxsize=64)
def divided(facts: tuple[str, ...], internal: tuple[str, ...] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What copy may lean on, and what is internal: of running notes by the sentence, in whatever language they are."""
    public: list[str] = []
    private: list[str] = list(internal)
    for fact in facts:
        parts = [one for line in sentences(fact) for one in _clauses(line)] if is_notes(fact) else [fact]
        for part in parts:
            told_here = (len(parts) > 1 and marks().search(part)) or (is_notes(fact) and confided().search(part))
            is_inside = secret().search(part) or told_here
            (private if is_inside else public).append(part)
    return tuple(public), tuple(private)


def is_notes(fact: str) -> bool:
    """Running notes, which hold more than was stated for copy: long, or called so at their beginning."""
    return len(fact) >= _SHORTEST_NOTES or bool(_called_notes().match(fact))


@cache
def _called_notes() -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)\s*(?:{'|'.join(data('internal')['every_language']['notes'])})")


def _clauses(sentence: str) -> list[str]:
    return [part for part in _CLAUSE.split(sentence) if part.strip()]


def public_facts(client: ClientFactsDTO) -> tuple[str, ...]:
    return divided(client.facts, client.internal)[0]


def internal_facts(client: ClientFactsDTO) -> tuple[str, ...]:
    return divided(client.facts, client.internal)[1]


@cache
def secret() -> "regex.Pattern[str]":
    """Words that keep a fact from the public whatever it is."""
    return regex.compile(rf"(?i){'|'.join(data('internal')['every_language']['secret'])}")


@cache
def confided() -> "regex.Pattern[str]":
    """Words by which something was told to the agency alone."""
    return any_of(data("internal")["every_language"]["confided"], {})


@cache
def marks() -> "regex.Pattern[str]":
    """The words of all languages: notes are written in any."""
    lines = data("internal")
    return any_of([word for language, table in lines.items() if language != "_why" for word in table["marks"]], {})


def marked_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(as_read(match[0]) for text in texts for match in marks().finditer(text))


@lru_cache(maxsize=64)
def runs_of(texts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """All runs of so many words."""
    many = (words(as_read(text)) for text in texts)
    return frozenset(tuple(line[at : at + _RUN]) for line in many for at in range(len(line) - _RUN + 1))


def first_run(text: str, runs: frozenset[tuple[str, ...]]) -> str:
    """The first run of the text that is among these, as it is folded, or ""."""
    line = words(as_read(text))
    return next(
        (" ".join(run) for at in range(len(line) - _RUN + 1) if (run := tuple(line[at : at + _RUN])) in runs), ""
    )
