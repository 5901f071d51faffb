"""Slots made of the key messages, and of the facts that prove them."""

from production.offline.clauses import heads
from production.offline.facts.table import LONGEST_SLOGAN
from production.offline.fitting import Piece
from production.offline.piece_context import LEAD, NEXT, PROOF, REST, Occasion
from production.offline.punctuation import ended

RANKS = (LEAD, NEXT)  # of the first messages; those behind them are REST


def told(at: Occasion, *, single_line: bool = False) -> list[Piece]:
    """All messages, each in a paragraph with what proves it."""
    pieces: list[Piece] = []
    for index, message in enumerate(at.facts.messages):
        pieces += _said(at, index, message, " " if single_line or index == 0 else "\n\n")
    return pieces


def _said(at: Occasion, index: int, message: str, join: str) -> list[Piece]:
    rank = (*RANKS, REST)[min(index, len(RANKS))]
    points = (_line(at, point.text, max(rank, PROOF)) for point in at.facts.proofs.get(message, ()))
    return [_line(at, message, rank, join), *points]


def message(at: Occasion, index: int, rank: int) -> list[Piece]:
    return [_line(at, text, rank) for text in at.facts.messages[index : index + 1]]


def _line(at: Occasion, text: str, rank: int, join: str = " ") -> Piece:
    """In the client's words and letters. A short line may be a slogan, so that only a longer text is shortened."""
    shorter = heads(text, at.language.binding) if len(text) > LONGEST_SLOGAN else ()
    return Piece(tuple(map(ended, (text, *shorter))), rank, (at.facts.sources[text],), join)


def lead(at: Occasion) -> list[Piece]:
    return message(at, 0, LEAD)


def following(at: Occasion) -> list[Piece]:
    return message(at, 1, NEXT)


def rest(at: Occasion) -> list[Piece]:
    return [piece for index in range(2, len(at.facts.messages)) for piece in message(at, index, REST)]


def proof(at: Occasion) -> list[Piece]:
    return proofs(at)[:1]


def proofs(at: Occasion) -> list[Piece]:
    """What proves the first message, in the client's words."""
    points = (point for text in at.facts.messages[:1] for point in at.facts.proofs.get(text, ()))
    return [_line(at, point.text, PROOF) for point in points]


def when(at: Occasion) -> list[Piece]:
    """Facts that name a day or an hour, and those that speak for the call to action."""
    points = (*at.facts.occasions, *at.facts.proofs.get(at.facts.action, ()))
    return [_line(at, point.text, PROOF) for point in points]
