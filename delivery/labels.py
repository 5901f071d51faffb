"""The document's own words, in the client's language where labels.json has it, else in English."""

import json
from functools import cache
from pathlib import Path
from typing import Any

RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"])
FALLBACK = "en"


def labels_of(language: str) -> tuple[str, dict[str, Any]]:
    """(language of the labels, the labels)."""
    primary = primary_of(language)
    return (primary, _table()[primary]) if primary in _table() else (FALLBACK, _table()[FALLBACK])


def direction_of(language: str) -> str:
    """`rtl` or `ltr`, for the `dir` attribute; a script in the tag (`ar-Latn`) wins over the language."""
    parts = language.lower().replace("_", "-").split("-")
    if {"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"} & set(parts):
        return "rtl"
    return "rtl" if parts[0] in RIGHT_TO_LEFT and "latn" not in parts and "cyrl" not in parts else "ltr"


def primary_of(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


@cache
def _table() -> dict[str, dict[str, Any]]:
    return json.loads(Path(__file__).with_name("labels.json").read_text(encoding="utf-8"))
