"""What a brief asks and holds, as its page shows it: in words that people write, each with a field of the right kind,
and with what was typed there when the page is shown again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.utils.translation import get_language_info

from aicmo_site.kernel import formats
from aicmo_site.kernel.channels import channel_of
from aicmo_site.readable import spaced
from onboarding.contracts import (
    CONFIRMED,
    CORRECT,
    CORRECTED,
    PROPOSED,
    REJECTED,
    STATED,
    AnswerDTO,
    FactDTO,
    FieldProblem,
    NormalizedBriefDTO,
    OpenQuestionDTO,
)
from onboarding.fields import FIELDS, LISTS

OURS = "en-GB"  # of the admin
NOTES, TERMS = "raw_notes", "excluded_terms"
_PLACES = {field.place or name: name for name, field in FIELDS.items()} | {TERMS: "exclusions"}


class About(NamedTuple):
    """What a field is called where one of its items stands, and what else changes with it."""

    name: str
    then: str = ""


ABOUT = {  # in the order of the page
    "objectives": About("Aim", "Changes what is measured, and all copy."),
    "target_audience": About("Audience", "Changes the plan and all copy."),
    "key_messages": About("Message", "Changes all copy."),
    "channels": About("Channel", "Changes which pieces are made."),
    "budget": About("Budget", "Changes every share of the plan."),
    "launch_date": About("Launch", "Moves the calendar."),
    "timeline_weeks": About("Duration", "Moves the calendar."),
    "proof_points": About("Proof point", "Changes what copy may cite."),
    "call_to_action": About("Call to action", "Changes how every piece ends."),
    "tone": About("Tone", "Changes how copy speaks."),
    "mandatory_inclusions": About("Must appear", "Changes what copy has to hold."),
    "exclusions": About("Must not appear", "Changes what copy must not say."),
    "competitors": About("Competitor", "Changes whom copy must not name."),
    "language": About("Language", "Changes all copy."),
    "website": About("Website", "Changes where copy sends people."),
    "client_name": About("Client", "Changes all copy."),
    "industry": About("Industry"),
}
KINDS = {"launch_date": "date", "timeline_weeks": "number", "budget": "text", "website": "text", "language": "text"}
LIKE = {"budget": "12,000 EUR", "language": "pt-BR", "website": "https://"}
STATES = {  # a mark that tells it apart without colour, the words, the colour
    STATED: ("✓", "stated", "good"),
    PROPOSED: ("?", "read from prose", "waits"),
    CONFIRMED: ("✓", "accepted", "good"),
    CORRECTED: ("✎", "corrected", "good"),
    REJECTED: ("✗", "rejected", "quiet"),
}


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
    facts = sorted(_shown(brief.facts), key=lambda fact: _order(field_of(fact)))
    questions = [each for each in brief.open_questions if not any(_only_asks_whether(each, fact) for fact in facts)]
    by = {answer.id: answer.by for answer in brief.answers}
    return Understood(
        tuple(_question(number, question, typed) for number, question in enumerate(questions, 1)),
        tuple(_fact(number, fact, brief, typed, by.get(fact.id, "")) for number, fact in enumerate(facts, 1)),
    )


def numbers(shown: Understood, brief: NormalizedBriefDTO) -> dict[str, int]:
    """The number of each fact by its ID; a term has that of the exclusion it was read in."""
    known = {fact.id: fact.number for fact in shown.facts}
    by_words = {fact.words: known[fact.id] for fact in brief.facts if fact.id in known and fact.words}
    return {fact.id: known.get(fact.id) or by_words.get(fact.words, 0) for fact in brief.facts}


def field_of(fact: FactDTO) -> str:
    """The form's field that a fact is the answer of."""
    return _PLACES.get(_without_position(fact.field), "")


def typed_value(fact: FactDTO, brief: NormalizedBriefDTO) -> str:
    """A fact's value as it would be typed."""
    value = fact.value
    match field_of(fact):
        case "budget" if isinstance(value, Mapping):
            return " ".join(str(value[part]) for part in ("amount", "currency", "period") if value.get(part))
        case "channels":
            return channel_of(str(value)).name
        case "launch_date":
            return brief.launch_day
        case _:
            return "" if value is None else str(value)


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


def answer_in_words(answer: AnswerDTO) -> str:
    """What somebody said, for somebody who said something else."""
    return (
        str(answer.value) if answer.decision == CORRECT else {"accept": "it holds", "reject": "not so"}[answer.decision]
    )


def _shown(facts: Sequence[FactDTO]) -> Iterator[FactDTO]:
    """All but terms that were read in an exclusion: it is there itself, and what is said to it holds for them."""
    rules = {fact.words for fact in facts if fact.field.startswith("scope.exclusions.")}
    for fact in facts:
        is_term = fact.field.startswith(TERMS)
        if not is_term or (fact.source == NOTES and fact.words not in rules):
            yield fact


def _only_asks_whether(question: OpenQuestionDTO, fact: FactDTO) -> bool:
    """What was proposed is so: who decides on the fact has answered it, so it is not asked twice."""
    same = question.kind == "unconfirmed" and fact.state == PROPOSED and question.field == field_of(fact)
    return same and bool(fact.words) and fact.words in question.words


def _question(number: int, question: OpenQuestionDTO, typed: Typed) -> QuestionItem:
    field = question.field.partition(".")[0]
    is_list = field in LISTS
    value = typed.values.get(question.id, "")
    return QuestionItem(
        question.id,
        number,
        ABOUT.get(field, About(spaced(field).capitalize())),
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
    field = field_of(fact)
    standing, value = typed_value(fact, brief), in_words(fact)
    written = typed.values.get(fact.id, standing)
    decision = typed.decisions.get(fact.id, "") or (CORRECT if written.strip() not in ("", standing) else "")
    return FactItem(
        fact.id,
        number,
        ABOUT.get(field, About(spaced(fact.field).capitalize())),
        _input(field, written),
        "" if fact.words == value else fact.words,
        decision,
        typed.problems.get(fact.id, ""),
        value=value,
        source=_source(fact),
        state=STATES[fact.state],
        by=by,
        is_left=fact.state == PROPOSED,
        is_gone=fact.state == REJECTED,
    )


def in_words(fact: FactDTO) -> str:
    """A fact's value as people write it."""
    value = fact.value
    match field_of(fact):
        case "budget" if isinstance(value, Mapping):
            return ", ".join(filter(None, (_money(value), str(value.get("period") or ""))))
        case "channels":
            return channel_of(str(value)).name
        case "timeline_weeks":
            return f"{value} week{'' if value == 1 else 's'}"
        case "launch_date":
            return _day(str(value))
        case "language":
            return _language(str(value))
        case _:
            return str(value)


def _money(value: Mapping[str, Any]) -> str:
    try:
        return formats.money(Decimal(str(value.get("amount"))), str(value.get("currency") or ""), OURS)
    except InvalidOperation:
        return str(value.get("words") or "")


def _language(tag: str) -> str:
    try:
        return f"{get_language_info(tag.lower())['name']} ({tag})"
    except KeyError:
        return tag


def _day(text: str) -> str:
    try:
        return formats.day(date.fromisoformat(text), OURS)
    except ValueError:
        return text


def _is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))


def _source(fact: FactDTO) -> str:
    answer = fact.source.partition(".")[0]
    return {NOTES: "notes", "answers": "an answer"}.get(answer, f"form: {spaced(answer)}")


def _without_position(place: str) -> str:
    root, _, last = place.rpartition(".")
    return root if last.isdigit() else place


def _order(field: str) -> int:
    names = list(ABOUT)
    return names.index(field) if field in names else len(names)
