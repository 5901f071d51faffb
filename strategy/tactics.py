"""What is done on each channel: frames of tactics.json, filled with facts of the brief and nothing else."""

import re
from collections.abc import Mapping

from aicmo_site.kernel.channels import channel_of
from onboarding.contracts import NormalizedBriefDTO
from strategy.contracts import TacticDTO
from strategy.rulebook import rules

SLOT = re.compile(r"\{(\w+)\}")
MOST_CHARACTERS = 300  # a longer fact is a document; the tactic would not be read


def tactics_for(brief: NormalizedBriefDTO, channel: str) -> tuple[TacticDTO, ...]:
    """Up to `per_channel` lines in English; a line that needs a fact the brief lacks is left out."""
    book = rules("tactics")
    facts = _facts(brief)
    own = book["channels"].get(channel) or book["kinds"].get(channel_of(channel).kind, [])
    lines = [*own, *book["all"]]
    usable = [line["text"] for line in lines if all(facts.get(name) for name in SLOT.findall(line["text"]))]
    return tuple(TacticDTO(SLOT.sub(lambda slot: facts[slot[1]], text)) for text in usable[: book["per_channel"]])


def _facts(brief: NormalizedBriefDTO) -> Mapping[str, str]:
    messages = [" ".join(message.split()).rstrip(".") for message in brief.key_messages]
    facts = {
        "message": messages[0] if messages else "",
        "second": messages[1] if len(messages) > 1 else "",
        "tone": brief.tone if isinstance(brief.tone, str) else "",
        "audience": brief.target_audience,
        "website": brief.website,
        "mandatory": "; ".join(brief.mandatory_inclusions),
        "action": brief.call_to_action,
    }
    return {name: _one_line(fact) for name, fact in facts.items()}


def _one_line(fact: str) -> str:
    line = " ".join(fact.split()).rstrip(".")
    return line if len(line) <= MOST_CHARACTERS else ""
