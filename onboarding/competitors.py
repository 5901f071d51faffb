"""Whom the client competes with: the form's list, else the names that the notes call so."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from onboarding.form.answers import MAX_LABELLED, NOTES, Form
from onboarding.lexicon import WORDS
from onboarding.notes.cues import first_of, says

_CAPITAL = r"(?:[^\W\d_a-zà-öø-ÿ][\w’'&.-]*\w|[^\W\d_a-zà-öø-ÿ]|\d+[A-Z]\w*)"
_JOINED = r"(?:\s(?:&|\+|of|de|du|des|del|di|von|van|the|la|le|am|im|zum|zur)(?=\s[^\W\d_a-zà-öø-ÿ]))?(?:\s&)?"
_NAME = re.compile(rf"(?<![\w@#/.])(?:(?i:the)\s)?{_CAPITAL}(?:{_JOINED}\s{_CAPITAL}){{0,4}}")
_SHORTEST = 3


def read_competitors(form: Form) -> tuple[str, ...]:
    """Names that copy must not name; those that only running notes give are to be confirmed."""
    if given := form.items("competitors"):
        return given
    found = {name: said for said in form.note_sentences for name in competitors_in(said)}
    for position, said in enumerate(found.values()):
        form.took(f"competitors.{position}", NOTES, said)
    if found:
        form.confirm("competitors", " … ".join(dict.fromkeys(found.values())))
    return tuple(found)


def competitors_in(said: str) -> tuple[str, ...]:
    """The names that a sentence calls competitors, behind the word or before it: "X is our main rival"."""
    if said.rstrip().endswith("?") or says("no_rivals", said):
        return ()
    if cue := first_of("rivals_are", said):
        return tuple(dict.fromkeys(_names_behind(said, cue.end())))[:MAX_LABELLED]
    if cue := first_of("are_rivals", said):
        return tuple(dict.fromkeys(_names_before(said[: cue.start()])))[:MAX_LABELLED]
    return ()


def _names_behind(said: str, end: int) -> Iterator[str]:
    """Names with nothing but small words between them."""
    for found in _NAME.finditer(said, end):
        if not _is_between(said[end : found.start()]):
            return
        yield from _name(found[0])
        end = found.end()


def _names_before(said: str) -> Iterator[str]:
    for found in _NAME.finditer(said):
        yield from _name(found[0])


def _name(words: str) -> Iterator[str]:
    name = words.strip(" .,;:")
    if len(name) >= _SHORTEST and name.casefold() not in _common():
        yield name


def _is_between(words: str) -> bool:
    return {*re.findall(r"\w+", words.casefold())} <= _between()


@cache
def _between() -> frozenset[str]:
    return frozenset(_data()["between"])


@cache
def _common() -> frozenset[str]:
    return frozenset(_data()["no_names"])


@cache
def _data() -> Any:
    return json.loads((WORDS / "competitors.json").read_text(encoding="utf-8"))
