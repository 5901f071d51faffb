"""Slots made of a key message as a headline, as the client wrote it."""

from dataclasses import replace

from production.offline.fitting import Piece
from production.offline.links import slugged
from production.offline.piece_context import LEAD, Occasion
from production.offline.punctuation import colon_after, has_colon
from production.offline.slots.actions import call
from production.offline.slots.messages import message, proof

LONGEST_SLUG = 75


def _as_headline(piece: Piece, written: str) -> Piece:
    """Without the full stop that it has only as a sentence."""
    forms = (form if written.endswith(form) else form.rstrip(".。।۔") for form in piece.forms)
    return replace(piece, forms=tuple(forms))


def _headline_of(at: Occasion, index: int) -> list[Piece]:
    return [_as_headline(piece, at.facts.messages[index]) for piece in message(at, index, LEAD)]


def head(at: Occasion) -> list[Piece]:
    return _headline_of(at, 0)


def title(at: Occasion) -> list[Piece]:
    """The first message as a headline; where an earlier piece of the channel has it, the call to action."""
    return (call(at) if at.again else []) or head(at)


def next_head(at: Occasion) -> list[Piece]:
    return _headline_of(at, 1)


def third_head(at: Occasion) -> list[Piece]:
    return _headline_of(at, 2)


def fourth_head(at: Occasion) -> list[Piece]:
    return _headline_of(at, 3)


def proof_head(at: Occasion) -> list[Piece]:
    points = (point.text for text in at.facts.messages[:1] for point in at.facts.proofs.get(text, ()))
    return [_as_headline(piece, text) for piece, text in zip(proof(at), points, strict=False)]


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
    mark = " – " if has_colon(then) else colon_after(first, at.language.colon)
    return f"{first}{mark}{then}"


def slug(at: Occasion) -> list[Piece]:
    made = [(slugged(form), piece.sources) for piece in head(at) for form in piece.forms]
    fitting = [(text, sources) for text, sources in made if len(text) <= LONGEST_SLUG]
    return [Piece((text,), LEAD, sources) for text, sources in fitting[:1]]
