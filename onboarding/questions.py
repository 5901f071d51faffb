"""What a person must ask the client: merged where it repeats itself, the most important first."""

from collections.abc import Iterator
from dataclasses import replace

from onboarding.contracts import OpenQuestionDTO
from onboarding.texts import clipped

MOST = 20
MOST_WORDS = 1500
KINDS = ("contradiction", "missing", "unclear", "unconfirmed")
# What the plan hangs on stands first; what no field is for stands last.
FIELDS = (
    *("objectives", "budget", "launch_date", "timeline_weeks", "channels", "target_audience", "language"),
    *("key_messages", "proof_points", "exclusions", "mandatory_inclusions", "website", "call_to_action"),
)


class Questions:
    """Open questions without repeats: one of a kind for the same words of a field."""

    def __init__(self) -> None:
        self._asked: dict[tuple[str, str, str], OpenQuestionDTO] = {}

    def ask(self, field: str, kind: str, words: str, question: str) -> None:
        self.add(OpenQuestionDTO(field, kind, clipped(words), question))

    def add(self, question: OpenQuestionDTO) -> None:
        self._asked.setdefault((question.field, question.kind, question.words.casefold()), question)

    def has(self, field: str) -> bool:
        """Whether a question about the field has been asked."""
        return any(asked.field == field for asked in self._asked.values())

    def withdraw(self, field: str, kind: str) -> None:
        """Take back what has been answered from elsewhere."""
        self._asked = {key: asked for key, asked in self._asked.items() if key[:2] != (field, kind)}

    def about(self, words: str) -> bool:
        """Whether these words of the notes have led to a question already."""
        return any(clipped(words) in asked.words for asked in self._asked.values() if words)

    def all(self) -> tuple[OpenQuestionDTO, ...]:
        """One of a kind for a field, at most MOST, by weight; the least are drawn together in one that quotes them."""
        ordered = sorted(self._of_a_kind(), key=_weight)
        return tuple(ordered) if len(ordered) <= MOST else (*ordered[: MOST - 1], _drawn_together(ordered[MOST - 1 :]))

    def _of_a_kind(self) -> Iterator[OpenQuestionDTO]:
        """What is asked about one field for one reason is one question; what has no field stays apart."""
        kinds: dict[tuple[str, str, str], list[OpenQuestionDTO]] = {}
        for asked in self._asked.values():
            kinds.setdefault((asked.field, asked.kind, "" if asked.field in FIELDS else asked.words), []).append(asked)
        yield from (_joined(same) if len(same) > 1 else same[0] for same in kinds.values())


def _joined(questions: list[OpenQuestionDTO]) -> OpenQuestionDTO:
    words = " … ".join(dict.fromkeys(part for asked in questions for part in asked.words.split(" … ") if part))
    question = " ".join(dict.fromkeys(asked.question for asked in questions))
    told = words if questions[0].kind == "contradiction" else clipped(words, MOST_WORDS)  # all of it stays unpublished
    return replace(questions[0], words=told, question=question)


def _weight(question: OpenQuestionDTO) -> tuple[bool, int, int]:
    known = question.field in FIELDS
    return (not known, KINDS.index(question.kind), FIELDS.index(question.field) if known else 0)


def _drawn_together(questions: list[OpenQuestionDTO]) -> OpenQuestionDTO:
    words = " … ".join(clipped(asked.words or asked.question, 120) for asked in questions)
    question = f"{len(questions)} further points are open (“{clipped(words, MOST_WORDS)}”): what are the answers?"
    return OpenQuestionDTO("other", "unconfirmed", clipped(words, MOST_WORDS), question)
