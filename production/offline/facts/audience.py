"""The people a brief is for, where it lists them so that they may be addressed in public; else nobody."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SENTENCES = re.compile(r"[.!?]\s")


@dataclass(frozen=True)
class Audience:
    """`inside`: the groups as they stand within a sentence, "" where their first letter is in doubt; `first`: at its
    beginning."""

    inside: str = ""
    first: str = ""


NOBODY = Audience()


def audience_of(text: str, *, joint: str, nouns_have_capitals: bool) -> Audience:
    """The groups of a plain list such as "Residents: families, students and drivers", joined by `joint` ("and").

    No group of one: a single description is most often a target and not a form of address.
    """
    introduced, tail = _tail(text)
    groups = _groups(tail)
    if len(groups) < 2 or _has(tail, table()["ranked"]):
        return NOBODY
    within = [_within(group) for group in groups] if nouns_have_capitals else groups
    listed = _joined(within, joint)
    certain = nouns_have_capitals or listed[0].islower() or introduced
    return Audience(listed if certain else "", listed[0].upper() + listed[1:])


def _within(group: str) -> str:
    """The group within a sentence, where nouns have capitals: an adjective before the noun has none."""
    first, *others = group.split()
    return group[0].lower() + group[1:] if others and others[0].istitle() and first.endswith(("e", "en")) else group


def _tail(text: str) -> tuple[bool, str]:
    """What follows the last colon or semicolon, and whether there was one."""
    line = " ".join(text.split()).rstrip(".")
    if SENTENCES.search(line) or re.search(r"[()\[\]?/\d]", re.split(r"[:;]", line)[-1]):
        return False, ""
    parts = re.split(r" ?[:;] ", line)
    return len(parts) > 1, parts[-1]


def _groups(tail: str) -> list[str]:
    joins = "|".join(re.escape(word) for word in table()["joins"])
    parts = re.split(rf", ?(?:(?:{joins}) )?| (?:{joins}) ", tail)
    return [part for part in parts if _sayable(part)][: table()["most_groups"]]


def _sayable(group: str) -> bool:
    words = group.split()
    if not 0 < len(words) <= table()["most_words"] or _has(group, table()["internal"]):
        return False
    return words[0].casefold() not in table()["articles"] and all(char.isalpha() or char in " -'’" for char in group)


def _has(text: str, words: list[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text.casefold()) for word in words)


def _joined(groups: list[str], joint: str) -> str:
    if joint == "y" and re.match(r"h?i(?!e)", groups[-1].casefold()):
        joint = "e"
    if joint == ",":
        return ", ".join(groups)
    return f"{', '.join(groups[:-1])} {joint} {groups[-1]}"


@cache
def table() -> dict[str, Any]:
    """audience.json; do not change it."""
    return json.loads(Path(__file__).with_name("audience.json").read_text(encoding="utf-8"))
