"""A plan becomes copy: asked of the model in few calls, and put in place of what the offline generator wrote."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.model.asking import Model, Question, fenced
from aicmo_site.kernel.model.hiding import Hidden
from aicmo_site.kernel.model.prompts import Prompt, load_prompt
from onboarding.contracts import NormalizedBriefDTO
from production.offline.assets import Written
from production.offline.facts.table import Facts
from production.offline.open_points import Gap, gap
from production.offline.revising import Piece, is_at
from production.offline.text import Text
from production.writer.answer import LEAP, WrittenPiece, WrittenText, pieces_in, schema_of
from production.writer.facts import PublicFact, public_facts
from production.writer.orders import Order, calls, fields_to_write, how_many, orders_of
from production.writer.returning import Returned
from strategy.contracts import PieceDTO

PICTURE = "image_brief"  # the note that the model may write itself
MOST_TOKENS = 16_000  # of one answer: spans and marks take three times the words
OPENING = 120  # characters of a text by which later ones know how it begins
BY = "model"  # as the author of a text


def write(
    brief: NormalizedBriefDTO,
    facts: Facts,
    plan: Sequence[tuple[str, PieceDTO]],
    model: Model,
    *,
    offline: Sequence[Written],
    kept: Collection[Piece] = (),
    avoid: Sequence[str] = (),
    returned: Mapping[Piece, Returned] = MappingProxyType({}),
) -> tuple[Written, ...]:
    """The pieces of the plan in its order, but for the `kept` ones, which stand in `offline` as they are.

    `offline` also has what stands where the model gives no whole piece, which then says so. `returned`: what was wrong
    with pieces that are written again. `avoid`: words that must not be said. Raises ModelError.
    """
    told = public_facts(brief, facts)
    ready = {(each.channel, str(each.piece.number)): each for each in offline}
    orders = [order for order in orders_of(plan, brief, facts) if order.place not in kept]
    openings = [_opening(ready[place].texts) for place in kept if place in ready and ready[place].texts]
    idea, hidden = "", Hidden(shown=[fact.text for fact in told])
    for group in calls(orders):
        so_far = {"idea": idea, "openings": openings}
        answer = hidden.restored(model.ask(_question(hidden, _limits(brief, avoid), told, group, so_far, returned)))
        pieces, idea = pieces_in(answer, [fact.id for fact in told]), idea or answer["idea"].strip()
        for order in group:
            own = ready.get(order.place)
            if piece := _whole(order, pieces.get(order.id)):
                ready[order.place] = _written(order, piece, told, own, brief)
                openings.append(_opening(ready[order.place].texts))
            elif own:
                ready[order.place] = _not_its_own(own, brief)
    return _in_order(plan, ready)


def settle(
    brief: NormalizedBriefDTO,
    plan: Sequence[tuple[str, PieceDTO]],
    *,
    offline: Sequence[Written],
    returned: Mapping[Piece, Returned],
    check: Collection[str] = (),
) -> tuple[Written, ...]:
    """The pieces of the plan without asking any more: of those that were refused again, what can be cut is cut, and the
    others are the offline generator's; those to `check` stand marked, for a person."""
    ready = {(each.channel, str(each.piece.number)): each for each in offline}
    planned = {(channel, str(piece.number)): piece for channel, piece in plan}
    for place, one in returned.items():
        own = ready.get(place)
        if one.is_by_model and any(is_at(copy_id, place) for copy_id in check):
            ready[place] = Written(place[0], planned[place], one.marked(), own.gaps if own else ())
        elif own and (texts := one.settled()):
            ready[place] = Written(own.channel, own.piece, texts, (gap(brief, "model", "cut"),))
        elif own:
            ready[place] = _not_its_own(own, brief)
    return _in_order(plan, ready)


def _in_order(plan: Sequence[tuple[str, PieceDTO]], ready: Mapping[Piece, Written]) -> tuple[Written, ...]:
    places = ((channel, str(piece.number)) for channel, piece in plan)
    return tuple(ready[place] for place in places if place in ready)


def _not_its_own(own: Written, brief: NormalizedBriefDTO) -> Written:
    return replace(own, gaps=(*own.gaps, gap(brief, "model", "model")))


def _opening(texts: Sequence[Text]) -> str:
    return texts[0].content[:OPENING]


