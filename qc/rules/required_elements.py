"""What the reader is owed: something to do next, a way out, a picture in words."""

from collections.abc import Iterator
from functools import cache

import regex

from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.terms import holds, without
from qc.contracts import CopyDTO
from qc.engine.registry import Finding, Unread, data, is_alt, language_of, prose
from qc.rules.client_requirements import main_field, names_of
from qc.rules.leftovers import EXEMPT

_ADDRESS = regex.compile(
    r"(?i)https?:|www\.\p{L}|\p{L}@\p{L}|(?<![\p{L}\p{N}@.])[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,5}\.\p{L}{2,10}(?:/|(?![\p{L}\p{N}]))"
)
_TELEPHONE = regex.compile(r"(?<!\p{N})\+?\p{N}[\p{N} ()/.-]{6,18}\p{N}")
_CLAUSE = regex.compile(r"[.!?:;,\n–—…()•|¡¿。！？、，：]+|\p{So}|\s-\s|\s(?:and|or|then|to|please)\s")
_FILE_NAME = regex.compile(r"(?i)^[^\n]{0,120}\.(?:jpe?g|png|gif|webp|svg|heic|tiff?|bmp|avif)$")


def nothing_to_do(copy: CopyDTO) -> Iterator[Finding | Unread]:
    """A name alone tells the reader nothing in any language; of other copy only its words show whether it does."""
    language, waits = language_of(copy), "call_to_action" in copy.waits_for
    whole = "\n".join(text for _, text in prose(copy))
    if copy.fields.get("call_to_action") or copy.fields.get("final_url"):
        return
    if _is_only_a_name(copy, whole):
        yield Unread("Nothing but the client's name stands here.") if waits else Finding(main_field(copy), "")
    elif _ADDRESS.search(whole) or _TELEPHONE.search(whole) or waits:
        return
    elif language not in data("calls_to_action"):
        yield Unread(f"There are no words of the language “{copy.language}” for it yet.")
    elif not _calls(whole, language, copy.client.call_to_action):
        yield Finding(main_field(copy), "")


def _is_only_a_name(copy: CopyDTO, whole: str) -> bool:
    folded = as_read(EXEMPT.sub(" ", whole))
    rest = without(folded, sorted(map(as_read, names_of(copy)), key=len, reverse=True))
    return any(map(str.isalnum, folded)) and not any(map(str.isalnum, rest))


def _calls(whole: str, language: str, own: str) -> bool:
    folded = as_read(whole)
    if own and as_read(own) in folded:
        return True
    anywhere, openings, pattern = _call_words(language)
    if any(holds(folded, phrase) for phrase in anywhere):
        return True
    first = (as_read(clause).partition(" ")[0] for clause in _CLAUSE.split(whole.casefold()) if clause)
    return any(word in openings or pattern.fullmatch(word) for word in first)


@cache
def _call_words(language: str) -> tuple[tuple[str, ...], frozenset[str], "regex.Pattern[str]"]:
    """Phrases that call wherever they stand; words that call when they open a clause, and what others look like."""
    table = data("calls_to_action")
    anywhere = (*table["every_language"]["anywhere"], *table[language].get("anywhere", ()))
    pattern = regex.compile(table[language].get("opening_pattern", "(?!)"))
    return tuple(map(as_read, anywhere)), frozenset(map(as_read, table[language].get("openings", ()))), pattern


def no_way_out(copy: CopyDTO) -> Iterator[Finding]:
    whole = "\n".join(text for _, text in prose(copy))
    if EXEMPT.search(whole) or _stop_word().search(whole):
        return
    folded = as_read(whole)
    if not any(phrase in folded for phrase in map(as_read, data("words")["ways_out"])):
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
    said = as_read(alt).strip(" .")
    empty = {"", as_read(name), as_read(name).rpartition(".")[0], *map(as_read, data("words")["empty_alt_texts"])}
    return said in empty or bool(_FILE_NAME.match(alt.strip()))
