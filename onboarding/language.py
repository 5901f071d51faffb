"""Which language the copy is to be in."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

DATA = json.loads(Path(__file__).with_name("languages.json").read_text(encoding="utf-8"))
CLEARLY = 4  # small words that a language needs, and
TIMES = 2  # how many times as many as any other
_TAG = re.compile(r"([a-z]{2,3})(?:[-_](\w{2,8}))*", re.IGNORECASE)


def tag_of(written: str) -> str:
    """The BCP 47 tag of a language as written in a form; "" for `mixed` and for what is no language."""
    if name := DATA["names"].get(written.casefold()):
        return name
    if not _TAG.fullmatch(written):
        return ""
    first, *others = re.split("[-_]", written)
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part.title() for part in others)])


def detect(text: str) -> str:
    """The language that a text is clearly in; "" where it is not clear."""
    return _by_script(text) or _by_small_words(text)


def differs(tag: str, detected: str) -> bool:
    """Whether a detected language contradicts a tag; a script shared by several languages does not."""
    base = tag.split("-")[0]
    return bool(detected) and base != detected and base not in DATA["shared_scripts"].get(detected, ())


def _by_script(text: str) -> str:
    letters = sum(char.isalpha() for char in text)
    for language, ranges in DATA["scripts"].items():
        share = 0.1 if language == "ja" else 0.5  # kana stand between Chinese characters
        if letters and len(re.findall(f"[{ranges}]", text)) > letters * share:
            return language
    return ""


def _by_small_words(text: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    scores = Counter({language: sum(words[word] for word in small) for language, small in _small_words().items()})
    (best, score), (_, next_score) = scores.most_common(2)
    return best if score >= CLEARLY and score >= TIMES * next_score else ""


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in DATA["small_words"].items()}
