"""A form's answers, cleaned: what only looks like an answer is taken out and asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onboarding.questions import Questions
from onboarding.signals import is_wholly, says, topic_of
from onboarding.texts import clipped, items_of, sentences, text_of


@dataclass
class Form:
    """A form while it is being understood: its answers, its notes by sentence, and the questions so far."""

    responses: Mapping[str, Any]
    questions: Questions = field(default_factory=Questions)

    def __post_init__(self) -> None:
        self.notes = text_of(self.responses.get("raw_notes"))
        self.note_sentences = sentences(self.notes)

    def text(self, name: str) -> str:
        """A field's text; "" where it holds a placeholder or says that there is nothing."""
        text = text_of(self.responses.get(name))
        return "" if self._is_no_answer(name, text) else text

    def items(self, name: str) -> tuple[str, ...]:
        """A list's texts without placeholders."""
        return tuple(item for item in items_of(self.responses.get(name)) if not self._is_no_answer(name, item))

    def words_on(self, topic: str, signal: str) -> str:
        """The first sentence of the notes that speaks of a field and gives a signal, "" where there is none."""
        return next((said for said in self.note_sentences if topic_of(said) == topic and says(signal, said)), "")

    def ask_missing(self, name: str, question: str) -> None:
        """Ask for a field, with what the form or the notes say in its stead."""
        written = text_of(self.responses.get(name))
        self.questions.ask(name, "missing", written or self.words_on(name, "withheld"), question)

    def _is_no_answer(self, name: str, text: str) -> bool:
        if not text or is_wholly("absent", text):
            return True
        if is_wholly("placeholder_alone", text):
            self.questions.ask(
                name, "missing", text, f"“{clipped(text, 80)}” stands where {label(name)} should be: what is it?"
            )
            return True
        if says("placeholder_within", text) and name != "launch_date":
            question = f"A gap was left in {label(name)} (“{clipped(text, 120)}”): what belongs there?"
            self.questions.ask(name, "unclear", text, question)
        return False


def label(name: str) -> str:
    """How a question names a field."""
    return f"the {name.replace('_', ' ')}"