def _question(
    hidden: Hidden,
    limits: Mapping[str, Any],
    told: Sequence[PublicFact],
    group: Sequence[Order],
    so_far: Mapping[str, Any],
    returned: Mapping[Piece, Returned],
) -> Question:
    """What stays the same over the calls of a run comes first: a provider need not read it again. Of contact data only
    those leave the house that a fact tells anyway, whoever asks for others."""
    facts = ({"id": fact.id, "kind": fact.kind, "text": fact.text, **_until(fact)} for fact in told)
    orders = (order.told | _to_put_right(returned.get(order.place)) for order in group)
    parts = [
        fenced("\n".join(map(_json, facts)), "facts"),
        fenced(_json(hidden.within(limits)), "limits"),
        fenced(_json(hidden.within(so_far)), "so far") if any(so_far.values()) else "",
        fenced("\n".join(_json(hidden.within(order)) for order in orders), "orders"),
    ]
    fields = dict.fromkeys(field.name for order in group for field in fields_to_write(channel_of(order.channel)))
    return Question(
        prompt=prompt(),
        material="\n\n".join(filter(None, parts)),
        schema=schema_of([order.id for order in group], [*fields], [fact.id for fact in told]),
        max_output_tokens=MOST_TOKENS,
        about=", ".join(order.id for order in group),
    )


def _limits(brief: NormalizedBriefDTO, avoid: Sequence[str]) -> dict[str, Any]:
    """Of a rule that stands in an internal remark only the term: the reason is nobody's business outside."""
    internal = " ".join(" ".join(brief.internal).split())
    told = [text for text in brief.scope.exclusions if " ".join(text.split()) not in internal]
    return {
        "tone": brief.tone,
        "never say": [*dict.fromkeys((*told, *brief.excluded_terms, *avoid))],
        "never name": [*brief.competitors],
    }


def _until(fact: PublicFact) -> dict[str, str]:
    return {"true until": fact.until} if fact.until else {}


def _to_put_right(returned: Returned | None) -> dict[str, Any]:
    if returned is None:
        return {}
    stands = [
        {"field": text.field, "spans": [*text.spans] or text.content} for text in returned.texts if not text.is_note
    ]
    told = {"as it stands": stands, "put right": returned.wrong, "asked for": [*returned.wishes]}
    return {name: value for name, value in told.items() if value}


def _json(value: Any) -> str:
    return json.dumps(thaw(value), ensure_ascii=False)


def _whole(order: Order, piece: WrittenPiece | None) -> WrittenPiece | None:
    """The piece where every field that its channel requires has as many texts as it must."""
    if piece is None:
        return None
    given = Counter(text.field for text in piece.texts)
    fields = fields_to_write(channel_of(order.channel))
    lacks = any(given[field.name] < (field.min_count or 1) for field in fields if field.required)
    return None if lacks else piece


def _written(
    order: Order, piece: WrittenPiece, told: Sequence[PublicFact], own: Written | None, brief: NormalizedBriefDTO
) -> Written:
    """The model's words in the order of the channel's fields, with our addresses and notes."""
    channel, ours = channel_of(order.channel), own.texts if own else ()
    sources = {fact.id: fact.source for fact in told}
    texts: list[Text] = []
    for field in channel.fields:
        if field in fields_to_write(channel):
            most = field.max_count or how_many(channel, field)
            texts += [_text(text, sources) for text in piece.texts if text.field == field.name][:most]
        else:
            texts += [text for text in ours if text.field == field.name]
    texts += [_note(text, piece) for text in ours if text.is_note]
    return Written(order.channel, order.piece, tuple(texts), tuple(_gaps(piece, own, brief)))


def _text(text: WrittenText, sources: Mapping[str, str]) -> Text:
    cited = dict.fromkeys(sources[fact] for span in text.spans for fact in span.facts)
    return Text(text.field, text.content, tuple(cited), spans=tuple(span.told for span in text.spans), by=BY)


def _note(text: Text, piece: WrittenPiece) -> Text:
    return replace(text, content=piece.image_order, by=BY) if text.field == PICTURE and piece.image_order else text


def _gaps(piece: WrittenPiece, own: Written | None, brief: NormalizedBriefDTO) -> Iterator[Gap]:
    """What a person must confirm before it is published, and what the writer would have had to know."""
    leaps = [span for text in piece.texts for span in text.spans if span.basis == LEAP]
    for number, span in enumerate(leaps, start=1):
        yield gap(brief, f"leap.{number}", "leap", what=span.text.strip(), reason=span.why)
    for number, what in enumerate(piece.missing, start=1):
        yield gap(brief, f"missing.{number}", "missing", what=what)
    yield from (each for each in (own.gaps if own else ()) if each.waits_for == "call_to_action")


@cache
def prompt() -> Prompt:
    return load_prompt(Path(__file__).with_name("prompts") / "writer.md")
