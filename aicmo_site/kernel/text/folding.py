"""Letters of the Latin script without marks: what Unicode takes apart, and what it only names."""

import re
import unicodedata

_NAMED = re.compile(r"LATIN SMALL (?:LETTER|LIGATURE) (?:DOTLESS )?([A-Z]{1,2})(?: WITH .*)?")
_SAID = {"þ": "th", "ð": "d", "ŋ": "ng", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o"}


def latin(text: str) -> str:
    """Lower case, "ł" as "l", "ø" as "o", "ß" as "ss", "æ" as "ae"; letters of other scripts stay."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(_plain(char) for char in apart if not unicodedata.combining(char))


def _plain(char: str) -> str:
    if char.isascii():
        return char
    named = _NAMED.fullmatch(unicodedata.name(char, ""))
    return _SAID.get(char) or (named[1].lower() if named else char)
