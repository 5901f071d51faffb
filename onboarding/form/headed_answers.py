"""What the notes answer under headings, in tables and below questions: as good as an answer of the form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from onboarding.channels.mentions import mentions
from onboarding.fields import FIELDS, LISTS
from onboarding.form.field_aliases import field_called, field_wanted
from onboarding.form.markup import plain
from onboarding.notes.dialogue import field_asked
from onboarding.notes.document import bare, sections
from onboarding.notes.texts import clipped, text_of

LONGEST_LABEL = 90  # characters
LONGEST_FIGURE = 300  # characters; what is longer tells a story
OF_FIGURES = ("budget", "launch_date", "timeline_weeks")
NO_TEXTS_OF_PEOPLE = ("client_id", "id", "source", "attachments", "raw_notes")


@dataclass
class HeadedAnswer:
    """The texts under the headings of one field; `others`: those under a second one, of a field that holds one text."""

    name: str
    texts: list[str]
    others: list[str] = field(default_factory=list)

    @property
    def value(self) -> list[str] | str:
        return self.texts if self.name in LISTS else " ".join(self.texts)

    def words(self, answer: str) -> str:
        """The words of the notes that an item, or the whole of an answer, was read in."""
        _, _, position = answer.partition(".")
        return self.texts[int(position)] if position.isdigit() else clipped(" ".join(self.texts))


@dataclass
class Headed:
    """The answers that notes give as a document, by field, and its headings, which are no sentences."""

    answers: dict[str, HeadedAnswer]
    headings: frozenset[str]

    def values(self) -> dict[str, Any]:
        """As the form would hold them; of two sums or days under two headings none is chosen."""
        chosen = (answer for answer in self.answers.values() if not (answer.others and answer.name in OF_FIGURES))
        return {answer.name: answer.value for answer in chosen}

    def without_headings(self, notes: str) -> str:
        """The lines from which sentences are cut."""
        return "\n".join(line for line in notes.splitlines() if bare(line) not in self.headings)


def headed_answers(markdown: str) -> Headed:
    """The answers of notes in which the marks of Markdown still stand."""
    found = [
        (section, field_headed(section.heading))
        for section in sections(markdown, lambda line: bool(field_headed(line)))
    ]
    answers: dict[str, HeadedAnswer] = {}
    for section, name in found:
        texts = [text for text in (text_of(plain(text)) for text in section.texts) if text]
        if name and texts and _fits(name, texts):
            _add(answers, name, texts)
    headings = {section.heading for section, name in found if section.stands_out or name in answers}
    return Headed(answers, frozenset(map(plain, headings)))


def field_headed(heading: str) -> str:
    """The field whose answer stands under a heading or a question, "" for none."""
    if not heading or len(heading) > LONGEST_LABEL:
        return ""
    question = heading.rstrip(" ?？")
    name = field_called(question)
    if question != heading and not name:
        name = field_asked(question) or field_wanted(question)
    return "" if name in NO_TEXTS_OF_PEOPLE or name not in FIELDS else name


def _add(answers: dict[str, HeadedAnswer], name: str, texts: list[str]) -> None:
    known = answers.setdefault(name, HeadedAnswer(name, []))
    if name in LISTS or not known.texts:
        known.texts += [text for text in texts if text not in known.texts]
    elif texts != known.texts:
        known.others += texts


def _fits(name: str, texts: Sequence[str]) -> bool:
    """Whether what stands under the heading can be an answer to it: "Where" leads to a hall as well as to channels."""
    if name == "channels":
        return any(map(mentions, texts))
    return name not in OF_FIGURES or sum(map(len, texts)) <= LONGEST_FIGURE
