"""Currencies as people write them, each with the codes that its sign or word may stand for."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.extract import cldr
from aicmo_site.kernel.extract.digits import normal
from aicmo_site.kernel.extract.lexicon import LEXICON
from aicmo_site.kernel.extract.word_lookup import Words, is_wordy, lowered

DATA: dict[str, Any] = json.loads(Path(__file__).with_name("words").joinpath("currencies.json").read_text("utf-8"))
CODES = frozenset(DATA["codes"].split())
_CAPITALS = frozenset(DATA["capitals"].split())
THOUSANDTHS = frozenset(DATA["thousandths"].split())


@dataclass(frozen=True)
class Mark:
    """A sign, code or name of a currency: the codes (ISO 4217) that it may stand for, the usual one, "" for none, and
    whether that one is meant without a question."""

    codes: tuple[str, ...]
    usual: str = ""
    sure: bool = False

    def __and__(self, other: "Mark") -> "Mark":
        """What both stand for: of "CAD $" the Canadian dollar; no codes where they contradict each other."""
        both = tuple(code for code in self.codes if code in other.codes)
        usual = next((mark.usual for mark in (self, other) if mark.usual in both), both[0] if len(both) == 1 else "")
        return Mark(both, usual, len(both) == 1 or (bool(usual) and (self.sure or other.sure)))

    def spoken_in(self, tag: str) -> "Mark":
        """As people mean it who speak so: "$" is Canada's for "fr-CA". No more certain than before."""
        local = cldr.currency_of_speakers(tag) if tag and not self.sure else ""
        return Mark(self.codes, local, self.sure) if local in self.codes else self


def currency_of(text: str) -> tuple[str, bool]:
    """(ISO code, sure) of a currency as written; ("", True) where it is none that we know."""
    word = lowered(normal(text)).strip(" .()[]:")
    found = marks("").after(word, 0)
    if found is None or found[1] != len(word):
        return "", True
    mark = found[0]
    return mark.usual, mark.sure


@cache
def marks(language: str) -> Words[Mark]:
    """Currencies as people write them: by our list, by what a language adds (all of them if none is named), by CLDR."""
    own = LEXICON.merged("currencies", language)
    known = cldr.currency_marks(CODES, language) | own | {code.lower(): code for code in CODES}
    return Words({word: _mark(codes) for word, codes in {**known, **DATA["marks"]}.items()})


def is_code_in_small_letters(text: str, start: int, end: int) -> bool:
    """Whether a word of a sentence is spelt like a code: "try 5 of them"."""
    word = text[start:end]
    return word.upper() in _CAPITALS and word != word.upper()


def is_name(text: str, start: int, end: int) -> bool:
    return end - start > 1 and all(map(is_wordy, text[start:end]))


def _mark(written: str) -> Mark:
    codes = [code.rstrip("!") for code in written.split() if code != "-"]
    usual = "" if written.startswith("-") else codes[0]
    return Mark(tuple(codes), usual, len(codes) == 1 or "!" in written)
