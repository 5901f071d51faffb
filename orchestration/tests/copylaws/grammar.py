"""Flaws of a sentence that a rule can state, whatever the sentence says.

A flaw that stands in the client's own words is the client's: it is passed on, not made.
"""

import re
from collections.abc import Iterator

from orchestration.tests.copylaws.extractor import OPT_OUT

FLAWS = {
    "empty slot": r"[{}]|\bNone\b|\[\]|\(\)|“”|\"\"|«\s*»",
    "double space": r"[^\S\n]{2,}",
    "space at the edge": r"^\s|\s$|[^\S\n]\n|\n[^\S\n]",
    "three line breaks": r"\n{3,}",
    "doubled punctuation": r"(?<!\.)\.\.(?!\.)|,,|;;|::|!!|\?\?|[,;:]\.|\.,(?=\s)|[!?。！？]\.(?!\.)|。。",
    "space before punctuation": r"(?<=\w) [.,](?=\s|$)",
    "unfinished": r"[,;–—-]$",
}
# Words that no sentence of the language can end with.
DANGLING = {
    "en": "the a an of to with from at and or your our their if because",
    "de": "der die das dem den des ein eine einen und oder für bei im am zum zur vom unser unsere Ihr Ihre weil dass",
    "es": "el la los las un una de del a al en con por para y o su sus nuestro nuestra que si porque",
    "fr": "le la les un une de du des à au aux en avec par pour et ou votre vos notre nos que si dans sur chez",
}


def flaws_of(text: str, language: str, said: str) -> Iterator[str]:
    """Each flaw with where it is; `said`: all that the client said."""
    text = text.replace(OPT_OUT, "·")
    for name, pattern in FLAWS.items():
        for match in re.finditer(pattern, text):
            around = text[max(0, match.start() - 12) : match.end() + 12]
            if not _is_the_clients(text, match, said):
                yield f"{name}: {around!r}"
    yield from (f"dangling: {ending!r}" for ending in _dangling(text, language) if ending.casefold() not in said)


def _is_the_clients(text: str, match: re.Match[str], said: str) -> bool:
    """Whether the flaw with its neighbours stands so in the intake."""
    near = text[max(0, match.start() - 2) : match.end() + 2].strip()
    return bool(near) and near.casefold() in said


def _dangling(text: str, language: str) -> Iterator[str]:
    words = set(DANGLING.get(language.split("-")[0], "").casefold().split())
    for match in re.finditer(r"(\w+ )?\b(\w+)(?=[.!?]+(?:\s|$)|$)", text):
        if match[2].casefold() in words:
            yield match[0]
