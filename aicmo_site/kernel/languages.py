"""Which languages the house can do what in, and their tags (BCP 47). How to teach one: .docs/languages.md."""

import re
from functools import cache, lru_cache

WRITTEN = ("en", "es", "fr", "de")  # plans and documents have our words in each; in any other language, the first's
READ = ("en", "es", "fr", "de", "it", "pt", "nl")  # months and numbers in words are known, whatever a text is in
SPELT = ("en", "es", "fr", "de", "it", "pt", "nl")  # there is a list of words by which misspelt ones are told
_RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"])


@lru_cache(maxsize=512)
def primary_of(tag: str) -> str:
    """The language without script or region: `pt` of `pt-BR`, `zh` of `ZH_Hant`."""
    return re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]


@cache
def language_of_code(code: str) -> str:
    """The language that a code stands for, as tags write it: `de` for `ger` and `DEU`, `he` for `iw`; "" for no code.

    The codes are those of the Unicode locale data, of two letters and of three, in use and given up.
    """
    from babel import Locale  # its data are slow to load, and few ask
    from babel.core import get_global

    code = code.lower()
    code = get_global("language_aliases").get(code, code)
    return code if code in Locale("en").languages else ""


def direction_of(language: str) -> str:
    """`rtl` or `ltr`, for the `dir` attribute; a script in the tag (`ar-Latn`) wins over the language."""
    parts = language.lower().replace("_", "-").split("-")
    if {"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"} & set(parts):
        return "rtl"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT and "latn" not in parts and "cyrl" not in parts else "ltr"
