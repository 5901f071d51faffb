"""Small readings of what stands in a form's field: a text, the items of a list, quotations, bullets."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from aicmo_site.kernel.marks import with_few_marks
from aicmo_site.kernel.text.folding import caseless

MAX_SENTENCE = 1000  # what is longer is read in pieces, so that no pattern ever sees more
_UNSEEN = "\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069"  # breaks, joints and marks of direction
_INVISIBLE = re.compile(f"^[\\s{_UNSEEN}]++|(?<![\\s{_UNSEEN}])[\\s{_UNSEEN}]++$")
SHORT_MONTHS = "jan|jän|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez"
_BULLET = re.compile(
    rf"^[-*•·–—▪●]\s{{1,5}}|^[\U0001f300-\U0001faff✅✔☑➡⭐]\ufe0f?\s{{1,5}}|^\d{{1,2}}[.)]\s{{1,5}}(?!(?:{SHORT_MONTHS})\w{{0,6}}\s{{0,2}}(?:\d{{4}}|$))",
    re.IGNORECASE,
)

# What stands behind is a part of what stands before: “5,000, of which radio 900”.
PART_OF_IT = re.compile(
    r"(?<!\w)(?:of which|davon|dont|de (?:los|las) cuales|di cui|dos quais|waarvan)(?!\w)", re.IGNORECASE
)
_QUOTED_ITEM = re.compile('[“„«"「『]\\s?([^“”„«»"「」『』]{1,300}?)\\s?[”“»"」』]')
_NUMBERED = re.compile(r"(?:^|\s)\s?\(?\d{1,2}[.)]\s(?=[^\W\d])")
_DOTTED = re.compile(r"(?:^|\s)\s?[•·▪●*✓✔]\s?(?=\w)")


def text_of(value: Any) -> str:
    """Text with its accents composed and no white space (seen or unseen) around it; "" where there is none."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", with_few_marks(value))) if isinstance(value, str) else ""


def items_of(value: Any) -> tuple[str, ...]:
    """The texts of a list; a plain text is a list of its lines and of what semicolons divide."""
    values = _lines_of(value) if isinstance(value, str) else value if isinstance(value, list | tuple) else ()
    return tuple(text for text in map(text_of, values) if text)


def alike(text: str) -> str:
    """To tell whether an item of a list is there already: case, runs of space and the last stop aside."""
    return caseless(text).rstrip(" .;,")


def quotations(text: str) -> list[str]:
    """The several quotations that a text is made of, with hardly a word between them; [] where it is no such list."""
    found, between = _QUOTED_ITEM.findall(text), re.findall(r"\w+", _QUOTED_ITEM.sub(" ", text))
    return found if len(found) > 1 and len(between) < len(found) else []


def without_bullet(text: str) -> str:
    return _BULLET.sub("", text)


def has_bullet(text: str) -> bool:
    return bool(_BULLET.match(text))


def clipped(text: str, most: int = 300) -> str:
    """At most so many characters, cut between words where one ends near."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    words = head.rsplit(" ", 1)[0]
    return (words if 4 * len(words) > 3 * most else head) + "…"


def _lines_of(text: str) -> Iterator[str]:
    listed = (part for line in text.splitlines() for part in enumerated(line))
    return (without_bullet(part.strip()) for listing in listed for part in re.split("[;；؛]", listing))


def enumerated(line: str) -> list[str]:
    """The items of "1) one 2) two" or "• one • two"; the line itself where it is no such list."""
    marks = _NUMBERED if _NUMBERED.match(line) else _DOTTED if _DOTTED.match(line) else None
    parts = [part for part in marks.split(line) if part.strip()] if marks else []
    return parts if len(parts) > 1 else [line]
