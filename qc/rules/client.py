"""What this client demands and forbids."""

from collections.abc import Iterable, Iterator

import regex

from qc.contracts import CopyDTO
from qc.rules.registry import Finding, prose, texts
from qc.rules.terms import fold, holds, without

_BRACKETS = regex.compile(r"[(\[（][^)\]）]*[)\]）]")


def missing_mandatory(copy: CopyDTO) -> Iterator[Finding]:
    whole = fold(" ".join(text for _, text in prose(copy)))
    for wanted in copy.client.mandatory:
        if fold(wanted) not in whole:
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
    if not copy.must_name_client:
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
