"""A form as it came in from wherever, as ours: envelopes opened, names translated, values as our fields take them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onboarding.fields import FIELDS, TEXTS
from onboarding.form.client_line import client_in
from onboarding.form.envelopes import opened
from onboarding.form.field_aliases import currency_in, fields_meant, is_bare_name, is_no_answer, period_in, unit_in
from onboarding.form.given_values import day_as_named, day_in, in_words, plain_value
from onboarding.notes.texts import items_of, text_of

SEVERAL = ("raw_notes", "attachments")  # to which several names of a form may give
AS_SENT = ("id", "client_id", "website", "attachments")
JOINT = "; "


@dataclass(frozen=True)
class Received:
    """`answers` holds our fields by our names and the others by theirs, `named` our field for each name of theirs that
    was read as one, `further` the answers that were not."""

    answers: dict[str, Any]
    named: dict[str, str]
    further: dict[str, Any]


def received(responses: Mapping[str, Any]) -> Received:
    """Pure, and never an error: what cannot be read as ours stays under its own name, or as it was sent."""
    sent = opened(responses)
    named = dict(_named(sent))
    theirs: dict[str, Any] = {}
    for name, ours in named.items():
        value = as_field(ours, sent[name], name)
        theirs[ours] = _both(ours, theirs[ours], value) if ours in theirs else value
    own = {name: as_field(name, value) if name in FIELDS else value for name, value in sent.items()}
    further = {name: value for name, value in sent.items() if name not in FIELDS and name not in named}
    answers = {**own, **theirs}
    if not has_answer(answers.get("client_name")) and (client := client_in(answers.get("raw_notes"))):
        answers["client_name"] = client
    return Received(answers, named, further)


def as_it_is(responses: Mapping[str, Any]) -> Received:
    """A form that cannot be read, so that it can be said what is wrong with it."""
    further = {name: value for name, value in responses.items() if name not in FIELDS}
    return Received(dict(responses), {}, further)


def _named(sent: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(name, our field) for each name that plainly means one of ours which is empty; of several the first counts."""
    taken = {name for name in FIELDS if has_answer(sent.get(name))}
    strangers = [name for name in sent if name not in FIELDS]
    for name, ours in fields_meant(strangers).items():
        if ours not in taken and _fits(ours, sent[name]):
            taken |= {ours} - {*SEVERAL}
            yield name, ours
    bare = next((name for name in strangers if is_bare_name(str(name)) and text_of(plain_value(sent[name]))), "")
    if bare and "client_name" not in taken and not client_in(sent.get("raw_notes")):
        yield bare, "client_name"


def as_field(ours: str, value: Any, name: str = "") -> Any:
    """A value as our field takes it: one text where it holds one, a sum with what the field's name tells of it; what
    fits in no way as it is. `name`: what the form calls it, where that is no name of ours."""
    if name:
        value = plain_value(value) if ours in AS_SENT else in_words(plain_value(value))
    if ours == "budget":
        return _budget(value, name)
    if ours == "timeline_weeks":
        return _weeks(value, name)
    if ours == "attachments":
        return _files(value)
    if name and ours == "launch_date":
        value = day_as_named(day_in(value), name)
    if isinstance(value, list | tuple) and ours in TEXTS and all(isinstance(item, str | None) for item in value):
        return JOINT.join(items_of(value)) or None
    if name and isinstance(value, int | float) and not isinstance(value, bool) and ours in TEXTS:
        return str(value)
    return value


def _budget(value: Any, name: str) -> Any:
    """A sum in a list of one, and with the currency and the period that the name tells: "Monthly budget (GBP)"."""
    if isinstance(value, list | tuple) and all(isinstance(item, str | int | float) for item in value):
        value = JOINT.join(map(str, value)) if len(value) != 1 else value[0]
    if isinstance(value, str):
        value = value.replace("_", " ")
    told = {"currency": currency_in(name), "period": period_in(name)}
    if isinstance(value, Mapping) or not any(told.values()):
        return value
    return {"amount": value, **{part: words for part, words in told.items() if words}}


def _weeks(value: Any, name: str) -> Any:
    if isinstance(value, list | tuple) and all(isinstance(item, str | int | float) for item in value):
        value = JOINT.join(map(str, value)) if len(value) != 1 else value[0]
    is_number = str(value).replace(".", "", 1).isdecimal()
    unit = unit_in(name) if name and is_number else ""
    return f"{value} {unit}" if unit and unit != "weeks" else value


def _files(value: Any) -> Any:
    if isinstance(value, str):
        return [part for item in items_of(value) for part in map(str.strip, item.split(",")) if part]
    return value


def _both(ours: str, first: Any, second: Any) -> Any:
    if ours == "raw_notes":
        return "\n\n".join(text for text in (text_of(first), text_of(second)) if text)
    listed = ([*value] if isinstance(value, list | tuple) else [value] for value in (first, second))
    return [item for items in listed for item in items]


def has_answer(value: Any) -> bool:
    """Whether a field was filled in."""
    if isinstance(value, Mapping):
        return "amount" not in value or value["amount"] is not None
    return bool(text_of(value) or items_of(value)) if isinstance(value, str | list | tuple) else value is not None


def _fits(ours: str, value: Any) -> bool:
    """Whether a value is of the kind that our field holds."""
    value = plain_value(value)
    if ours == "launch_date":
        value = day_in(value)
    if isinstance(value, bool) or (isinstance(value, str) and is_no_answer(value)):
        return False
    if isinstance(value, int | float):
        return ours in ("budget", "timeline_weeks", "id", "client_id")
    if ours == "attachments" and isinstance(value, list | tuple):
        return bool(value)
    return bool(text_of(value)) or (isinstance(value, list | tuple) and bool(items_of(value)))
