"""What was to be filled in: [first name], {{date}}, XX %, ___, (insert image). The words are in placeholders.json."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import regex

CHECK = "[CHECK]"  # before words that a person must settle; never delivered
_MOST_WORDS = 6
_ALONE, _END = r"(?<![\p{L}\p{N}_])", r"(?![\p{L}\p{N}_])"
_OPEN = r"(?:[:(/–—-]|(?<!\p{L})(?:on|at|in|from|until|by|for|to|is|are|be|am|um|ab|bis|el|al|le|au|du|il|dal))"
_CODE = (
    regex.compile(r"\{\{[^{}]{0,80}\}\}?|\{%[^{}]{0,80}%\}|\$\{[^{}]{0,80}\}"),
    regex.compile(r"\{[\p{L}_][\p{L}\p{N}_ .-]{0,60}\}|(?<![\p{L}\p{N}\\}\]])\{\d{1,2}\}"),
)
_MARKED = (
    regex.compile(r"\[\p{Lu}{2,20}(?:[ _-]\p{Lu}{2,20}){1,4}\](?!\()"),
    regex.compile(r"\*\|[\p{L}\p{N}_:]{1,60}\|\*|%%[\p{L}\p{N}_]{1,60}%%"),
    regex.compile(r"\[\s{0,9}(?:[Xx]{1,6}|_{1,60}|\?{1,60})\s{0,9}\]"),
    regex.compile(r"(?<![\p{L}\p{N}])[Xx]{2,6}\s?(?:%|€|£|\$)|[€£$]\s?(?:[Xx]{2,6}|NaN)(?![\p{L}\p{N}])"),
    regex.compile(r"(?<![\p{L}\p{N}])(?:TBD|TBC|TBA|FIXME|tbd)(?=\s{0,3}(?:[^\p{L}\p{N}\s]|$|\n))"),
    regex.compile(rf"(?<={_OPEN} )(?:TBD|TBC|TBA|FIXME|tbd)(?![\p{{L}}\p{{N}}]| \p{{Lu}}\p{{Ll}})"),
    regex.compile(
        r"<(?!(?i:img|div|span|strong|table|script|style|html|body|font)>)\p{Lu}{3,20}(?:[ _-]\p{Lu}{2,20}){0,4}>"
    ),
    regex.compile(r"(?i)(?<![\p{L}\p{N}])insert(?: [\p{L}]{1,20}){1,5} here(?![\p{L}\p{N}]| and there)"),
    regex.compile(rf"{_ALONE}(?:XX[.:,/]XX(?:[./]XX(?:XX)?)?|xx[.:,/]xx(?:[./]xx(?:xx)?)?){_END}"),
    regex.compile(rf"{_ALONE}XX(?: ?[-–—] ?| (?:al?|to|and|bis|und|au|à|et|y|e|do|tot|till|til|og|och) )XX{_END}"),
    regex.compile(rf"{_ALONE}\d{{2,4}}[-. ]X{{3,4}}(?:[-. ]X{{3,4}})?{_END}"),
    regex.compile(r"\[object Object\]"),
)
_OMITTED = regex.compile(r"\[\s{0,9}(?:…|\.{3})\s{0,9}\]")
_BLANK = regex.compile(r"(?<![\p{L}\p{N}_])_{2,}+(?![\p{L}\p{N}_])")
_DAY = regex.compile(
    rf"(?i){_ALONE}(?:(?:dd|tt|jj|gg)[./-]mm[./-](?:yy(?:yy)?|jj(?:jj)?|aa(?:aa)?|rrrr)|(?:yyyy|jjjj|aaaa)[./-]mm[./-](?:dd|tt|jj)|(?-i:(?:DD|TT|JJ|GG)[./]MM)){_END}"
)
_NAMED_FIRM = regex.compile(r"(?<![\p{L}\p{N}])(?:TBD|TBC|TBA)(?! \p{Lu}\p{Ll})(?= \p{L})")  # TBA Records is a firm
_BRACKETED = regex.compile(r"[\[<【]([\p{L}\p{N}\p{M}][^\[\]<>【】\n]{0,60})[\]>】](?!\()")
_ROUND = regex.compile(r"[(（]([\p{L}\p{M}][^()（）\n]{0,120})[)）]")
_LOUD = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}{2,20}(?:[ ,:-]{1,2}\p{Lu}{2,20}){2,9}(?![\p{L}\p{N}])")
_WORD = regex.compile(r"[\p{L}\p{M}]+")


@dataclass(frozen=True)
class Slot:
    """What was to be filled in. `only_named`: it may as well be a name, an aside or an omission."""

    words: str
    only_named: bool = False
    is_code: bool = False  # a variable of a program


def slot_in(text: str) -> str:
    """The first thing that was to be filled in, or ""."""
    return next((slot.words for slot in slots_in(text)), "")


def slots_in(text: str) -> Iterator[Slot]:
    """All that was to be filled in, the surest first."""
    yield from (Slot(match[0], is_code=True) for pattern in _CODE for match in pattern.finditer(text))
    yield from (Slot(match[0]) for pattern in (*_MARKED, *_by_words()) for match in pattern.finditer(text))
    if not _pattern_of("fillable").search(text):
        yield from (Slot(match[0]) for match in _BLANK.finditer(text))
    yield from (Slot(match[0]) for match in _DAY.finditer(text) if not _is_told_as_format(text, match.start()))
    yield from _named(text)
    yield from (Slot(match[0], only_named=True) for match in _OMITTED.finditer(text))
    yield from (Slot(match[0], only_named=True) for match in _NAMED_FIRM.finditer(text))


def _is_told_as_format(text: str, start: int) -> bool:
    """As in “as DD/MM/YYYY”: how the reader is to write a date."""
    return bool(_pattern_of("formats").search(text[max(0, start - 30) : start]))


def _named(text: str) -> Iterator[Slot]:
    """Brackets that were to be filled in. Round ones hold much else: there a thing must be ordered, and outside of all
    only capitals are an order to the writer."""
    for match in _BRACKETED.finditer(text):
        if _is_slot(_words_in(match[1])):
            yield Slot(match[0], only_named=not _orders(_words_in(match[1])))
    asides = (match for match in _ROUND.finditer(text) if _orders_a_thing(_words_in(match[1])) or _is_to_come(match[1]))
    shouts = (match for match in _LOUD.finditer(text) if _is_order(_words_in(match[0])))
    yield from (Slot(match[0]) for matches in (asides, shouts) for match in matches)


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
    return bool(a_thing_here) or _is_unsettled(words)


def _orders(words: list[str]) -> bool:
    return bool({words[0], words[-1]} & _listed("orders")) or _is_unsettled(words)


def _is_unsettled(words: list[str]) -> bool:
    return any(f" {phrase} " in f" {' '.join(words)} " for phrase in _listed("unsettled"))


def _orders_a_thing(words: list[str]) -> bool:
    return bool(words) and bool({words[0], words[-1]} & _listed("orders")) and bool(_listed("things") & set(words))


def _is_order(words: list[str]) -> bool:
    """Capitals to the writer: INSERT SLOGAN, CLIENT NAME HERE; YOUR NAME HERE may be said to a sponsor."""
    a_name_here = bool(words) and words[-1] in _listed("here") and words[-2] in _listed("names") | _listed("things")
    return _orders_a_thing(words) or (a_name_here and "your" not in words)


def _is_to_come(inside: str) -> bool:
    """“Text to come”, or an order to add something at this place."""
    words = _WORD.findall(inside.casefold())[:_MOST_WORDS]
    additions, places = _listed("additions"), _listed("here")
    added_here = any(first in additions and second in places for first, second in pairwise(words))
    named_here = len(words) == 3 and words[0] in additions and words[1] in _listed("names") and words[2] in places
    return added_here or named_here or (words[0] in _listed("things") and _is_unsettled(words))


@cache
def _by_words() -> tuple["regex.Pattern[str]", ...]:
    """XX where something is counted or timed, and the nothing that a program put in for a name."""
    units, times, greetings, nothing = ("|".join(_data()[kind]) for kind in ("units", "times", "greetings", "nothing"))
    return (
        regex.compile(rf"{_ALONE}X{{2,3}}\.? ?(?:{units}){_END}"),
        regex.compile(rf"(?<![\p{{L}}\p{{N}}_])(?i:{times}) XX(?=[ .,!?]*+$|[.,!?])"),
        regex.compile(rf"(?<![\p{{L}}\p{{N}}_])(?i:{greetings}) (?:{nothing})(?=[,!.:;]|\s*+$)"),
    )


@cache
def _pattern_of(kind: str) -> "regex.Pattern[str]":
    return regex.compile(rf"(?i){_ALONE}(?:{'|'.join(_data()[kind])}){_END}")


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(_data()[kind])


@cache
def _data() -> Any:
    return json.loads(Path(__file__).with_name("placeholders.json").read_text(encoding="utf-8"))
