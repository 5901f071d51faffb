"""Words that are put into somebody's mouth: they are a fact of the client's, letter for letter, or invented."""

from collections.abc import Iterator
from functools import cache

import regex

from aicmo_site.kernel.text.folding import as_read
from qc.contracts import CopyDTO
from qc.engine.registry import Finding, data, language_of, prose
from qc.rules.client_requirements import names_of
from qc.rules.internal import public_facts

_QUOTED = regex.compile(
    r"[«“„\"»‚‘](?P<words>[^«»“”„\"\n]{8,400}?)[»”“\"«](?=[\s,.;:)–—-]|$)|(?<!\p{L})'(?P<words>[^'\n]{12,400}?)'(?!\p{L})"
)
_NEAR = 60  # characters beside the marks in which the speaker stands
_NAME = r"\p{Lu}[\p{L}\p{M}'’.-]+"
_SIGNED = regex.compile(rf"^[ \n]{{0,2}}[–—-] ?(?:{_NAME}[ ,]{{1,2}}){{1,4}}|^[ \n]{{0,2}}[–—-] ?{_NAME}(?=$|\n|\.)")
_LEAST_GIVEN = 8  # letters of a quotation that a fact must have to prove it


def quotations(copy: CopyDTO) -> Iterator[Finding]:
    given = as_read("\n".join((*public_facts(copy.client), *copy.client.mandatory, copy.client.call_to_action)))
    for field, text in prose(copy):
        for match in _QUOTED.finditer(text):
            words = as_read(match["words"]).strip(" ,.!?…")
            if len(words) >= _LEAST_GIVEN and words not in given and _is_somebodys(text, match, language_of(copy)):
                yield Finding(field, match[0], f"Nobody is known to have said {match[0]}.")
        if speaker := _cited(copy, text, given):
            yield Finding(field, speaker, f"The client gave nothing that “{speaker}” has said.")


def _is_somebodys(text: str, match: "regex.Match[str]", language: str) -> bool:
    """Whether a verb of saying stands beside the marks, within the sentence, or a name signs the words."""
    before = regex.split(r"[.!?\n]", text[max(0, match.start() - _NEAR) : match.start()])[-1]
    after = regex.split(r"(?<=[.!?])\s|\n", text[match.end() : match.end() + _NEAR])[0]
    says = _says(language)
    return bool(_leads(language).search(before) or says.search(after) or _SIGNED.match(text[match.end() :]))


@cache
def _verbs(language: str) -> str:
    return "|".join(
        dict.fromkeys((*data("quotations").get(language, {}).get("says", ()), *data("quotations")["en"]["says"]))
    )


@cache
def _says(language: str) -> "regex.Pattern[str]":
    """Behind the marks, with little before the verb: ", says Maria" or ", Maria says"."""
    return regex.compile(rf"(?i)^[\s,.–—-]{{0,4}}(?:\p{{L}}[\p{{L}}.'’-]*\s){{0,4}}?(?:{_verbs(language)})(?!\p{{L}})")


@cache
def _leads(language: str) -> "regex.Pattern[str]":
    """Before the marks: Maria says: …"""
    return regex.compile(
        rf"(?i)(?<!\p{{L}})(?:{_verbs(language)})(?!\p{{L}})(?:\s\p{{L}}[\p{{L}}.'’-]*){{0,4}}\s?[:,]\s?$"
        rf"|^\s?{_NAME}(?: {_NAME})?:\s$"
    )


def _cited(copy: CopyDTO, text: str, given: str) -> str:
    """Somebody by name to whom a sentence is put down without quotation marks, and whom no fact has."""
    own = [as_read(name) for name in names_of(copy)]
    for match in _according(language_of(copy)).finditer(text):
        name = as_read(match["name"])
        if name not in given and not any(name in mine or mine in name for mine in own):
            return match[0]
    return ""


@cache
def _according(language: str) -> "regex.Pattern[str]":
    words = "|".join(dict.fromkeys((*data("quotations").get(language, {}).get("according", ()), "according to")))
    return regex.compile(
        rf"(?<!\p{{L}})(?i:{words}) (?P<name>(?:(?:Dr|Prof|Mr|Mrs|Ms)\.? )?{_NAME}(?: {_NAME}){{1,3}})"
    )
