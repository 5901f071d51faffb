"""Tables of patterns by language: {"every_language": {kind: [...]}, "en": {kind: [...]}, …}, compiled on first use."""

from functools import cache

import regex

from qc.contracts import CopyDTO
from qc.engine.registry import data, language_of

_NOTHING = regex.compile(r"(?!)")
_UNSPACED = ("ja", "zh", "th")  # languages whose words have nothing between them
_UNSPACED_WHOLE = r"(?<!\p{{Latin}})(?:{})(?!\p{{Latin}})"
_BEFORE, _AFTER = r"(?<![\p{L}\p{N}])(?:", r")(?![\p{L}\p{N}])"


def patterns_of(table: str, kind: str, copy: CopyDTO) -> "regex.Pattern[str]":
    """All patterns of a kind for the language of a piece as one, whole words, case aside."""
    return _compiled(table, kind, language_of(copy))


@cache
def _compiled(table: str, kind: str, language: str) -> "regex.Pattern[str]":
    lines = data(table)
    many = [*lines["every_language"].get(kind, ()), *lines.get(language, {}).get(kind, ())]
    slots = dict(lines["every_language"].get("slots", {}))
    for name, words in lines.get(language, {}).get("slots", {}).items():
        slots[name] = [*slots.get(name, ()), *words]
    return any_of(many, slots, spaced=language not in _UNSPACED) if many else _NOTHING


def any_of(many: list[str], slots: dict[str, list[str]], *, spaced: bool = True) -> "regex.Pattern[str]":
    """The patterns as one; {name} in them stands for the alternatives of a slot. spaced: as whole words."""
    text = "|".join(many)
    for name, words in slots.items():
        text = text.replace("{" + name + "}", "(?:" + "|".join(words) + ")")
    text = text.replace(" ?", r"[\s\u00a0]{0,3}").replace(" ", r"[\s\u00a0]{1,3}")
    return regex.compile(_whole(text) if spaced else _UNSPACED_WHOLE.format(text), regex.IGNORECASE)


def _whole(text: str) -> str:
    return f"{_BEFORE}{text}{_AFTER}"


def has_words_of(table: str, copy: CopyDTO) -> bool:
    return language_of(copy) in data(table)
