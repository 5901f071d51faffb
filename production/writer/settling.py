"""After the last round: what was refused and nobody has to say is cut, so that the rest of a piece may stand."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from production.offline.text import Text
from production.writer.answer import FACT

Place = tuple[int, int]  # of refused words, in code points
_SPACES = re.compile(r"[ \t]{2,}")


def without(text: Text, refused: Sequence[Place]) -> Text | None:
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


def _indent(text: Text) -> int:
    """Where the first span begins in the text, whose ends are trimmed."""
    whole = "".join(span["t"] for span in text.spans)
    return len(whole.lstrip()) - len(whole)
