"""Kinds of things that an exclusion names by one word and a wish by another: ruled_out_kinds.json."""

import json
import re
from functools import cache
from typing import Any

from onboarding.lexicon import WORDS


def kinds_ruled_out(exclusion: str) -> frozenset[str]:
    """The kinds that an exclusion names; a wish for any of them is forbidden."""
    return frozenset(name for name in _kinds() if _pattern(name, ("ruled_out",)).search(exclusion))


def kinds_wished(wish: str) -> frozenset[str]:
    """The kinds of which a wish has a thing."""
    return frozenset(name for name in _kinds() if _pattern(name, ("ruled_out", "wished")).search(wish))


@cache
def _pattern(kind: str, lists: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(word for name in lists for word in _kinds()[kind][name])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _kinds() -> dict[str, Any]:
    path = WORDS / "ruled_out_kinds.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))["kinds"])
