"""Slips of the pen."""

from collections.abc import Iterator

import regex

from qc.contracts import CopyDTO
from qc.rules.registry import Finding, data, language_of, prose
from qc.rules.terms import fold

_PAIR = regex.compile(
    r"(?<![\p{L}\p{N}\p{M}'’-])([\p{L}\p{M}]+)[ \t\u00a0]+(?=([\p{L}\p{M}]+)(?![\p{L}\p{N}\p{M}'’-]))"
)
_PUNCTUATION = regex.compile(r"[!！]{2,}|[?？]{2,}|[!?！？]{3,}|¡{2,}|¿{2,}|\.{4,}|。{3,}")
_SHORTEST_SUBJECT = 10


def repeated_words(copy: CopyDTO) -> Iterator[Finding]:
    table = data("words")["repeated"].get(language_of(copy))
    for field, text in prose(copy) if table else ():
        for match in _PAIR.finditer(text):
            if _is_slip(match[1], match[2], table):
                yield Finding(field, f"{match[1]} {match[2]}")
                break


def _is_slip(first: str, second: str, table: dict[str, list[str]]) -> bool:
    word = second.casefold()
    if first.casefold() != word or second != word:  # a capital on the second one: a name, as in Bora Bora
        return False
    return word in table["only"] if "only" in table else word not in table["except"]


def excess_punctuation(copy: CopyDTO) -> Iterator[Finding]:
    for field, text in prose(copy):
        if match := _PUNCTUATION.search(text):
            yield Finding(field, match[0])


def repeated_subject(copy: CopyDTO) -> Iterator[Finding]:
    subjects = [fold(text).strip(" .!?") for text in copy.fields.get("subject", ())]
    for text in copy.fields.get("preheader", ()):
        opening = fold(text).strip(" .!?")
        for subject in filter(None, subjects):
            if opening == subject or (len(subject) >= _SHORTEST_SUBJECT and opening.startswith(subject)):
                yield Finding("preheader", text)
                break
