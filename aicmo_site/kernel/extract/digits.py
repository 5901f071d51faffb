"""Numbers of all scripts as Latin digits, for those who read dates and durations."""

import re
import unicodedata

FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_HALF = re.compile(r"(?<=\d)½")
_KANJI = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")}
_COUNTED = re.compile(
    r"[〇一二三四五六七八九十]{1,4}(?=\s?(?:年|月|日|週|周|か月|ヶ月|カ月|ヵ月|ケ月|个月|個月|个星期))"
)


def latin_digits(text: str) -> str:
    """NFKC, with the digits of all scripts as Latin ones, "½" as ".5" and "十二月" as "12月"."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", _HALF.sub(".5", text).replace("½", "0.5"))
    text = FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    return _COUNTED.sub(lambda match: _from_kanji(match[0]), text)


def _from_kanji(written: str) -> str:
    """十二 is 12, 二十 is 20, 三 is 3; digits that only stand side by side stay so: 二〇二七 is 2027."""
    tens, ten, ones = written.rpartition("十")
    digits = "".join(_KANJI.get(char, "") for char in ones)
    if not ten:
        return digits
    return str(int(_KANJI.get(tens[-1:], "1")) * 10 + int(digits or 0))
