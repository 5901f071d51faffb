"""The fixed words of a language, and which of them has its turn."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from math import gcd
from pathlib import Path
from typing import Any

from aicmo_site.kernel.languages import primary_of
from production.offline.voice import NO_VOICE, Voice, table
from production.offline.wording import holds, names
from strategy.contracts import STAGES

FOLDER = Path(__file__).with_name("frames")
SLOT = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
STOPPED = re.compile(SLOT.pattern + r"(\.?)")
BRACED = re.compile(r"\{+\w+\}+")
ENDS = (".", "!", "?", "…")
SLOTS = {"site", "client", "audience", "audience_first", "date", "quoted", "quoted_next", "industry"}
UNDETERMINED = "und"
ANY = "any"
WORN_OUT = 9
FAVOURED = (
    3  # draws of a frame that suits the brief's voice: it is heard, and yet two warm briefs do not sound the same
)
LONG_TERM = 4  # letters; shorter ones stand in many words by chance
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


@dataclass
class Frames:
    """A language's frames for one brief. `used` counts what stands already: none comes twice before all have come."""

    language: Language
    seed: int
    voice: Voice = NO_VOICE
    avoid: tuple[str, ...] = ()
    used: Counter[str] = field(default_factory=Counter)

    def pick(
        self,
        slot: str,
        stage: str,
        facts: Mapping[str, str],
        turn: int = 0,
        *,
        complete: bool = False,
        beside: tuple[str, ...] = (),
    ) -> Frame | None:
        """The frame whose turn it is, or None where the language has none or a fact is missing.

        complete: only whole sentences, none that leads to what follows. beside: frames of the same text, which it does
        not echo if another one will do.
        """
        groups = self.language.frames.get(slot, {})
        able = [frame for frame in groups.get(stage, groups.get(ANY, ())) if self._suits(frame, facts)]
        able = [frame for frame in able if not (complete and frame.text.endswith(":"))]
        able = [frame for frame in able if not frame.echoes(beside)] or able
        ranked = sorted(able, key=lambda frame: (self._wear(frame), self._lot(slot, frame)))
        return ranked[turn * _stride(slot, len(ranked)) % len(ranked)] if ranked else None

    def _suits(self, frame: Frame, facts: Mapping[str, str]) -> bool:
        if frame.address not in ("", self.voice.address) or _says_any(frame.text, self.avoid):
            return False
        return all(facts.get(name) for name in frame.slots)

    def _wear(self, frame: Frame) -> int:
        """How often it was used; a frame of another tone comes only when all are worn out."""
        return self.used[frame.text] + (WORN_OUT if frame.tone and frame.tone not in self.voice.tones else 0)

    def _lot(self, slot: str, frame: Frame) -> bytes:
        """The lowest comes first; a frame of the brief's tone or form of address draws several times."""
        draws = FAVOURED if frame.address or frame.tone else 1
        drawn = f"{self.seed}/{slot}/{self.used[frame.text]}/{frame.text}"
        return min(sha256(f"{drawn}/{draw}".encode()).digest() for draw in range(draws))


@lru_cache(maxsize=4_096)
def _says_any(text: str, terms: tuple[str, ...]) -> bool:
    return any(_says(text, term) for term in terms)


def _says(text: str, term: str) -> bool:
    """Whether a text of ours holds a term, be it as a part of a longer word: "Familie" is in "Familiengruppe"."""
    return names(text, term) or (len(term) >= LONG_TERM and holds(text, term))


def _ended(fact: str, mark: str) -> str:
    return fact if fact.endswith(ENDS) else fact + mark


@cache
def _runs(frame: str) -> frozenset[str]:
    """All runs of two or three words, between its slots, that are long enough to be heard as the same again."""
    parts = [re.findall(r"[\w'’]+", part.casefold()) for part in BRACED.split(frame)]
    runs = (" ".join(part[start : start + size]) for part in parts for size in (2, 3) for start in range(len(part)))
    return frozenset(run for run in runs if len(run) >= ECHO)


def _stride(slot: str, length: int) -> int:
    """Some slots turn faster than others, so that the same frames do not always meet; each turn brings another one."""
    stride = 1 + sha256(slot.encode()).digest()[0] % 3
    return stride if gcd(stride, length) == 1 else 1


def frames_for(language: str, *, seed: int, voice: Voice = NO_VOICE, avoid: tuple[str, ...] = ()) -> Frames:
    """Frames for a BCP 47 tag by its primary language; those of no language where we cannot write it."""
    primary = primary_of(language)
    return Frames(words_of(FOLDER, primary if primary in languages() else UNDETERMINED), seed, voice, avoid)


@cache
def languages() -> frozenset[str]:
    """The languages that we can write."""
    return frozenset(path.stem for path in FOLDER.glob("*.json")) - {UNDETERMINED}


@cache
def words_of(folder: Path, language: str) -> Language:
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
