"""What has been said before: in an earlier piece of the batch for the same client, or in the same piece."""

from collections.abc import Iterator

from qc.contracts import CopyDTO
from qc.rules.client import names_of
from qc.rules.registry import Finding, Neighbours
from qc.rules.sentences import sentences, without_phrases, words
from qc.rules.terms import fold

_NEAR = 88  # percent, by rapidfuzz.fuzz.ratio
_LONGEST_COMPARED = 8000  # characters: the time grows with the product of both lengths
_MAIN = ("text", "caption", "body")
_LINES = ("headline", "description")
_SHORTEST_SENTENCE = 3  # words


def repeated(copy: CopyDTO, neighbours: Neighbours) -> Iterator[Finding]:
    yield from _within(copy)
    if "other_words" in copy.waits_for:  # its makers could only repeat the client's sentences, and said so
        return
    field, text = main_text(copy)
    mine = text[:_LONGEST_COMPARED]
    for other in neighbours.before if _says_more_than_it_must(copy, mine) else ():
        if other.client.name == copy.client.name and _alike(mine, main_text(other)[1][:_LONGEST_COMPARED]):
            yield Finding(field, f"({other.copy_id})", f"This nearly repeats {other.copy_id}.")
            return


def _says_more_than_it_must(copy: CopyDTO, text: str) -> bool:
    """Whether a text has words beside its client's name and what has to stand in every piece."""
    rest = without_phrases(text, [*names_of(copy), *copy.client.mandatory])
    return any(char.isalnum() for char in rest)


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=_NEAR) >= _NEAR


def main_text(copy: CopyDTO) -> tuple[str, str]:
    """(field, text) by which two pieces are compared; the lines of an ad are taken together."""
    for name in _MAIN:
        if any(copy.fields.get(name, ())):
            return name, "\n".join(copy.fields[name])
    lines = [line for name in _LINES for line in copy.fields.get(name, ())]
    return next((name for name in _LINES if name in copy.fields), ""), "\n".join(lines)


def _within(copy: CopyDTO) -> Iterator[Finding]:
    """The same line twice in a field, or the same sentence twice in a text."""
    for field, many in copy.fields.items():
        for text in many if field in (*_MAIN, *_LINES, "primary_text", "script") else ():
            if found := _twice(sentences(text), _SHORTEST_SENTENCE):
                yield Finding(field, found)
        if field in (*_LINES, "primary_text", "introductory_text") and (line := _twice(many, 1)):
            yield Finding(field, line)


def _twice(parts: list[str] | tuple[str, ...], fewest_words: int) -> str:
    seen: set[str] = set()
    for part in parts:
        folded = fold(part).strip(" .!?…:")
        if folded in seen and len(words(folded)) >= fewest_words:
            return part
        seen.add(folded)
    return ""
