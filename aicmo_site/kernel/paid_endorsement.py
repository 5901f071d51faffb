"""Which posts are made by people who are paid for them; production labels these, quality control wants the label."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any


def is_paid(channel_id: str, ordered: Iterable[str]) -> bool:
    """Whether people are paid to post there, by what the client ordered."""
    words = " ".join(ordered).casefold()
    return channel_id in _table()["channels"] and any(_begins(word, words) for word in _table()["words"])


def _begins(stem: str, words: str) -> bool:
    """Whether one of the words begins so; where a script has no spaces, whether it stands there at all."""
    return re.search(rf"(?<![^\W_]){stem}" if stem.isascii() else stem, words) is not None


@cache
def _table() -> Any:
    return json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
