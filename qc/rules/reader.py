"""What the reader is owed: something to do next, a way out, a picture in words."""

from collections.abc import Iterator
from functools import cache

import regex

from qc.contracts import CopyDTO
from qc.rules.client import main_field
from qc.rules.leftovers import EXEMPT
from qc.rules.registry import Finding, data, is_alt, language_of, prose
from qc.rules.terms import fold, holds

_ADDRESS = regex.compile(
    r"(?i)https?:|www\.\p{L}|\p{L}@\p{L}|(?<![\p{L}\p{N}@.])[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,5}\.\p{L}{2,10}(?:/|(?![\p{L}\p{N}]))"
)
_TELEPHONE = regex.compile(r"(?<!\p{N})\+?\p{N}[\p{N} ()/.-]{6,18}\p{N}")
_CLAUSE = regex.compile(r"[.!?:;,\n–—…()•|¡¿。！？、，：]+|\p{So}|\s-\s|\s(?:and|or|then|to|please)\s")
_FILE_NAME = regex.compile(r"(?i)^[^\n]{0,120}\.(?:jpe?g|png|gif|webp|svg|heic|tiff?|bmp|avif)$")


def nothing_to_do(copy: CopyDTO) -> Iterator[Finding]:
    words = data("calls_to_action")
    language = language_of(copy)
    if (
        language not in words
        or "call_to_action" in copy.waits_for
        or copy.fields.get("call_to_action")
        or copy.fields.get("final_url")
    ):
        return
    whole = "\n".join(text for _, text in prose(copy))
    if not (_ADDRESS.search(whole) or _TELEPHONE.search(whole) or _calls(whole, language, copy.client.call_to_action)):
        yield Finding(main_field(copy), "")


def _calls(whole: str, language: str, own: str) -> bool:
    folded = fold(whole)
    if own and fold(own) in folded:
        return True
    anywhere, openings = _call_words(language)
    if any(holds(folded, phrase) for phrase in anywhere):
        return True
    clauses = (fold(clause) for clause in _CLAUSE.split(whole.casefold()) if clause)
    return any(clause.partition(" ")[0] in openings for clause in clauses)


@cache
def _call_words(language: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Phrases that call wherever they stand, and words that call when they open a clause."""
    table = data("calls_to_action")
    anywhere = (*table["every_language"]["anywhere"], *table[language].get("anywhere", ()))
    return tuple(map(fold, anywhere)), frozenset(map(fold, table[language].get("openings", ())))


def no_way_out(copy: CopyDTO) -> Iterator[Finding]:
    whole = "\n".join(text for _, text in prose(copy))
    if EXEMPT.search(whole) or _stop_word().search(whole):
        return
    folded = fold(whole)
    if not any(phrase in folded for phrase in map(fold, data("words")["ways_out"])):
        yield Finding(main_field(copy), "")


@cache
def _stop_word() -> "regex.Pattern[str]":
    """STOP and the like as a keyword to send: in capitals, so that "stop by" is none."""
    keywords = "|".join(map(regex.escape, data("words")["stop_keywords"]))
    return regex.compile(rf"(?<!\p{{L}})(?:{keywords})(?!\p{{L}})")


def no_alternative_text(copy: CopyDTO) -> Iterator[Finding]:
    for image in copy.images:
        if _says_nothing(str(image.get("alt") or ""), str(image.get("name") or "")):
            yield Finding("assets", str(image.get("alt") or image.get("name") or ""))
    for field, many in copy.fields.items():
        if is_alt(field):
            yield from (Finding(field, text) for text in many if _says_nothing(text))


def _says_nothing(alt: str, name: str = "") -> bool:
    said = fold(alt).strip(" .")
    empty = {"", fold(name), fold(name).rpartition(".")[0], *map(fold, data("words")["empty_alt_texts"])}
    return said in empty or bool(_FILE_NAME.match(alt.strip()))
