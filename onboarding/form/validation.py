"""Whether a form can be used at all. What is merely missing or vague becomes an open question later."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from aicmo_site.kernel import strict_json
from aicmo_site.kernel.strict_json import MAX_NUMBER, printable
from aicmo_site.kernel.text.folding import latin
from onboarding.contracts import FieldProblem, InvalidIntake
from onboarding.fields import FIELDS, LISTS, TEXTS
from onboarding.form.ceilings import excesses, too_large
from onboarding.form.received import Received, as_it_is, received
from onboarding.form.unknown_fields import not_known
from onboarding.notes.texts import items_of, text_of

MAX_WEEKS = 5_200


def validate(responses: Any, *, stored: bool = False) -> Received:
    """The form as it is read. Raises InvalidIntake with every problem of it; unknown fields get the generic checks
    only, and what is stored already is not measured against the ceilings."""
    given, flaws = _read(responses, stored=stored)
    if problems := (*flaws, *shortcomings(given)):
        raise InvalidIntake(tuple(dict.fromkeys(problems)))
    return given


def accept(responses: Any) -> Received:
    """The form as it is read, complete or not. Raises InvalidIntake for what cannot be kept: no object, no JSON that
    can be stored, more than the ceilings allow."""
    given, flaws = _read(responses, stored=False)
    if flaws:
        raise InvalidIntake(tuple(dict.fromkeys(flaws)))
    return given


def shortcomings(given: Received) -> tuple[FieldProblem, ...]:
    """Why no run can be started from a form."""
    found = [
        *_type_problems({name: value for name, value in given.answers.items() if name in FIELDS}),
        *_missing(given),
    ]
    return tuple(_under_its_name(problem, given) for problem in found)


def _read(responses: Any, *, stored: bool) -> tuple[Received, tuple[FieldProblem, ...]]:
    if not isinstance(responses, Mapping):
        raise InvalidIntake((FieldProblem("", "must be a JSON object with the fields of the form"),))
    flaws = [FieldProblem(field, message) for field, message in strict_json.flaws(responses)]
    given = as_it_is(responses) if flaws else received(responses)
    listed = {name: value for name, value in responses.items() if name in TEXTS and isinstance(value, list)}
    over = [*(() if flaws else too_large(responses)), *_excesses(given), *excesses(listed)] if not stored else []
    return given, (*flaws, *over)


def _excesses(given: Received) -> Iterator[FieldProblem]:
    """What was read under another name is measured once, as ours."""
    measured = {name: value for name, value in given.answers.items() if name not in given.named}
    return (_under_its_name(problem, given) for problem in excesses(measured))


def _under_its_name(problem: FieldProblem, given: Received) -> FieldProblem:
    """The problem of a field that the form calls by a name of its own, with that name."""
    ours = problem.field.split(".")[0]
    theirs = next((name for name, meant in given.named.items() if meant == ours), "")
    return replace(problem, message=f"{problem.message} (read from “{printable(theirs)}”)") if theirs else problem


def client_id_of(answers: Mapping[str, Any]) -> str:
    """The client's ID as given, else one derived from the name: the same for the same name however it is typed.
    "" where there is neither."""
    if given := text_of(answers.get("client_id")):
        return given
    if not text_of(answers.get("client_name")):
        return ""
    name = " ".join(unicodedata.normalize("NFKC", text_of(answers["client_name"])).casefold().split())
    ascii_name = latin(name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name)[:60].strip("-") or "client"
    return f"{slug}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def _missing(given: Received) -> Iterator[FieldProblem]:
    """What the least form lacks; the first line says under which names, none of ours, it may be there."""
    lacking, strangers = list(_lacking(given.answers)), _strangers(given)
    yield from (FieldProblem(first.field, f"{first.message}{strangers}") for first in lacking[:1])
    yield from lacking[1:]


def _lacking(known: Mapping[str, Any]) -> Iterator[FieldProblem]:
    notes = text_of(known.get("raw_notes"))
    if known.get("client_name") is None or known["client_name"] == "" or _blank(known["client_name"]):
        yield FieldProblem("client_name", "is required")
    if not notes and not items_of(known.get("objectives")):
        yield FieldProblem("objectives", "is required: name an objective here, or write text in raw_notes")
    if not notes and not text_of(known.get("target_audience")):
        yield FieldProblem("target_audience", "is required: name an audience here, or write text in raw_notes")


def _strangers(given: Received) -> str:
    """For the end of a message: the names that are not known, and which of ours, still open, they may mean."""
    ours = [name for name, field in FIELDS.items() if not (field.of_programs or given.answers.get(name))]
    names = not_known(given.further, ours)
    return f"; fields not known: {names}" if names else ""


def _blank(value: Any) -> bool:
    return isinstance(value, str) and not text_of(value)


def _type_problems(known: Mapping[str, Any]) -> Iterator[FieldProblem]:
    for name, value in known.items():
        if value is None:
            continue
        if name in TEXTS and not isinstance(value, str):
            yield FieldProblem(name, "must be text or null")
        elif name in LISTS:
            yield from _list_problems(name, value)
        elif name in _SPECIAL:
            yield from _SPECIAL[name](name, value)


def _list_problems(name: str, value: Any) -> Iterator[FieldProblem]:
    if isinstance(value, str):
        return
    if not isinstance(value, list | tuple):
        yield FieldProblem(name, "must be a list of texts or null")
        return
    wrong = (index for index, item in enumerate(value) if not isinstance(item, str | None))
    yield from (FieldProblem(f"{name}.{index}", "must be text") for index in wrong)


def _timeline_problems(name: str, value: Any) -> Iterator[FieldProblem]:
    if isinstance(value, str):
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield FieldProblem(name, "must be a number of weeks, text or null")
    elif not 0 <= value <= MAX_WEEKS:
        yield FieldProblem(name, f"must be between 0 and {MAX_WEEKS} weeks")


def _budget_problems(name: str, value: Any) -> Iterator[FieldProblem]:
    if isinstance(value, Mapping):
        for part in ("currency", "period"):
            if not isinstance(value.get(part), str | None):
                yield FieldProblem(f"{name}.{part}", "must be text or null")
        if value.get("amount") is not None:
            yield from _amount_problems(f"{name}.amount", value["amount"], "must be a number, text or null")
    else:
        yield from _amount_problems(name, value, "must be an object {amount, currency, period}, a number, text or null")


def _amount_problems(field: str, value: Any, message: str) -> Iterator[FieldProblem]:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        yield FieldProblem(field, message)
    elif not isinstance(value, str) and value < 0:
        yield FieldProblem(field, "must not be negative")
    elif not isinstance(value, str) and value > MAX_NUMBER:
        yield FieldProblem(field, f"is too large a number (at most {MAX_NUMBER:,})")


def _attachment_problems(name: str, value: Any) -> Iterator[FieldProblem]:
    if not isinstance(value, list | tuple):
        yield FieldProblem(name, "must be a list or null")


def _id_problems(name: str, value: Any) -> Iterator[FieldProblem]:
    if isinstance(value, bool) or not isinstance(value, str | int):
        yield FieldProblem(name, "must be text, a whole number or null")


def _source_problems(name: str, value: Any) -> Iterator[FieldProblem]:
    if not isinstance(value, Mapping | str):
        yield FieldProblem(name, "must be an object, text or null")


_SPECIAL = {
    "timeline_weeks": _timeline_problems,
    "budget": _budget_problems,
    "attachments": _attachment_problems,
    "id": _id_problems,
    "source": _source_problems,
}
