"""What single sentences of the client's notes mean for the plan: each is quoted, with what follows from it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from aicmo_site.kernel.extract.numbers import find_numbers
from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from onboarding.contracts import NormalizedBriefDTO
from strategy.contracts import AdviceDTO
from strategy.localized_texts import quotable, say
from strategy.rules.rulebook import from_rules, rules, stems_in

SENTENCE_END = re.compile(r"(?<=[\w)”»][\w)”»\"][.!?])\s+(?=[^\W\d_a-zß-ÿ]|¿|¡)|\n+")


class _Sentence:
    """A sentence as all rules look at it."""

    def __init__(self, words: str):
        self.words, self.folded = words, unaccented(words)
        self.percentages = sum(number.percent for number in find_numbers(words))


def noted(brief: NormalizedBriefDTO, facts: Mapping[str, str], language: str) -> Iterator[AdviceDTO]:
    """One piece of advice per rule that a sentence of the notes calls for; `facts` fill the texts beside its words."""
    sentences = [_Sentence(words) for words in _quotable_sentences(brief)]
    for rule in rules("notes")["rules"]:
        words = next((each.words for each in sentences if _calls_for(rule, each)), "")
        if words and not any(getattr(brief, field) for field in rule.get("without", ())):
            text = say(rule["text"], language, words=words, **facts)
            yield AdviceDTO(rule["kind"], text, rule["id"], rule["reason"][language], rule.get("field", ""), words)


def _quotable_sentences(brief: NormalizedBriefDTO) -> Iterator[str]:
    """Those short enough to be quoted that no open question quotes already."""
    asked = " ".join(f"{question.words} {question.question}" for question in brief.open_questions)
    for sentence in SENTENCE_END.split(brief.open_notes):
        words = quotable(sentence)
        if 0 < len(words) <= rules("notes")["longest"] and words not in asked:
            yield words


def _calls_for(rule: Mapping[str, Any], sentence: "_Sentence") -> bool:
    return _stems()[rule["id"]].occur(sentence.folded) and sentence.percentages >= rule.get("percentages", 0)


@from_rules
def _stems() -> dict[str, Stems]:
    return {rule["id"]: stems_in(rule["words"]) for rule in rules("notes")["rules"]}
