"""What was to be filled in: [first name], {{date}}, XX %, (insert image). The words are in slots.json."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import regex

_MOST_WORDS = 6
_MARKED = (
    regex.compile(r"\{\{[^{}]{0,80}\}\}?|\{%[^{}]{0,80}%\}|\$\{[^{}]{0,80}\}"),
    regex.compile(r"\{[\p{L}_][\p{L}\p{N}_ .-]{0,60}\}"),
    regex.compile(r"\[\p{Lu}{2,20}(?:[ _-]\p{Lu}{2,20}){1,4}\](?!\()"),
    regex.compile(r"\*\|[\p{L}\p{N}_:]{1,60}\|\*|%%[\p{L}\p{N}_]{1,60}%%"),
    regex.compile(r"\[\s*[Xx]{1,6}\s*\]|\[\s*(?:…|\.{3}|_+|\?+)\s*\]"),
    regex.compile(r"(?<![\p{L}\p{N}])[Xx]{2,6}\s?(?:%|€|£|\$)|[€£$]\s?[Xx]{2,6}(?![\p{L}\p{N}])"),
    regex.compile(r"(?<![\p{L}\p{N}])(?:TBD|TBC|TBA|FIXME|tbd)(?![\p{L}\p{N}])"),
    regex.compile(r"(?i)(?<![\p{L}\p{N}])insert(?: [\p{L}]{1,20}){1,5} here(?![\p{L}\p{N}]| and there)"),
)
_BRACKETED = regex.compile(r"[\[<]([\p{L}\p{N}\p{M}][^\[\]<>\n]{0,60})[\]>](?!\()")
_ROUND = regex.compile(r"[(（]([\p{L}\p{M}][^()（）\n]{0,60})[)）]")
_WORD = regex.compile(r"[\p{L}\p{M}]+")


def slot_in(text: str) -> str:
    """The first thing that was to be filled in, or ""."""
    return next((match[0] for pattern in _MARKED if (match := pattern.search(text))), "") or _named(text)


def _named(text: str) -> str:
    """The first bracket that was to be filled in. Round ones hold much else: there a thing must be ordered."""
    found = (match[0] for match in _BRACKETED.finditer(text) if _is_slot(_words_in(match[1])))
    asides = (match[0] for match in _ROUND.finditer(text) if _orders_a_thing(_words_in(match[1])))
    return next(found, "") or next(asides, "")


def _words_in(inside: str) -> list[str]:
    words: list[str] = _WORD.findall(inside.casefold())
    return words if len(words) <= _MOST_WORDS else []


def _is_slot(words: list[str]) -> bool:
    if not words:
        return False
    said, ends = " ".join(words), {words[0], words[-1]}
    if ends & (_listed("names") | _listed("orders")) or said in _listed("alone"):
        return True
    a_thing_here = len(words) == 2 and ends & _listed("here") and ends & _listed("things")
    return bool(a_thing_here) or any(f" {phrase} " in f" {said} " for phrase in _listed("unsettled"))


def _orders_a_thing(words: list[str]) -> bool:
    return bool(words) and bool({words[0], words[-1]} & _listed("orders")) and bool(_listed("things") & set(words))


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(_data()[kind])


@cache
def _data() -> Any:
    return json.loads(Path(__file__).with_name("slots.json").read_text(encoding="utf-8"))
