"""Which posts are made by people who are paid for them; production labels these, quality control wants the label."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any


def is_paid(channel_id: str, ordered: Iterable[str]) -> bool:
    """Whether people are paid to post there, by what the client ordered."""
    words = " ".join(ordered).casefold()
    return channel_id in _table()["channels"] and any(word in words for word in _table()["words"])


@cache
def _table() -> Any:
    return json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
