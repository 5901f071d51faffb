"""The files of frames: the fixed words of each language, read and checked."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from production.offline.voice import table
from strategy.contracts import STAGES

FOLDER = Path(__file__).with_name("frames")
SLOT = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
STOPPED = re.compile(SLOT.pattern + r"(\.?)")
BRACED = re.compile(r"(?<!\{)\{++\w++\}+")
ENDS = (".", "!", "?", "…")
SLOTS = {"site", "client", "audience", "audience_first", "date", "quoted", "quoted_next", "industry"}
UNDETERMINED = "und"
ANY = "any"
ECHO = 12  # characters of words in a row that two frames of one text do not share
MARKS = {"text", "tone", "address"}


class BadFrame(ValueError):
    """A frame that cannot be used; says which file and which frame."""


@dataclass(frozen=True)
class Frame:
    """Fixed words with slots for facts. tone: who prefers it. address: who alone may use it."""

    text: str
    tone: str = ""
    address: str = ""

    @property
    def slots(self) -> list[str]:
        return SLOT.findall(self.text)

    def filled(self, facts: Mapping[str, str]) -> str:
        """With the facts in its slots; a fact's own end mark takes the place of the frame's full stop."""
        return STOPPED.sub(lambda match: _ended(facts[match[1]], match[2]), self.text)

    def echoes(self, others: Iterable[str]) -> bool:
        """Whether it says a few words in a row that one of the other frames says."""
        return any(not _runs(self.text).isdisjoint(_runs(other)) for other in others)


@dataclass(frozen=True)
class Language:
    """One file: frames by slot and group (a stage, or any), and what else belongs to the language."""

    frames: Mapping[str, Mapping[str, tuple[Frame, ...]]]
    binding: tuple[str, ...]
    quotes: tuple[str, str]
    joint: str
    colon: str
    starters: frozenset[str]  # words that begin a message and are no names: after a colon they need no capital
    starter_endings: tuple[str, ...]  # of verbs that no name ends in
    alone: frozenset[str]  # words that begin a message to which no words of ours may lead, such as thanks

    def stands_alone(self, message: str) -> bool:
        return next(iter(re.findall(r"\w+", message.casefold())), "") in self.alone


def _ended(fact: str, mark: str) -> str:
    return fact if fact.endswith(ENDS) else fact + mark


@cache
def _runs(frame: str) -> frozenset[str]:
    """All runs of two or three words, between its slots, that are long enough to be heard as the same again."""
    parts = [re.findall(r"[\w'’]+", part.casefold()) for part in BRACED.split(frame)]
    runs = (" ".join(part[start : start + size]) for part in parts for size in (2, 3) for start in range(len(part)))
    return frozenset(run for run in runs if len(run) >= ECHO)


@cache
def languages() -> frozenset[str]:
    """The languages that we can write."""
    return frozenset(path.stem for path in FOLDER.glob("*.json")) - {UNDETERMINED}


@cache
def language_of(folder: Path, language: str) -> Language:
    """One language's file, read and checked. Raises BadFrame."""
    path = folder / f"{language}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    frames = {
        slot: {group: tuple(_frames(f"{path.name}: {slot}.{group}", group, items)) for group, items in groups.items()}
        for slot, groups in data["frames"].items()
    }
    return Language(
        frames,
        tuple(map(str.casefold, data["binding"])),
        tuple(data["quotes"]),
        data["and"],
        data["colon"],
        frozenset(data["starters"]),
        tuple(data.get("starter_endings", ())),
        frozenset(data["alone"]),
    )


def _frames(place: str, group: str, items: Iterable[Any]) -> Iterable[Frame]:
    if group not in (*STAGES, ANY):
        raise BadFrame(f"{place}: a group is one of {', '.join((*STAGES, ANY))}")
    for item in items:
        yield _frame(place, item)


def _frame(place: str, item: Any) -> Frame:
    marks = {"text": item} if isinstance(item, str) else item
    if not isinstance(marks, dict) or not marks.get("text") or set(marks) - MARKS:
        raise BadFrame(f"{place}: {item!r} is neither a text nor an object of {', '.join(sorted(MARKS))}")
    frame = Frame(**marks)
    bare = frame.text.replace("{{unsubscribe_url}}", "")
    if unknown := set(frame.slots) - SLOTS:
        raise BadFrame(f"{place}: “{frame.text}” has the unknown slot {', '.join(sorted(unknown))}")
    if re.search(r"\d|  |[{}]|!", SLOT.sub("x", bare)):
        raise BadFrame(f"{place}: “{frame.text}” has a digit, a double space, a stray brace or an exclamation mark")
    if frame.tone and frame.tone not in table()["tones"]:
        raise BadFrame(f"{place}: “{frame.text}” has the unknown tone {frame.tone}")
    if frame.address not in ("", "informal", "formal"):
        raise BadFrame(f"{place}: “{frame.text}” has the unknown address {frame.address}")
    return frame
