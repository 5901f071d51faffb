"""What no wish may take out of our copy."""

import re

from production.offline.facts.table import Facts
from production.offline.frame_files import SLOT, words_of
from production.offline.piece_context import LAW
from production.wishes.editing import Guard

LEAST = 3  # characters
_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")


def guard_of(facts: Facts, language: str) -> Guard:
    told = (*facts.messages, *(point.text for point in (*facts.all_proofs, *facts.unplaced)))
    kept = (*facts.client_forms, facts.action, facts.short_site)
    return Guard(facts.mandatory, _lawful(language), told, tuple(filter(None, kept)))


def _lawful(language: str) -> tuple[str, ...]:
    """The frames of the law in pieces between their slots and placeholders."""
    frames = words_of(language).frames
    texts = (text for slot in LAW for text in frames.get(slot, ()))
    parts = (part.strip() for text in texts for part in SLOT.split(_PLACEHOLDER.sub("{x}", text)))
    return tuple(dict.fromkeys(part for part in parts if len(part) >= LEAST))
