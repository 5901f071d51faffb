"""Two texts beside each other, word by word: what stayed, what went and what came."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

SAME, GONE, NEW = "same", "gone", "new"
MOST_WORDS = 25_000  # of one text: what takes their product costs a fifth of a second; more are compared by lines
# In scripts without spaces each character is a word; marks belong to the letter before them, a break stands alone.
_WORDS = regex.compile(
    r"\r\n|\n|[^\S\n]+"
    r"|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}][\p{M}\u200d]*"
    r"|[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_\u200c\u200d]|['’](?=\p{L}))*"
    r"|\p{Regional_Indicator}{1,2}"  # a flag; \X looks back over a whole row of them
    r"|\X"
)
_LINES = regex.compile(r"[^\n]*\n|[^\n]+")


class Part(NamedTuple):
    """Without the new parts it is the former text, without those that went the present one."""

    kind: str
    text: str


def difference(before: str, after: str) -> list[Part]:
    """The parts of both texts in order; the same text is one part, and two empty ones are none."""
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(one), len(other)) > MOST_WORDS:
        one, other = _LINES.findall(before), _LINES.findall(after)
    if max(len(one), len(other)) > MOST_WORDS:
        one, other = [before], [after]
    return list(_parts(one, other))


def _parts(one: Sequence[str], other: Sequence[str]) -> Iterator[Part]:
    """A change is told as what went and then what came; one that only a blank parts from the next is one with it, as a
    phrase is read better than its rags."""
    from rapidfuzz.distance import Indel  # slow to import

    gone = new = blank = ""
    for step in Indel.opcodes(one, other):
        went, came = "".join(one[step.src_start : step.src_end]), "".join(other[step.dest_start : step.dest_end])
        if step.tag != "equal":
            gone, new, blank = gone + blank + went, new + blank + came, ""
        elif (gone or new) and went.isspace() and "\n" not in went:
            blank = went
        else:
            yield from _change(gone, new)
            yield Part(SAME, blank + went)
            gone = new = blank = ""
    yield from _change(gone, new)
    if blank:
        yield Part(SAME, blank)


def _change(gone: str, new: str) -> Iterator[Part]:
    yield from (Part(kind, text) for kind, text in ((GONE, gone), (NEW, new)) if text)
