"""What a person must ask the client: merged where it repeats itself, the most important first."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onboarding.contracts import OpenQuestionDTO
from onboarding.notes.texts import clipped

MOST = 20
MOST_WORDS = 1500
MOST_SEARCHED = 100  # questions within whose words a sentence is looked for; of the others it must be all
KINDS = ("contradiction", "missing", "unclear", "unconfirmed")
# Fields: what the plan hangs on stands first; what no field is for stands last.
BY_IMPORTANCE = (
    *("objectives", "budget", "launch_date", "timeline_weeks", "channels", "target_audience", "language"),
    *("key_messages", "proof_points", "exclusions", "mandatory_inclusions", "website", "call_to_action"),
)


class Questions:
    """Open questions without repeats: one of a kind for the same words of a field."""

    def __init__(self) -> None:
        self._keep(())

    def _keep(self, questions: Iterable[OpenQuestionDTO]) -> None:
        self._asked: dict[tuple[str, str, str], OpenQuestionDTO] = {}
        self._fields: Counter[str] = Counter()
        self._words: set[str] = set()
        self._told = ""  # the words of the first MOST_SEARCHED questions
        for question in questions:
            self.add(question)

    def ask(self, field: str, kind: str, words: str, question: str) -> None:
        self.add(OpenQuestionDTO(field, kind, clipped(words), question))

    def add(self, question: OpenQuestionDTO) -> None:
        key = (question.field, question.kind, question.words.casefold())
        if key not in self._asked:
            self._asked[key] = question
            self._note(question, len(self._asked))

    def _note(self, question: OpenQuestionDTO, position: int) -> None:
        self._fields[question.field] += 1
        self._words.add(question.words)
        self._told += f"\n{question.words}" if position <= MOST_SEARCHED else ""

    def has(self, field: str) -> bool:
        """Whether a question about the field has been asked."""
        return self._fields[field] > 0

    def has_beside(self, field: str, kind: str) -> bool:
        """Whether anything of another kind has been asked about the field."""
        return any(asked.field == field and asked.kind != kind for asked in self._asked.values())

    def withdraw(self, field: str, kind: str) -> None:
        """Take back what has been answered from elsewhere."""
        kept = [asked for asked in self._asked.values() if (asked.field, asked.kind) != (field, kind)]
        if len(kept) < len(self._asked):
            self._keep(kept)

    def about(self, words: str) -> bool:
        """Whether these words of the notes have led to a question already, or stand within one of the first asked."""
        told = clipped(words)
        return bool(told) and (told in self._words or told in self._told)

    def all(self) -> tuple[OpenQuestionDTO, ...]:
        """One of a kind for a field, at most MOST, by weight; the least are drawn together in one that quotes them."""
        ordered = sorted(self._of_a_kind(), key=_weight)
        return tuple(ordered) if len(ordered) <= MOST else (*ordered[: MOST - 1], _drawn_together(ordered[MOST - 1 :]))

    def _of_a_kind(self) -> Iterator[OpenQuestionDTO]:
        """What is asked about one field for one reason is one question; what has no field stays apart."""
        kinds: dict[tuple[str, str, str], list[OpenQuestionDTO]] = {}
        for asked in self._asked.values():
            apart = "" if asked.field in BY_IMPORTANCE else asked.words
            kinds.setdefault((asked.field, asked.kind, apart), []).append(asked)
        yield from (_joined(same) if len(same) > 1 else same[0] for same in kinds.values())


def _joined(questions: list[OpenQuestionDTO]) -> OpenQuestionDTO:
    words = " … ".join(dict.fromkeys(part for asked in questions for part in asked.words.split(" … ") if part))
    question = " ".join(dict.fromkeys(asked.question for asked in questions))
    told = words if questions[0].kind == "contradiction" else clipped(words, MOST_WORDS)  # all of it stays unpublished
    return replace(questions[0], words=told, question=question)


def _weight(question: OpenQuestionDTO) -> tuple[bool, int, int]:
    known = question.field in BY_IMPORTANCE
    return (not known, KINDS.index(question.kind), BY_IMPORTANCE.index(question.field) if known else 0)


def _drawn_together(questions: list[OpenQuestionDTO]) -> OpenQuestionDTO:
    words = " … ".join(clipped(asked.words or asked.question, 120) for asked in questions)
    question = f"{len(questions)} further points are open (“{clipped(words, MOST_WORDS)}”): what are the answers?"
    return OpenQuestionDTO("other", "unconfirmed", clipped(words, MOST_WORDS), question)
