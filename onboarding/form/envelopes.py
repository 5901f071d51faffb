"""What programs wrap a form in before they send it: opened, so that names and values of the form lie side by side.

Known are the shapes that form builders send (Google Forms, Typeform, HubSpot, JotForm, Meta lead ads, WPForms, Gravity
Forms, Elementor, Tally, and our own answers); what is read is the shape, not the sender, so that others' open too.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from aicmo_site.kernel.strict_json import flaws
from onboarding.fields import FIELDS
from onboarding.form.given_values import plain_value

BULK = ("intakes",)
OURS = ("intake", "input")  # what our own API calls a form
# what it takes beside a form
OPTIONS = frozenset(("require_approval", "stops", "accept_proposals", "force_qc_fail", "brief_id"))
OF_A_RUN = frozenset(  # what it shows beside the `input` of a run
    (
        *("id", "status", "outcome", "progress", "brief_id", "client_id", "next_step", "revision", "cancel_requested"),
        *(
            "content_sha256",
            "last_error",
            "retry_count",
            "retry_of",
            "awaiting",
            "answers",
            "created_at",
            "updated_at",
            "completed_at",
        ),
        *("adjustments", "decisions", "approved", "steps", "events", "model_calls", "evidence", "links"),
    )
)
WRAPPERS = frozenset(  # without marks between words
    (
        *("answer", "answers", "body", "changes", "content", "data", "entry", "event", "fields", "fielddata", "form"),
        *("formdata", "formfields", "formresponse", "lead", "namedvalues", "payload", "properties", "questions"),
        *("rawrequest", "record", "response", "responses", "result", "results", "submission", "submissions", "values"),
    )
)
TITLES = ("definition", "form", "_labels", "labels")  # where the questions stand that answers name by an ID
NAMES = ("label", "title", "question", "questionTitle", "field_label", "h", "text", "name", "field_name", "key")
VALUES = ("value", "values", "answer", "answers", "response", "textAnswers", "k", "userData", "prettyFormat")
SAYS_WHOSE = ("client_name", "objectives", "target_audience", "raw_notes")  # with one of these a form is ours already
DEEPEST = 6
LONGEST_JSON = 500_000  # characters of a form that is sent as text
_MACHINE = re.compile(
    r"^_|(?:^|[_\s])(?:ids?|types?|tokens?|at|time|urls?|uri|ip|agent|version|hash|created|updated|submitted|page|locale|"
    r"status|object|username|slug|path|event|form|build|webhook|custom\w*|anonymous|pretty)(?:$|[_\s])",
    re.IGNORECASE,
)


def opened(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The form's names and values; what is in no envelope is as it was sent."""
    return _opened(sent, 0) or dict(sent)


def forms_in(sent: Mapping[str, Any]) -> list[Any]:
    """The forms that lie side by side in one envelope: our own API's `intakes`, a page of a builder's submissions."""
    for name, value in sent.items():
        several = isinstance(value, list) and len(value) > 1 and all(isinstance(item, Mapping) for item in value)
        if (_folded(name) in WRAPPERS or name in BULK) and several and not _pairs(value, _titles_in(sent)):
            return list(value)
    bulk = next((sent[name] for name in BULK if isinstance(sent.get(name), list)), None)
    return [sent] if bulk is None else bulk


def _opened(sent: Mapping[str, Any], depth: int) -> dict[str, Any]:
    """What lies in envelopes here, and the answers beside them; {} where there is no envelope."""
    answers = dict(_answers_in(sent, depth)) if depth < DEEPEST else {}
    if not answers:
        return answers
    own = _own_names(sent)
    beside = {name: value for name, value in sent.items() if name not in own and _is_answer(str(name), value)}
    return {**beside, **answers}


def _own_names(sent: Mapping[str, Any]) -> frozenset[str]:
    """What our own API says beside a form, and is no answer of it."""
    if isinstance(sent.get("input"), Mapping):
        return OPTIONS | OF_A_RUN
    return OPTIONS if isinstance(sent.get("intake"), Mapping) else frozenset()


def _is_answer(name: str, value: Any) -> bool:
    """Whether what lies beside an envelope is an answer too, and no address of the sender's."""
    wrapped = _folded(name) in WRAPPERS and isinstance(value, list | tuple | Mapping)
    by_machine = _MACHINE.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)) and " " not in name
    return name in FIELDS or not (wrapped or by_machine or name in TITLES or isinstance(value, Mapping))


