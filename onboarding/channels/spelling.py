"""How names of channels are compared: folded, without accents, as whole words."""

import re
import unicodedata
from functools import cache, lru_cache

JAPANESE = "\u3040-\u30ff\u3400-\u9fff"


class _Spaced(dict[int, int]):
    """What stands for a character when names are compared: letters, numerals and marks for themselves, a space else."""

    def __missing__(self, code: int) -> int:
        self[code] = code if unicodedata.category(chr(code))[0] in "LNM" else ord(" ")
        return self[code]


_SPACED = _Spaced()


@lru_cache(maxsize=4_096)  # a text of a client is folded several times in a row, and is not to be kept for ever
def fold(text: str) -> str:
    """NFKC, without case, punctuation as spaces."""
    normal = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(normal.translate(_SPACED).split())


def spellings(name: str) -> list[str]:
    """A name, folded, as it should be and as it is typed without accents."""
    folded = fold(name)
    bare = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", folded))
    return [folded, unicodedata.normalize("NFC", bare)]


@cache
def whole_word(word: str) -> str:
    if re.search(f"[{JAPANESE}]", word):
        return re.escape(word)
    return rf"(?<!\w){re.escape(word)}(?!\w)".replace("'", "['’]")


def with_latin_apart(folded: str) -> str:
    """Latin words that stand inside Japanese text, as words of their own."""
    return re.sub(f"(?<=[{JAPANESE}])(?=[a-z])|(?<=[a-z])(?=[{JAPANESE}])", " ", folded)
