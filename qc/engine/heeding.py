"""The client's allowed words: what a rule finds in one of them is no finding."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.terms import holds
from qc.contracts import CopyDTO
from qc.engine.registry import Finding, Unread

COVER = "\ufffc"  # a word that was covered: no letter, no space, no mark
_MOST_LOOKS = 5  # at one piece by one rule, however many words the client allows

Look = Callable[[CopyDTO], Iterable[Finding | Unread]]


def heeding_words(copy: CopyDTO, look: Look) -> list[Finding | Unread]:
    """What a rule finds in a piece but for what rests on an allowed word.

    A rule often tells only the first of its findings, so it looks again without the words on which they rested. Other
    allowed words stay: they may be part of something that nobody allowed.
    """
    seen = copy
    for _ in range(_MOST_LOOKS):
        found = list(look(seen))
        innocent = {word for line in found for word in _rests_on(line, seen)}
        if not innocent:
            return found
        seen = _covered(seen, innocent)
    return [line for line in look(seen) if not any(_rests_on(line, seen))]


def _rests_on(line: Finding | Unread, copy: CopyDTO) -> Iterator[str]:
    """The allowed words of the field that have the whole evidence in them."""
    if not isinstance(line, Finding) or not (evidence := as_read(line.evidence)):
        return
    texts = copy.fields.get(line.field, ())
    for word in copy.client.allowed_words:
        if holds(as_read(word), evidence) and any(map(_pattern(word).search, texts)):
            yield word


def _covered(copy: CopyDTO, words: Iterable[str]) -> CopyDTO:
    """The piece with these words covered, every other letter staying where it was."""
    fields = dict(copy.fields)
    for word in words:
        for name, many in fields.items():
            fields[name] = tuple(_pattern(word).sub(lambda match: COVER * len(match[0]), text) for text in many)
    return replace(copy, fields=fields)


@lru_cache(maxsize=1_000)
def _pattern(word: str) -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)(?<![\p{{L}}\p{{N}}]){regex.escape(word)}(?![\p{{L}}\p{{N}}])")
