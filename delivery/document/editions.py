"""What the client's edition leaves out: remarks that the notes make to us alone, and how we came by the plan."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from onboarding.contracts import NormalizedBriefDTO, OpenQuestionDTO
from strategy.contracts import StrategyDocDTO

RUN = 5  # words in a row that two texts share only where one quotes the other
LEAST = 2  # words of a sentence of its own
_QUOTATION = re.compile(r"“[^“”]*+”")
_WORD = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|(?:(?![\u0e00-\u0e7f\u3040-\u9fff])\\w)+")
_SENTENCE_END = re.compile(r"[.!?:;。！？…\n]+")


def for_client(brief: NormalizedBriefDTO, strategy: StrategyDocDTO) -> tuple[NormalizedBriefDTO, StrategyDocDTO]:
    """Brief and plan as the client may read them. A question that only quotes a remark stays, without a word."""
    remarks = Remarks(brief)
    exclusions = tuple(text for text in brief.scope.exclusions if not remarks.stand_in(text))
    shown = replace(
        brief,
        scope=replace(brief.scope, exclusions=exclusions),
        checklist=tuple(text for text in brief.checklist if not remarks.stand_in(text)),
        excluded_terms=tuple(term for term in brief.excluded_terms if not remarks.alone_name(term, exclusions)),
        open_questions=tuple(_asked(question, remarks) for question in brief.open_questions),
        conditions=tuple(text for text in brief.conditions if not remarks.stand_in(text)),
        notes="",
        internal=(),
        facts=(),
        further_answers={},
        client=None,
    )
    return shown, _without_workings(strategy, remarks)


def _asked(question: OpenQuestionDTO, remarks: "Remarks") -> OpenQuestionDTO:
    words = " … ".join(part for part in question.words.split(" … ") if not remarks.stand_in(part))
    return replace(question, words=words, question=_open_part(question.question, remarks))


def _open_part(asked: str, remarks: "Remarks") -> str:
    """The question without the quotations that are none of the client's business; "" where it has no other."""
    if not remarks.stand_in(asked):
        return asked
    quoted = _QUOTATION.findall(asked)
    kept = [words for words in quoted if not remarks.stand_in(words)]
    left = _QUOTATION.sub(lambda found: found[0] if found[0] in kept else "“…”", asked)
    return left if kept and not remarks.stand_in(left) else ""


def _without_workings(strategy: StrategyDocDTO, remarks: "Remarks") -> StrategyDocDTO:
    """The plan without the reasons of single steps, and without what quotes a remark."""
    summary = (line for line in strategy.executive_summary.splitlines() if not remarks.stand_in(line))
    return replace(
        strategy,
        executive_summary="\n".join(summary),
        objectives=tuple(replace(objective, reason="") for objective in strategy.objectives),
        kpis=tuple(replace(kpi, reason="") for kpi in strategy.kpis),
        advice=tuple(each for each in strategy.advice if not remarks.stand_in(f"{each.words}\n{each.text}")),
    )


@dataclass(frozen=True)
class Remarks:
    """The internal remarks of a brief, found again wherever some of their words stand in a row."""

    brief: NormalizedBriefDTO

    def stand_in(self, text: str) -> bool:
        words = _words(text)
        return any(run in self._runs for size in self._sizes for run in _runs_of(words, size))

    def alone_name(self, term: str, exclusions: Iterable[str]) -> bool:
        """Whether a term to avoid is one that nothing but a remark speaks of."""
        told = "\n".join((*self._open_texts, *exclusions)).casefold()
        remarks = "\n".join(self.brief.internal).casefold()
        return term.casefold() in remarks and term.casefold() not in told

    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        """What only remarks say: an aim that stands in the form as well is no secret."""
        found = {run for words in self.brief.internal for run in _telling(words)}
        told = [_words(text) for text in self._open_texts] if found else []
        sizes = {len(run) for run in found}
        return frozenset(found.difference(run for words in told for size in sizes for run in _runs_of(words, size)))

    @cached_property
    def _sizes(self) -> frozenset[int]:
        return frozenset(map(len, self._runs))

    @cached_property
    def _open_texts(self) -> tuple[str, ...]:
        """What the brief says apart from remarks."""
        brief = self.brief
        lists = (brief.objectives, brief.key_messages, map(str, brief.proof_points), brief.mandatory_inclusions)
        texts = (brief.open_notes, brief.target_audience, brief.call_to_action, brief.client_name, brief.industry)
        return (*texts, *(text for listed in lists for text in listed))


def _telling(remark: str) -> Iterator[tuple[str, ...]]:
    """Runs of words by which a remark is known again; a short sentence is known as a whole."""
    yield from _runs_of(_words(remark), RUN)
    for sentence in _SENTENCE_END.split(remark):
        if LEAST <= len(words := _words(sentence)) < RUN:
            yield tuple(words)


def _runs_of(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + size]) for start in range(len(words) - size + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
