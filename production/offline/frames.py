"""Which frame of a language has its turn in a campaign."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from math import gcd

from aicmo_site.kernel.languages import primary_of
from aicmo_site.kernel.text.folding import caseless
from aicmo_site.kernel.text.terms import caseless_terms
from production.offline.frame_files import ANY, FOLDER, UNDETERMINED, Frame, Language, language_of, languages
from production.offline.voice import NO_VOICE, Voice

WORN_OUT = 9
FAVOURED = (
    3  # draws of a frame that suits the brief's voice: it is heard, and yet two warm briefs do not sound the same
)
LONG_TERM = 4  # letters; shorter ones stand in many words by chance


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
        return _drawn(f"{self.seed}/{slot}/{self.used[frame.text]}/{frame.text}", draws)


@lru_cache(maxsize=4_096)
def _drawn(lot: str, draws: int) -> bytes:
    return min(sha256(f"{lot}/{draw}".encode()).digest() for draw in range(draws))


@lru_cache(maxsize=4_096)
def _says_any(text: str, terms: tuple[str, ...]) -> bool:
    """Whether a text of ours holds a term, be it as a part of a longer word: "Familie" is in "Familiengruppe"."""
    long = caseless_terms(tuple(term for term in terms if len(term) >= LONG_TERM)).folded
    whole = caseless(text)
    return any(term in whole for term in long) or caseless_terms(terms).stand_in(text)


def _stride(slot: str, length: int) -> int:
    """Some slots turn faster than others, so that the same frames do not always meet; each turn brings another one."""
    stride = 1 + sha256(slot.encode()).digest()[0] % 3
    return stride if gcd(stride, length) == 1 else 1


def frames_for(language: str, *, seed: int, voice: Voice = NO_VOICE, avoid: tuple[str, ...] = ()) -> Frames:
    """Frames for a BCP 47 tag by its primary language; those of no language where we cannot write it."""
    primary = primary_of(language)
    return Frames(language_of(FOLDER, primary if primary in languages() else UNDETERMINED), seed, voice, avoid)
