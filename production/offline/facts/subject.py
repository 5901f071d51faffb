"""Whether a campaign speaks of death, illness, violence, disaster or mourning: such a subject gets no ornament."""

import json
from functools import cache
from pathlib import Path

from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from onboarding.contracts import NormalizedBriefDTO


def is_grave(brief: NormalizedBriefDTO) -> bool:
    """By its aims, its messages and facts, and whom it is for, in whatever language."""
    told = (*brief.objectives, *brief.key_messages, *map(str, brief.proof_points), brief.target_audience)
    return _grave().occur(unaccented("\n".join(told)))


@cache
def _grave() -> Stems:
    words = json.loads(Path(__file__).with_name("grave.json").read_text(encoding="utf-8"))["words"]
    return Stems(word for listed in words.values() for word in listed)
