"""How names of channels are compared: folded, without accents, as whole words."""

import re
import unicodedata
from functools import cache

from aicmo_site.kernel.text.folding import as_name

JAPANESE = "\u3040-\u30ff\u3400-\u9fff"


def spellings(name: str) -> list[str]:
    """A name, folded, as it should be and as it is typed without accents."""
    folded = as_name(name)
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
