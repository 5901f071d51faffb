"""Prices, percentages, years and counts in a text."""

from collections.abc import Iterator

import regex

from aicmo_site.kernel.extract.measures import measures
from aicmo_site.kernel.extract.money import values_in
from aicmo_site.kernel.extract.numbers import DATA, FUNCTION_WORDS, Number, belongs_to_a_name
from aicmo_site.kernel.extract.reading import MONEY, NUMBER, PERCENT, YEAR, Quantity
from aicmo_site.kernel.text.stems import stem

_ORDINAL = regex.compile(
    r"(?i)(?<!\d)\d++(?:st|nd|rd|th|º|ª|°|\.º|\.ª|er|re|ère|ème|eme|ter|te|ten|de|ste|:a|:e|番目)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\d++e(?![\p{L}\p{N}])"
)
_AFTER_NUMBER = regex.compile(r"[-‑ \u00a0\u202f]{0,2}([\p{L}\p{M}][\p{L}\p{M}'’]*)")
_BARE_YEAR = regex.compile(r"1[89]\d\d|20\d\d")
_DOT_AND_WORD = regex.compile(r"\. ?(\p{L})")
_MOST_ORDINAL = 200  # a larger one before a full stop ends its sentence
_WORD_AT_END = regex.compile(r"([\p{L}\p{M}.'’-]+)[ ,\u00a0]{0,2}$")
_OF_A_NAME = regex.compile(r"[^\p{Ll}]|(?:x|s)(?!\p{L})")  # glued to a number: 3D, 4x4, the 1970s
_ROUND = (100, 1000)  # a thousand thanks


def amounts(text: str, language: str) -> Iterator[Quantity]:
    """All of a text in one language."""
    text = _ORDINAL.sub(lambda match: "\u0001" * len(match[0]), text)
    for money, number in values_in(text, language, language):
        if money and money.currencies:
            if money.readings:
                yield Quantity(
                    kind=MONEY,
                    values=frozenset(value.normalize() for value in money.readings),
                    said=text[money.start : money.end],
                    start=money.start,
                    currencies=frozenset(money.currencies),
                    in_words=number.in_words,
                )
        elif number.percent and number.values:
            yield _quantity(PERCENT, number, text)
        elif number.in_words:
            yield from _in_words(text, number, language)
        elif _is_plain(text, number, language):
            if _BARE_YEAR.fullmatch(text[number.start : number.end]):
                yield _quantity(YEAR, number, text)
            elif max(number.values) > 1:
                yield _counted(text, language, number)


def _in_words(text: str, number: Number, language: str) -> Iterator[Quantity]:
    value, said = number.values[0], text[number.start : number.end]
    words = said.split()
    if (
        value > 1
        and not (value in _ROUND and words[:-1] in ([], ["a"], ["A"]))
        and (said.isalpha() or _is_plain(text, number, language))
    ):
        yield _counted(text, language, number)


def _is_plain(text: str, number: Number, language: str) -> bool:
    """Whether a number counts or measures something: not 3D, of no 4/5 or B2B, no ordinal as in 3. Stock."""
    if (
        not number.values
        or belongs_to_a_name(text, number.start)
        or text[number.start - 1 : number.start] in tuple("-.,")
    ):
        return False
    if (number.glued and _OF_A_NAME.match(text, number.end)) or text[number.end : number.end + 1] == "/":
        return False
    return language not in DATA["ordinals"] or not _is_ordinal(text, number)


def _is_ordinal(text: str, number: Number) -> bool:
    """28. edycja, der 3. Stock; but no 28 that ends a sentence, which a capital follows and no article leads."""
    match = _DOT_AND_WORD.match(text, number.end)
    if not match:
        return False
    before = _word_before(text, number.start).casefold()
    leads = not before or before in DATA["before_ordinals"]
    return match[1].islower() or (leads and max(number.values) <= _MOST_ORDINAL)


def _counted(text: str, language: str, number: Number) -> Quantity:
    after = _AFTER_NUMBER.match(text, number.end)
    word = after[1].casefold() if after else ""
    counted = measures(language).get(word) or ("" if word in FUNCTION_WORDS else stem(word))
    return _quantity(NUMBER, number, text, unit=counted)


def _quantity(kind: str, number: Number, text: str, *, unit: str = "") -> Quantity:
    return Quantity(
        kind=kind,
        values=frozenset(value.normalize() for value in number.values),
        said=text[number.start : number.end],
        start=number.start,
        unit=unit,
        in_words=number.in_words,
        before=_word_before(text, number.start) if kind != PERCENT else "",
    )


def _word_before(text: str, start: int) -> str:
    match = _WORD_AT_END.search(text[max(0, start - 40) : start])
    return match[1] if match else ""
