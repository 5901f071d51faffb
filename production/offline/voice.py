"""How a brief wants to sound: the marks of the frames that suit it."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.text.folding import caseless

PHRASES = re.compile(r"[,;.:/|\n]|\s(?:but|aber|pero|mais)\s")


@dataclass(frozen=True)
class Voice:
    """tones: names in voice.json. address: informal, formal, or "" where the brief leaves it open."""

    tones: frozenset[str] = frozenset()
    address: str = ""


NO_VOICE = Voice()


def voice_of(tone: str, audience: str, language: str) -> Voice:
    """What the words of a brief say of its voice; nothing where they say nothing."""
    tones = frozenset(_tones(caseless(tone)))
    address = _address(caseless(tone), caseless(audience), language.lower()[:2], tones)
    lacks = address == "informal" and language.lower().startswith(tuple(table()["no_informal"]))
    return Voice(tones, "" if lacks else address)


def _tones(tone: str) -> list[str]:
    found = []
    for phrase in PHRASES.split(tone):
        said = _before_negation(phrase.split())
        found += [
            name for name, stems in table()["tones"].items() if any(word.startswith(tuple(stems)) for word in said)
        ]
    return found


def _before_negation(words: list[str]) -> list[str]:
    negated = next((index for index, word in enumerate(words) if word in table()["negators"]), len(words))
    return words[:negated]


def _address(tone: str, audience: str, language: str, tones: frozenset[str]) -> str:
    if any(re.search(rf"(?<!\w){word}(?!\w)", tone) for word in table()["neutral"].get(language, ())):
        return ""
    for address in ("informal", "formal"):
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", tone) for word in table()[address]):
            return address
    by_tone = table()["by_tone"].get(language, {})
    first = re.split(r"[,;:.]", audience)[0]  # whom it is for above all
    if "formal" not in tones and any(re.search(rf"(?<!\w){stem}", first) for stem in table()["youth"]):
        return "informal"
    told = {address for name, address in by_tone.items() if name in tones}
    return told.pop() if len(told) == 1 else ""  # two tones that disagree leave it open


@cache
def table() -> dict[str, Any]:
    """voice.json; do not change it."""
    return json.loads(Path(__file__).with_name("voice.json").read_text(encoding="utf-8"))
