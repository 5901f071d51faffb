"""What a person must ask the client, collected in the order in which it was noticed."""

from onboarding.contracts import OpenQuestionDTO
from onboarding.texts import clipped


class Questions:
    """Open questions without repeats: one of a kind for the same words of a field."""

    def __init__(self) -> None:
        self._asked: dict[tuple[str, str, str], OpenQuestionDTO] = {}

    def ask(self, field: str, kind: str, words: str, question: str) -> None:
        self.add(OpenQuestionDTO(field, kind, clipped(words), question))

    def add(self, question: OpenQuestionDTO) -> None:
        self._asked.setdefault((question.field, question.kind, question.words), question)

    def about(self, words: str) -> bool:
        """Whether these words of the notes have led to a question already."""
        return any(asked.words == clipped(words) for asked in self._asked.values() if words)

    def all(self) -> tuple[OpenQuestionDTO, ...]:
        return tuple(self._asked.values())
