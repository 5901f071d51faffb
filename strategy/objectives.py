"""What kind of objective a sentence is: awareness, consideration, conversion, retention or behaviour change."""

import re
from collections.abc import Sequence

from strategy.rulebook import folded, rules


def kind_of(objective: str) -> str:
    """The kind with most keywords in the sentence, in any of the languages we have words for."""
    words = rules("objective_words")
    text = folded(objective)
    found = {entry["kind"]: _hits(text, entry["stems"]) for entry in words["kinds"]}
    best = max(found, key=lambda kind: found[kind])
    return best if found[best] else words["fallback"]["kind"]


def kinds_of(objectives: Sequence[str]) -> tuple[str, ...]:
    """The kinds of all objectives, one entry each, in their order; the fallback where there is none."""
    return tuple(map(kind_of, objectives)) or (rules("objective_words")["fallback"]["kind"],)


def _hits(text: str, stems: dict[str, list[str]]) -> int:
    unique = {stem for language in stems.values() for stem in language}
    return sum(bool(re.search(rf"\b{re.escape(stem)}", text)) for stem in unique)
