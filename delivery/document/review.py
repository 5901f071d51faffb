"""What the client's edition shows, as values: for a page on which the client says something to each piece of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aicmo_site.kernel.languages import direction_of
from delivery.document.at_a_glance import Glance, glance
from delivery.document.copybook import ChannelCopy, copybook
from delivery.document.editions import for_client
from delivery.document.labels import labels_of
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import DraftBundleDTO
from strategy.contracts import StrategyDocDTO


@dataclass(frozen=True)
class Asked:
    """A question that the client may answer: `id` is that of the brief's question; `words` are the client's."""

    id: str
    about: str
    question: str
    words: str


@dataclass(frozen=True)
class Reviewed:
    """`language` is that of our own words, `t`; `tag` the campaign's."""

    title: str
    language: str
    direction: str
    tag: str
    t: Mapping[str, Any]
    glance: Glance
    questions: tuple[Asked, ...]
    channels: tuple[ChannelCopy, ...]


def reviewed(brief: NormalizedBriefDTO, strategy: StrategyDocDTO, bundles: Sequence[DraftBundleDTO]) -> Reviewed:
    labels = labels_of(brief.language)
    shown, plan = for_client(brief, strategy)
    apart = {question.id for question in brief.questions_apart}
    questions = tuple(
        Asked(
            own.id,
            labels.field(asked.field.partition(".")[0]),
            labels.question(asked.kind, asked.field) or asked.question,
            "" if asked.words in asked.question and not labels.question(asked.kind, asked.field) else asked.words,
        )
        for own, asked in zip(brief.open_questions, shown.open_questions, strict=True)
        if own.id in apart and asked.question  # the others are asked in person
    )
    return Reviewed(
        title=labels.page["campaign"].format_map({"client": " ".join(brief.client_name.split())}),
        language=labels.language,
        direction=direction_of(labels.language),
        tag=brief.language or labels.language,
        t=labels.page,
        glance=glance(shown, plan, labels),
        questions=questions,
        channels=copybook(bundles, labels, brief.language),
    )
