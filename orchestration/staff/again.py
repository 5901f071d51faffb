"""Starting again: the form filled in as a former run's client sent it, put right by what people said of its brief."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.text import Truncator

from aicmo_site.kernel.children import PreviewDied, PreviewsBusy, PreviewTooSlow, in_child
from aicmo_site.kernel.frozen import thaw
from onboarding import services as onboarding
from onboarding.contracts import (
    ACCEPT,
    CONFIRMED,
    CORRECTED,
    NOTES,
    REJECT,
    REJECTED,
    STATED,
    AnswerDTO,
    BriefNotFound,
    FactDTO,
    NormalizedBriefDTO,
)
from onboarding.fields import BY_CHANNEL, FIELDS, LISTS, field_of, without_position
from orchestration import services
from orchestration.models import Run
from orchestration.options import COPY, stops_of
from orchestration.staff.brief_words import about, answer_in_words, as_typed
from orchestration.staff.intake_form import BUDGET, RESTS, TEXTS
from orchestration.staff.intake_form import LISTS as LISTED
from orchestration.workflow import intake_of, to_understand

UNREAD = (PreviewTooSlow, PreviewDied, PreviewsBusy)
SAID = (CONFIRMED, CORRECTED, REJECTED)


class Again(NamedTuple):
    """What the fields of the form hold at first, and what people said that no field of it can hold. `unread`: why the
    brief could not be read again; then the form is as it was sent, and all that people said is left."""

    fields: dict[str, Any]
    left: tuple[str, ...]
    unread: str = ""


def put_right(run: Run) -> Again:
    """Raises IntakeNotKept where a brief was reused whose form is gone."""
    intake = intake_of(run)
    try:
        brief = _brief_of(run)
    except UNREAD as error:
        said = (AnswerDTO(**answer) for answer in run.answers)
        return Again(_as_sent(intake.responses) | _options(run), tuple(map(_told, said)), str(error))
    given = dict(intake.responses) if _is_ours(intake.responses) else dict(_from_brief(brief))
    given |= _said(brief)
    return Again(_fields(given) | _options(run), tuple(_left(brief)))


def _options(run: Run) -> dict[str, Any]:
    stops = stops_of(run.input)
    options = {"require_approval": COPY in stops, **{name: stop in stops for stop, name in RESTS.items()}}
    options["accept_proposals"] = bool(run.input.get("accept_proposals"))
    return options


def _brief_of(run: Run) -> NormalizedBriefDTO:
    """Read again where it went with the run, by a child: long notes take seconds."""
    try:
        return services.brief_of(run_id=run.pk)
    except BriefNotFound:
        return in_child(onboarding.understand_intake, **to_understand(run))


def _left(brief: NormalizedBriefDTO) -> Iterator[str]:
    """What people said of days, of sums, or of no field, and what they rejected though the notes say it."""
    read_in = {fact.id: fact.source for fact in brief.facts}
    for answer in brief.answers:
        name = answer.field if answer.field in FIELDS else field_of(answer.field)
        is_of_notes = answer.decision == REJECT and read_in.get(answer.id) == NOTES
        if (is_of_notes or not name) and (answer.kind or answer.decision != ACCEPT):
            yield _told(answer)


def _told(answer: AnswerDTO) -> str:
    words = Truncator(answer.question or answer.words).chars(160)
    return (
        f"{about(field_of(answer.field) or without_position(answer.field)).name} (“{words}”): {answer_in_words(answer)}"
    )


def _as_sent(responses: Mapping[str, Any]) -> dict[str, Any]:
    """Somebody else's form as JSON, which is read for our fields when the form is sent."""
    return _fields(responses) if _is_ours(responses) else {"further": _json(responses)}


def _is_ours(responses: Mapping[str, Any]) -> bool:
    """Whether its fields are named as ours and hold what the form's fields can."""
    return all(name in FIELDS for name in responses) and all(
        responses.get(name) is None or isinstance(responses[name], str | int) for name in TEXTS
    )


def _from_brief(brief: NormalizedBriefDTO) -> Iterator[tuple[str, Any]]:
    """Somebody else's form, told in our fields."""
    stated = [fact for fact in brief.standing_facts if fact.state == STATED]
    yield from _values(stated, _fields_of(stated), brief)
    yield "raw_notes", brief.notes
    yield from ((name, answer) for name, answer in brief.further_answers.items() if name not in FIELDS)


def _said(brief: NormalizedBriefDTO) -> dict[str, Any]:
    """Of each field that somebody spoke about, all that stands in it now; what is only proposed is read again."""
    about = _fields_of([fact for fact in brief.facts if fact.state in SAID])
    stand = [fact for fact in brief.standing_facts if fact.state in (STATED, *SAID)]
    return dict(_values(stand, about, brief))


def _fields_of(facts: list[FactDTO]) -> set[str]:
    """What is said of a channel's languages and labels stands in the items of the channels."""
    names = {field_of(fact.field) for fact in facts}
    return {"channels" if name in BY_CHANNEL else name for name in names} & FIELDS.keys()


def _values(facts: list[FactDTO], names: set[str], brief: NormalizedBriefDTO) -> Iterator[tuple[str, Any]]:
    for name in names:
        values = [_value(fact, brief) for fact in facts if field_of(fact.field) == name]
        yield name, values if name in LISTS else values[-1] if values else ""


def _value(fact: FactDTO, brief: NormalizedBriefDTO) -> Any:
    if isinstance(fact.value, Mapping):
        return fact.value
    if field_of(fact.field) == "launch_date":
        return str(fact.value)
    if field_of(fact.field) == "channels" and (fact.value in brief.languages or fact.value in brief.labels):
        return brief.item_of(fact.value)
    return f"“{fact.value}”" if fact.field.startswith("excluded_terms") else as_typed(fact, brief.launch_day)


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """An intake as the form shows it; what has no field of its own is JSON."""
    texts = {name: str(given[name]) for name in TEXTS if given.get(name) not in (None, "")}
    lists = {name: _lines(given[name]) for name in LISTED if given.get(name)}
    budget = given.get("budget")
    told = budget if isinstance(budget, Mapping) else {"amount": budget} if budget else {}
    parts = {f"budget_{part}": str(told[part]) for part in BUDGET if told.get(part)}
    known = {*TEXTS, *LISTED, "budget"}
    further = {name: answer for name, answer in given.items() if name not in known and answer not in (None, "")}
    return {**texts, **lists, **parts, **({"further": _json(further)} if further else {})}


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(thaw(value), ensure_ascii=False, indent=2)


def _lines(value: Any) -> str:
    items = [value] if isinstance(value, str) else value
    return "\n".join(" ".join(str(item).split()) for item in items)
