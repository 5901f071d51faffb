"""The fixed words of a language, and which of them has its turn."""

import json
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("frames")
SLOT = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
UNDETERMINED = "und"


@dataclass(frozen=True)
class Frames:
    """One language's frames; `seed` makes two briefs differ, `turn` two channels and two revisions."""

    words: dict[str, Any]
    seed: int
    turn: int

    def pick(self, slot: str, **facts: str) -> str:
        """The frame of this slot whose turn it is, filled; "" where the language has none or a fact is missing."""
        choices = self.words.get(slot, ())
        start = int(sha256(f"{self.seed}/{slot}".encode()).hexdigest()[:8], 16) + self.turn
        for step in range(len(choices)):
            frame = choices[(start + step) % len(choices)]
            if all(facts.get(name) for name in SLOT.findall(frame)):
                return SLOT.sub(lambda match: facts[match[1]], frame)
        return ""

    @property
    def binding(self) -> tuple[str, ...]:
        return tuple(self.words["binding"])


def frames_for(language: str, *, seed: int, turn: int) -> Frames:
    """Frames for a BCP 47 tag by its primary language; those of no language where we cannot write it."""
    primary = re.split(r"[-_]", language.strip().lower())[0]
    return Frames(_words(primary if primary in languages() else UNDETERMINED), seed, turn)


@cache
def languages() -> frozenset[str]:
    """The languages that we can write."""
    return frozenset(path.stem for path in FOLDER.glob("*.json")) - {UNDETERMINED}


@cache
def _words(language: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
