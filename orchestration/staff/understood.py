"""What a brief asks and holds, as its page shows it: in words that people write, each with a field of the right kind,
and with what was typed there when the page is shown again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onboarding.contracts import (
    CORRECT,
    PROPOSED,
    REJECTED,
    FactDTO,
    FieldProblem,
    NormalizedBriefDTO,
    OpenQuestionDTO,
)
from onboarding.fields import LISTS
from orchestration.staff.brief_words import (
    About,
    about,
    about_fact,
    as_typed,
    in_words,
    order_of,
    source_of,
    standing_of,
    subject_of,
)

KINDS = {"launch_date": "date", "dates": "date", "timeline_weeks": "number"}
KINDS |= dict.fromkeys(("budget", "money", "website", "language"), "text")
LIKE = {"budget": "12,000 EUR", "money": "12,000 EUR", "language": "pt-BR", "website": "https://"}


@dataclass(frozen=True)
class Input:
    """Where an answer is typed. kind: date, number, text, or area for what may be longer than a line."""

    kind: str
    value: str
    like: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Item:
    """A question or a fact, with what somebody says to it on this page. `decision`: what is chosen, "" nothing."""

    id: str
    number: int
    about: About
    input: Input
    words: str = ""
    decision: str = ""
    problem: str = ""


@dataclass(frozen=True)
class QuestionItem(Item):
    question: str = ""
    has_choice: bool = False
    choices = (("accept", "It holds"), ("reject", "Not so"), ("correct", "Answer"))


@dataclass(frozen=True)
class FactItem(Item):
    value: str = ""
    standing: str = ""  # the value as its field is filled in before anybody types there
    source: str = ""
    state: tuple[str, str, str] = ("", "", "")
    by: str = ""
    is_left: bool = False  # proposed, and nobody has decided
    is_gone: bool = False
    choices = (("accept", "Accept"), ("correct", "Correct"), ("reject", "Reject"))


@dataclass(frozen=True)
class Typed:
    """What was sent with the form: by the ID of a question or fact a decision and a value; what is wrong with them."""

    decisions: Mapping[str, str]
    values: Mapping[str, str]
    problems: Mapping[str, str]


NOTHING = Typed({}, {}, {})


@dataclass(frozen=True)
class Understood:
    questions: tuple[QuestionItem, ...]
    facts: tuple[FactItem, ...]

    @property
    def left(self) -> int:
        """How many proposals wait for a word."""
        return sum(fact.is_left for fact in self.facts)

    def __iter__(self) -> Iterator[QuestionItem | FactItem]:
        """What can be answered, in the order of the page."""
        yield from self.questions
        yield from (fact for fact in self.facts if not fact.is_gone)


def understood(brief: NormalizedBriefDTO, typed: Typed = NOTHING) -> Understood:
    facts = sorted(brief.facts_by_themselves, key=order_of)
    by = {answer.id: answer.by for answer in brief.answers}
    return Understood(
        tuple(_question(number, question, typed) for number, question in enumerate(brief.questions_apart, 1)),
        tuple(_fact(number, fact, brief, typed, by.get(fact.id, "")) for number, fact in enumerate(facts, 1)),
    )


def numbers(shown: Understood, brief: NormalizedBriefDTO) -> dict[str, int]:
    """The number of each fact by its ID; a term has that of the exclusion it was read in."""
    known = {fact.id: fact.number for fact in shown.facts}
    by_words = {fact.words: known[fact.id] for fact in brief.facts if fact.id in known and fact.words}
    return {fact.id: known.get(fact.id) or by_words.get(fact.words, 0) for fact in brief.facts}


def given_answers(shown: Iterable[Item], typed: Typed) -> list[tuple[str, dict[str, Any]]]:
    """What somebody says to what is shown, as nobody has typed there yet: by ID an answer as the verb takes it."""
    return [(item.id, answer) for item in shown if (answer := _given(item, typed))]


def _given(item: Item, typed: Typed) -> dict[str, Any] | None:
    decision, value = typed.decisions.get(item.id, ""), typed.values.get(item.id, "").strip()
    if isinstance(item, FactItem):
        is_changed = value not in ("", item.input.value.strip())
        decision = decision or (CORRECT if is_changed else "")
        value = value if decision == CORRECT else ""
    else:
        decision = decision or (CORRECT if value else "")
    if not decision:
        return None
    kind = "fact" if isinstance(item, FactItem) else "question"
    return {kind: item.id, "decision": decision, **({"value": value} if value else {})}


def told_apart(problems: Sequence[FieldProblem], ids: Sequence[str]) -> dict[str, str]:
    """What is wrong, by the ID of what was answered; "" for what is wrong with the whole."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        number = problem.field.partition(".")[0]
        found.setdefault(ids[int(number)] if number.isdigit() else "", []).append(problem.message)
    return {id: "; ".join(dict.fromkeys(messages)) for id, messages in found.items()}


def _question(number: int, question: OpenQuestionDTO, typed: Typed) -> QuestionItem:
    field = question.field.partition(".")[0]
    is_list = field in LISTS
    value = typed.values.get(question.id, "")
    return QuestionItem(
        question.id,
        number,
        about(field),
        _input(field, value, "One per line." if is_list else ""),
        "" if question.words and question.words in question.question else question.words,
        typed.decisions.get(question.id, ""),
        typed.problems.get(question.id, ""),
        question=question.question,
        has_choice=question.kind != "missing",
    )


def _input(field: str, value: str, hint: str = "") -> Input:
    """Of the field's kind; for what such a field would not show, text."""
    kind = KINDS.get(field, "area")
    is_shown = {"date": _is_day, "number": str.isdecimal}.get(kind, bool)(value)
    return Input(kind if is_shown or not value else "text", value, LIKE.get(field, ""), hint)


def _fact(
    number: int,
    fact: FactDTO,
    brief: NormalizedBriefDTO,
    typed: Typed,
    by: str,
) -> FactItem:
    standing, value = as_typed(fact, brief.launch_day), in_words(fact)
    written = typed.values.get(fact.id, standing)
    decision = typed.decisions.get(fact.id, "") or (CORRECT if written.strip() not in ("", standing) else "")
    return FactItem(
        fact.id,
        number,
        about_fact(fact),
        _input(subject_of(fact), written),
        "" if fact.words == value else fact.words,
        decision,
        typed.problems.get(fact.id, ""),
        value=value,
        standing=standing,
        source=source_of(fact),
        state=standing_of(fact),
        by=by,
        is_left=fact.state == PROPOSED,
        is_gone=fact.state == REJECTED,
    )


def _is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))
