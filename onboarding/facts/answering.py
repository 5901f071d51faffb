"""What people say to a brief, held against it: what it asks or holds can be answered, by what its field can be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from onboarding.contracts import (
    ACCEPT,
    CORRECT,
    DECISIONS,
    MOST_ANSWERS,
    REJECT,
    AnswerDTO,
    DateDTO,
    FactDTO,
    FieldProblem,
    InvalidAnswers,
    InvalidIntake,
    MoneyDTO,
    NormalizedBriefDTO,
    OpenQuestionDTO,
)
from onboarding.facts.decisions import Decided
from onboarding.facts.read_alone import UNREADABLE, read_alone
from onboarding.facts.typed import corrected_day, corrected_sum
from onboarding.fields import FIELDS, LISTS, field_of
from onboarding.form.validation import validate
from onboarding.notes.texts import items_of, text_of

MAY_BE_SHOWN_ONLY = ("mandatory_inclusions",)  # a logo is no text of a brief
_ENTRIES: dict[str, Callable[[str], Any]] = {
    "dates": lambda value: corrected_day(DateDTO("", ""), value),
    "money": lambda value: corrected_sum(MoneyDTO("", Decimal(0), Decimal(0)), value),
}


def answers_to(brief: NormalizedBriefDTO, given: Sequence[Mapping[str, Any]], by: str) -> tuple[AnswerDTO, ...]:
    """`given`: {question or fact, decision, value} each. Raises InvalidAnswers with every problem, by number."""
    known = {
        "question": {question.id: question for question in brief.open_questions},
        "fact": {fact.id: fact for fact in brief.standing_facts},
    }
    answers: list[AnswerDTO] = []
    problems: list[FieldProblem] = []
    answered: set[Any] = set()
    for number, each in enumerate(given[:MOST_ANSWERS]):
        about = each.get("fact") or each.get("question")
        again = about in answered
        found = [("", "is answered above already")] if again else list(_problems(each, known, brief.normalized_at))
        answered.add(about or number)
        problems += (FieldProblem(f"{number}.{field}".rstrip("."), message) for field, message in found)
        if not found:
            answers.append(_answer(each, known, by))
    if len(given) > MOST_ANSWERS:
        problems.append(FieldProblem("", f"has {len(given)} answers; at most {MOST_ANSWERS} are taken at once"))
    if problems:
        raise InvalidAnswers(tuple(problems))
    return tuple(answers)


def accepted(brief: NormalizedBriefDTO, given: Sequence[AnswerDTO], by: str) -> tuple[AnswerDTO, ...]:
    """Every proposal that nothing was said to, as accepted."""
    decided = Decided(brief, given)
    return tuple(_said(fact, ACCEPT, None, by) for fact in brief.proposed_facts if decided.leaves(fact))


def _problems(given: Mapping[str, Any], known: Mapping[str, Any], now: datetime) -> Iterator[tuple[str, str]]:
    kinds = [kind for kind in known if given.get(kind)]
    if len(kinds) != 1:
        yield "question", "name either a question or a fact"
        return
    target = known[kinds[0]].get(given[kinds[0]])
    if target is None:
        yield kinds[0], "is not (or no longer) one of this brief"
        return
    decision, value = given.get("decision"), given.get("value")
    has_value = bool(text_of(value) if isinstance(value, str) else value)
    if decision not in DECISIONS:
        yield "decision", f"must be one of {', '.join(DECISIONS)}"
    elif decision != CORRECT and has_value:
        yield "value", f"goes with the decision {CORRECT} only"
    elif decision == CORRECT and not has_value:
        yield "value", "is missing: what is right?"
    elif decision == REJECT and _field(target) == "client_name":
        yield "decision", "a campaign is somebody's: put the name right"
    elif decision == CORRECT and not _is_one(value, _field(target), is_fact=isinstance(target, FactDTO)):
        yield "value", "must be one text"
    elif decision == CORRECT:
        yield from (("value", message) for message in flaws(_field(target), value, now))
        root = target.field.partition(".")[0]
        if root in _ENTRIES and _ENTRIES[root](str(value)) is None:
            yield "value", UNREADABLE["launch_date" if root == "dates" else "budget"]


def _is_one(value: Any, field: str, *, is_fact: bool) -> bool:
    """Whether a value is as the field takes it: of a list a fact is one item, and a question may have several."""
    if isinstance(value, list | tuple):
        return field in LISTS and not is_fact
    if isinstance(value, Mapping):
        return field == "budget"
    return not isinstance(value, bool) and (isinstance(value, str) or field in ("budget", "timeline_weeks"))


def flaws(field: str, value: Any, now: datetime) -> Iterator[str]:
    """What is wrong with a value as the answer of its field, or as words, where it belongs to none."""
    name = field if field in FIELDS else "call_to_action"  # of no field: a text as long as an answer may be
    form = {"client_name": "-", "raw_notes": "-", name: _as_answer(name, value)}
    try:
        validate(form)
    except InvalidIntake as error:
        yield from (problem.message for problem in error.problems)
        return
    is_text = field in FIELDS and field not in MAY_BE_SHOWN_ONLY
    if is_text and not read_alone(field, _as_answer(field, value), now):
        yield UNREADABLE.get(field, "says nothing that can be taken as an answer")


def _as_answer(name: str, value: Any) -> Any:
    return [*items_of(value)] if name in LISTS and isinstance(value, str) else value


def _answer(given: Mapping[str, Any], known: Mapping[str, Any], by: str) -> AnswerDTO:
    kind = "question" if given.get("question") else "fact"
    target: OpenQuestionDTO | FactDTO = known[kind][given[kind]]
    return _said(target, given["decision"], given["value"] if given["decision"] == CORRECT else None, by)


def _said(target: OpenQuestionDTO | FactDTO, decision: str, value: Any, by: str) -> AnswerDTO:
    if isinstance(target, OpenQuestionDTO):
        about = {"kind": target.kind, "question": target.question}
    else:
        about = {"source": target.source}
    held = target.value if isinstance(target, FactDTO) and isinstance(target.value, str) else ""
    return AnswerDTO(target.id, decision, value, target.field, words=target.words or held, by=by, **about)


def _field(target: OpenQuestionDTO | FactDTO) -> str:
    return target.field if isinstance(target, OpenQuestionDTO) else field_of(target.field)
