"""Slots made of the key messages, and of the facts that prove them."""

from dataclasses import replace

from aicmo_site.kernel.text.terms import contains
from production.offline.clauses import heads
from production.offline.facts.table import LONGEST_SLOGAN
from production.offline.fitting import Piece
from production.offline.piece_context import LEAD, NEXT, PROOF, REST, Occasion
from production.offline.punctuation import ended

RANKS = (LEAD, NEXT)  # of the first messages; those behind them are REST


def told(at: Occasion, *, single_line: bool = False) -> list[Piece]:
    """All messages, each in a paragraph with what proves it."""
    return _paragraphs(at, " " if single_line else "\n\n", skipped=())


def body(at: Occasion, *, single_line: bool = False) -> list[Piece]:
    """The same without the messages that the headline above says, as long as anything is left."""
    skipped = tuple(text for text in at.facts.messages if contains(at.headed, text))
    join = " " if single_line else "\n\n"
    return _paragraphs(at, join, skipped=skipped) or _paragraphs(at, join, skipped=())


def _paragraphs(at: Occasion, join: str, *, skipped: tuple[str, ...]) -> list[Piece]:
    pieces: list[Piece] = []
    for index, message in enumerate(at.facts.messages):
        rank = (*RANKS, REST)[min(index, len(RANKS))]
        points = [_line(at, point.text, max(rank, PROOF)) for point in at.facts.proofs.get(message, ())]
        said = [*([] if message in skipped else [_line(at, message, rank)]), *points]
        pieces += [replace(piece, join=join) if pieces and piece is said[0] else piece for piece in said]
    return pieces


def message(at: Occasion, index: int, rank: int) -> list[Piece]:
    return [_line(at, text, rank) for text in at.facts.messages[index : index + 1]]


def _line(at: Occasion, text: str, rank: int) -> Piece:
    """In the client's words and letters. A short line may be a slogan, so that only a longer text is shortened."""
    shorter = heads(text, at.language.binding) if len(text) > LONGEST_SLOGAN else ()
    return Piece(tuple(map(ended, (text, *shorter))), rank, (at.facts.sources[text],))


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
    """The day of the event, facts that name a day, an hour or a price, and those that speak for the call to action."""
    dated = at.facts.is_about_event or at.channel.id == "event"
    points = (*at.facts.occasions, *at.facts.proofs.get(at.facts.action, ()))
    return [*(at.framed("date_line") if dated else []), *(_line(at, point.text, PROOF) for point in points)]
