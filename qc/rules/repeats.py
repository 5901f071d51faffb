"""What has been said before: in an earlier piece of the batch for the same client, or in the same piece."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from aicmo_site.kernel.text.folding import as_read
from aicmo_site.kernel.text.sentences import sentences, without_phrases, words
from qc.contracts import CopyDTO
from qc.engine.registry import Finding, Neighbours
from qc.rules.client_requirements import names_of

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
    place, text = main_text(copy)
    if other := _first_alike(text[:_LONGEST_COMPARED], copy, _earlier(copy, neighbours)):
        yield Finding(place, f"({other})", f"This nearly repeats {other}.")


@dataclass
class Earlier:
    """The texts of a client's pieces so far, each taken once, and how many characters they have up to each."""

    ids: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, piece: CopyDTO) -> None:
        text = main_text(piece)[1][:_LONGEST_COMPARED]
        self.ids.append(piece.copy_id)
        self.texts.append(text)
        self.ends.append((self.ends[-1] if self.ends else 0) + max(len(text), _SHORTEST_COUNTED))

    @property
    def first(self) -> int:
        """The number of the first of the latest that are compared."""
        return bisect_right(self.ends, self.ends[-1] - _MOST_COMPARED) if self.ends else 0


def _earlier(copy: CopyDTO, neighbours: Neighbours) -> Earlier:
    earlier: Earlier = neighbours.kept.setdefault(f"said for {copy.client.name}", Earlier())
    before = neighbours.before[copy.client.name]
    for number in range(len(earlier.ids), len(before)):
        earlier.add(before[number])
    return earlier


def _first_alike(text: str, copy: CopyDTO, earlier: Earlier) -> str:
    """The ID of the earliest of the latest pieces that this text nearly repeats, or ""."""
    from rapidfuzz import fuzz, process

    if not earlier.ids or not _says_more_than_it_must(copy, text):
        return ""
    first = earlier.first
    alike = process.extract_iter(text, earlier.texts[first:], scorer=fuzz.ratio, score_cutoff=_NEAR)
    return next((earlier.ids[first + number] for _, _, number in alike), "")


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
    for name, many in copy.fields.items():
        for text in many if name in (*_MAIN, *_LINES, "primary_text", "script") else ():
            if found := _twice(sentences(text), _SHORTEST_SENTENCE):
                yield Finding(name, found)
        if name in (*_LINES, "primary_text", "introductory_text") and (line := _twice(many, 1)):
            yield Finding(name, line)


def _twice(parts: list[str] | tuple[str, ...], fewest_words: int) -> str:
    seen: set[str] = set()
    for part in parts:
        folded = as_read(part).strip(" .!?…:")
        if folded in seen and len(words(folded)) >= fewest_words:
            return part
        seen.add(folded)
    return ""
