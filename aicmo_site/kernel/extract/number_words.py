"""Numbers written as words, read by writing all that count: num2words knows many languages."""

from collections.abc import Callable
from functools import cache

import regex

from aicmo_site.kernel.extract.lexicon import LEXICON
from aicmo_site.kernel.extract.reading import LANGUAGES

_ALSO_CALLED = {"nb": "no", "nn": "no"}  # by num2words
_WORDS_OF = {"nb": "da", "nn": "da", "no": "da", "sk": "cs", "ms": "id"}  # files that hold the words of two languages
Found = tuple[int, int, int]  # value, start, end
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_JOINTS = (" ", "-", "\u00a0", "\u2011")
_LONGEST = 7  # words of one number
_AND = tuple(f" {word} " for word in ("and", "e", "y", "und", "en", "og", "och", "și"))
_UNIT = regex.compile(r"[-\u2011]\p{L}")  # a hundred two-hour sessions
_SPELT = (*range(200), *range(200, 1000, 10), *range(1000, 10_000, 100), *range(10_000, 21_000, 1000))
_TEENS = 19
_HUNDREDS = range(11, 100)  # "twelve hundred"
# What num2words leaves out: other genders, forms before a noun.
_FORMS = {
    "en": (("one hundred", "a hundred"), ("one thousand", "a thousand")),
    "es": (("uno", "un"), ("uno", "una"), ("entos", "entas")),
    "de": (("eintausend", "tausend"), ("einhundert", "hundert")),
    "pt": (("dois", "duas"), ("um", "uma"), ("entos", "entas")),
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


def number_words(text: str, language: str, spoken: str = "") -> list[Found]:
    """(value, start, end) of each number in words, each as far as it goes; in any of LANGUAGES if none is named, and
    then in that which is spoken."""
    table, openings = _table(language) if language else _table_of_all(spoken)
    tokens = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)] if table else []
    found, at = list[Found](), 0
    while at < len(tokens):
        size = _size(tokens[at : at + _LONGEST], text, table) if tokens[at][0] in openings else 0
        if size:
            spelt = " ".join(token for token, _, _ in tokens[at : at + size])
            found.append((table[spelt], tokens[at][1], tokens[at + size - 1][2]))
        at += size or 1
    return _joined(_joined(found, text, _JOINTS, _times), text, (*_JOINTS, *_AND), _plus)


def _joined(found: list[Found], text: str, joints: tuple[str, ...], together: Callable[[int, int], int]) -> list[Found]:
    """Two numbers that follow each other are one, where they make one."""
    joined = list[Found]()
    for value, start, end in found:
        last, begin, stop = joined[-1] if joined else (0, 0, 0)
        whole = together(last, value) if joined and text[stop:start] in joints else 0
        if whole and not _UNIT.match(text, end):
            joined[-1] = (whole, begin, end)
        else:
            joined.append((value, start, end))
    return joined


def _times(value: int, more: int) -> int:
    """ "Cinq | cent"; 0 where they are two numbers."""
    return value * more if value < more and more in (100, 1000) else 0


def _plus(value: int, more: int) -> int:
    """ "Five thousand | two hundred and fifty | three"."""
    place = next((size for size in (1000, 100, 10) if value % size == 0), 1)
    return value + more if more < place and value > _TEENS else 0


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

    table: dict[str, int] = {}
    name = _ALSO_CALLED.get(language, language)
    for number in _SPELT if name in num2words.CONVERTER_CLASSES else ():
        words = _spelt(number, name)
        table.setdefault(words, number)
        for plain, other in _FORMS.get(language, ()):
            table.setdefault(words.replace(plain, other), number)
    for hundreds in _HUNDREDS if table else ():
        table.setdefault(_spelt(hundreds, name) + _hundred(name), hundreds * 100)
    table = LEXICON.merged("numbers", _WORDS_OF.get(language, language)) | table
    return table, _openings(table)


def _spelt(number: int, language: str) -> str:
    import num2words

    return " ".join(_WORD.findall(num2words.num2words(number, lang=language).casefold()))


def _hundred(language: str) -> str:
    """What two hundred adds to two: "honderd", " hundred"."""
    return _spelt(200, language).removeprefix(_spelt(2, language))


@cache
def _table_of_all(spoken: str) -> tuple[dict[str, int], frozenset[str]]:
    """The words that are numbers in one of LANGUAGES and no other number or word in another; the spoken one's."""
    meant: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for words, number in _table(language)[0].items():
            meant.setdefault(words, set()).add(number)
    table = {words: values.pop() for words, values in meant.items() if len(values) == 1 and words not in _AMBIGUOUS}
    table |= _table(spoken)[0] if spoken else {}
    return table, _openings(table)


def _openings(table: dict[str, int]) -> frozenset[str]:
    return frozenset(words.partition(" ")[0] for words in table)
