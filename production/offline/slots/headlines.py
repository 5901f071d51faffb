"""Slots made of a key message as a headline."""

from dataclasses import replace

from production.offline.fitting import Piece
from production.offline.links import slugged
from production.offline.piece_context import LEAD, Occasion
from production.offline.punctuation import colon_after, has_colon, headline
from production.offline.slots.messages import before, message, proof

LONGEST_SLUG = 75


def _headline_of(at: Occasion, index: int) -> list[Piece]:
    return [replace(piece, forms=tuple(map(headline, piece.forms))) for piece in message(at, index, LEAD)]


def head(at: Occasion) -> list[Piece]:
    return _headline_of(at, 0)


def title(at: Occasion) -> list[Piece]:
    """The first message as a headline, marked where it has been the headline of a piece before."""
    has_led = any(at.facts.message_sources[text] in at.led for text in at.facts.messages[:1])
    marks = before(at, "again", 0) if has_led else []
    return [*(replace(mark, rank=LEAD) for mark in marks), *head(at)]


def next_head(at: Occasion) -> list[Piece]:
    return _headline_of(at, 1)


def third_head(at: Occasion) -> list[Piece]:
    return _headline_of(at, 2)


def fourth_head(at: Occasion) -> list[Piece]:
    return _headline_of(at, 3)


def proof_head(at: Occasion) -> list[Piece]:
    return [replace(piece, forms=tuple(map(headline, piece.forms))) for piece in proof(at)]


def client_head(at: Occasion) -> list[Piece]:
    """The client, a colon and the message: a headline for the press."""
    clients = at.facts.client_forms
    return [
        replace(
            piece,
            forms=(*(after_colon(at, client, form) for client in clients for form in piece.forms), *piece.forms),
            sources=("client_name", *piece.sources),
        )
        for piece in head(at)
    ]


def after_colon(at: Occasion, first: str, then: str) -> str:
    """Both with a colon between them; where the second has one itself, a dash."""
    mark = " – " if has_colon(then) else colon_after(first, at.frames.language.colon)
    return f"{first}{mark}{then}"


def slug(at: Occasion) -> list[Piece]:
    made = [(slugged(form), piece.sources) for piece in head(at) for form in piece.forms]
    fitting = [(text, sources) for text, sources in made if len(text) <= LONGEST_SLUG]
    return [Piece((text,), LEAD, sources) for text, sources in fitting[:1]]
