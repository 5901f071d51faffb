"""Digits of all scripts as Latin ones: `normal` where each character keeps its place, as those need who look sums and
numbers up; `latin_digits` in NFKC besides, for the patterns of dates, times and durations."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate

import regex

_CLUSTER = regex.compile(r"(?s)\P{M}\p{M}*+|\p{M}++")
_FRACTIONS = "½¼¾⅓⅔⅛"
_KANJI = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"两": "2", "兩": "2"}
_COUNTED = re.compile(
    r"[〇一二三四五六七八九十两兩]{1,4}(?=\s?(?:年|月|日|号|號|時|点|點|分|週|周|か月|ヶ月|カ月|ヵ月|ケ月|个月|個月|个星期|小时|小時))"
)


class _Latin(dict[int, str]):
    """Each character for itself, a digit of any script as the Latin one."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        digit = unicodedata.decimal(char, None)
        self[code] = char if digit is None else str(digit)
        return self[code]


class _Same(_Latin):
    """As they are compared: wide signs as narrow ones besides. None becomes two, so that places in the plain text are
    places in the text."""

    def __missing__(self, code: int) -> str:
        char = super().__missing__(code)
        if 0xFF00 <= code <= 0xFFEF and len(narrow := unicodedata.normalize("NFKC", char)) == 1:
            self[code] = narrow
        return self[code]


_LATIN = _Latin()
_SAME = _Same({ord("٫"): ".", ord("٬"): ",", ord("٪"): "%", ord("−"): "-"})


def normal(text: str) -> str:
    """The text in which values are looked for: as long as the given one."""
    return text if text.isascii() else text.translate(_SAME)


def latin_digits(text: str) -> str:
    """NFKC, with the digits of all scripts as Latin ones, "½" as ".5", "¾" as ".75" and "十二月" as "12月"."""
    return text if text.isascii() else latin_digits_at(text)[0]


def latin_digits_at(text: str) -> tuple[str, Sequence[int]]:
    """The same, with the place in the text of each character and of the end."""
    if text.isascii():
        return text, range(len(text) + 1)
    same = unicodedata.is_normalized("NFKC", text) and not _COUNTED.search(text)
    if same:
        return text.translate(_LATIN), range(len(text) + 1)
    parts = list(_parts(text))
    places = [0, *accumulate(len(said) for said, _ in parts)]
    return "".join(written for _, written in parts), [
        *(place for place, (_, written) in zip(places, parts, strict=False) for _ in written),
        len(text),
    ]


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """What stands in the text, piece by piece, and what it is read as."""
    at = 0
    for match in _COUNTED.finditer(text):
        yield from _clusters(text[at : match.start()])
        yield match[0], _from_kanji(match[0])
        at = match.end()
    yield from _clusters(text[at:])


def _clusters(text: str) -> Iterator[tuple[str, str]]:
    before = ""
    for said in _CLUSTER.findall(text):
        if said in _FRACTIONS:
            part = f"{unicodedata.numeric(said):.3g}"
            written = part[1:] if before.isdigit() else part
        else:
            written = said if said.isascii() else unicodedata.normalize("NFKC", said).translate(_LATIN)
        yield said, written
        before = said[-1]


def _from_kanji(written: str) -> str:
    """十二 is 12, 二十 is 20, 三 is 3; digits that only stand side by side stay so: 二〇二七 is 2027."""
    tens, ten, ones = written.rpartition("十")
    digits = "".join(_KANJI.get(char, "") for char in ones)
    if not ten:
        return digits
    return str(int(_KANJI.get(tens[-1:], "1")) * 10 + int(digits or 0))
