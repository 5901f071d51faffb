"""What each slot of a layout becomes: pieces made of a fact, of a frame, or of both."""

from collections.abc import Callable
from dataclasses import replace

from production.offline.fitting import Piece, stronger
from production.offline.piece_context import FRAME, Occasion
from production.offline.punctuation import headline
from production.offline.slots import actions, headlines, messages, naming

MADE: dict[str, Callable[[Occasion], list[Piece]]] = {
    "next": messages.following,
    "list": messages.listed,
    "signature": naming.client,
    **{
        made.__name__: made
        for made in (
            *(messages.lead, messages.rest, messages.second, messages.others, messages.opening, messages.for_whom),
            *(messages.bridge, headlines.head, headlines.next_head, headlines.third_head, headlines.fourth_head),
            *(messages.proof, messages.proofs, headlines.proof_head, headlines.title, headlines.client_head),
            *(headlines.slug, messages.statement, messages.second_statement, messages.picture),
            *(messages.blog_plan, messages.heading_more, messages.people, messages.alt_text, messages.industry),
            *(naming.client, naming.who, naming.each, naming.each_bare, naming.hashtags, naming.press_lead),
            *(naming.press_audience, naming.disclosure, naming.heading_about),
            *(actions.action, actions.action_bare, actions.action_fact, actions.way_on, actions.invite, actions.where),
            *(actions.button, actions.come, actions.final_url, actions.site),
        )
    },
}
ABOUT_WHAT_IS_SAID = frozenset(
    ("question", "pass_on", "meant_for", "letter_open", "spoken_open", "event_open", "event_for", "nudge", "thanks")
)  # words of ours that speak of a message: without one they lead to nothing
LINES = {"labels": naming.labels, "sign": naming.sign}  # how they are laid out depends on the room for lines


def pieces_of(at: Occasion, slot: str, join: str, *, single_line: bool) -> list[Piece]:
    """The pieces of a slot; none where the brief or the language has nothing for it."""
    pieces = [piece for piece in _made(at, slot, single_line) if piece.forms and piece.forms[0]]
    return [
        replace(piece, join=stronger(join, piece.join) if index == 0 else piece.join)
        for index, piece in enumerate(pieces)
    ]


def _made(at: Occasion, slot: str, single_line: bool) -> list[Piece]:
    if slot.startswith("h:"):
        return _heading(at, slot[2:])
    if slot in ABOUT_WHAT_IS_SAID and not at.facts.messages:
        return []
    if slot in LINES:
        return LINES[slot](at, single_line=single_line)
    return MADE[slot](at) if slot in MADE else at.framed(slot)


def _heading(at: Occasion, slot: str) -> list[Piece]:
    mark = "## " if at.channel.kind == "web" else ""
    return [
        replace(piece, forms=tuple(mark + headline(form) for form in piece.forms), rank=FRAME, heads=True)
        for piece in _made(at, slot, single_line=True)
    ]
