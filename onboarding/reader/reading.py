"""What a model reads in a client's notes, kept only where its quotation stands there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.model.asking import Model, Question, fenced
from aicmo_site.kernel.model.hiding import Hidden
from aicmo_site.kernel.model.prompts import Prompt, load_prompt
from onboarding.channels.of_each import asks_for_label
from onboarding.contracts import OpenQuestionDTO
from onboarding.fields import ITEMS
from onboarding.notes.orders import speaks_to_machines

FIELDS_READ = (
    *("objectives", "target_audience", "key_messages", "proof_points", "mandatory_inclusions", "exclusions"),
    *("competitors", "call_to_action", "tone", "channels", "budget", "launch_date", "website"),
)
KINDS = ("missing", "contradiction", "unconfirmed", "unclear")
STATED, HEDGED = "stated", "hedged"
CERTAINTIES = (STATED, HEDGED, "asked", "inferred")
PUBLIC = ("yes", "no", "ask")
FOR_PRINT = ("key_messages", "proof_points", "call_to_action")  # never out of what is not for the public
LEAST_NOTES = 40  # characters; of fewer the rules read all
MOST_TOKENS = 12_000


@dataclass(frozen=True)
class ReadNotes:
    """`told`: by field of the form, (value, quotation) of what the notes say of it. `asked`: what they leave open."""

    told: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    asked: tuple[OpenQuestionDTO, ...] = ()


NOTHING = ReadNotes()


def read_notes(notes: str, internal: Sequence[str], model: Model) -> ReadNotes:
    """`internal`: the parts of the notes that no client is shown; nothing is taken out of them. Raises ModelError."""
    if len(notes) < LEAST_NOTES:
        return NOTHING
    hidden = Hidden()
    question = Question(prompt(), fenced(hidden.of(notes), "notes"), SCHEMA, MOST_TOKENS, about="the notes")
    answer = hidden.restored(model.ask(question))
    told: dict[str, list[tuple[str, str]]] = {}
    doubted: list[OpenQuestionDTO] = []
    for fact in answer["facts"][:ITEMS]:
        quote = _standing(fact["quote"], notes)
        if not quote or any(quote in part for part in internal) or speaks_to_machines(quote):
            continue
        if fact["field"] == "mandatory_inclusions" and asks_for_label(quote):
            continue  # of single channels: our own reader knows which
        if fact["certainty"] == HEDGED:
            doubted.append(_doubt(fact["field"], quote))
        elif fact["certainty"] == STATED and not (fact["field"] in FOR_PRINT and fact["public"] != "yes"):
            value = _standing(fact["value"], quote) or quote
            told.setdefault(fact["field"], []).append((value, quote))
    return ReadNotes(
        {name: tuple(dict.fromkeys(items)) for name, items in told.items()}, (*_asked(answer, notes), *doubted)
    )


def _standing(words: str, text: str) -> str:
    """The words where they stand in the text to the letter, spaces aside; "" where they do not."""
    plain = " ".join(words.split())
    return plain if plain and plain in " ".join(text.split()) else ""


def _asked(answer: Mapping[str, Any], notes: str) -> Iterator[OpenQuestionDTO]:
    for each in answer["questions"][:ITEMS]:
        if (quote := _standing(each["quote"], notes)) and each["question"].strip():
            yield OpenQuestionDTO(each["field"], each["kind"], quote, each["question"].strip())


def _doubt(name: str, quote: str) -> OpenQuestionDTO:
    return OpenQuestionDTO(name, "unconfirmed", quote, f"The notes leave this open (“{quote}”): what was decided?")


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


_TEXT = {"type": "string"}
SCHEMA = _object(
    facts={
        "type": "array",
        "items": _object(
            field={"type": "string", "enum": [*FIELDS_READ]},
            quote=_TEXT,
            value=_TEXT,
            certainty={"type": "string", "enum": [*CERTAINTIES]},
            public={"type": "string", "enum": [*PUBLIC]},
        ),
    },
    questions={
        "type": "array",
        "items": _object(
            field={"type": "string", "enum": [*FIELDS_READ, "other"]},
            kind={"type": "string", "enum": [*KINDS]},
            quote=_TEXT,
            question=_TEXT,
        ),
    },
)


@cache
def prompt() -> Prompt:
    return load_prompt(Path(__file__).with_name("prompts") / "reader.md")
