"""Telephone numbers, as people write them."""

import regex

TELEPHONE = regex.compile(
    r"(?<![\p{N}\p{Latin}\p{Cyrillic}\p{Greek}])(?:\+|00|0)[\d][\d ()./\u00a0\u2011-]{5,18}\d"
    r"(?![\p{N}\p{Latin}\p{Cyrillic}\p{Greek}])"
    r"|\(\d{2,5}\)[ -]?\d[\d -]{4,12}\d"
    r"|(?<!\d)\d{3}[-. ]\d{3}[-. ]\d{3,4}(?!\d)|(?<![\d.,])\d{3}(?: \d{2,3}){3}(?!\d)"
)
_ENDING = 7  # digits by which a number is the same with the code of its country and without


def ending_of(written: str) -> str:
    """The digits that tell one telephone from another."""
    return regex.sub(r"\D", "", written)[-_ENDING:]
