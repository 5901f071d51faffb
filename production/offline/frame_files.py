"""The files of frames: the few fixed words of each language, read and checked."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from aicmo_site.kernel.languages import primary_of
from aicmo_site.kernel.text.folding import caseless
from aicmo_site.kernel.text.terms import caseless_terms

FOLDER = Path(__file__).with_name("frames")
SLOT = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
STOPPED = re.compile(SLOT.pattern + r"(\.?)")
ENDS = (".", "!", "?", "…")
SLOTS = {"site", "client", "date", "opening", "quoted", "quoted_next"}
UNDETERMINED = "und"
WITHOUT_ESZETT = ("de-ch", "de-li")
LONG_TERM = 4  # letters; shorter ones stand in many words by chance


class BadFrame(ValueError):
    """A frame that cannot be used; says which file and which frame."""


@dataclass(frozen=True)
class Language:
    """One file: frames by slot, the first of them preferred, and what else belongs to the language."""

    frames: Mapping[str, tuple[str, ...]]
    binding: tuple[str, ...]
    quotes: tuple[str, str]
    colon: str
    alone: frozenset[str]  # words that begin a message which leads nothing, such as thanks
    common: frozenset[str]  # words that make no two texts speak of the same

    def stands_alone(self, message: str) -> bool:
        return next(iter(re.findall(r"\w+", message.casefold())), "") in self.alone

    def able(self, slot: str, facts: Mapping[str, str], avoid: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The frames of a slot whose facts are all there and that say no term to avoid."""
        told = (text for text in self.frames.get(slot, ()) if all(facts.get(name) for name in SLOT.findall(text)))
        return tuple(text for text in told if not _says_any(text, avoid))


def filled(frame: str, facts: Mapping[str, str]) -> str:
    """With the facts in its slots; a fact's own end mark takes the place of the frame's full stop."""
    return STOPPED.sub(lambda match: _ended(facts[match[1]], match[2]), frame)


def _ended(fact: str, mark: str) -> str:
    return fact if fact.endswith(ENDS) else fact + mark


@lru_cache(maxsize=4_096)
def _says_any(text: str, terms: tuple[str, ...]) -> bool:
    """Whether a text of ours holds a term, be it as a part of a longer word: "Familie" is in "Familiengruppe"."""
    long = caseless_terms(tuple(term for term in terms if len(term) >= LONG_TERM)).folded
    whole = caseless(text)
    return any(term in whole for term in long) or caseless_terms(terms).stand_in(text)


def words_of(tag: str) -> Language:
    """The words for a BCP 47 tag by its primary language, as its region spells them; those of no language where we
    cannot write it."""
    primary = primary_of(tag)
    language = language_of(FOLDER, primary if primary in languages() else UNDETERMINED)
    if not tag.lower().replace("_", "-").startswith(WITHOUT_ESZETT):
        return language
    spelt = {slot: tuple(text.replace("ß", "ss") for text in texts) for slot, texts in language.frames.items()}
    return replace(language, frames=spelt)


@cache
def languages() -> frozenset[str]:
    """The languages that we can write."""
    return frozenset(path.stem for path in FOLDER.glob("*.json")) - {UNDETERMINED}


@cache
def language_of(folder: Path, language: str) -> Language:
    """One language's file, read and checked. Raises BadFrame."""
    path = folder / f"{language}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Language(
        {slot: tuple(_frames(f"{path.name}: {slot}", texts)) for slot, texts in data["frames"].items()},
        tuple(map(str.casefold, data["binding"])),
        tuple(data["quotes"]),
        data["colon"],
        frozenset(data["alone"]),
        frozenset(data["common"].split()),
    )


def _frames(place: str, texts: list[str]) -> Iterator[str]:
    for text in texts:
        if not isinstance(text, str) or not text:
            raise BadFrame(f"{place}: {text!r} is no text")
        if unknown := set(SLOT.findall(text)) - SLOTS:
            raise BadFrame(f"{place}: “{text}” has the unknown slot {', '.join(sorted(unknown))}")
        if re.search(r"\d|  |[{}]|!", SLOT.sub("x", text.replace("{{unsubscribe_url}}", ""))):
            raise BadFrame(f"{place}: “{text}” has a digit, a double space, a stray brace or an exclamation mark")
        yield text
