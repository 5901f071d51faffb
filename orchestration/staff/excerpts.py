"""The part of a text that a finding speaks of, with the words in question marked."""

from typing import NamedTuple

AROUND = 240  # characters kept on either side of the marked words
WHOLE = 600  # a text up to this length is shown whole


class Excerpt(NamedTuple):
    before: str
    marked: str
    after: str


def excerpt(text: str, evidence: str) -> Excerpt:
    """Nothing is marked where the evidence is not in the text word for word."""
    sought = evidence.removesuffix("…")
    at = text.casefold().find(sought.casefold()) if sought else -1
    if at < 0 or len(text.casefold()) != len(text):  # folding moved the places: ß is ss
        at = text.find(sought) if sought else -1
    if at < 0:
        return Excerpt(_clipped(text), "", "")
    before, marked, after = text[:at], text[at : at + len(sought)], text[at + len(sought) :]
    if len(text) > WHOLE:
        before = before if len(before) <= AROUND else "… " + before[-AROUND:]
        after = after if len(after) <= AROUND else after[:AROUND] + " …"
    return Excerpt(before, marked, after)


def _clipped(text: str) -> str:
    return text if len(text) <= WHOLE else text[:WHOLE] + " …"
