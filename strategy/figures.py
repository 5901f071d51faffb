"""The numbers of a sentence, each with its sign or currency and the words around it."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice

from strategy.phrases import BORDER, BREAK, CLAUSE, key, named_in, words_of
from strategy.rulebook import folded, from_rules, rules

NUMBER = re.compile(
    r"(?P<money>[€$£¥₹]\s?)?(?<![A-Za-zÀ-ɏ0-9_.,/-])"
    r"(?P<number>\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?P<glued>[^\W\d_]+)?(?P<rest>\s?[%€$£¥₹])?"
)
NUMBER_WORD = re.compile(
    r"(?<![\w-])(?:(?:a|one)\s(?=hundred|thousand))?[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])", re.IGNORECASE
)
BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]++)\s(?:(?:and|y|et|und)\s)?$")
AFTER = re.compile(r"\s(?:(?:and|y|et|und)\s)?([^\W\d_]+)")
LONGEST_BEFORE = 40  # characters before a number word in which another one stands
MOST_NUMBERS = 24  # a sentence with more is a table
MOST_DIGITS = 15


@dataclass(frozen=True)
class Figure:
    """A number in its sentence: the words before it (qualifiers aside) and after it, up to the next border."""

    value: Decimal
    sign: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    raw: str
    tail: str


def figures_in(text: str) -> list[Figure]:
    """All numbers of the sentence that count or measure something, in its order."""
    matches = list(islice(NUMBER.finditer(text), MOST_NUMBERS))
    ends = [match.end() for match in matches]
    starts = [match.start() for match in matches]
    read = (
        _figure(text, match, ends[index - 1] if index else 0, (*starts, len(text))[index + 1])
        for index, match in enumerate(matches)
    )
    return [figure for figure in read if figure]


def _figure(text: str, match: re.Match[str], begin: int, end: int) -> Figure | None:
    book = rules("numbers")
    glued, tail = match["glued"] or "", text[match.end() : end]
    if not match["glued"] and match["rest"]:
        tail = match["rest"] + tail
    value, sign = _value(match["number"]), (match["money"] or "").strip()
    first = next(iter(words_of(tail)), "")
    word = glued or first
    if factor := book["multipliers"].get(key(word)) or book["multipliers"].get(word[:1] if glued else ""):
        if glued:
            glued = "" if key(glued) in book["multipliers"] else glued[1:]
            tail = (match["rest"] or "") + text[match.end() : end]
        else:
            tail = tail.lstrip()[len(first) :]
    if value is None or (glued and not _counts(glued)) or re.match(r"-[^\W\d_]", tail):
        return None
    tail = f"{glued}{tail}" if glued else tail
    sign, tail = _sign(sign, tail)
    before = words_of(BREAK.split(text[begin : match.start()])[-1].replace(BORDER, ""))
    while before and named_in(before[-1], "qualifiers") and not _leads(before):
        before = before[:-1]
    after = words_of(CLAUSE.split(tail)[0])
    return Figure(_whole(value * (factor or 1)), sign, before, after, text[begin : match.start()], tail)


def _leads(before: tuple[str, ...]) -> bool:
    """Whether the last word says "to" or "by", though it could be a qualifier: "al 20 %" against "al menos 20"."""
    return named_in(before[-1], "to") and not (len(before) > 1 and named_in(before[-2], "to"))


def _counts(glued: str) -> bool:
    book = rules("numbers")
    return glued[0] in book["counters"] or glued[0] in book["money"] or key(glued) in book["money"]


def plain(text: str) -> str:
    """Digits and signs of any script as ASCII ones."""
    digits = (str(value) if (value := unicodedata.decimal(char, None)) is not None else char for char in text)
    return "".join(digits).translate({ord("٪"): "%", ord("％"): "%", ord("٫"): ".", ord("٬"): ",", ord("，"): ","})


def in_figures(text: str) -> str:
    """Number words as figures, where they stand alone: not in "treinta y cinco" or "a hundred and fifty"."""
    return NUMBER_WORD.sub(_as_figure, text)


def _as_figure(word: re.Match[str]) -> str:
    value = rules("numbers")["counted_words"].get(folded(word[0]))
    if not value:
        return word[0]
    before = word.string[max(0, word.start() - LONGEST_BEFORE) : word.start()]
    beside = (BEFORE.search(before), AFTER.match(word.string, word.end()))
    alone = not any(found and folded(found[1]) in _number_words() for found in beside)
    return str(value) if alone else word[0]


@from_rules
def _number_words() -> frozenset[str]:
    book = rules("numbers")
    return frozenset((*book["counted_words"], *book["number_words"], *book["multipliers"], "hundred", "cent", "ciento"))


def _sign(sign: str, tail: str) -> tuple[str, str]:
    """The unit "%" or the currency of a number, and what follows it."""
    money = rules("numbers")["money"]
    first = next(iter(words_of(CLAUSE.split(tail.lstrip())[0])), "")
    if sign:
        return money[sign], tail
    for mark in ("%", *(mark for mark in money if not mark.isalpha() or not mark.isascii())):
        if tail.lstrip().startswith(mark):
            return "%" if mark == "%" else money[mark], tail.lstrip()[len(mark) :]
    if key(first) in money:
        return money[key(first)], tail.lstrip()[len(first) :]
    if key(first) in rules("numbers")["percent_words"]:
        return "%", tail.lstrip()[len(first) :]
    per_cent = re.match(r"\s*(?:per cent|por ciento|pour cent|per cento|por cento|في المئة)\b", tail)
    return ("%", tail[per_cent.end() :]) if per_cent else ("", tail)


def joint(tail: str) -> str:
    """The word or dash that makes a range of this number and the next: at most four words lie between."""
    match = re.fullmatch(
        r"\s*(?:[^\W\d_][\w'’-]*\s+){0,4}?(-|–|—|/|to|auf|a|al|à|hasta|bis|zu|naar|ate)\s*(?:el\s|un\s)?[€$£¥₹]?\s?",
        tail,
    )
    ratio = re.fullmatch(r"\s(in|of|out of|von|de|de cada|sur|su)\s", tail)  # 3 out of 4
    found = match or ratio
    return found[1] if found else ""


def _whole(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _value(number: str) -> Decimal | None:
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,'’\u00a0\u202f ]\d{3})+", number):
        number = re.sub(r"\D", "", number)
    if len(number) > MOST_DIGITS:
        return None
    try:
        return Decimal(number.replace(",", "."))
    except InvalidOperation:
        return None
