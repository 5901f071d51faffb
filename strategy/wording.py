"""Our own words in the campaign's language: English, Spanish, French or German."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.languages import primary_of
from strategy.rule_texts import LANGUAGES, SLOT
from strategy.rulebook import folded, rules


def language_of(tag: str) -> str:
    """The language we write for a BCP 47 tag: its primary subtag where we have words for it, else English."""
    primary = primary_of(tag)
    return primary if primary in LANGUAGES else LANGUAGES[0]


def say(texts: Mapping[str, str], language: str, **facts: Any) -> str:
    """A text of the rules in that language, its slots filled with facts as they are."""
    return SLOT.sub(lambda slot: str(facts[slot[1]]), texts[language])


def listed(items: Sequence[str], language: str) -> str:
    """A, B and C."""
    if len(items) < 2:
        return "".join(items)
    joint = rules("summary")["and"][language]
    if language == "es" and re.match(r"h?i(?![ae])", folded(items[-1])):
        joint = "e"  # prensa e Instagram
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def figure(value: Decimal, language: str) -> str:
    """A number as that language writes it: 1,234.50 · 1.234,50 · 1 234,50."""
    exponent = value.as_tuple().exponent
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() and value.adjusted() < 27 else value
    text = f"{value:,f}" if isinstance(exponent, int) else str(value)
    thousands = {"en": ",", "es": ".", "fr": "\u202f", "de": "."}[language]
    point = "." if language == "en" else ","
    return text.translate({ord(","): thousands, ord("."): point})


def money(amount: Decimal, currency: str, language: str) -> str:
    """The amount with thousands separated, and its currency where known."""
    return f"{figure(amount, language)} {currency}".strip()


def channel_name(channel: str, language: str) -> str:
    """The channel in running text: our word for it, else the platform's name without its explanation."""
    words = rules("summary")["channels"].get(channel)
    return words[language] if words else re.split(r"\s?[:,(]", channel_of(channel).name)[0] or channel


def percent(value: int, language: str) -> str:
    return f"{value}%" if language == "en" else f"{value}\u00a0%"


def count_in_words(number: int, language: str) -> str:
    """A small number as a word."""
    words = rules("summary")["counts"].get(str(number))
    return words[language] if words else str(number)


def one_line(text: str) -> str:
    return " ".join(text.split())


def quotable(text: str) -> str:
    """A client's sentence fit for use inside one of ours: one line, no full stop at its end."""
    return one_line(text).rstrip(".;:, ")


def day_words(day: date, language: str) -> str:
    """A day as one writes it in that language: 4 May 2026 · 4 de mayo de 2026 · 1er mai 2026 · 4. Mai 2026."""
    book = rules("summary")
    month = book["months"][day.month - 1][LANGUAGES.index(language)]
    number = "1er" if language == "fr" and day.day == 1 else day.day
    return say(book["day"], language, day=number, month=month, year=day.year)


def kinds_in_words(kinds: Sequence[str], language: str) -> str:
    """What kinds of objective want of people: "becoming known and moving people to act"."""
    book = rules("summary")["kinds"]
    return listed([book[kind][language] for kind in kinds], language)
