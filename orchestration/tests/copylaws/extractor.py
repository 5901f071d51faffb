"""What a text claims, read out of it by eyes of its own: numbers, addresses, names, words.

It knows nothing of how the copy is made. The words that are not the client's are those that stand in production's data
files, which people write and read; everything else in a text must stand in the intake.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from babel import Locale

from aicmo_site.kernel.channels import specs
from aicmo_site.kernel.extract.dates import dates_in
from aicmo_site.kernel.languages import READ

PRODUCTION = Path(__file__).resolve().parents[3] / "production"
NUMBER = re.compile(r"\d+")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\"“”«»]+|\b[\w-]+(?:\.[\w-]+)+(?:/[^\s<>()\"“”«»]*)?", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
HASHTAG = re.compile(r"#(\w+)")
OPT_OUT = "{{unsubscribe_url}}"
LONGEST = 50_000  # characters in which dates are looked for
TRACKING = re.compile(r"utm_\w+")
# The first word of a text, of a line, or after what ends a sentence may be capitalised for that reason alone.
OPENING = re.compile(r"(?:^|[.!?:…。।۔؟]['\"”»)]*\s+|\n|[«“\"(¡¿–—•·-]\s*|#)\s*$")


def strings_in(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for key, item in value.items():
                yield str(key)
                yield from strings_in(item)
        case list() | tuple():
            for item in value:
                yield from strings_in(item)
        case None:
            pass
        case _:
            yield str(value)


class Source:
    """What the client said, and what our own data files say."""

    def __init__(self, intake: dict[str, Any]):
        self.said = unicodedata.normalize("NFC", "\n".join(strings_in(intake)))
        self.folded = _folded(self.said)
        self.numbers = {int(number) for number in NUMBER.findall(self.said)}
        self.words = set(_words(f"{self.said} {_months(intake)}"))
        self.squeezed = re.sub(r"\W", "", self.folded)
        self.cased = set(WORD.findall(f"{self.said} {_months(intake)}"))

    def inventions(self, text: str) -> list[str]:
        """Whatever the text says that neither the client said nor our data files hold."""
        text = text.replace(OPT_OUT, " ")
        tags, bare = HASHTAG.findall(text), HASHTAG.sub(" ", text)
        found = [f"address {address}" for address in self._strange_addresses(bare)]
        bare = re.sub(r"https?://", " ", bare)  # where an address is known, so is the way to it
        found += [f"number {n}" for n in NUMBER.findall(bare) if int(n) not in self.numbers]
        found += [f"word {word}" for word in _words(bare) if word not in self.words and word not in our_words()]
        found += [f"hashtag {tag}" for tag in tags if _folded(tag).replace("_", "") not in self.squeezed]
        return found + [f"name {name}" for name in self._strange_names(bare)]

    def _strange_addresses(self, text: str) -> Iterator[str]:
        for match in ADDRESS.finditer(text):
            address = re.sub(r"^https?://", "", match[0].rstrip(".,;:!?/"), flags=re.IGNORECASE)
            if _folded(address) not in self.folded and _folded(address) not in _our_text():
                yield match[0]

    def _strange_names(self, text: str) -> Iterator[str]:
        for match in WORD.finditer(text):
            word = match[0]
            shouted = word.isupper() and _folded(word) in self.words
            known = shouted or word in self.cased or word in our_cased_words()
            if word[0].isupper() and not known and not OPENING.search(text[: match.start()]):
                yield word


def flaws_of_link(link: str, source: Source) -> list[str]:
    """What is wrong with a tagged link: it must be the client's address, and only tracking may be added to it."""
    parts = urlsplit(link)
    added = [(key, value) for key, value in parse_qsl(parts.query) if TRACKING.fullmatch(key)]
    bare = f"{parts.netloc}{parts.path}".rstrip("/")
    flaws = [] if parts.scheme in ("http", "https") and _folded(bare) in source.folded else [f"not theirs: {link}"]
    if len({key for key, _ in added}) != len(added) or any(not value for _, value in added):
        flaws.append(f"tags twice or empty: {link}")
    if parts.query.count("?") or " " in link:
        flaws.append(f"broken: {link}")
    return flaws


def _months(intake: dict[str, Any]) -> str:
    """Names of the months of the client's dates in all our languages: a day is written in that of the copy."""
    months = {date.month for date in dates_in("\n".join(strings_in(intake))[:LONGEST]) if date.month}
    return " ".join(Locale(tag).months["format"]["wide"][month] for tag in READ for month in months)


@cache
def our_words() -> frozenset[str]:
    return frozenset(_words(_our_text()))


@cache
def our_cased_words() -> frozenset[str]:
    return frozenset(WORD.findall("\n".join(_our_strings())))


@cache
def _our_text() -> str:
    return _folded("\n".join(_our_strings()))


def _our_strings() -> list[str]:
    """Every string of production's data files, and of the disclosures that the channel specs prescribe."""
    files = sorted(PRODUCTION.rglob("*.json"))
    data = [json.loads(file.read_text("utf-8")) for file in files if "tests" not in file.parts]
    swiss = (text.replace("ß", "ss") for text in strings_in(data) if "ß" in text)
    return [*strings_in(data), *swiss, *strings_in(specs().get("compliance", {}))]


def _words(text: str) -> list[str]:
    return [_folded(word) for word in WORD.findall(text)]


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'")
