"""Topics that a client rules out in words of its own: who wants nothing said about nitrate is not asked about it."""

from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.text.folding import bare_letters
from aicmo_site.kernel.text.sentences import sentences
from aicmo_site.kernel.text.stems import stem
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.engine.patterns import any_of
from qc.engine.registry import data, texts
from qc.rules.internal import is_notes, public_facts

_CLAUSE_END = regex.compile(r"[;:,.!?()、。]|\s[-–—]\s")
_REACH = 80  # characters of a clause in which a topic stands
_MOST_WORDS = 4  # of a topic; what is longer is no topic but a sentence
_WORD = regex.compile(r"[\p{L}\p{M}]{4,}")
_BARE = regex.compile(r"[\p{Han}\p{Katakana}ー]{2,}")
_LETTERS = 7  # by which two words are one

Topic = frozenset[str]


def topics_in(copy: CopyDTO) -> Iterator[tuple[str, str]]:
    """(field, sentence) of the first place of each topic that is ruled out."""
    topics = _ruled_out(copy.client)
    for field, text in texts(copy) if topics else ():
        for sentence in sentences(text):
            said = _words(sentence)
            if any(topic <= said for topic in topics):
                yield field, sentence
                break


@lru_cache(maxsize=64)
def _ruled_out(client: ClientFactsDTO) -> tuple[Topic, ...]:
    """Without those that the client speaks of itself."""
    told = (*public_facts(client), *client.mandatory, client.name, client.call_to_action)
    known = frozenset().union(
        *map(_words, (one for one in told if not (_bans().search(one) or _behind().search(one)))), frozenset()
    )
    notes = [sentence for fact in (*client.facts, *client.internal) if is_notes(fact) for sentence in sentences(fact)]
    found = (topic for line in (*client.exclusions, *notes, *client.internal) for topic in _topics(line))
    return tuple(dict.fromkeys(topic - known for topic in found if topic - known))


def _topics(line: str) -> Iterator[Topic]:
    for match in _bans().finditer(line):
        yield from _split(_CLAUSE_END.split(line[match.end() : match.end() + _REACH])[0])
    for match in _behind().finditer(line):
        yield from _split(_CLAUSE_END.split(line[max(0, match.start() - _REACH) : match.start()])[-1])


def _split(part: str) -> Iterator[Topic]:
    for one in _joints().split(part):
        words = _words(one) - _empty()
        if 0 < len(words) <= _MOST_WORDS:
            yield words


def _words(text: str) -> frozenset[str]:
    spaced = (stem(word)[:_LETTERS] for word in _WORD.findall(text) if not _BARE.search(word))
    return frozenset((*spaced, *_BARE.findall(text)))


@cache
def _bans() -> "regex.Pattern[str]":
    return any_of(data("topics")["after"], {})


@cache
def _behind() -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)(?:{'|'.join(data('topics')['before'])})")


@cache
def _joints() -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)[/]|\s(?:{'|'.join(data('topics')['joints'])})\s")


@cache
def _empty() -> frozenset[str]:
    return frozenset(stem(bare_letters(word))[:_LETTERS] for word in data("topics")["empty"])
