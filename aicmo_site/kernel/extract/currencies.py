"""The words and signs that make a number money: currencies, and what multiplies."""

import json
import math
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.extract import cldr
from aicmo_site.kernel.extract.lexicon import LEXICON
from aicmo_site.kernel.text.alternatives import either

DATA = json.loads(Path(__file__).with_name("words").joinpath("currencies.json").read_text(encoding="utf-8"))
LEXICON.extend(DATA, "money")
CODES = frozenset(DATA["codes"].split())
UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts that join words, or particles to them


def currency_of(text: str) -> tuple[str, bool]:
    """(ISO code, sure) of a currency as written; ("", True) where it is none that we know."""
    word = unicodedata.normalize("NFKC", text).strip(" .").casefold()
    if word.upper() in CODES:
        return word.upper(), True
    mark = marks().get(word)
    return (mark["code"], mark["sure"]) if mark else ("", True)


@cache
def marks() -> dict[str, Any]:
    """Currencies as people write them: by our list, by what a client's language adds, by the locale data."""
    known = cldr.currency_marks(CODES) | LEXICON.merged("currencies")
    return {word: {"code": code, "sure": True} for word, code in known.items()} | DATA["marks"]


@cache
def multipliers() -> dict[str, int]:
    return {**cldr.multipliers(), **DATA["multipliers"]}


@cache
def joined_multipliers() -> frozenset[str]:
    """Those of scripts without spaces; several may follow one another."""
    return frozenset(word for word in multipliers() if re.match(f"[{UNSPACED}]", word))


def times_of(written: str) -> int:
    """What a word multiplies by; in 천만 and 百万, each by the one behind it."""
    if known := multipliers().get(written.casefold()):
        return known
    return math.prod(multipliers()[part] for part in _joined().findall(written))


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(either(joined_multipliers()))
