"""One text of a field, made of a variant of its layout: a row of slots."""

from dataclasses import replace

from aicmo_site.kernel.channels import Field
from production.offline.fitting import Piece, fit, stronger
from production.offline.layouts import Variant, is_single_line, layout_of, limits_of, note_layouts
from production.offline.piece_context import Occasion
from production.offline.punctuation import ended
from production.offline.room import leaves_no_message
from production.offline.slots import pieces_of
from production.offline.text import Text
from production.offline.textmessages import fit_in_parts, parts_of

MESSAGES = {"title", "lead", "next", "rest", "told", "body", "head", "next_head", "third_head", "fourth_head"}
CALLS = ("action", "where")
MESSAGES |= {"client_head", "proof", "proofs", "proof_head", "when"}


def text_of_variant(at: Occasion, field: Field, variant: Variant) -> Text | None:
    """The text of a variant, led by the first message that fits; where none does, without the call to action."""
    if not MESSAGES & set(variant):
        return fitted(at, field, variant)
    options = [each for each in (variant, without_call(variant)) if not leaves_no_message(at, field, each)]
    attempts = (fitted(turned, field, each) for turned in at.led_by_each_message() for each in options)
    return next((text for text in attempts if text and messages_in(text)), None) or fitted(at, field, variant)


def without_call(variant: Variant) -> Variant:
    return tuple(slot for slot in variant if slot not in CALLS)


def messages_in(text: Text) -> set[str]:
    return {source for source in text.sources if source.startswith(("key_messages", "proof_points"))}


def fitted(at: Occasion, field: Field, variant: Variant) -> Text | None:
    layout = layout_of(at.channel, field) or {}
    is_note = field.name in note_layouts(at.channel)
    single = is_single_line(at.channel, field) and not is_note
    soft, hard = limits_of(at.channel, field)
    if layout.get("in_parts"):
        fewer = [replace(at, required=at.required[:most]) for most in range(len(at.required), -1, -1)]
        attempts = (_pieces(one, variant, single) for one in fewer)
        content, kept = fit_in_parts(attempts, field=field, parts=parts_of(at.channel))
    else:
        pieces = _pieces(at, variant, single)
        if single and field.name != "script":  # what needs a line of its own has none here
            pieces = [piece for index, piece in enumerate(pieces) if index == 0 or piece.join == " "]
        content, kept = fit(pieces, count=field.count, soft=soft, hard=hard)
    if not any(char.isalnum() for char in content):
        return None
    sources = tuple(dict.fromkeys(source for piece in kept for source in piece.sources))
    return Text(field.name, content, sources, is_note)


def _pieces(at: Occasion, variant: Variant, single: bool) -> list[Piece]:
    pieces: list[Piece] = []
    join = " "
    for slot in variant:
        if slot in ("/", "|"):
            join = stronger(join, " " if single else {"/": "\n\n", "|": "\n"}[slot])
            continue
        made = pieces_of(at, slot, join, single_line=single)
        if len(variant) > 1 and slot in ("client", "button"):
            made = [replace(piece, forms=tuple(map(ended, piece.forms))) for piece in made]
        pieces += made
        join = " " if made else join
    return pieces
