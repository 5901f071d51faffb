"""Promises that nobody can keep: guarantees, certainty, cures, superlatives."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.sentences import blank, without_phrases
from qc.contracts import CRITICAL, MAJOR, ClientFactsDTO, CopyDTO
from qc.engine.patterns import has_words_of, patterns_of
from qc.engine.registry import Finding, Unread, prose

_CLAUSE_END = regex.compile(r"[.,;:!?…\n()–—]|\s-\s")
_REACH = 60  # characters before a claim in which a denial of the same clause is looked for


def claims(copy: CopyDTO) -> Iterator[Finding | Unread]:
    if not has_words_of("claims", copy):
        yield Unread("Only claims in figures and signs were looked for.")
    for field, text in prose(copy):
        clean = without_phrases(text, copy.client.mandatory)
        for kind, severity in (("promises", CRITICAL), ("superlatives", MAJOR)):
            if found := first_claim(copy, kind, clean):
                yield Finding(field, found[0], severity=severity)
                break


def first_claim(copy: CopyDTO, kind: str, text: str) -> "regex.Match[str] | None":
    """The first claim that the text does not deny and that is not a fact of the client."""
    clean, given = blank(text, patterns_of("claims", "harmless", copy)), _given(copy.client)
    found = patterns_of("claims", kind, copy).finditer(clean)
    return next((match for match in found if not _denied(copy, clean, match) and as_read(match[0]) not in given), None)


def claim_places(copy: CopyDTO, text: str) -> list[tuple[int, int]]:
    """Where the text claims what it should not; the numbers in there need no proof any more."""
    kinds = [patterns_of("claims", kind, copy) for kind in ("promises", "superlatives")]
    return [match.span() for pattern in kinds for match in pattern.finditer(text)]


def _denied(copy: CopyDTO, text: str, match: "regex.Match[str]") -> bool:
    before = text[max(0, match.start() - _REACH) : match.start()]
    clause = _CLAUSE_END.split(before)[-1]
    return bool(patterns_of("claims", "denials", copy).search(clause))


@lru_cache(maxsize=16)
def _given(client: ClientFactsDTO) -> str:
    """What the client says itself, folded, a line each: no claim reaches from one to the next."""
    return "\n".join(map(as_read, (*client.facts, *client.mandatory, client.name)))
