"""Misspelt words, as far as a machine can be sure of them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from aicmo_site.kernel.text.folding import bare_letters
from aicmo_site.kernel.text.sentences import TAG, blank, without_links, without_quotes
from qc.contracts import CopyDTO
from qc.engine.patterns import patterns_of
from qc.engine.registry import Finding, data, language_of, prose
from qc.rules.client_requirements import names_of
from qc.rules.leftovers import EXEMPT

_WORD = regex.compile(r"(?<![\p{L}\p{N}\p{M}'’-])[\p{Ll}\p{M}]{5,24}(?![\p{L}\p{N}\p{M}'’-])")
_ENDINGS = {"en": ("s",), "": ("s", "es", "n", "en", "e", "er")}  # forms that a list may lack
_MOST_UNKNOWN = 40  # words looked up among their neighbours for each text: more of them, and it is another language
_VOWELS = "aeiouyáéíóúàèìòùâêîôûäëïöüãõæœø"
_ALIKE = ("sz", "cs", "cz", "bv", "vw", "nm", "dt", "gj", "iy", "ck", "kq", "fv", "sx", "çs", "cç", "ßs")


def misspelt(copy: CopyDTO) -> Iterator[Finding]:
    """Unknown words that are one likely slip away from a common one. Names, tags, quotations and the client's own
    words are left alone, and so is what merely has another ending."""
    own = _own_words(copy)
    confused = patterns_of("confusions", "phrases", copy)
    for field, text in prose(copy):
        clean = blank(without_quotes(without_links(text)), EXEMPT, TAG)
        match = confused.search(clean)
        found = match[0] if match else _misspelt_word(copy, clean, own)
        if found:
            yield Finding(field, found[0] if isinstance(found, tuple) else found, _reason(found))


def _reason(found: str | tuple[str, str]) -> str:
    return f"“{found[0]}” looks like a slip for “{found[1]}”." if isinstance(found, tuple) else ""


def _own_words(copy: CopyDTO) -> frozenset[str]:
    client = copy.client
    given = (
        *names_of(copy),
        *client.facts,
        *client.mandatory,
        *client.competitors,
        *client.banned_terms,
        client.website,
        client.call_to_action,
        *client.allowed_words,
    )
    return frozenset(regex.findall(r"[\p{L}\p{M}]+", " ".join(given).casefold()))


def _misspelt_word(copy: CopyDTO, text: str, own: frozenset[str]) -> tuple[str, str] | None:
    listed = dictionary(language_of(copy))
    unknown = (
        match[0]
        for match in _WORD.finditer(text)
        if match[0] not in own and not _known(match[0], listed, language_of(copy))
    )
    for _, word in zip(range(_MOST_UNKNOWN), unknown, strict=False):
        if meant := _meant(word, listed, language_of(copy), copy.channel == "sms"):
            return word, meant
    return None


def _known(word: str, listed: Any, language: str) -> bool:
    written = (word, bare_letters(word), _american(word), *_bases(word, language))  # nobody puts an accent by a slip
    if any(form in listed for form in written):
        return True
    return any(
        word.endswith(ending) and word[: -len(ending)] in listed for ending in _ENDINGS.get(language, _ENDINGS[""])
    )


def _american(word: str) -> str:
    """A British spelling as an American would write it: the English word list is American."""
    for pattern, other in data("confusions")["british"]:
        word = regex.sub(pattern, other, word)
    return word


def _bases(word: str, language: str) -> Iterator[str]:
    """The verbs of which the word may be a form that lists often lack."""
    for ending, base in data("confusions")["derived"].get(language, ()):
        if word.endswith(ending):
            yield word.removesuffix(ending) + base


def _meant(word: str, listed: Any, language: str, unmarked: bool) -> str:
    """The most common word that a likely slip turns into this one, or ""."""
    if _is_compound(word, listed, language):
        return ""
    fewest = data("confusions")["fewest"].get(language, 300)
    near = {other for other in _near(word) if listed.get(other, 0) >= fewest}
    if unmarked:
        near = {other for other in near if bare_letters(other) != word}
    return max(near, key=lambda other: listed[other], default="")


def _is_compound(word: str, listed: Any, language: str) -> bool:
    """German and Dutch write words together; each half of a good one is a word."""
    if language not in ("de", "nl", "sv", "da", "no", "fi"):
        return False
    ends = range(3, len(word) - 2)
    return any(_is_part(word[:end], listed) and _is_part(word[end:], listed) for end in ends)


def _is_part(part: str, listed: Any) -> bool:
    return part in listed or (len(part) > 4 and part.endswith(("s", "n")) and part[:-1] in listed)


def _near(word: str) -> Iterator[str]:
    """The words from which one likely slip leads here: a letter doubled or not, two swapped, one left out or put in,
    a vowel or a letter that sounds alike for another. The last letter is left alone: endings are grammar."""
    size = len(word)
    for at in range(size - 1):
        head, char, tail = word[:at], word[at], word[at + 1 :]
        if at + 1 < size - 1 or size > 6:
            yield head + tail[0] + char + tail[1:]
        yield head + char + char + tail
        if at and (size >= 6):
            yield head + tail
        if at and size >= 6:
            yield from (head + extra + char + tail for extra in "aeioucghlmnrstué")
        if at:
            yield from (head + other + tail for other in _replacements(char))


@cache
def _replacements(char: str) -> str:
    alike = "".join(pair.replace(char, "") for pair in _ALIKE if char in pair)
    return (alike + _VOWELS if char in _VOWELS else alike).replace(char, "")


@cache
def dictionary(language: str) -> Any:
    """Words with how often they are used, from pyspellchecker. Slow to load, so only once and only when needed."""
    from spellchecker import SpellChecker

    return SpellChecker(language=language, distance=1).word_frequency.dictionary
