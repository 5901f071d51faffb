"""Brackets that were to be filled in: [first name], [CTA here], (insert image). The words are in slots.json."""

from functools import cache

import regex

from qc.rules.registry import data

_MOST_WORDS = 6
_BRACKETED = regex.compile(r"[\[<]([\p{L}\p{N}\p{M}][^\[\]<>\n]{0,60})[\]>](?!\()")
_ROUND = regex.compile(r"[(（]([\p{L}\p{M}][^()（）\n]{0,60})[)）]")
_WORD = regex.compile(r"[\p{L}\p{M}]+")


def named_slot(text: str) -> str:
    """The first bracket that was to be filled in, or "". Round ones hold much else: there a thing must be ordered."""
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
    return frozenset(data("slots")[kind])
