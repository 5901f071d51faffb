"""What is remembered of a client: what a run's facts settle, what people write, and what may be written."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from aicmo_site.kernel import strict_json
from aicmo_site.kernel.frozen import thaw
from onboarding.contracts import (
    ACCEPT,
    CLIENT,
    CONFIRMED,
    CORRECTED,
    REJECTED,
    REMEMBERED,
    STATED,
    ClientDTO,
    FactDTO,
    FieldProblem,
    NormalizedBriefDTO,
)
from onboarding.facts.decisions import Item, items_by_field
from onboarding.facts.read_alone import UNREADABLE, read_alone
from onboarding.facts.sources import fact_id
from onboarding.fields import FIELDS, ITEMS, LISTS, ONE_ITEM, field_of
from onboarding.form.ceilings import excesses
from onboarding.notes.texts import alike, text_of

SETTLED = (STATED, CONFIRMED, CORRECTED)
SAID_BY_RUNS = ("name", *REMEMBERED)
_MEASURED_AS = {"name": "client_name"}  # where the intake calls a field otherwise


# --- what a run leaves behind


def with_facts_of(brief: NormalizedBriefDTO, known: ClientDTO) -> ClientDTO:
    """What is known of a client once a run of this brief is completed: what its facts settle is added, what a person
    rejected in it is taken off; what people wrote stays."""
    items = items_by_field(brief)
    said = {name: _settled(brief, items.get(name, ())) for name in REMEMBERED}
    gone = {name: _Gone(brief, name) for name in REMEMBERED}
    told: dict[str, Any] = {
        name: _list_with(getattr(known, name), _kept_by_hand(known, name), said[name], gone[name])
        if name in LISTS
        else _text_with(getattr(known, name), _kept_by_hand(known, name), said[name], gone[name])
        for name in REMEMBERED
    }
    return replace(_named(known, brief.client_name), **told)


def _settled(brief: NormalizedBriefDTO, items: Iterable[Item]) -> Iterator[str]:
    """Those of a field that somebody stands for. What was remembered is there already; what an internal remark says
    would be shown to the client the next time."""
    remarks = " ".join("\n".join(brief.internal).split())
    again = {alike(one.words) for one in brief.answers if (one.source, one.decision) == (CLIENT, ACCEPT)}
    for item in items:
        if item.fact is None or item.state not in SETTLED:
            continue
        words = item.fact.words.rstrip("…")
        is_told_again = (item.fact.source == CLIENT and item.state != CORRECTED) or alike(text_of(item.value)) in again
        if not (is_told_again or (words and words in remarks)):
            yield text_of(item.value)


class _Gone:
    """What of a field a person rejected, or put something else in the place of."""

    def __init__(self, brief: NormalizedBriefDTO, name: str) -> None:
        answered = [fact for fact in brief.facts if field_of(fact.field) == name]
        self._place = FIELDS[name].place or name
        self._ids = {fact.id for fact in answered if fact.state in (REJECTED, CORRECTED)}
        self._texts = {alike(text) for fact in answered if fact.state == REJECTED for text in _texts_of(fact)}

    def has(self, text: str) -> bool:
        return alike(text) in self._texts or fact_id(self._place, text) in self._ids


def _texts_of(fact: FactDTO) -> tuple[str, ...]:
    """As an item of a list holds it; a term that only the notes ruled out is quoted there."""
    return str(fact.value), f"“{fact.value}”"


def _kept_by_hand(known: ClientDTO, name: str) -> tuple[str, ...]:
    return tuple(known.by_hand.get(name, ()))


def _list_with(known: Iterable[str], by_hand: Iterable[str], said: Iterable[str], gone: _Gone) -> tuple[str, ...]:
    """In order and without repeats; where the list is full, or a text longer than its items may be, what was there
    first stays."""
    kept = [text for text in known if text in by_hand or not gone.has(text)]
    there = {alike(text) for text in kept}
    for text in said:
        if len(kept) >= ITEMS:
            break
        if text and len(text) <= ONE_ITEM and alike(text) not in there:
            there.add(alike(text))
            kept.append(text)
    return tuple(kept)


def _text_with(known: str, by_hand: Iterable[str], said: Iterable[str], gone: _Gone) -> str:
    if known and known in by_hand:
        return known
    return next(iter(said), "" if gone.has(known) else known)


def _named(known: ClientDTO, name: str) -> ClientDTO:
    """By the latest name; what the client was called besides is kept with it."""
    newest = known.name if known.name and known.name in _kept_by_hand(known, "name") else name or known.name
    others = {alike(text): text for text in (*known.aliases, known.name, name)}
    others = {folded: text for folded, text in others.items() if text and folded != alike(newest)}
    return replace(known, name=newest, aliases=tuple(others.values())[:ITEMS])


# --- what people write


def written(client: ClientDTO, known: ClientDTO | None) -> ClientDTO:
    """A client's row as a person wrote it over the one that was there: what they added or changed is by hand, what they
    left is as it was."""
    before = known or ClientDTO(client.client_id)
    by_hand = {name: _written_of(client, before, name) for name in SAID_BY_RUNS}
    return replace(client, by_hand={name: texts for name, texts in by_hand.items() if texts})


def _written_of(client: ClientDTO, before: ClientDTO, name: str) -> tuple[str, ...]:
    there, theirs = _texts(before, name), _kept_by_hand(before, name)
    return tuple(text for text in _texts(client, name) if text in theirs or text not in there)


def _texts(client: ClientDTO, name: str) -> tuple[str, ...]:
    value = getattr(client, name)
    return tuple(value) if isinstance(value, tuple) else (value,) if value else ()


def cleaned(client: ClientDTO) -> ClientDTO:
    """Texts as those of an intake are kept, lists without what is empty or there twice."""
    values = {field.name: getattr(client, field.name) for field in fields(client)}
    told: dict[str, Any] = {name: _once_each(value) for name, value in values.items() if isinstance(value, tuple)}
    told |= {name: text_of(value) for name, value in values.items() if isinstance(value, str) and name != "client_id"}
    return replace(client, **told)


def _once_each(texts: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for text in filter(None, map(text_of, texts)):
        first.setdefault(alike(text), text)
    return tuple(first.values())


def flaws_of_client(client: ClientDTO, now: datetime) -> Iterator[FieldProblem]:
    """Why a client cannot be kept so: the ceilings are those of an intake's fields."""
    told = {name: thaw(value) for name, value in asdict(client).items() if name not in ("by_hand", "model_allowed")}
    if flaws := [FieldProblem(name, message) for name, message in strict_json.flaws(told)]:
        yield from flaws
        return
    if not client.client_id or text_of(client.client_id) != client.client_id:
        yield FieldProblem("client_id", "is none that an intake can have: it has no white space around it")
    if not client.name:
        yield FieldProblem("name", "is required")
    names = {measured: name for name, measured in _MEASURED_AS.items()}
    for problem in excesses({_MEASURED_AS.get(name, name): value for name, value in told.items()}):
        root, dot, rest = problem.field.partition(".")
        yield replace(problem, field=f"{names.get(root, root)}{dot}{rest}")
    yield from _unreadable(client, now)


def _unreadable(client: ClientDTO, now: datetime) -> Iterator[FieldProblem]:
    """An address is kept as it stands, so there must be nothing beside it."""
    for name in ("website", "language"):
        value = getattr(client, name)
        read = read_alone(name, value, now) if value else ""
        if value and (not read or (name == "website" and read != value)):
            yield FieldProblem(name, UNREADABLE[name])
