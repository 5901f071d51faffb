"""How long a text is, as each platform counts. The units are told in channel_specs.json."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any


def count(unit: str, text: str) -> int:
    """How long `text` is in `unit` (see `units` in channel_specs.json). Raises KeyError for an unknown unit."""
    return _COUNTERS[unit](text)


# X counts word by word, as no address and no emoji goes over a space. What the parser does costs the square of the
# dots and of the letters of a word: longer ones are counted in parts, which no real address is. What stands before an
# address decides where it begins, so that the space before a word belongs to it.
_X_WORD = re.compile(r"\s?\S{1,500}|\s")
_X_HEAVY = re.compile(r"[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")  # those that count as two
_X_PARSED = re.compile(
    r"\.(?=[^\W_])|[©®\u203c-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001ffff]"
)  # an address or an emoji
_MOST_DOTS = 50


def _x_weighted(text: str) -> int:
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    words = [word for word in _X_WORD.findall(plain) if _X_PARSED.search(word)] if _X_PARSED.search(plain) else ()
    return _x_bare(plain) + sum(_x_parsed(word) - _x_bare(word) for word in words)


def _x_bare(text: str) -> int:
    """The weight of a text in which no address and no emoji stands."""
    return len(text) + len(_X_HEAVY.findall(text))


@lru_cache(maxsize=4_096)
def _x_parsed(word: str) -> int:
    from twitter_text import parse_tweet  # slow to import

    return parse_tweet(word.replace(".", ",") if word.count(".") > _MOST_DOTS else word).weightedLength


def _graphemes(text: str) -> int:
    import regex

    return len(regex.findall(r"\X", text))


def _display_width(text: str) -> int:
    widths = (
        2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text if not unicodedata.combining(char)
    )
    return sum(widths)


def _sms(text: str) -> Any:
    import smsutil

    return smsutil.split(text)


def _words(text: str) -> int:
    import regex

    return len(regex.findall(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*", text))


_COUNTERS: dict[str, Callable[[str], int]] = {
    "x_weighted": _x_weighted,
    "grapheme": _graphemes,
    "codepoint": lambda text: len(unicodedata.normalize("NFC", text)),
    "utf16": lambda text: len(text.encode("utf-16-le")) // 2,
    "utf8_bytes": lambda text: len(text.encode()),
    "display_width": _display_width,
    "sms_units": lambda text: _sms(text).total_length,
    "sms_segments": lambda text: len(_sms(text).parts),
    "words": _words,
}
