"""What no wish may take out of our copy."""

import re

from aicmo_site.kernel.languages import primary_of
from production.offline.facts.table import Facts
from production.offline.frame_files import FOLDER, SLOT, UNDETERMINED, language_of, languages
from production.wishes.editing import Guard

LAWFUL = ("optout_sms", "optout_email", "mail_objection", "disclosure")  # frames: what the law wants said
LEAST = 3  # characters
_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")


def guard_of(facts: Facts, language: str) -> Guard:
    told = (*facts.messages, *(point.text for point in facts.proofs))
    kept = (*facts.client_forms, facts.action, facts.short_site)
    return Guard(facts.mandatory, _lawful(language), told, tuple(filter(None, kept)))


def _lawful(language: str) -> tuple[str, ...]:
    """The frames of the law in pieces between their slots and placeholders."""
    primary = primary_of(language)
    frames = language_of(FOLDER, primary if primary in languages() else UNDETERMINED).frames
    texts = (frame.text for slot in LAWFUL for group in frames.get(slot, {}).values() for frame in group)
    parts = (part.strip() for text in texts for part in SLOT.split(_PLACEHOLDER.sub("{x}", text)))
    return tuple(dict.fromkeys(part for part in parts if len(part) >= LEAST))
