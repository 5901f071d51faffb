"""Whom a text without a form is for: what stands behind a label such as “Client:”."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from onboarding.fields import FIELDS
from onboarding.form.field_aliases import field_called
from onboarding.notes.texts import text_of

LINES = 200  # of a text that are looked at
LONGEST_LABEL = 60  # characters
WORDS = 8  # of a name
ENDS = (".", "!", "?", "…", "。", "！", "？")  # of a sentence
_ABBREVIATED = re.compile(
    r"\b(?:co|corp|inc|ltd|llc|llp|plc|pty|bros|intl|assn|cia|cie|ltda|gmbh|\w)\.$", re.IGNORECASE
)
_MARKS = re.compile(r"[*_#>`]+")
_LABELLED = re.compile(r"(?P<label>[^:：|\t]{2,60}?)\s*(?P<mark>[:：|\t])\s*(?P<value>[^|\t]*)")


def client_in(text: Any) -> str:
    """The client's name by a line that is labelled so, or stands below such a heading; "" where there is none. A label
    that stands before several things, or before a sentence, is a speaker of a talk."""
    found: dict[str, set[str]] = {}
    for label, name in _labelled_lines(text):
        found.setdefault(label.casefold(), set()).add(name)
    said = [*next(iter(found.values()), ())]
    return said[0] if len(said) == 1 and _is_name(said[0]) else ""


def _labelled_lines(text: Any) -> Iterator[tuple[str, str]]:
    """(label, what it says)"""
    lines = [line.strip() for line in text_of(text).splitlines()[:LINES] if line.strip()]
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        label, said = _labelled(line)
        if said:
            yield label, said
        elif _is_heading(line) and (said := _plain(below)):
            yield _plain(line).rstrip(":：").strip(), said


def _is_name(said: str) -> bool:
    if len(said) > FIELDS["client_name"].characters or len(said.split()) > WORDS:
        return False
    return not said.endswith(ENDS) or (said.endswith(".") and bool(_ABBREVIATED.search(said)))


def _labelled(line: str) -> tuple[str, str]:
    found = _LABELLED.match(_plain(line))
    is_client = found and field_called(found["label"]) == "client_name"
    return (found["label"], found["value"].strip()) if found and is_client else ("", "")


def _is_heading(line: str) -> bool:
    """Whether a line is nothing but a label, and marked as one: "## Client", "**Client**", "Client:"."""
    marked = line.startswith(("#", "**", "__")) or line.endswith((":", "："))
    label = _plain(line).rstrip(":：").strip()
    return marked and len(label) <= LONGEST_LABEL and field_called(label) == "client_name"


def _plain(line: str) -> str:
    return _MARKS.sub("", line).strip(" |\t-•")
