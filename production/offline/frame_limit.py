"""Fewer words of ours: what the client says should not drown in what everybody could say."""

from collections.abc import Sequence
from dataclasses import replace

from production.offline.fitting import OPTIONAL, Piece, stronger
from production.offline.frame_files import SLOT


def sparing(pieces: Sequence[Piece], most: int) -> list[Piece]:
    """The pieces without as many optional frames as it takes to have at most so many letters of ours; the last ones go
    first. What the law wants said does not count."""
    letters = [own_letters(piece) for piece in pieces]
    optional = [at for at, piece in enumerate(pieces) if letters[at] and piece.rank >= OPTIONAL]
    left, gone = sum(letters), set[int]()
    for at in sorted(optional, key=lambda at: (pieces[at].rank, at), reverse=True):
        if left <= most:
            break
        gone.add(at)
        left -= letters[at]
    return _without(pieces, gone)


def _without(pieces: Sequence[Piece], gone: set[int]) -> list[Piece]:
    """The others; what follows a piece that is gone keeps the break that stood before it."""
    kept: list[Piece] = []
    join = " "
    for at, piece in enumerate(pieces):
        join = stronger(join, piece.join)
        if at not in gone:
            kept.append(replace(piece, join=join))
            join = " "
    return kept


def own_letters(piece: Piece) -> int:
    return sum(map(str.isalpha, SLOT.sub("", piece.frame))) if piece.rank else 0
