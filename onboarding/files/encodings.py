"""The text of a file in whatever encoding it was saved."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from onboarding.files.refusal import refused

WESTERN = ("cp1252", "mac_roman")
USUAL = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r")
ASIAN = ("shift_jis", "gb18030", "big5", "euc_kr", "euc_jp")
LAST_ASCII = 127
SAMPLE = 20_000  # bytes by which it is told which
LITTLE = 0.3  # of all bytes: so many are zero in UTF-16 of any text in Latin letters
CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 27, 26}
_WESTERN_MARKS = frozenset("äöüßÄÖÜéèêëàâáãåæçïîíìñôóòõœøùûúÿÉÈÊÀÂÁÇÎÍÔÓÕŒÑÚØÅÆ£€©®°§«»„“”‘’‚–—…•·²½¼¡¿ºª´\u00a0")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class Decoded:
    """`guessed` names the encoding where nothing in the file says for certain which it is."""

    text: str
    guessed: str = ""


def decoded(data: bytes) -> Decoded:
    """Raises InvalidIntake where it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_by(data, encoding, f"The file begins as {encoding.upper()} text, and goes on otherwise"))
    if wide := _utf_16_unmarked(data):
        return Decoded(_by(data, wide, "The file looks like UTF-16 text, and is not"))
    if CONTROLS.intersection(data):
        raise refused("The file is not text: save it as UTF-8 text, or as one of the other kinds of file that we read.")
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError:
        return _guessed(data)


def _by(data: bytes, encoding: str, trouble: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise refused(f"{trouble}: save it as UTF-8 text.") from None


def _utf_16_unmarked(data: bytes) -> str:
    even, odd = data[:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    most = max(even, odd)
    if not most or most < LITTLE * min(len(data), SAMPLE):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _guessed(data: bytes) -> Decoded:
    """Western European where all letters are such, by Windows or by an old Mac; else what the letters tell."""
    sample = _telling_lines(data)
    encoding = next((western for western in WESTERN if _is_western(sample.decode(western, errors="replace"))), "")
    if not encoding:
        found = from_bytes(sample, cp_isolation=[*USUAL, *ASIAN]).best()
        encoding = found.encoding if found else WESTERN[0]
    return Decoded(data.decode(encoding, errors="replace"), encoding)


def _telling_lines(data: bytes) -> bytes:
    """The first lines with more than ASCII in them: the others tell nothing."""
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())
    return telling[:SAMPLE]


def _is_western(text: str) -> bool:
    """Whether all that is not ASCII are letters and marks of Western Europe, and the letters stand among ASCII ones."""
    foreign = [char for char in text if ord(char) > LAST_ASCII]
    among = sum(char.isascii() and char.isalpha() for char in text)
    return all(char in _WESTERN_MARKS for char in foreign) and among >= sum(map(str.isalpha, foreign))
