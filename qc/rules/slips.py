"""Slips of the pen."""

from collections.abc import Iterator

import regex

from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.sentences import sentences, without_links, without_phrases, words
from qc.contracts import CopyDTO
from qc.engine.registry import Finding, data, language_of, prose
from qc.rules.client_requirements import names_of

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
    subjects = [as_read(text).strip(" .!?") for text in copy.fields.get("subject", ())]
    for text in copy.fields.get("preheader", ()):
        opening = as_read(text).strip(" .!?")
        for subject in filter(None, subjects):
            if opening == subject or (len(subject) >= _SHORTEST_SUBJECT and opening.startswith(subject)):
                yield Finding("preheader", text)
                break


_CAPITALS = regex.compile(r"\p{Lu}[\p{Lu}\p{M}'’-]+")
_LOUD = regex.compile(
    r"(?<![\p{L}\p{N}@#/._-])\p{Lu}[\p{Lu}\p{M}'’-]{0,60}"
    r"(?:[ ,]{1,2}(?:\p{Lu}[\p{Lu}\p{M}'’-]{0,60}|\p{N}{1,4}(?=[ ,]{1,2}\p{Lu}{2})))+(?![\p{L}\p{N}])"
)
_LOUD_WORD = regex.compile(r"(?<![\p{L}\p{N}@#/._-])\p{Lu}{5,}(?=[!！])")
_FEWEST_LOUD_LETTERS = 9
_FEWEST_LOUD_WORDS = 2
_LONGEST_ACRONYM = 5
_MOST_WORDS = 60


def shouting(copy: CopyDTO) -> Iterator[Finding]:
    """Words in capitals in a row. Acronyms, the client's own spellings and keywords to send back are none."""
    client = copy.client
    phrases = (*names_of(copy), *client.mandatory, *client.competitors, client.call_to_action)
    given = frozenset(_CAPITALS.findall(" ".join((*phrases, *client.facts))))
    for field, text in prose(copy):
        clean = without_phrases(without_links(text), phrases)
        loud = (match[0].strip(" ,") for match in _LOUD.finditer(clean))
        found = next((run for run in loud if _is_loud(run, given)), None) or _loud_word(clean, given)
        if found:
            yield Finding(field, found)


def _is_loud(run: str, given: frozenset[str]) -> bool:
    """Two words or more that nobody gave in capitals, one of them too long for an acronym or all in one breath."""
    keywords = set(data("words")["stop_keywords"])
    mine = [word for word in _CAPITALS.findall(run) if word not in given and word not in keywords]
    if len(mine) < _FEWEST_LOUD_WORDS or sum(map(len, mine)) < _FEWEST_LOUD_LETTERS:
        return False
    if "," in run:  # a list of acronyms has commas, and some of five letters
        return any(len(word) > _LONGEST_ACRONYM for word in mine)
    return any(len(word) >= _LONGEST_ACRONYM for word in mine) or len(mine) > _FEWEST_LOUD_WORDS


def _loud_word(text: str, given: frozenset[str]) -> str | None:
    return next((match[0] for match in _LOUD_WORD.finditer(text) if match[0] not in given), None)


def long_sentences(copy: CopyDTO) -> Iterator[Finding]:
    for field, text in prose(copy):
        for sentence in sentences(text):
            if (number := len(words(sentence))) >= _MOST_WORDS:
                yield Finding(field, sentence, f"A sentence of {number} words.")
                break
