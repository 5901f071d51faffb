"""Patterns of many words, such as all names of months: a text is compared with the few that begin as it does there."""

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; words of one first letter stand together behind it."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[:1].lower(), []).append(word)
    return "|".join(map(_together, by_letter.values()))


def _together(words: list[str]) -> str:
    letters = {word[:1] for word in words}
    if len(words) == 1 or len(letters) > 1:  # in two cases: they are not the same for every pattern
        return "|".join(map(re.escape, words))
    return f"{re.escape(letters.pop())}(?:{'|'.join(re.escape(word[1:]) for word in words)})"
