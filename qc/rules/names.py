"""Whether a word in a text is part of a name or of a title."""

import regex

_WORD_BEFORE = regex.compile(r"([\p{L}\p{M}\p{N}'’]++)[ \u00a0](?:[«“„\"'‘(]?)$")
_CAPITALISED = regex.compile(r"\p{Lu}[\p{Ll}\p{M}'’]+")
_NEAR = 40  # characters before a word that are looked at
_QUOTES = {"«": "»", "»": "«", "“": "”", "„": "“”", '"': '"', "‘": "’", "‚": "‘", "「": "」", "『": "』"}
_LONGEST_TITLE = 80
_SMALL = 4  # letters: a word of a title that may stay small (of, the, und, del)


def is_name(match: "regex.Match[str]", language: str) -> bool:
    """A capital where none is due: inside a sentence, or beside another. German has them on all nouns."""
    word = match[0]
    if not _CAPITALISED.match(word) or word.isupper():
        return False
    after = match.string[match.end() : match.end() + _NEAR]
    return language != "de" and (_inside_sentence(match) or bool(regex.match(r"[ -]\p{Lu}\p{Ll}", after)))


def _inside_sentence(match: "regex.Match[str]") -> bool:
    return bool(_WORD_BEFORE.search(match.string[max(0, match.start() - _NEAR) : match.start()]))


def is_title(match: "regex.Match[str]") -> bool:
    """Within quotation marks in which nearly every word has a capital, as titles have them."""
    inside = _quoted_around(match)
    many = regex.findall(r"[\p{L}\p{M}'’*]++", inside)
    return len(many) > 1 and all(word[0].isupper() or len(word) <= _SMALL for word in many) and many[0][0].isupper()


def _quoted_around(match: "regex.Match[str]") -> str:
    """What stands between the quotation marks next to the match, or ""."""
    text, near = match.string, max(0, match.start() - _LONGEST_TITLE)
    opening = max((text.rfind(mark, near, match.start()) for mark in _QUOTES), default=-1)
    if opening < 0:
        return ""
    ends = [text.find(mark, match.end(), match.end() + _LONGEST_TITLE) for mark in _QUOTES[text[opening]]]
    closing = min((end for end in ends if end >= 0), default=-1)
    return text[opening + 1 : closing] if closing > 0 else ""
