"""The rules of planning: the JSON files in `rules/`, which a marketer may change; checked when they are read."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from aicmo_site.kernel.text.stems import Stems
from strategy.rules.checks import check
from strategy.rules.texts import RuleError, typeset

T = TypeVar("T")
FOLDER = Path(__file__).parent
_folder: ContextVar[Path] = ContextVar("strategy_rules", default=FOLDER)


def rules(name: str) -> dict[str, Any]:
    """The rules in `<name>.json`; do not change what is returned. Raises RuleError."""
    return _read(_folder.get(), name)


@contextmanager
def rules_from(folder: Path) -> Iterator[None]:
    """Plan by the files of another folder meanwhile, to try a change out. What was read of it stays read."""
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)


def from_rules(make: Callable[..., T]) -> Callable[..., T]:
    """For what a function without arguments, or with hashable ones, makes of the rules alone, such as their words
    folded: made once for each folder of rules, however many texts are read by it."""
    made = cache(lambda _, *args: make(*args))
    return wraps(make)(lambda *args: made(_folder.get(), *args))


@cache
def _read(folder: Path, name: str) -> dict[str, Any]:
    path = folder / f"{name}.json"
    try:
        book = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RuleError(path.name, "", f"this is not JSON: {error}") from error
    check(path.name, book)
    return typeset(book)


def stems_in(lists: Mapping[str, Iterable[str]]) -> Stems:
    """The stems of all languages of a rule."""
    return Stems(chain.from_iterable(lists.values()))
