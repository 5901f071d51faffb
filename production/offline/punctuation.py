"""Small rules of writing that hold in every language: ends of sentences, first letters, clauses, what contains what."""

import re
import unicodedata
from functools import lru_cache

TERMINALS = ".!?…。！？؟।۔:"
CLOSERS = "\"'”“’‘»«)]}"
ADDRESS = re.compile(r"(?<![\w.-])(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,24}(?:/[^\s,;]*)?", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])(?=.)")
BEFORE_MARK = r"(?:(?<!\s)\s++)?"  # spaces as a whole, so that a run of them is gone through once
CLAUSE_END = re.compile(
    rf"{BEFORE_MARK}[,;:]\s+|(?<!\s)\s++[-–—]\s+|{BEFORE_MARK}[—、，；：]\s*|{SENTENCE_END.pattern}"
)
# What goes on with "three and four bedrooms" or "and four bedrooms" counts things up: its first ones are not all.
ENUMERATION = re.compile(
    r"(?:[\w'’%€£$-]+\s+){0,3}(?:and|or|&|und|oder|sowie|bzw\.|et|ou|y|o|e|u|i|en|of|och|oraz|lub|ve|и|или)\s+\S",
    re.IGNORECASE,
)
LONGEST_LETTER = 16  # characters of one letter with its marks
LONGEST_CUT = 1_000  # characters; a longer text is a document, not a message to be shortened
LEAST_WORDS, LEAST_WIDE, ABBREVIATION = 3, 6, 3
DOTTED = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC", "HANGUL", "DIGIT", "ARMENIAN", "GEORGIAN")
FULL_STOPS = dict.fromkeys(DOTTED, ".")
FULL_STOPS |= dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA"), "。") | dict.fromkeys(("DEVANAGARI", "BENGALI"), "।")


def tidy(text: str) -> str:
    """One line without runs of space, list marks in front, or repeated exclamation marks; every letter as it came."""
    line = " ".join(text.split())
    line = re.sub(r"^(?:[-*•·–—]\s+)+", "", line)
    return re.sub(r"([!?¡¿！？])\1+", r"\1", line)


def sentence(text: str) -> str:
    """The text as a sentence: a first capital and its script's end mark, unless it has one or the script has none."""
    return ended(capitalised(text))


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
    """The text without the marks that end a sentence; a question keeps its own."""
    stripped = text.rstrip(" .,;:…。")
    if stripped.endswith("!") and "¡" not in stripped:
        stripped = stripped.rstrip("! ")
    return capitalised(stripped)


@lru_cache(maxsize=512)
def heads(text: str, binding: tuple[str, ...]) -> tuple[str, ...]:
    """What is left when whole clauses are dropped from the end, longest first.

    A clause that begins with a binding word ("if", "except", "not") stays: without it the rest would say something
    else. Where we have no such words for a language, only whole sentences are dropped.
    """
    if len(text) > LONGEST_CUT:
        return ()
    cuts = list((CLAUSE_END if binding else SENTENCE_END).finditer(text))
    parts = [(text[: cut.start()], text[cut.end() :]) for cut in reversed(cuts)]
    return tuple(head for head, tail in parts if _stands_alone(head) and not _binds(tail, binding))


def _binds(tail: str, binding: tuple[str, ...]) -> bool:
    first = re.match(r"\W*([\w'’]+)", tail.casefold())
    return first is None or first[1].replace("’", "'") in binding or bool(ENUMERATION.match(tail))


def _stands_alone(head: str) -> bool:
    """Long enough to say something, no bracket or quotation left open, and not ending in an abbreviation."""
    balanced = all(head.count(left) == head.count(right) for left, right in ("()", "[]", "«»", "{}"))
    if not balanced or head.count('"') % 2 or _abbreviated(head):
        return False
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in head)
    return len(head.split()) >= LEAST_WORDS or wide >= LEAST_WIDE


def _abbreviated(head: str) -> bool:
    last = head.split()[-1] if head.split() else ""
    return last.endswith(".") and len(last.strip("(.")) <= ABBREVIATION
