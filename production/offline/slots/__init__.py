"""What each slot of a layout becomes: pieces made of a fact, of a frame, or of both."""

from collections.abc import Callable
from dataclasses import replace

from production.offline.fitting import Piece, stronger
from production.offline.piece_context import Occasion
from production.offline.slots import actions, headlines, messages, naming

MADE: dict[str, Callable[[Occasion], list[Piece]]] = {
    "next": messages.following,
    **{
        made.__name__: made
        for made in (
            *(messages.lead, messages.rest, messages.proof, messages.proofs, messages.when),
            *(headlines.head, headlines.next_head, headlines.third_head, headlines.fourth_head),
            *(headlines.proof_head, headlines.title, headlines.client_head, headlines.slug),
            *(naming.client, naming.who, naming.each, naming.each_bare, naming.hashtags, naming.industry),
            *(naming.disclosure, naming.dateline),
            *(actions.action, actions.action_fact, actions.invite, actions.where),
            *(actions.call, actions.button, actions.final_url, actions.site),
        )
    },
}
# How these are laid out depends on the room for lines.
LINES = {"told": messages.told, "body": messages.body, "labels": naming.labels, "sign": naming.sign}


def pieces_of(at: Occasion, slot: str, join: str, *, single_line: bool) -> list[Piece]:
    """The pieces of a slot; none where the brief or the language has nothing for it."""
    pieces = [piece for piece in _made(at, slot, single_line) if piece.forms and piece.forms[0]]
    return [
        replace(piece, join=stronger(join, piece.join) if index == 0 else piece.join)
        for index, piece in enumerate(pieces)
    ]


def _made(at: Occasion, slot: str, single_line: bool) -> list[Piece]:
    if slot in LINES:
        return LINES[slot](at, single_line=single_line)
    return MADE[slot](at) if slot in MADE else at.framed(slot)
