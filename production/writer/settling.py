"""After the last round: what was refused and nobody has to say is cut, so that the rest of a piece may stand. What
cannot be is marked, where a person will settle it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from aicmo_site.kernel.placeholders import CHECK
from production.offline.text import Text
from production.writer.answer import FACT

Words = tuple[int, int]  # where refused words stand, in code points
_SPACES = re.compile(r"[ \t]{2,}")


def without(text: Text, refused: Sequence[Words]) -> Text | None:
    """The text without the spans in which refused words stand; None where one of them says a fact, or nothing is left.

    Facts are never cut: a piece that lacks one says something else.
    """
    kept, begin = list[Any](), _indent(text)
    for span in text.spans:
        end = begin + len(span["t"])
        if not any(start < end and begin < stop for start, stop in refused):
            kept.append(span)
        elif span["b"] == FACT:
            return None
        begin = end
    content = _SPACES.sub(" ", "".join(span["t"] for span in kept)).strip()
    return replace(text, content=content, spans=tuple(kept)) if any(map(str.isalnum, content)) else None


def marked(text: Text, refused: Sequence[Words]) -> Text:
    """The text with a mark before each of the refused words: it stands so that a person settles it."""
    starts, spans, begin = sorted({start for start, _ in refused}), list[Any](), _indent(text)
    for span in text.spans:
        end = begin + len(span["t"])
        spans.append({**span, "t": _with_marks(span["t"], [at - begin for at in starts if begin <= at < end])})
        begin = end
    return replace(text, content=_with_marks(text.content, starts), spans=tuple(spans))


def _with_marks(text: str, places: Sequence[int]) -> str:
    parts = [text[begin:end] for begin, end in pairwise([0, *places, len(text)])]
    return f"{CHECK} ".join(parts)


def _indent(text: Text) -> int:
    """Where the first span begins in the text, whose ends are trimmed."""
    whole = "".join(span["t"] for span in text.spans)
    return len(whole.lstrip()) - len(whole)
