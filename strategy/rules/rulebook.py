"""The rules of planning: the JSON files in `rules/`, which a marketer may change; checked when they are read."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from strategy.rules.checks import check
from strategy.rules.texts import RuleError, typeset

T = TypeVar("T")
BORDER = re.compile(r"\b")
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


def folded(text: str) -> str:
    """Text for comparing: no case, no accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)  # the syllables of Hangul are whole again


class Stems:
    """Beginnings of words, folded once: in a folded text they begin a word; one in another script stands anywhere."""

    def __init__(self, texts: Iterable[str]):
        self.texts = frozenset(map(folded, texts))
        latin: dict[str, list[str]] = defaultdict(list)
        for text in filter(str.isascii, self.texts):
            latin[text[:1]].append(text)
        self._by_letter = {letter: tuple(texts) for letter, texts in latin.items()}
        self._anywhere = tuple(text for text in self.texts if not text.isascii())

    def occur(self, text: str) -> bool:
        if any(stem in text for stem in self._anywhere):
            return True
        return any(text.startswith(stems, at) for at, stems in self._places(text))

    def found(self, text: str) -> frozenset[str]:
        """Those that occur."""
        begun = {stem for at, stems in self._places(text) for stem in stems if text.startswith(stem, at)}
        return frozenset(begun.union(stem for stem in self._anywhere if stem in text))

    def _places(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Where words begin, with the stems that begin with the same letter."""
        starts = (match.start() for match in BORDER.finditer(text))
        return ((at, stems) for at in starts if (stems := self._by_letter.get(text[at : at + 1])))


def stems_in(lists: Mapping[str, Iterable[str]]) -> Stems:
    """The stems of all languages of a rule."""
    return Stems(chain.from_iterable(lists.values()))
