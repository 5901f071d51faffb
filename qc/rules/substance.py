"""Whether a text says something, at once, in the tone that its subject asks for, and to those who read it."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

import regex

from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.languages import SPELT
from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.sentences import TAG, blank, sentences, without_links, without_phrases, words
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.engine.patterns import patterns_of
from qc.engine.registry import Finding, data, language_of, prose
from qc.rules.client_requirements import main_field, names_of
from qc.rules.client_values import stems
from qc.rules.internal import public_facts
from qc.rules.spelling import dictionary

_FEWEST_WORDS = 12  # of a piece that must say something
_FEWEST_TOLD = 20  # words that facts tell: of fewer, a writer may well know more
_SAME_LANGUAGE = 0.6  # of the words of the facts, in the word list of the copy's language
_MOST_LOOKED_UP = 200  # words of the facts
_OPENING = 2  # words before a phrase that opens a text
_RUN, _TIMES = 5, 3  # words in a row, told so often


def says_nothing(copy: CopyDTO) -> Iterator[Finding]:
    """A piece in which no word is the client's but its name, no figure, no demanded text: it would do for anybody."""
    client = copy.client
    whole = "\n".join(text for _, text in prose(copy))
    rest = blank(without_links(without_phrases(whole, names_of(copy))), TAG)
    told = stems(" ".join((*public_facts(client), *client.mandatory)))
    if len(words(rest)) < _FEWEST_WORDS or len(told) < _FEWEST_TOLD or not _is_of(copy):
        return
    if not told & stems(rest) and not quantities(rest, language_of(copy)):
        yield Finding(main_field(copy), "", "Nothing in it is a fact of the client's.")


def _is_of(copy: CopyDTO) -> bool:
    """Whether facts and copy are in one language, so that their words can be compared."""
    return language_of(copy) in SPELT and _share_known(copy.client, language_of(copy)) >= _SAME_LANGUAGE


@lru_cache(maxsize=64)
def _share_known(client: ClientFactsDTO, language: str) -> float:
    found = regex.finditer(r"\p{L}{2,}", " ".join(client.facts).casefold())
    many = [match[0] for match in islice(found, _MOST_LOOKED_UP)]
    listed = dictionary(language)
    return sum(word in listed for word in many) / len(many) if many else 0.0


def empty_openings(copy: CopyDTO) -> Iterator[Finding]:
    pattern = patterns_of("substance", "openings", copy)
    for field, text in prose(copy):
        match = pattern.search(text[:200])
        if match and len(words(text[: match.start()])) <= _OPENING:
            yield Finding(field, match[0])


def told_again(copy: CopyDTO) -> Iterator[Finding]:
    """The same run of words three times in one text, but for what the client wants said."""
    for field, text in prose(copy):
        rest = as_read(without_phrases(text, (*names_of(copy), *copy.client.mandatory, *copy.client.facts)))
        seen: dict[tuple[str, ...], int] = {}
        line = words(rest)
        for at in range(len(line) - _RUN + 1):
            run = tuple(line[at : at + _RUN])
            seen[run] = seen.get(run, 0) + 1
            if seen[run] == _TIMES:
                yield Finding(field, " ".join(run))
                break


def jolly_beside_grave(copy: CopyDTO) -> Iterator[Finding]:
    grave, jolly = (patterns_of("substance", kind, copy) for kind in ("grave", "jolly"))
    whole = "\n".join(text for _, text in prose(copy))
    if not (found := grave.search(whole)):
        return
    for field, text in prose(copy):
        if match := jolly.search(text) or _cheerful().search(text):
            yield Finding(field, match[0], f"“{match[0]}” stands beside “{found[0]}”.")
            return


@cache
def _cheerful() -> "regex.Pattern[str]":
    return regex.compile(f"[{data('substance')['emojis']}]")


def to_the_press(copy: CopyDTO) -> Iterator[Finding]:
    pattern = patterns_of("substance", "to_press", copy)
    for field, text in prose(copy):
        if match := pattern.search(text):
            yield Finding(field, match[0])


def altered_slogans(copy: CopyDTO) -> Iterator[Finding]:
    """A message of the client's with one word of it changed, or a demanded text with other capitals."""
    for field, text in prose(copy):
        for wanted in copy.client.mandatory:
            at = text.casefold().find(wanted.casefold())
            said = text[at : at + len(wanted)]
            if at >= 0 and wanted not in text and wanted[1:] not in text and not said.isupper():
                yield Finding(field, text[at : at + len(wanted)], f"It is written “{wanted}”.")
        for sentence in sentences(text):
            if slogan := _nearly_said(as_read(sentence), copy.client):
                yield Finding(field, sentence, f"The client says “{slogan}”.")


def _nearly_said(sentence: str, client: ClientFactsDTO) -> str:
    line = tuple(words(sentence.strip(" .!?…")))
    for slogan, told in _slogans(client):
        if (
            len(line) == len(told)
            and sum(one.strip(".,!") != other.strip(".,!") for one, other in zip(line, told, strict=True)) == 1
        ):
            return slogan
    return ""


_SLOGAN = range(4, 10)  # words


@lru_cache(maxsize=64)
def _slogans(client: ClientFactsDTO) -> tuple[tuple[str, tuple[str, ...]], ...]:
    told = ((fact, tuple(words(as_read(fact).strip(" .!?…")))) for fact in (*client.facts, *client.mandatory))
    return tuple((fact, line) for fact, line in told if len(line) in _SLOGAN and not any(map(str.isdigit, fact)))
