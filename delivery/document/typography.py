"""How a language sets its punctuation in print."""

import re

from aicmo_site.kernel.languages import primary_of

FRENCH = "fr"
FIXED = "\u00a0"  # a space at which no line is broken
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*+(?:>|\Z)", re.IGNORECASE | re.DOTALL)
_BEFORE_MARK = re.compile(r" (?=[:;!?»%€$](?![\w/]))|(?<=«) ")


def typeset(page: str, language: str) -> str:
    """A page with the spaces of French punctuation fixed, so that no line begins with a colon; tags stay."""
    if primary_of(language) != FRENCH:
        return page
    parts, end = [], 0
    for unseen in _UNSEEN.finditer(page):
        parts += [_BEFORE_MARK.sub(FIXED, page[end : unseen.start()]), unseen[0]]
        end = unseen.end()
    return "".join([*parts, _BEFORE_MARK.sub(FIXED, page[end:])])
