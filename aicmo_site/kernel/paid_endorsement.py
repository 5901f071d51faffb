"""Which posts are made by people who are paid for them, and the labels that say so; production labels these, quality
control wants the label."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from aicmo_site.kernel.text.alternatives import either


class Label(NamedTuple):
    """A label as it is written, and where it stands, together with what it is called there."""

    words: str
    start: int
    end: int


def is_paid(channel_id: str, ordered: Iterable[str]) -> bool:
    """Whether people are paid to post there, by what the client ordered."""
    return may_be_paid(channel_id) and speaks_of_paid_people(" ".join(ordered))


def may_be_paid(channel_id: str) -> bool:
    """Whether people who are paid for it post on such a channel."""
    return channel_id in _table()["channels"]


def speaks_of_paid_people(text: str) -> bool:
    text = text.casefold()
    return any(_begins(word, text) for word in _table()["words"])


def labels_in(text: str) -> list[Label]:
    """The labels that a text names as such: as hashtags, in quotation marks, or beside a word for labels."""
    found = _label().finditer(text)
    return [Label(next(filter(None, match.groups())), match.start(), match.end()) for match in found]


def _begins(stem: str, words: str) -> bool:
    """Whether one of the words begins so; where a script has no spaces, whether it stands there at all."""
    return re.search(rf"(?<![^\W_]){stem}" if stem.isascii() else stem, words) is not None


@cache
def _label() -> re.Pattern[str]:
    labels, called = either(_table()["labels"]), "|".join(_table()["called"])
    opening, closing = r"[“„«\"'‘]", r"[”“»\"'’]"
    ways = (
        rf"(#(?:{labels}))(?!\w)",
        rf"{opening}\s?({labels})\s?{closing}",
        rf"(?<!\w)(?:{called})(?:\s?[:=]\s?|\s){opening}?({labels}){closing}?(?!\w)",
        rf"(?<!\w)({labels})[- ](?:{called})(?!\w)",
    )
    return re.compile("|".join(ways), re.IGNORECASE)


@cache
def _table() -> Any:
    return json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
