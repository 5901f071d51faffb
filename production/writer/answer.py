"""The writer's answer: its schema, and the texts that are put together from its spans."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FACT, RHETORIC, LEAP = BASES = ("fact", "rhetoric", "leap")


@dataclass(frozen=True)
class Span:
    """A part of a text and what it rests on: fact (`facts`: their IDs), rhetoric, or leap (`why`: what is to be
    confirmed)."""

    text: str
    basis: str
    facts: tuple[str, ...] = ()
    why: str = ""

    @property
    def told(self) -> dict[str, Any]:
        """As the schema has it."""
        return {"t": self.text, "b": self.basis, "f": [*self.facts], "why": self.why}


@dataclass(frozen=True)
class WrittenText:
    field: str
    spans: tuple[Span, ...]

    @property
    def content(self) -> str:
        return "".join(span.text for span in self.spans).strip()


@dataclass(frozen=True)
class WrittenPiece:
    texts: tuple[WrittenText, ...]
    image_order: str = ""
    missing: tuple[str, ...] = ()


def schema_of(ids: Sequence[str], fields: Sequence[str], facts: Sequence[str]) -> dict[str, Any]:
    """Strict, as servers want it: every property is required, and no other is allowed."""
    span = _object(
        t={"type": "string"},
        b={"type": "string", "enum": list(BASES)},
        f={"type": "array", "items": {"type": "string", "enum": list(facts)}},
        why={"type": "string"},
    )
    text = _object(field={"type": "string", "enum": list(fields)}, spans={"type": "array", "items": span})
    piece = _object(
        id={"type": "string", "enum": list(ids)},
        texts={"type": "array", "items": text},
        image_order={"type": "string"},
        missing={"type": "array", "items": {"type": "string"}},
    )
    return _object(idea={"type": "string"}, pieces={"type": "array", "items": piece})


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def pieces_in(answer: Mapping[str, Any], facts: Collection[str]) -> dict[str, WrittenPiece]:
    """The pieces by ID; the first of two with one ID counts, and texts without a word are none."""
    pieces: dict[str, WrittenPiece] = {}
    for told in answer["pieces"]:
        texts = tuple(text for each in told["texts"] if (text := _text(each, facts)).content)
        if texts:
            piece = WrittenPiece(
                texts, told["image_order"].strip(), tuple(filter(None, map(str.strip, told["missing"])))
            )
            pieces.setdefault(told["id"], piece)
    return pieces


def _text(told: Mapping[str, Any], facts: Collection[str]) -> WrittenText:
    return WrittenText(told["field"], tuple(_spans(told["spans"], facts)))


def _spans(told: Sequence[Mapping[str, Any]], facts: Collection[str]) -> Iterator[Span]:
    """As marked, or stricter: what is said to be a fact, and names none, is a leap."""
    for each in told:
        cited = tuple(fact for fact in each["f"] if fact in facts)
        basis = LEAP if each["b"] == FACT and not cited else each["b"]
        yield Span(each["t"], basis, cited, each["why"].strip())
