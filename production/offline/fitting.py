"""Making a text fit by shortening to whole clauses and dropping whole pieces; never by cutting words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from production.offline.wording import ended

HOPELESS = 10  # characters per unit of the limit
OPTIONAL = 5  # pieces of this rank and above may go to meet a recommendation; the others only to meet a limit


@dataclass(frozen=True)
class Piece:
    """One part of a text: its forms, longest first; how dispensable it is (0 is needed most); the fields of the brief
    that it comes from; and the words of the frame in it, if any."""

    forms: tuple[str, ...]
    rank: int
    sources: tuple[str, ...] = ()
    join: str = " "
    frame: str = ""
    lowered: bool = False  # whether it loses its capital after a colon
    heads: bool = False  # a heading of what follows


def fit(
    pieces: Sequence[Piece],
    *,
    count: Callable[[str], int],
    soft: int | None = None,
    hard: int | None = None,
    least: int = 0,
) -> tuple[str, tuple[Piece, ...]]:
    """The text and the pieces left in it: within `soft` if optional pieces suffice, else within `hard`.

    Pieces of a rank below `least` are never dropped. Empty where not even the most needed piece fits.
    """
    kept = list(pieces)
    if soft is not None:
        kept = _shrink(kept, count, soft, droppable=OPTIONAL)
    if hard is not None:
        kept = _shrink(kept, count, hard, droppable=least)
    return text_of(kept), tuple(kept)


def text_of(pieces: Sequence[Piece]) -> str:
    """The pieces in their first forms, joined; what goes on within a line is ended first."""
    text = ""
    for piece in pieces:
        if text and piece.join == " ":
            text = ended(text)
            text += "" if text[-1] in "。！？" else " "
            text += _after(text, piece)
            continue
        if text:
            text += piece.join
        text += piece.forms[0]
    return text


def _after(text: str, piece: Piece) -> str:
    """The piece as it goes on within a line: in lower case after a colon, where it may."""
    form = piece.forms[0]
    return form[0].lower() + form[1:] if piece.lowered and text.endswith(": ") else form


def stronger(first: str, second: str) -> str:
    """The stronger break of two: paragraph, line, space."""
    return max(first, second, key=(" ", "\n", "\n\n").index)


def _shrink(pieces: list[Piece], count: Callable[[str], int], limit: int, *, droppable: int) -> list[Piece]:
    kept = list(pieces)
    while kept and _is_over(text_of(kept), count, limit):
        index = _weakest(kept, droppable)
        if index is None:
            break
        kept[index : index + 1] = _shorter(kept[index])
    return kept


def _is_over(text: str, count: Callable[[str], int], limit: int) -> bool:
    """Counting is slow on some platforms' rules: a text many times too long is not counted at all."""
    return len(text) > HOPELESS * limit or count(text) > limit


def _weakest(pieces: list[Piece], droppable: int) -> int | None:
    """The most dispensable piece that can still give way, the later one at equal rank; but anything is shortened
    before a piece is dropped that says something."""
    able = [index for index, piece in enumerate(pieces) if len(piece.forms) > 1 or piece.rank >= droppable]
    shortened = [index for index in able if len(pieces[index].forms) > 1]
    dispensable = [index for index in able if pieces[index].rank >= OPTIONAL]
    return max(dispensable or shortened or able, key=lambda index: (pieces[index].rank, index), default=None)


def _shorter(piece: Piece) -> list[Piece]:
    return [replace(piece, forms=piece.forms[1:])] if len(piece.forms) > 1 else []
