"""What each further language adds to the common lists of words: a file per language in a folder."""

import json
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cached_property
from pathlib import Path
from typing import Any


class Lexicon:
    """The files of one folder; every subject that knows words by language has one."""

    def __init__(self, folder: Path):
        self.folder = folder

    def merged(self, section: str, language: str = "") -> dict[str, Any]:
        """A section of all languages, or of one, as one mapping, for lists of words that stand for something."""
        sections = self._sections(section) if not language else [self._of(language).get(section, {})]
        return {word: meant for words in sections for word, meant in words.items()}

    def extend(self, lists: MutableMapping[str, Any], section: str, key: str = "") -> None:
        """Add each language's words to the lists of the same names; `key` names the list inside an entry."""
        for words in self._sections(section):
            for name, more in words.items():
                listed = lists[name][key] if key else lists[name]
                listed.extend(word for word in more if word not in listed)

    def _sections(self, name: str) -> Iterator[Mapping[str, Any]]:
        return (language[name] for language in self._languages if name in language)

    def _of(self, language: str) -> Mapping[str, Any]:
        return self._by_name.get(language, {})

    @cached_property
    def _languages(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(self._by_name.values())

    @cached_property
    def _by_name(self) -> Mapping[str, Mapping[str, Any]]:
        return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(self.folder.glob("*.json"))}
