"""Numbers written as words, read by writing all that count: num2words knows many languages."""

from functools import cache

import regex

from aicmo_site.kernel.extract.reading import LANGUAGES

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_JOINTS = (" ", "-", "\u00a0", "\u2011")
_LONGEST = 7  # words of one number
_SPELT = (*range(200), *range(200, 1000, 10), *range(1000, 21_000, 1000))  # longer ones are written in figures
# What num2words leaves out: other genders, forms before a noun.
_FORMS = {
    "en": (("one hundred", "a hundred"), ("one thousand", "a thousand")),
    "es": (("uno", "un"), ("uno", "una"), ("cientos", "cientas")),
    "pt": (("dois", "duas"), ("um", "uma"), ("centos", "centas")),
}
# Number words of one language that are other words in another: they count only where the language is known.
_AMBIGUOUS = frozenset(
    [
        "once",
        "cent",
        "cento",
        "ciento",
        "cem",
        "elf",
        "mil",
        "mille",
        "mila",
        "six",
        "dix",
        "sei",
        "due",
        "tre",
        "acht",
        "a",
        "en",
        "um",
        "un",
    ]
)


def number_words(text: str, language: str) -> list[tuple[int, int, int]]:
    """(value, start, end) of each number in words, each as far as it goes; in any of LANGUAGES if none is named."""
    table, openings = _table(language) if language else _table_of_all()
    tokens = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)] if table else []
    found, at = [], 0
    while at < len(tokens):
        size = _size(tokens[at : at + _LONGEST], text, table) if tokens[at][0] in openings else 0
        if size:
            spelt = " ".join(token for token, _, _ in tokens[at : at + size])
            found.append((table[spelt], tokens[at][1], tokens[at + size - 1][2]))
        at += size or 1
    return found


def _size(tokens: list[tuple[str, int, int]], text: str, table: dict[str, int]) -> int:
    """How many of the words make one number."""
    joined = 1
    while joined < len(tokens) and text[tokens[joined - 1][2] : tokens[joined][1]] in _JOINTS:
        joined += 1
    return next((size for size in range(joined, 0, -1) if " ".join(t for t, _, _ in tokens[:size]) in table), 0)


@cache
def _table(language: str) -> tuple[dict[str, int], frozenset[str]]:
    """What each number is called, and the words that open one; nothing for a language that num2words lacks."""
    import num2words

    if language not in num2words.CONVERTER_CLASSES:
        return {}, frozenset()
    table: dict[str, int] = {}
    for number in _SPELT:
        words = " ".join(_WORD.findall(num2words.num2words(number, lang=language).casefold()))
        table.setdefault(words, number)
        for plain, other in _FORMS.get(language, ()):
            table.setdefault(words.replace(plain, other), number)
    return table, _openings(table)


@cache
def _table_of_all() -> tuple[dict[str, int], frozenset[str]]:
    """The words that are numbers in one of LANGUAGES and no other number or word in another."""
    meant: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for words, number in _table(language)[0].items():
            meant.setdefault(words, set()).add(number)
    table = {words: values.pop() for words, values in meant.items() if len(values) == 1 and words not in _AMBIGUOUS}
    return table, _openings(table)


def _openings(table: dict[str, int]) -> frozenset[str]:
    return frozenset(words.partition(" ")[0] for words in table)
