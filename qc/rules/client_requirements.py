"""What this client demands and forbids."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.terms import Terms, holds, instead, without
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.engine.registry import Finding, Neighbours, data, language_of, prose, texts
from qc.rules.inflected import inflected, turned_round

_LONG_NAME = 8
_BRACKETS = regex.compile(r"[(\[（][^)\]）]{0,200}+[)\]）]")  # a whole name has no more characters
_NAME = "\x03"  # stands for another firm's name in the text and in the frames


def missing_mandatory(copy: CopyDTO) -> Iterator[Finding]:
    whole = as_read(" ".join(text for _, text in prose(copy)))
    for number, wanted in enumerate(copy.client.mandatory):
        if as_read(wanted) not in whole and f"mandatory_inclusions.{number}" not in copy.waits_for:
            yield Finding(main_field(copy), f"({wanted})", f"“{wanted}” must appear and does not.")


def banned_terms(copy: CopyDTO) -> Iterator[Finding]:
    for field, term in _named(copy, copy.client.banned_terms, copy.client.mandatory):
        yield Finding(field, term, f"The client does not want “{term}”.")


def competitors(copy: CopyDTO) -> Iterator[Finding]:
    for field, term in _named(copy, copy.client.competitors, (*names_of(copy), *copy.client.mandatory)):
        yield Finding(field, term, f"“{term}” is a competitor.")


def not_named(copy: CopyDTO) -> Iterator[Finding]:
    """Only for copy of our own making: foreign drafts often leave the sender to the account they appear under."""
    if not copy.must_name_client or "client_name" in copy.waits_for:
        return
    whole = as_read(" ".join(text for _, text in prose(copy)))
    if not any(holds(whole, as_read(name)) for name in names_of(copy)):
        yield Finding(main_field(copy), f"({copy.client.name})")


def _named(copy: CopyDTO, unwanted: tuple[str, ...], allowed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each as it was given where it stands so, else in the form in which it stands."""
    terms, right = Terms(unwanted), [as_read(text) for text in allowed]
    for field, text in texts(copy):
        rest = without(as_read(text), right)
        held = list(terms.held_by(rest))
        yield from ((field, term) for term in held)
        left = [term for term in unwanted if term not in held]
        others = list(inflected(rest, left, language_of(copy)))
        yield from ((field, written) for _, written in others)
        found = {term for term, _ in others}
        yield from ((field, written) for written in turned_round(rest, (term for term in left if term not in found)))


def names_of(copy: CopyDTO) -> tuple[str, ...]:
    """The client's name, with and without what stands in brackets, what stands in them, and the aliases."""
    return tuple(filter(None, (*_forms_of(copy.client.name), *copy.client.aliases)))


@lru_cache(maxsize=256)  # asked by every rule
def _forms_of(name: str) -> tuple[str, ...]:
    inside = [part.strip("()[]（） ") for part in _BRACKETS.findall(name)]
    return (name, _BRACKETS.sub("", name).strip(), *inside)


def main_field(copy: CopyDTO) -> str:
    """The field where a person would mend what the whole piece lacks."""
    fields = list(copy.fields)
    return next((name for name in ("text", "caption", "body", "description", "script") if name in fields), "") or (
        fields[0] if fields else ""
    )


def wrong_client(copy: CopyDTO, neighbours: Neighbours) -> Iterator[Finding]:
    """Another firm where the client should stand: one of the batch anywhere, a competitor where a sender speaks."""
    own = [as_read(name) for name in (*names_of(copy), *copy.client.mandatory, *copy.client.facts)]
    mine, firms = _names(copy.client), _firms(neighbours)
    rivals, folded_rivals = Terms(copy.client.competitors), frozenset(map(as_read, copy.client.competitors))
    for field, text in texts(copy):
        folded = without(as_read(text), own)
        others = firms.named_in(folded, mine)
        named = next((name for name in others if as_read(name) not in folded_rivals), None)
        senders = (*rivals.held_by(folded), *others)
        speaking = next((name for name in senders if speaks(folded, as_read(name), language_of(copy))), None)
        if found := named or speaking:
            yield Finding(field, found, f"“{found}” is not the client.")


def _firms(neighbours: Neighbours) -> "Firms":
    if "firms" not in neighbours.kept:
        neighbours.kept["firms"] = Firms(neighbours.clients)
    return neighbours.kept["firms"]


class Firms:
    """The clients of a batch by their names that can be nobody else's: an alias of one word may be any word."""

    def __init__(self, clients: Iterable[ClientFactsDTO]):
        self._bearers: dict[str, list[frozenset[str]]] = defaultdict(list)
        for client in clients:
            names = _names(client)
            for name in (client.name, *client.aliases):
                if " " in name.strip() or len(name) >= _LONG_NAME:
                    self._bearers[name].append(names)
        self._terms = Terms(self._bearers)

    def named_in(self, folded: str, mine: frozenset[str]) -> list[str]:
        """The names in a folded text that a client bears who shares none with `mine`."""
        return [name for name in self._terms.held_by(folded) if any(not mine & names for names in self._bearers[name])]


def _names(client: ClientFactsDTO) -> frozenset[str]:
    return frozenset(map(as_read, (client.name, *client.aliases)))


def speaks(text: str, name: str, language: str) -> bool:
    """Whether a name stands where the sender's own does: who says we, welcomes, signs, hires, or opens the message."""
    return holds(text, name) and bool(_frames(language).search(instead(text, name, _NAME)))


@cache
def _frames(language: str) -> "regex.Pattern[str]":
    table = data("senders")
    frames = "|".join((*table["every_language"], *table.get(language, ())))
    return regex.compile(frames.replace("NAME", _NAME))
