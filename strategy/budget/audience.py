"""Which rules of audience.json a description of the audience calls for."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from strategy.rules.rulebook import from_rules, rules, stems_in

AGES = re.compile(r"(?<!\d)(\d{1,2})\s?(?:-|–|—|to|bis|a|à|y|und|and|et)\s?(\d{1,2})(?!\d)")
FROM_AGE = re.compile(r"(?<!\d)(\d{2})\s?(?:\+|plus\b)|(?:over|uber|ab|mayores de|plus de)\s(\d{2})(?!\d)")
AGE_WORD = re.compile(r"\b(?:age|year|jahr|alter|edad|ano|ans\b|anni|eta\b|jaar|teen)|歳|代")
LONGEST_AUDIENCE = 5_000
OF_AGE = 18


def moves_for(channel: str, audience: str) -> list[Mapping[str, Any]]:
    """The rules that move this channel's weight for this audience."""
    return [rule for rule in rules("audience")["rules"] if _names(rule, channel) and _meets(rule, audience)]


def audience_rules(audience: str, channels: Sequence[str]) -> list[Mapping[str, Any]]:
    """The rules that this audience calls for on any of the channels, each once."""
    return [
        rule
        for rule in rules("audience")["rules"]
        if _meets(rule, audience) and any(_names(rule, channel) for channel in channels)
    ]


def is_under_age(audience: str) -> bool:
    """Whether ages below eighteen are named, or words for the young."""
    teens = next(rule for rule in rules("audience")["rules"] if rule["ages"] and rule["ages"][1] < OF_AGE + 2)
    text = unaccented(audience[:LONGEST_AUDIENCE])
    return _has_word(teens, text) or any(low < OF_AGE for low, _ in _ages(text))


def _names(rule: Mapping[str, Any], channel: str) -> bool:
    return channel in rule["channels"] or channel_of(channel).kind in rule["kinds"]


def _meets(rule: Mapping[str, Any], audience: str) -> bool:
    """Whether its ages are named, or one of its words; ages that are named and lie elsewhere win over a word."""
    text = unaccented(audience[:LONGEST_AUDIENCE])
    ages = _ages(text) if rule["ages"] else []
    if ages and not any(_mostly_within(each, rule["ages"]) for each in ages):
        return False
    return _has_word(rule, text) or any(_within(each, rule["ages"]) for each in ages)


def _has_word(rule: Mapping[str, Any], text: str) -> bool:
    return _stems()[rule["id"]].occur(text)


@from_rules
def _stems() -> dict[str, Stems]:
    return {rule["id"]: stems_in(rule["words"]) for rule in rules("audience")["rules"]}


def _ages(text: str) -> list[tuple[int, int]]:
    if not AGE_WORD.search(text):
        return []
    spans = [(int(low), int(high)) for low, high in AGES.findall(text)]
    return spans + [(int(one or other), int(one or other)) for one, other in FROM_AGE.findall(text)]


def _mostly_within(ages: tuple[int, int], allowed: list[int]) -> bool:
    """Whether at least half of the years lie there."""
    shared = min(ages[1], allowed[1]) - max(ages[0], allowed[0])
    return shared >= 0 and 2 * shared >= ages[1] - ages[0]


def _within(ages: tuple[int, int], allowed: list[int]) -> bool:
    return allowed[0] <= ages[0] <= ages[1] <= allowed[1]
