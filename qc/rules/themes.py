"""Themes that a client rules out in a sentence: the words that mean the same are out with it."""

from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.text.sentences import sentences
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.engine.patterns import any_of
from qc.engine.registry import data, texts
from qc.rules.internal import is_notes

_CLAUSE_END = regex.compile(r"[;:.!?]|, (?:but|aber|sondern|mais|pero|ma|mas|maar|ale|men) ")
_REACH = 60  # characters behind a word of refusal in which the theme stands


def themes_in(copy: CopyDTO) -> Iterator[tuple[str, str]]:
    """(field, words) of the first place of each theme that is ruled out."""
    for name in _out(copy.client):
        for field, text in texts(copy):
            if match := _theme(name).search(text):
                yield field, match[0]
                break


@lru_cache(maxsize=64)
def _out(client: ClientFactsDTO) -> tuple[str, ...]:
    """The themes that exclusions name, or a fact that refuses something."""
    wanted = "\n".join((client.name, *client.mandatory, client.call_to_action))
    notes = [fact for fact in client.facts if is_notes(fact)]  # a message may refuse something to the reader
    refused = [*client.exclusions, *(part for fact in notes for part in _refused(fact))]
    named = (name for name in data("themes")["themes"] if any(map(_theme(name).search, refused)))
    stated = "\n".join(fact for fact in client.facts if fact not in notes)
    return tuple(name for name in named if not _theme(name).search(f"{wanted}\n{stated}"))


def _refused(fact: str) -> Iterator[str]:
    """What stands behind a word of refusal, in its clause."""
    for sentence in sentences(fact):
        for match in _bans().finditer(sentence):
            yield _CLAUSE_END.split(sentence[match.end() : match.end() + _REACH])[0]


@cache
def _theme(name: str) -> "regex.Pattern[str]":
    return any_of(data("themes")["themes"][name], {})


@cache
def _bans() -> "regex.Pattern[str]":
    return any_of(data("themes")["bans"], {})
