"""Tags of languages (BCP 47)."""

import re
from functools import cache


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
