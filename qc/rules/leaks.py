"""What stands in public copy and else only in what is internal: figures, words of the trade, lines."""

from collections.abc import Iterator

import regex

from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.sentences import sentences, without_links
from aicmo_site.kernel.text.stems import stem
from qc.contracts import CopyDTO
from qc.engine.registry import language_of, texts
from qc.rules.client_requirements import names_of
from qc.rules.client_values import given_by, internally
from qc.rules.facts import is_internal, is_proven
from qc.rules.internal import confided, first_run, internal_facts, marked_words, marks, public_facts, runs_of

_WORD = regex.compile(r"[\p{L}\p{M}]{4,}")
_YEAR = regex.compile(r"(?<!\d)20\d\d(?!\d)")
_LETTERS = 7  # by which two words are one
_FEWEST_TOLD, _SHARE_TOLD = 2, 0.4  # words that no fact has, of an internal sentence, and of the shorter of both
_MOST_SECRETS = 60


def leaks(copy: CopyDTO) -> Iterator[tuple[str, str]]:
    """(field, words) of each."""
    inside = internal_facts(copy.client)
    if not inside:
        return
    open_facts = (*public_facts(copy.client), *copy.client.mandatory, copy.client.name)
    words = marked_words(inside) - marked_words(open_facts)
    known = frozenset().union(*map(_words, open_facts))
    secrets = [_words(one) for one in inside if confided().search(one)][:_MOST_SECRETS]
    runs = runs_of(inside) - runs_of(open_facts)
    for field, text in texts(copy):
        yield from ((field, said) for said in _figures(copy, without_links(text)))
        told = next((said for said in sentences(text) if _is_told(_words(said), secrets, known)), "")
        found = (match[0] for match in marks().finditer(text) if as_read(match[0]) in words)
        if said := next(found, "") or first_run(text, runs) or told:
            yield field, said


def _is_told(said: frozenset[str], secrets: list[frozenset[str]], known: frozenset[str]) -> bool:
    """Whether a sentence says in other words what only an internal one does."""
    new = said - known
    return any(
        len(shared := new & secret) >= _FEWEST_TOLD and len(shared) >= _SHARE_TOLD * min(len(new), len(secret))
        for secret in secrets
    )


def _words(text: str) -> frozenset[str]:
    words = (stem(word)[:_LETTERS] for word in _WORD.findall(text.casefold()))
    return frozenset((*words, *_YEAR.findall(text)))


def _figures(copy: CopyDTO, text: str) -> Iterator[str]:
    language = language_of(copy)
    given, inside = given_by(copy.client, names_of(copy), language), internally(copy.client, language)
    for sentence in sentences(text):
        for one in quantities(sentence, language):
            if not is_proven(one, given, sentence) and is_internal(one, inside, sentence):
                yield one.said
