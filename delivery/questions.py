"""What the client must answer, the most urgent kind first."""

from collections.abc import Sequence
from dataclasses import dataclass

from delivery.labels import Labels
from onboarding.contracts import OpenQuestionDTO

URGENCY = ("contradiction", "missing", "unclear", "unconfirmed")


@dataclass(frozen=True)
class Question:
    """`number` counts through all groups; `words` are the client's, "" where the question quotes them already.

    `original`: the question as staff read it, "" where it is asked in their language anyway.
    """

    number: int
    about: str
    question: str
    words: str = ""
    original: str = ""


@dataclass(frozen=True)
class QuestionGroup:
    title: str
    questions: tuple[Question, ...]


def question_groups(questions: Sequence[OpenQuestionDTO], labels: Labels) -> tuple[QuestionGroup, ...]:
    groups, number = [], 0
    for kind in dict.fromkeys((*URGENCY, *(question.kind for question in questions))):
        of_kind = [question for question in questions if question.kind == kind]
        shown = tuple(_question(n, question, labels) for n, question in enumerate(of_kind, number + 1))
        groups.append(QuestionGroup(labels.kind("question", kind), shown))
        number += len(of_kind)
    return tuple(group for group in groups if group.questions)


def _question(number: int, asked: OpenQuestionDTO, labels: Labels) -> Question:
    words, about = asked.words.strip(), _about(asked.field, labels)
    if translated := labels.question(asked.kind, asked.field):
        return Question(number, about, translated, words, original=asked.question)
    return Question(number, about, asked.question, "" if words in asked.question else words)


def _about(field: str, labels: Labels) -> str:
    """`key_messages.2` is about the key messages."""
    root, *rest = field.split(".")
    return labels.field(root) if all(part.isdigit() for part in rest) else labels.field(field)
