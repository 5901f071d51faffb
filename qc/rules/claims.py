"""What nobody can promise, and what needs proof: guarantees, cures, superlatives, health, awards, studies, offers.

What the client says itself is a finding, too: nobody here can prove it. A named person ticks it once for this client,
by allowing the word. Of offers the client is the one who knows.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.extract.reading import DATE, DURATION, MONEY, TIME
from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.sentences import blank, sentences, without_phrases, words
from aicmo_site.kernel.text.stems import stem
from qc.contracts import CRITICAL, MAJOR, MINOR, ClientFactsDTO, CopyDTO
from qc.engine.patterns import any_of, has_words_of, patterns_of
from qc.engine.registry import Finding, Unread, data, language_of, prose
from qc.rules.denials import costs_nothing
from qc.rules.internal import public_facts

_CLAUSE_END = regex.compile(r"[.,;:!?…\n()–—]|\s-\s")
_NOTHING = (r"(?:£|\$|€)\s?0(?:[.,]00)?", r"0(?:[.,]00)?\s?(?:£|€|euros?|eur|dollars?|zł|kr|pln|sek|pounds?)", "frei")
_SHORT, _SHORTEST = 8, 4  # words of a sentence that says for whom of what age something is free, or only that it is
_WORD = regex.compile(r"[\p{L}\p{M}]{4,}")
_REACH = 60  # characters before a claim in which a denial of the same clause is looked for


UNPROVEN = ("health", "awards", "studies", "majorities", "superlatives", "blame")
_FACTS = ("majorities", "blame")  # what the client knows better than we, where it says so
_OWN = "The client says so itself. A named person ticks it once, by allowing the words, or the copy does without."
_FREE = "Something costs nothing, and so does something of the client's: is it the same?"
_WHY = {
    "health": "It promises something to the body, which needs proof.",
    "awards": "An award or a recommendation that no fact has.",
    "studies": "It leans on a study or on experts that no fact names.",
    "majorities": "It says what most people do, and no fact does.",
    "superlatives": "A superlative that nobody can prove.",
    "blame": "It blames the reader or a victim.",
    "offers": "An offer that no fact has.",
}


def claims(copy: CopyDTO) -> Iterator[Finding | Unread]:
    if not has_words_of("claims", copy):
        yield Unread("Only claims in figures and signs were looked for.")
    for field, text in prose(copy):
        clean = without_phrases(text, copy.client.mandatory)
        found = _promise(copy, clean) or _unproven(copy, clean)
        if found:
            yield Finding(field, *found)


def _promise(copy: CopyDTO, text: str) -> tuple[str, str, str] | None:
    """(words, reason, severity): a promise or a plain superlative; milder where it is the client's own."""
    for kind, severity in (("promises", CRITICAL), ("superlatives", MAJOR)):
        if match := first_claim(copy, kind, text):
            return match[0], "", severity
    for kind in ("promises", "superlatives"):
        if match := first_claim(copy, kind, text, own=True):
            return match[0], _OWN, MAJOR
    return None


def _unproven(copy: CopyDTO, text: str) -> tuple[str, str, str] | None:
    clean = blank(text, patterns_of("claims", "harmless", copy))
    given = _given(copy.client)
    for kind in UNPROVEN:
        for match in patterns_of("unproven", kind, copy).finditer(clean):
            is_own = as_read(match[0]) in given
            if not _denied(copy, clean, match) and not (is_own and kind in _FACTS):
                return match[0], _OWN if is_own else _WHY[kind], MAJOR
    found = (*patterns_of("unproven", "offers", copy).finditer(clean), *costs_nothing().finditer(clean))
    for match in found:
        if not _denied(copy, clean, match, firmly=True) and not _is_given_offer(copy, clean, match):
            is_free = costs_nothing().search(match[0]) and _gives_free(copy.client)
            return match[0], _FREE if is_free else _WHY["offers"], MINOR if is_free else MAJOR
    return None


def _is_given_offer(copy: CopyDTO, text: str, match: "regex.Match[str]") -> bool:
    """Whether a fact offers the same: it has an offer, in any language, and a word of the sentence beside it."""
    around = sentence_around(text, match.start())
    mine = stems(around) - stems(match[0].split()[0])
    ages = any(one.kind in (DURATION, MONEY, TIME, DATE) for one in quantities(around, language_of(copy)))
    is_plain = len(words(around)) <= (_SHORT if ages else _SHORTEST)
    return any(is_plain or (mine & stems(fact)) - _empty() for fact in _offering(copy.client))


@cache
def _empty() -> frozenset[str]:
    """Words that tell nothing of what is offered, and those that only say that it costs nothing."""
    free = (word for words in data("restated")["free"] for word in regex.findall(r"\p{L}{4,}", words))
    return stems(" ".join((*data("denials")["common"], *free)))


@lru_cache(maxsize=16)
def _offering(client: ClientFactsDTO) -> tuple[str, ...]:
    """The sentences of facts that offer something."""
    lines = (*public_facts(client), *client.mandatory, client.call_to_action)
    return tuple(part for line in lines for part in sentences(line) if _any_offer().search(f"{part}."))


def _gives_free(client: ClientFactsDTO) -> bool:
    free = any_of([*data("restated")["free"], *_NOTHING], {})
    return any(free.search(line) or costs_nothing().search(line) for line in _offering(client))


@cache
def _any_offer() -> "regex.Pattern[str]":
    tables = [table for name, table in data("unproven").items() if name not in ("_why", "conditions", "every_language")]
    offers = [pattern for table in tables for pattern in table.get("offers", ())]
    return any_of([*offers, *data("restated")["free"], *_NOTHING, *data("denials")["costs_nothing"]], {})


def sentence_around(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in ".!?\n") + 1
    ends = [end for mark in ".!?\n" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))]


def first_claim(copy: CopyDTO, kind: str, text: str, *, own: bool = False) -> "regex.Match[str] | None":
    """The first claim that the text does not deny and that is not a fact of the client, or, if `own`, that is one."""
    clean, given = blank(text, patterns_of("claims", "harmless", copy)), _given(copy.client)
    found = patterns_of("claims", kind, copy).finditer(clean)
    return next(
        (match for match in found if not _denied(copy, clean, match) and (as_read(match[0]) in given) == own), None
    )


def claim_places(copy: CopyDTO, text: str) -> list[tuple[int, int]]:
    """Where the text claims what it should not; the numbers in there need no proof any more."""
    kinds = [patterns_of("claims", kind, copy) for kind in ("promises", "superlatives")]
    return [match.span() for pattern in kinds for match in pattern.finditer(text)]


def _denied(copy: CopyDTO, text: str, match: "regex.Match[str]", *, firmly: bool = False) -> bool:
    """Whether the clause takes it back; firmly: a condition does not, for whoever comes gets something all the same."""
    before = text[max(0, match.start() - _REACH) : match.start()]
    found = patterns_of("claims", "denials", copy).finditer(_CLAUSE_END.split(before)[-1])
    return any(not firmly or denial[0].casefold() not in data("unproven")["conditions"] for denial in found)


def stems(text: str) -> frozenset[str]:
    return frozenset(stem(word)[:6] for word in _WORD.findall(text.casefold()))


@lru_cache(maxsize=16)
def _given(client: ClientFactsDTO) -> str:
    """What the client says itself, folded, a line each: no claim reaches from one to the next."""
    return "\n".join(map(as_read, (*client.facts, *client.mandatory, client.name)))
