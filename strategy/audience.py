"""Which rules of audience.json a description of the audience calls for."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from aicmo_site.kernel.channels import channel_of
from strategy.rulebook import folded, occurs, rules

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
    return _meets(teens, audience) or any(low < OF_AGE for low, _ in _ages(folded(audience[:LONGEST_AUDIENCE])))


def _names(rule: Mapping[str, Any], channel: str) -> bool:
    return channel in rule["channels"] or channel_of(channel).kind in rule["kinds"]


def _meets(rule: Mapping[str, Any], audience: str) -> bool:
    text = folded(audience[:LONGEST_AUDIENCE])
    stems = {folded(stem) for stems in rule["words"].values() for stem in stems}
    if any(occurs(stem, text) for stem in stems):
        return True
    return bool(rule["ages"]) and any(_within(ages, rule["ages"]) for ages in _ages(text))


def _ages(text: str) -> list[tuple[int, int]]:
    if not AGE_WORD.search(text):
        return []
    spans = [(int(low), int(high)) for low, high in AGES.findall(text)]
    return spans + [(int(one or other), int(one or other)) for one, other in FROM_AGE.findall(text)]


def _within(ages: tuple[int, int], allowed: list[int]) -> bool:
    return allowed[0] <= ages[0] <= ages[1] <= allowed[1]
