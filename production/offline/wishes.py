"""The few wishes of a reviewer's comment that can be understood without a language model."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from production.contracts import FeedbackDTO

QUOTED = r"\s*[:]?\s*[\"'“„«‘]\s*([^\"'”“»’\n]{2,60}?)\s*[\"'”“»’]"


@dataclass(frozen=True)
class Wishes:
    shorter: bool = False
    no_hashtags: bool = False
    avoid: tuple[str, ...] = ()

    @property
    def done(self) -> tuple[str, ...]:
        """What was understood, for the record of the draft."""
        named = (("shorter", self.shorter), ("no hashtags", self.no_hashtags))
        return (*(name for name, wished in named if wished), *(f"without “{term}”" for term in self.avoid))


def wishes_of(feedback: FeedbackDTO) -> Wishes:
    comment = " ".join(feedback.comment.split())
    avoid = [match for words in table()["avoid"] for match in re.findall(words + QUOTED, comment, re.IGNORECASE)]
    return Wishes(
        shorter=_wished("shorter", comment),
        no_hashtags=_wished("no_hashtags", comment),
        avoid=tuple(dict.fromkeys(avoid)),
    )


def record_of(feedback: FeedbackDTO, wishes: Wishes) -> dict[str, Any]:
    """What a revision did about its feedback, for the draft's metadata."""
    if not feedback.comment and not feedback.findings:
        return {}
    done = [*wishes.done, "other frames and another order", "required texts and limits checked again"]
    understood = bool(wishes.done)
    left = [feedback.comment] if feedback.comment and not understood else []
    return {"done": done, "for a person": left, "findings": list(feedback.findings)}


def _wished(name: str, comment: str) -> bool:
    return any(
        not _negated(comment[: match.start()])
        for words in table()[name]
        for match in re.finditer(words, comment, re.IGNORECASE)
    )


def _negated(before: str) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?:\s+\w+)?\s*$", before.casefold()) for word in table()["negators"]
    )


@cache
def table() -> dict[str, Any]:
    """wishes.json; do not change it."""
    return json.loads(Path(__file__).with_name("wishes.json").read_text(encoding="utf-8"))
