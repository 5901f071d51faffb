"""Combining marks in numbers that a language can have: sorting a long run of them takes the square of its length."""

import regex

MOST = 30  # marks on one letter; Unicode's format for streams (UAX 15) allows no more either
# With the sound marks of halfwidth kana, which compatibility forms turn into combining ones.
_TOO_MANY = regex.compile(rf"([\p{{M}}\uff9e\uff9f]{{{MOST}}})[\p{{M}}\uff9e\uff9f]+")


def with_few_marks(text: str) -> str:
    """The text without the marks that no reader could tell apart; apply it before a text from outside is normalized."""
    return text if text.isascii() else _TOO_MANY.sub(r"\1", text)
