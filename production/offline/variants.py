"""One text of a field, made of a variant of its layout: a list of slots."""

from dataclasses import replace

from aicmo_site.kernel.channels import Field
from production.offline.fitting import Piece, fit, stronger
from production.offline.frame_limit import sparing
from production.offline.layouts import is_single_line, layout_of, layouts, limits_of, note_layouts
from production.offline.piece_context import Occasion
from production.offline.punctuation import sentence
from production.offline.room import leaves_no_message
from production.offline.slots import pieces_of
from production.offline.text import Text
from production.offline.textmessages import fit_in_parts, parts_of

MESSAGES = {"title", "lead", "next", "rest", "list", "head", "next_head", "third_head", "fourth_head", "client_head"}
MESSAGES |= {"second", "others", "statement", "second_statement", "proof", "proofs", "proof_head"}


def text_of_variant(at: Occasion, field: Field, variant: list[str]) -> Text | None:
    """The text of a variant, led by the first message that fits."""
    if not MESSAGES & set(variant) or leaves_no_message(at, field, variant):
        return fitted(at, field, variant)
    attempts = (text for turned in at.led_by_each_message() if (text := fitted(turned, field, variant)))
    first = next(attempts, None)
    return first if first is None or messages_in(first) else next(filter(messages_in, attempts), first)


def messages_in(text: Text) -> set[str]:
    return {source for source in text.sources if source.startswith(("key_messages", "proof_points"))}


def fitted(at: Occasion, field: Field, variant: list[str]) -> Text | None:
    layout = layout_of(at.channel, field) or {}
    single = is_single_line(at.channel, field) and field.name not in note_layouts(at.channel)
    soft, hard = limits_of(at.channel, field)
    if layout.get("in_parts"):
        fewer = [replace(at, required=at.required[:most]) for most in range(len(at.required), -1, -1)]
        attempts = (_pieces(one, variant, single) for one in fewer)
        content, kept = fit_in_parts(attempts, field=field, parts=parts_of(at.channel))
    else:
        content, kept = fit(_chosen(at, field, variant, single), count=field.count, soft=soft, hard=hard)
    if not any(char.isalnum() for char in content):
        return None
    sources = tuple(dict.fromkeys(source for piece in kept for source in piece.sources))
    frames = tuple(piece.frame for piece in kept if piece.frame)
    content = content.rstrip(".。।۔") if field.name in ("call_to_action", "headline", "preheader") else content
    return Text(field.name, content, sources, frames)


def _chosen(at: Occasion, field: Field, variant: list[str], single: bool) -> list[Piece]:
    """The pieces of a variant without what the field has no room for, or too many words of ours."""
    pieces = _pieces(at, variant, single)
    if field.name in note_layouts(at.channel):
        return pieces
    if single and field.name != "script":  # what needs a line of its own has none here
        pieces = [piece for index, piece in enumerate(pieces) if index == 0 or piece.join == " "]
    if (layout_of(at.channel, field) or {}).get("at_length"):
        return pieces
    return sparing(pieces, layouts()["most_own_letters"]["letters"])


def _pieces(at: Occasion, variant: list[str], single: bool) -> list[Piece]:
    pieces: list[Piece] = []
    join = " "
    for slot in variant:
        if slot in ("/", "|"):
            join = stronger(join, " " if single else {"/": "\n\n", "|": "\n"}[slot])
            continue
        beside = tuple(piece.frame for piece in pieces if piece.frame)
        made = pieces_of(replace(at, beside=beside), slot, join, single_line=single)
        if len(variant) > 1 and slot in ("client", "button"):
            made = [replace(piece, forms=tuple(map(sentence, piece.forms))) for piece in made]
        pieces += made
        join = " " if made else join
    return [piece for piece, after in zip(pieces, [*pieces[1:], None], strict=False) if not _is_bare(piece, after)]


def _is_bare(piece: Piece, after: Piece | None) -> bool:
    """Whether a heading has nothing beneath it."""
    return piece.heads and (after is None or after.heads)
