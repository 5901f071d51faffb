"""Units that need no platform's own rules, or one line of them."""

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


def codepoints(text: str) -> int:
    return len(unicodedata.normalize("NFC", text))


def youtube_tags(text: str) -> int:
    """A tag with a space in it counts as if it were quoted."""
    return codepoints(text) + 2 * sum(" " in tag.strip() for tag in text.split(","))
