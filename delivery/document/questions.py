"""What the client must answer, the most urgent kind first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from delivery.document.labels import Labels
from onboarding.contracts import OpenQuestionDTO
from production.contracts import DraftBundleDTO
from strategy.contracts import AdviceDTO

URGENCY = ("contradiction", "missing", "unclear", "unconfirmed")
MANY_MATTERS = ("other",)  # fields under which questions have nothing to do with one another
QUOTED = re.compile(r"(?<!\s)\s*+\(?“[^“”]*+”\)?")
ANSWERS = {"call_to_action": ("call_to_action", "website")}  # which answers of the client end what a text waits for


@dataclass(frozen=True)
class Question:
    """`number` counts through all groups; `words` are the client's, "" where the question quotes them already.

    `original`: the question as staff read it, "" where it is asked in their language anyway. `last`: the number of the
    last of several that are asked as one, so that the numbers count what the brief leaves open.
    """

    number: int
    about: str
    question: str
    words: str = ""
    original: str = ""
    last: int = 0


@dataclass(frozen=True)
class QuestionGroup:
    title: str
    questions: tuple[Question, ...]


def question_groups(questions: Sequence[OpenQuestionDTO], labels: Labels) -> tuple[QuestionGroup, ...]:
    """A field is asked about once, under the most urgent of its kinds."""
    kinds = list(dict.fromkeys((*URGENCY, *(question.kind for question in questions))))
    by_field: dict[str, list[OpenQuestionDTO]] = {}
    for question in sorted(questions, key=lambda each: kinds.index(each.kind)):
        by_field.setdefault(question.field, []).append(question)
    asked = [
        (kind, same)
        for kind in kinds
        for field in dict.fromkeys(question.field for question in questions if question.kind == kind)
        for same in _about_one_thing(field, kind, by_field[field])
    ]
    lasts = list(accumulate(len(same) for _, same in asked))
    numbered = [(kind, _question(last, same, labels)) for last, (kind, same) in zip(lasts, asked, strict=True)]
    groups = (
        QuestionGroup(labels.kind("question", kind), tuple(shown for each, shown in numbered if each == kind))
        for kind in kinds
    )
    return tuple(group for group in groups if group.questions)


def _about_one_thing(field: str, kind: str, same: list[OpenQuestionDTO]) -> Iterator[list[OpenQuestionDTO]]:
    """The questions that are asked as one; none where a more urgent kind has asked them already."""
    if field in MANY_MATTERS:
        yield from ([each] for each in same if each.kind == kind)
    elif same[0].kind == kind:
        yield same


@dataclass(frozen=True)
class OpenPoint:
    """What is to be settled though the brief leaves no question: `about` is the field, or the channels whose texts wait
    for it."""

    words: str
    about: tuple[str, ...]


def advised(advice: Sequence[AdviceDTO], labels: Labels) -> tuple[OpenPoint, ...]:
    """What the plan itself asks the client."""
    return tuple(OpenPoint(each.text, (_about(each.field, labels),)) for each in advice if each.kind == "question")


def open_points(
    bundles: Sequence[DraftBundleDTO], asked: Sequence[OpenQuestionDTO], labels: Labels
) -> tuple[OpenPoint, ...]:
    """What texts wait for, each once, without what the questions ask for anyway."""
    fields = {question.field.partition(".")[0] for question in asked}
    points: dict[str, dict[str, None]] = {}
    for bundle in bundles:
        for asset in bundle.assets:
            if asset.is_note and "waits_for" in asset.metadata and not _is_asked(asset.metadata["waits_for"], fields):
                points.setdefault(asset.content, {})[labels.channel(bundle.channel)] = None
    return tuple(OpenPoint(words, tuple(channels)) for words, channels in points.items())


def _is_asked(waits_for: object, fields: set[str]) -> bool:
    return bool(fields & {*ANSWERS.get(str(waits_for), (str(waits_for),))})


def _question(end: int, same: Sequence[OpenQuestionDTO], labels: Labels) -> Question:
    """Several questions about one thing as one: what they ask in other words only once, all the client's words."""
    first, about = same[0], _about(same[0].field, labels)
    number, last = end - len(same) + 1, end if len(same) > 1 else 0
    words = "\n".join(dict.fromkeys(filter(None, (each.words.strip() for each in same))))
    if not any(each.question for each in same):
        return Question(number, about, labels.page["in_person"], words, last=last)
    if translated := labels.question(first.kind, first.field):
        return Question(number, about, translated, words, original="\n".join(each.question for each in same), last=last)
    by_sense = {QUOTED.sub("", each.question): each.question for each in reversed(same) if each.question}
    question = "\n".join(reversed(by_sense.values()))
    unquoted = [words for words in dict.fromkeys(each.words.strip() for each in same) if words not in question]
    return Question(number, about, question, "\n".join(filter(None, unquoted)), last=last)


def _about(field: str, labels: Labels) -> str:
    """`key_messages.2` is about the key messages."""
    root, *rest = field.split(".")
    return labels.field(root) if all(part.isdigit() for part in rest) else labels.field(field)
