"""How much an intake may hold. The fence stands where one comes in; what is stored already keeps what it has."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aicmo_site.kernel import strict_json
from onboarding.contracts import FieldProblem
from onboarding.fields import ANY_TEXT, BYTES, FIELDS, ITEMS, LISTS, ONE_ITEM
from onboarding.notes.texts import items_of


def excesses(responses: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Every ceiling that a part of an intake goes beyond; the text of a list field is a list of items too."""
    for name, value in responses.items():
        path = strict_json.printable(name)
        yield from _name(name, path)
        yield from _value(value, path, FIELDS[name].characters if name in FIELDS else ANY_TEXT)
        if name in LISTS and isinstance(value, str) and len(value) <= ANY_TEXT:
            yield from _list(items_of(value), path)


def too_large(responses: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Whether the whole is; it must be without `strict_json.flaws`."""
    yield from _over(len(json.dumps(responses, ensure_ascii=False, default=dict).encode()), BYTES, "", "bytes")


def _value(value: Any, path: str, most: int = ANY_TEXT, depth: int = 0) -> Iterator[FieldProblem]:
    if isinstance(value, str):
        yield from _over(len(value), most, path)
    elif depth > strict_json.MAX_DEPTH:  # reported as too deep; a loop made in Python must end too
        return
    elif isinstance(value, Mapping):
        for name, part in value.items():
            within = f"{path}.{strict_json.printable(name)}"
            yield from _name(name, within)
            yield from _value(part, within, depth=depth + 1)
    elif isinstance(value, list | tuple):
        yield from _list(value, path, depth + 1)


def _list(items: Sequence[Any], path: str, depth: int = 0) -> Iterator[FieldProblem]:
    yield from _over(len(items), ITEMS, path, "items")
    for index, item in enumerate(items):
        yield from _value(item, f"{path}.{index}", ONE_ITEM, depth)


def _name(name: Any, path: str) -> Iterator[FieldProblem]:
    for problem in _over(len(str(name)), ANY_TEXT, path):
        yield FieldProblem(path, f"the field's name {problem.message}")


def _over(count: int, most: int, path: str, unit: str = "characters") -> Iterator[FieldProblem]:
    if count > most:
        yield FieldProblem(path, f"has {count:,} {unit}; at most {most:,} are allowed")
