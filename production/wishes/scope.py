"""Which channels, pieces and fields the words of a wish name, of those that the campaign has."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.channels import channel_of, specs


@dataclass(frozen=True)
class Scope:
    """Empty parts name the whole. everywhere: whether that is said."""

    channels: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    pieces: frozenset[str] = frozenset()
    everywhere: bool = False

    @property
    def is_named(self) -> bool:
        return bool(self.channels or self.fields or self.pieces)

    def takes(self, channel: str, piece: str, field: str) -> bool:
        given = ((self.channels, channel), (self.fields, field), (self.pieces, piece))
        return all(not named or part in named for named, part in given)


WHOLE = Scope()


def scope_of(low: str, channels: tuple[str, ...]) -> tuple[Scope, str]:
    """What a text in lower case names, and the text without those names, place for place."""
    names = _names(channels)
    chars, pieces = list(low), set()
    for match in names.numbered.finditer(low):
        pieces.add(match["number"])
        _blot(chars, *match.span("number"))
    for match in names.ordinal.finditer(low):
        pieces.add(str(table()["ordinals"][match["which"]]))
        _blot(chars, *match.span("which"))
    found_channels: set[str] = set()
    fields: set[str] = set()
    for match in names.any.finditer(low):
        found_channels.update(names.channels.get(match[0], ()))
        fields.update(table()["fields"].get(match[0], ()))
        _blot(chars, *match.span())
    rest = "".join(chars).replace("#", " ")
    everywhere = bool(set(re.findall(r"\w+", rest)) & set(table()["everywhere"]))
    return Scope(frozenset(found_channels), frozenset(fields), frozenset(pieces), everywhere), rest


def _blot(chars: list[str], start: int, end: int) -> None:
    chars[start:end] = " " * (end - start)


@dataclass(frozen=True)
class _Names:
    channels: Mapping[str, frozenset[str]]
    any: re.Pattern[str]
    numbered: re.Pattern[str]
    ordinal: re.Pattern[str]


@lru_cache(maxsize=64)
def _names(channels: tuple[str, ...]) -> _Names:
    named: dict[str, set[str]] = {}
    for spec in (*specs()["channels"], *({"id": id} for id in channels if id.startswith("other:"))):
        if spec["id"] in channels:
            for name in _called(spec):
                named.setdefault(name, set()).add(spec["id"])
    for name, kinds in table()["kinds"].items():
        if of_kind := {id for id in channels if channel_of(id).kind in kinds}:
            named.setdefault(name, set()).update(of_kind)
    either = _either((*named, *table()["fields"]))
    pieces = _either((*named, *table()["piece"]))
    return _Names(
        {name: frozenset(ids) for name, ids in named.items()},
        re.compile(rf"(?<!\w){either}(?!\w)"),
        re.compile(rf"(?<!\w){pieces}\s#?(?P<number>[1-9]\d?)(?![\w%])"),
        re.compile(rf"(?<!\w)(?P<which>{_either(table()['ordinals'])})\s{pieces}(?!\w)"),
    )


def _called(spec: Mapping[str, Any]) -> Iterable[str]:
    own = spec["id"].removeprefix("other:").replace("-", " ").replace("_", " ")
    return {name.lower() for name in (own, *(spec.get("default_for") or ()), *(spec.get("aliases") or ()))}


def _either(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"


@cache
def table() -> dict[str, Any]:
    """words.json; do not change it."""
    return json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