def _answers_in(sent: Mapping[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    """Names and values of all envelopes that lie in this one."""
    titles, ours = _titles_in(sent), any(sent.get(name) for name in SAYS_WHOSE)
    yield from _by_number(sent, titles).items()
    for name, value in sent.items():
        value = _parsed(value) if _folded(name) == "rawrequest" else value
        if name in OURS and isinstance(value, Mapping):
            yield from (_opened(value, depth + 1) or value).items()
        elif _folded(name) in WRAPPERS:
            yield from _answers_of(value, titles, depth, pairs_only=ours or name in TITLES)


def _answers_of(value: Any, titles: Mapping[str, str], depth: int, *, pairs_only: bool) -> Iterator[tuple[str, Any]]:
    """What one envelope holds: questions with answers, another envelope, or names and values as they are."""
    if pairs := _pairs(value, titles):
        yield from _gathered(pairs).items()
    elif isinstance(value, list | tuple):
        if len(value) == 1 and isinstance(value[0], Mapping) and depth < DEEPEST:
            yield from _answers_of(value[0], titles, depth + 1, pairs_only=pairs_only)
    elif isinstance(value, Mapping):
        if within := _by_number(value, titles) or _opened(value, depth + 1):
            yield from within.items()
        elif not pairs_only:
            yield from value.items()


def _pairs(value: Any, titles: Mapping[str, str]) -> list[tuple[str, Any]]:
    """The questions with their answers where most of what an envelope holds are such."""
    if not isinstance(value, list | tuple | Mapping):
        return []
    named = value.items() if isinstance(value, Mapping) else (("", item) for item in value)
    pairs = [pair for name, item in named if (pair := _pair(str(name), item, titles))]
    return pairs if 2 * len(pairs) >= len(value) else []


def _pair(name: str, item: Any, titles: Mapping[str, str]) -> tuple[str, Any] | None:
    """One question with its answer, None where it is none; `name` is what it lies under."""
    if not isinstance(item, Mapping):
        return None
    found = _value_in(item)
    if found is None:
        return None
    asked_in = item.get("field")
    field = asked_in if isinstance(asked_in, Mapping) else item
    ids = (str(field.get(key) or "") for key in ("id", "ref", "questionId", "name"))
    asked = next((titles[one] for one in ids if one in titles), "") or _name_in(field, but=found[0]) or name
    return (asked, plain_value(found[1], item.get("options"))) if asked else None


def _value_in(item: Mapping[str, Any]) -> tuple[str, Any] | None:
    """(its name, the answer) of a question; Typeform calls the answer by its type."""
    kind = item.get("type")
    keys = (*VALUES, kind) if isinstance(kind, str) else VALUES
    return next(((key, item[key]) for key in keys if key in item), None)


def _name_in(item: Mapping[str, Any], *, but: str) -> str:
    return next((item[key] for key in NAMES if key != but and isinstance(item.get(key), str) and item[key].strip()), "")


def _gathered(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Pairs as an object: of a question that stands there twice the first answer that says something, and without the
    choices of a question that Tally lists behind it, each with yes or no."""
    gathered: dict[str, Any] = {}
    for name, value in pairs:
        is_choice = isinstance(value, bool) and name.rpartition(" (")[0] in gathered
        if gathered.get(name) in (None, "", []) and not is_choice:
            gathered[name] = value
    return gathered


def _by_number(entry: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    """An entry that names its answers by the numbers of the questions ("3", of a choice "5.1")."""
    found: dict[str, Any] = {}
    for name, value in entry.items() if titles else ():
        number = str(name)
        title = titles.get(number) or titles.get(number.split(".")[0])
        if not (title and re.fullmatch(r"\d+(?:\.\d+)?", number) and value not in (None, "")):
            continue
        known = found.get(title)
        found[title] = [*(known if isinstance(known, list) else [known]), value] if title in found else value
    return found


def _titles_in(sent: Mapping[str, Any]) -> dict[str, str]:
    """The questions by their IDs, where an envelope tells them apart from the answers."""
    titles: dict[str, str] = {}
    for place in TITLES:
        told = sent.get(place)
        if isinstance(told, Mapping):
            titles |= {str(id): title for id, title in told.items() if isinstance(title, str) and "labels" in place}
            titles |= _titles_of(told.get("fields"))
    return titles


def _titles_of(fields: Any) -> dict[str, str]:
    titles: dict[str, str] = {}
    for field in fields if isinstance(fields, list | tuple) else ():
        if isinstance(field, Mapping) and (title := _name_in(field, but="key")):
            titles |= {str(field[key]): title for key in ("id", "ref") if field.get(key) not in (None, "")}
            group = field.get("properties")
            titles |= _titles_of(group.get("fields")) if isinstance(group, Mapping) else {}
    return titles


def _parsed(value: Any) -> Any:
    """A form that is sent as JSON in a text; what cannot be read so stays a text."""
    if not isinstance(value, str) or len(value) > LONGEST_JSON:
        return value
    try:
        data = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return data if not any(True for _ in flaws(data)) else value


def _folded(name: Any) -> str:
    return re.sub(r"[\W_]+", "", str(name)).casefold()
