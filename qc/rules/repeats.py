"""What has been said before: in an earlier piece of the batch for the same client, or in the same piece."""

from collections.abc import Iterator, Sequence

from qc.contracts import CopyDTO
from qc.rules.client import names_of
from qc.rules.registry import Finding, Neighbours
from qc.rules.sentences import sentences, without_phrases, words
from qc.rules.terms import fold

_NEAR = 88  # percent, by rapidfuzz.fuzz.ratio
_LONGEST_COMPARED = 8000  # characters: the time grows with the product of both lengths
# Characters of the client's latest pieces with which one is compared: of all, and the time grows with the square of a
# batch. So many are 500 posts of 2,000 characters.
_MOST_COMPARED, _SHORTEST_COUNTED = 1_000_000, 200
_MAIN = ("text", "caption", "body")
_LINES = ("headline", "description")
_SHORTEST_SENTENCE = 3  # words


def repeated(copy: CopyDTO, neighbours: Neighbours) -> Iterator[Finding]:
    yield from _within(copy)
    if "other_words" in copy.waits_for:  # its makers could only repeat the client's sentences, and said so
        return
    field, text = main_text(copy)
    if other := _first_alike(text[:_LONGEST_COMPARED], copy, neighbours.before[copy.client.name]):
        yield Finding(field, f"({other})", f"This nearly repeats {other}.")


def _first_alike(text: str, copy: CopyDTO, before: Sequence[CopyDTO]) -> str:
    """The ID of the earliest of the latest pieces that this text nearly repeats, or ""."""
    from rapidfuzz import fuzz, process

    if not before or not _says_more_than_it_must(copy, text):
        return ""
    latest = list(_latest(before))[::-1]
    alike = process.extract_iter(text, [said for _, said in latest], scorer=fuzz.ratio, score_cutoff=_NEAR)
    return next((latest[number][0].copy_id for _, _, number in alike), "")


def _latest(before: Sequence[CopyDTO]) -> Iterator[tuple[CopyDTO, str]]:
    """The latest pieces with their texts, as many as are compared."""
    read = 0
    for piece in reversed(before):
        said = main_text(piece)[1][:_LONGEST_COMPARED]
        read += max(len(said), _SHORTEST_COUNTED)
        if read > _MOST_COMPARED:
            return
        yield piece, said


def _says_more_than_it_must(copy: CopyDTO, text: str) -> bool:
    """Whether a text has words beside its client's name and what has to stand in every piece."""
    rest = without_phrases(text, [*names_of(copy), *copy.client.mandatory])
    return any(char.isalnum() for char in rest)


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
