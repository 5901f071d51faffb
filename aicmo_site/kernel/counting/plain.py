"""Units that belong to no platform."""

import unicodedata

import regex


def graphemes(text: str) -> int:
    return len(regex.findall(r"\X", text))


def display_width(text: str) -> int:
    widths = (
        2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text if not unicodedata.combining(char)
    )
    return sum(widths)


def words(text: str) -> int:
    return len(regex.findall(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*", text))
