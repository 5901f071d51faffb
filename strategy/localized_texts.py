"""Our own words in the campaign's language: English, Spanish, French or German."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.languages import WRITTEN, primary_of
from aicmo_site.kernel.text.folding import unaccented
from strategy.rules.rulebook import rules
from strategy.rules.texts import SLOT


def language_of(tag: str) -> str:
    """The language we write for a BCP 47 tag: its primary subtag where we have words for it, else English."""
    primary = primary_of(tag)
    return primary if primary in WRITTEN else WRITTEN[0]


def region_of(tag: str) -> str:
    """Whose numbers, money and days we write for a tag: its own where we have words for its language, else English."""
    return tag if primary_of(tag) in WRITTEN else WRITTEN[0]


def say(texts: Mapping[str, str], language: str, **facts: Any) -> str:
    """A text of the rules in that language, its slots filled with facts as they are."""
    return SLOT.sub(lambda slot: str(facts[slot[1]]), texts[language])


def listed(items: Sequence[str], language: str) -> str:
    """A, B and C."""
    if len(items) < 2:
        return "".join(items)
    joint = rules("summary")["and"][language]
    if language == "es" and re.match(r"h?i(?![ae])", unaccented(items[-1])):
        joint = "e"  # prensa e Instagram
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def channel_name(channel: str, language: str) -> str:
    """The channel in running text: our word for it, else the platform's name without its explanation."""
    words = rules("summary")["channels"].get(channel)
    return words[language] if words else re.split(r"\s?[:,(]", channel_of(channel).name)[0] or channel


def count_in_words(number: int, language: str) -> str:
    """A small number as a word."""
    words = rules("summary")["counts"].get(str(number))
    return words[language] if words else str(number)


def one_line(text: str) -> str:
    return " ".join(text.split())


def quotable(text: str) -> str:
    """A client's sentence fit for use inside one of ours: one line, no full stop at its end."""
    return one_line(text).rstrip(".;:, ")


def kinds_in_words(kinds: Sequence[str], language: str) -> str:
    """What kinds of objective want of people: "becoming known and moving people to act"."""
    book = rules("summary")["kinds"]
    return listed([book[kind][language] for kind in kinds], language)
