"""What this client demands and forbids."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import regex

from qc.contracts import ClientFactsDTO, CopyDTO
from qc.rules.registry import Finding, Neighbours, data, language_of, prose, texts
from qc.rules.terms import fold, holds, without

_LONG_NAME = 8
_BRACKETS = regex.compile(r"[(\[（][^)\]）]*[)\]）]")


def missing_mandatory(copy: CopyDTO) -> Iterator[Finding]:
    whole = fold(" ".join(text for _, text in prose(copy)))
    for number, wanted in enumerate(copy.client.mandatory):
        if fold(wanted) not in whole and f"mandatory_inclusions.{number}" not in copy.waits_for:
            yield Finding(main_field(copy), f"({wanted})", f"“{wanted}” must appear and does not.")


def banned_terms(copy: CopyDTO) -> Iterator[Finding]:
    allowed = [fold(text) for text in copy.client.mandatory]
    for field, term in _named(copy, copy.client.banned_terms, allowed):
        yield Finding(field, term, f"The client does not want “{term}”.")


def competitors(copy: CopyDTO) -> Iterator[Finding]:
    own = [fold(name) for name in names_of(copy)] + [fold(text) for text in copy.client.mandatory]
    for field, term in _named(copy, copy.client.competitors, own):
        yield Finding(field, term, f"“{term}” is a competitor.")


def not_named(copy: CopyDTO) -> Iterator[Finding]:
    """Only for copy of our own making: foreign drafts often leave the sender to the account they appear under."""
    if not copy.must_name_client or "client_name" in copy.waits_for:
        return
    whole = fold(" ".join(text for _, text in prose(copy)))
    if not any(holds(whole, fold(name)) for name in names_of(copy)):
        yield Finding(main_field(copy), f"({copy.client.name})")


def _named(copy: CopyDTO, terms: Iterable[str], allowed: list[str]) -> Iterator[tuple[str, str]]:
    for field, text in texts(copy):
        folded = without(fold(text), allowed)
        yield from ((field, term) for term in terms if holds(folded, fold(term)))


def names_of(copy: CopyDTO) -> list[str]:
    """The client's name, with and without what stands in brackets, what stands in them, and the aliases."""
    name = copy.client.name
    inside = [part.strip("()[]（） ") for part in _BRACKETS.findall(name)]
    return [part for part in (name, _BRACKETS.sub("", name).strip(), *inside, *copy.client.aliases) if part]


def main_field(copy: CopyDTO) -> str:
    """The field where a person would mend what the whole piece lacks."""
    fields = list(copy.fields)
    return next((name for name in ("text", "caption", "body", "description", "script") if name in fields), "") or (
        fields[0] if fields else ""
    )


def wrong_client(copy: CopyDTO, neighbours: Neighbours) -> Iterator[Finding]:
    """Another firm where the client should stand: one of the batch anywhere, a competitor where a sender speaks."""
    own = [fold(name) for name in (*names_of(copy), *copy.client.mandatory, *copy.client.facts)]
    mine, language = _names(copy.client), language_of(copy)
    others = [pair for client in neighbours.clients if not mine & _names(client) for pair in _full_names(client)]
    rivals = [(name, fold(name)) for name in copy.client.competitors]
    elsewhere = [(name, term) for name, term in others if term not in {term for _, term in rivals}]
    for field, text in texts(copy):
        folded = without(fold(text), own)
        named = next((name for name, term in elsewhere if holds(folded, term)), None)
        speaking = next((name for name, term in (*rivals, *others) if speaks(folded, term, language)), None)
        if found := named or speaking:
            yield Finding(field, found, f"“{found}” is not the client.")


@lru_cache(maxsize=2_000)  # asked of every client of a batch for every piece of it
def _names(client: ClientFactsDTO) -> frozenset[str]:
    return frozenset(map(fold, (client.name, *client.aliases)))


@lru_cache(maxsize=2_000)
def _full_names(client: ClientFactsDTO) -> tuple[tuple[str, str], ...]:
    """Names that can be nobody else's, each with how it is looked for: an alias of one word may be any word."""
    names = [name for name in (client.name, *client.aliases) if " " in name.strip() or len(name) >= _LONG_NAME]
    return tuple((name, fold(name)) for name in names)


def speaks(text: str, name: str, language: str) -> bool:
    """Whether a name stands where the sender's own does: who says we, welcomes, signs, hires, or opens the message."""
    if not name or not holds(text, name):
        return False
    table = data("senders")
    frames = [*table["every_language"], *table.get(language, ())]
    return any(_frame(frame, name).search(text) for frame in frames)


@cache
def _frame(frame: str, name: str) -> "regex.Pattern[str]":
    return regex.compile(frame.replace("NAME", rf"(?<![\p{{L}}\p{{N}}]){regex.escape(name)}(?![\p{{L}}\p{{N}}])"))
