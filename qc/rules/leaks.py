"""What stands in public copy and else only in what is internal: figures, words of the trade, lines."""

from collections.abc import Iterator

from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.sentences import sentences, without_links
from qc.contracts import CopyDTO
from qc.engine.registry import language_of, texts
from qc.rules.client_requirements import names_of
from qc.rules.client_values import given_by, internally
from qc.rules.facts import is_internal, is_proven
from qc.rules.internal import first_run, internal_facts, marked_words, marks, public_facts, runs_of


def leaks(copy: CopyDTO) -> Iterator[tuple[str, str]]:
    """(field, words) of each."""
    inside = internal_facts(copy.client)
    if not inside:
        return
    open_facts = (*public_facts(copy.client), *copy.client.mandatory, copy.client.name)
    words = marked_words(inside) - marked_words(open_facts)
    runs = runs_of(inside) - runs_of(open_facts)
    for field, text in texts(copy):
        yield from ((field, said) for said in _figures(copy, without_links(text)))
        found = (match[0] for match in marks().finditer(text) if as_read(match[0]) in words)
        if said := next(found, "") or first_run(text, runs):
            yield field, said


def _figures(copy: CopyDTO, text: str) -> Iterator[str]:
    language = language_of(copy)
    given, inside = given_by(copy.client, names_of(copy), language), internally(copy.client, language)
    for sentence in sentences(text):
        for one in quantities(sentence, language):
            if not is_proven(one, given, sentence) and is_internal(one, inside, sentence):
                yield one.said
