"""The rules of planning: the JSON files in `rules/`, which a marketer may change; checked when they are read."""

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from strategy.rule_checks import check
from strategy.rule_texts import RuleError, typeset

FOLDER = Path(__file__).with_name("rules")
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


@cache
def _read(folder: Path, name: str) -> dict[str, Any]:
    path = folder / f"{name}.json"
    try:
        book = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RuleError(path.name, "", f"this is not JSON: {error}") from error
    check(path.name, book)
    return typeset(book)


def folded(text: str) -> str:
    """Text for comparing: no case, no accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)  # the syllables of Hangul are whole again


def occurs(stem: str, text: str) -> bool:
    """Whether a word of the folded text begins with the stem; a stem in another script is found anywhere."""
    return bool(_beginning(stem).search(text)) if stem.isascii() else stem in text


@cache
def _beginning(stem: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(stem)}")  # kept here: there are more stems than `re` keeps patterns
