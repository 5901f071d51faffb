"""The part of a text that a finding speaks of, with the words in question marked."""

from typing import NamedTuple

AROUND = 240  # characters kept on either side of the marked words
WHOLE = 600  # a text up to this length is shown whole


class Excerpt(NamedTuple):
    before: str
    marked: str
    after: str


def excerpt(text: str, evidence: str, span: tuple[int, int] | None = None) -> Excerpt:
    """Without a span the evidence is looked for; nothing is marked where it is not in the text word for word."""
    start, end = span or found(text, evidence)
    if start < 0:
        return Excerpt(_clipped(text), "", "")
    before, marked, after = text[:start], text[start:end], text[end:]
    if len(text) > WHOLE:
        before = before if len(before) <= AROUND else "… " + before[-AROUND:]
        after = after if len(after) <= AROUND else after[:AROUND] + " …"
    return Excerpt(before, marked, after)


def found(text: str, evidence: str) -> tuple[int, int]:
    """Where it stands, (-1, …) where it does not."""
    sought = evidence.removesuffix("…")
    at = text.casefold().find(sought.casefold()) if sought else -1
    if at < 0 or len(text.casefold()) != len(text):  # folding moved the places: ß is ss
        at = text.find(sought) if sought else -1
    return at, at + len(sought)


def _clipped(text: str) -> str:
    return text if len(text) <= WHOLE else text[:WHOLE] + " …"
