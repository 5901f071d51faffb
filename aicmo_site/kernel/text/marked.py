"""Whole words found by plain search: a pattern takes the product of both lengths, and one for each word to compile."""

import regex

_WORD = r"[\p{L}\p{M}\p{N}]"
MARKS = EDGE, BESIDE = "\x01\x02"  # where a word begins or ends; between two characters of which none belongs to a word
_EDGE = regex.compile(rf"(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD})")
_BESIDE = regex.compile(rf"(?<!{_WORD})(?!{_WORD})")
_NO_MARKS = str.maketrans("", "", MARKS)


def marked(text: str) -> str:
    """The text with a mark at every place where a word could not go on. A phrase stands in it as whole words where the
    marked phrase is a part of the marked text."""
    return _EDGE.sub(EDGE, _BESIDE.sub(BESIDE, text))


def unmarked(text: str) -> str:
    """The text without marks, and without what looks like one."""
    return text.translate(_NO_MARKS)
