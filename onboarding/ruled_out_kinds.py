"""Kinds of things that an exclusion names by one word and a wish by another: ruled_out_kinds.json."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any


def shares_a_kind(exclusion: str, wish: str) -> bool:
    """Whether the wish is for a thing of a kind that the exclusion names."""
    return any(_says(exclusion, rule["ruled_out"]) and _says(wish, _either(name)) for name, rule in _kinds().items())


def _either(name: str) -> tuple[str, ...]:
    return (*_kinds()[name]["ruled_out"], *_kinds()[name]["wished"])


def _says(text: str, patterns: list[str] | tuple[str, ...]) -> bool:
    return bool(_pattern(tuple(patterns)).search(text))


@cache
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


@cache
def _kinds() -> dict[str, Any]:
    path = Path(__file__).with_suffix(".json")
    return dict(json.loads(path.read_text(encoding="utf-8"))["kinds"])
