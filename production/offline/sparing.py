"""Fewer words of ours: what the client says should not drown in what everybody could say."""

from collections.abc import Sequence
from dataclasses import replace

from production.offline.fitting import OPTIONAL, Piece, stronger
from production.offline.frame_files import SLOT


def sparing(pieces: Sequence[Piece], most: int) -> list[Piece]:
    """The pieces without as many optional frames as it takes to have at most so many letters of ours; the last ones go
    first. What the law wants said does not count."""
    kept = list(pieces)
    while sum(map(own_letters, kept)) > most:
        optional = [piece for piece in kept if own_letters(piece) and piece.rank >= OPTIONAL]
        if not optional:
            break
        index = kept.index(max(reversed(optional), key=lambda piece: piece.rank))
        after = [replace(piece, join=stronger(piece.join, kept[index].join)) for piece in kept[index + 1 : index + 2]]
        kept[index : index + 2] = after
    return kept


def own_letters(piece: Piece) -> int:
    return sum(map(str.isalpha, SLOT.sub("", piece.frame))) if piece.rank else 0
