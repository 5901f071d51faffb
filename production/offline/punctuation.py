"""Marks and capitals as each script has them: of a sentence, of a headline, before what a colon announces."""

import re
import unicodedata

TERMINALS = ".!?…。！？؟।۔:"
CLOSERS = "\"'”“’‘»«)]}"
LONGEST_LETTER = 16  # characters of one letter with its marks
DOTTED = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC", "HANGUL", "DIGIT", "ARMENIAN", "GEORGIAN")
FULL_STOPS = dict.fromkeys(DOTTED, ".")
FULL_STOPS |= dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA"), "。") | dict.fromkeys(("DEVANAGARI", "BENGALI"), "।")


def tidy(text: str) -> str:
    """One line without runs of space, list marks in front, or repeated exclamation marks; every letter as it came."""
    line = " ".join(text.split())
    line = re.sub(r"^(?:[-*•·–—]\s+)+", "", line)
    return re.sub(r"([!?¡¿！？])\1+", r"\1", line)


def ended(text: str) -> str:
    """The text with its script's end mark, unless it has one or the script has none."""
    return text + end_mark(text)


def end_mark(text: str) -> str:
    """The mark that ends the text in its script; "" where it has one, or the script has none."""
    bare = text.rstrip(CLOSERS)
    last = unicodedata.normalize("NFC", bare[-LONGEST_LETTER:])[-1:]
    if not last or last in TERMINALS:
        return ""
    letter = next(filter(str.isalpha, reversed(bare)), last) if last.isdigit() else last
    script = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    return "." if last in "%€$£" else FULL_STOPS.get(script, "")


def colon_after(text: str, colon: str) -> str:
    """The language's colon; behind a character of full width one of full width, which needs no space."""
    return "：" if unicodedata.east_asian_width(text[-1:] or " ") == "W" and not _is_hangul(text[-1]) else colon


def _is_hangul(char: str) -> bool:
    return unicodedata.name(char, "").startswith("HANGUL")


def has_colon(text: str) -> bool:
    """Whether a colon stands in it, other than that of an address."""
    return ":" in text.replace("://", "")


def capitalised(text: str) -> str:
    """A first capital, unless the first word is an address, a tag or written in mixed case on purpose."""
    first = text.split(" ", 1)[0]
    if not first or first != first.lower() or re.search(r"[.@#/_\d]\w", first):
        return text
    return text[0].title() + text[1:] if len(text[0].title()) == 1 else text


def headline(text: str) -> str:
    """A call without the marks that end a sentence; a question keeps its own."""
    stripped = text.rstrip(" .,;:…。")
    if stripped.endswith("!") and "¡" not in stripped:
        stripped = stripped.rstrip("! ")
    return stripped
