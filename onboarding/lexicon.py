"""What each further language adds to the common lists of words: a file per language in lexicon/."""

import json
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any


def merged(section: str) -> dict[str, Any]:
    """A section of all languages as one mapping, for lists of words that stand for something."""
    return {word: meant for words in _sections(section) for word, meant in words.items()}


def extend(lists: MutableMapping[str, Any], section: str, key: str = "") -> None:
    """Add each language's words to the lists of the same names; `key` names the list inside an entry."""
    for words in _sections(section):
        for name, more in words.items():
            listed = lists[name][key] if key else lists[name]
            listed.extend(word for word in more if word not in listed)


def _sections(name: str) -> Iterator[Mapping[str, Any]]:
    return (language[name] for language in _languages() if name in language)


@cache
def _languages() -> tuple[Mapping[str, Any], ...]:
    files = sorted(Path(__file__).with_name("lexicon").glob("*.json"))
    return tuple(json.loads(file.read_text(encoding="utf-8")) for file in files)
