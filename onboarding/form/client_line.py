"""Whom a text without a form is for: what stands behind a label such as “Client:”."""

import re
from typing import Any

from onboarding.fields import FIELDS
from onboarding.form.field_aliases import field_called
from onboarding.notes.texts import text_of

LINES = 200  # of a text that are looked at
LONGEST_LABEL = 60  # characters
_MARKS = re.compile(r"[*_#>`]+")
_LABELLED = re.compile(r"(?P<label>[^:：|\t]{2,60}?)\s*(?P<mark>[:：|\t])\s*(?P<value>[^|\t]*)")


def client_in(text: Any) -> str:
    """The client's name by a line that is labelled so, or stands below such a heading; "" where there is none."""
    lines = [line.strip() for line in text_of(text).splitlines()[:LINES] if line.strip()]
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else ""
        if name := _labelled(line) or (_plain(below) if _is_heading(line) else ""):
            return name if len(name) <= FIELDS["client_name"].characters else ""
    return ""


def _labelled(line: str) -> str:
    found = _LABELLED.match(_plain(line))
    return found["value"].strip() if found and field_called(found["label"]) == "client_name" else ""


def _is_heading(line: str) -> bool:
    """Whether a line is nothing but a label, and marked as one: "## Client", "**Client**", "Client:"."""
    marked = line.startswith(("#", "**", "__")) or line.endswith((":", "："))
    label = _plain(line).rstrip(":：").strip()
    return marked and len(label) <= LONGEST_LABEL and field_called(label) == "client_name"


def _plain(line: str) -> str:
    return _MARKS.sub("", line).strip(" |\t-•")
