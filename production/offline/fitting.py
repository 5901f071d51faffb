"""Making a text fit by shortening to whole clauses and dropping whole pieces; never by cutting words."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from production.offline.punctuation import end_mark

HOPELESS = 10  # characters per unit of the limit
OPTIONAL = 5  # pieces of this rank and above may go to meet a recommendation; the others only to meet a limit


@dataclass(frozen=True)
class Piece:
    """One part of a text: its forms, longest first; how dispensable it is (0 is needed most); and the fields of the
    brief that it comes from."""

    forms: tuple[str, ...]
    rank: int
    sources: tuple[str, ...] = ()
    join: str = " "


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
    parts: list[str] = []
    for piece in pieces:
        if not parts:
            parts = [piece.forms[0]]
        elif piece.join == " ":
            parts += _within_the_line(_tail(parts), piece)
        else:
            parts += (piece.join, piece.forms[0])
    return "".join(parts)


def _tail(parts: Sequence[str]) -> str:
    """The end of a text back to a letter: so much tells how it is ended, however long it is."""
    start = next((at for at in range(len(parts) - 1, 0, -1) if any(map(str.isalpha, parts[at]))), 0)
    return "".join(parts[start:])


def _within_the_line(before: str, piece: Piece) -> tuple[str, str, str]:
    """The mark that ends what stands before, a space, and the piece."""
    mark = end_mark(before)
    return mark, "" if (before + mark)[-1:] in "。！？" else " ", piece.forms[0]


def stronger(first: str, second: str) -> str:
    """The stronger break of two: paragraph, line, space."""
    return max(first, second, key=(" ", "\n", "\n\n").index)


def _shrink(pieces: list[Piece], count: Callable[[str], int], limit: int, *, droppable: int) -> list[Piece]:
    """The pieces after as few steps as bring them within the limit, after all steps where none do. Each step leaves
    less than the one before, so that the first that fits is found by halving: few texts are counted, however many
    pieces there are."""
    if not _is_over(text_of(pieces), count, limit):
        return pieces
    pieces = [replace(piece, forms=_falling(piece.forms)) for piece in pieces]
    steps = _steps(pieces, droppable)
    needed = bisect_left(
        range(len(steps)), True, key=lambda at: not _is_over(text_of(_after(pieces, steps[:at])), count, limit)
    )
    return _after(pieces, steps[:needed])


def _falling(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Without a form that is no shorter than one before it: where that one does not fit, it does not either."""
    lengths = accumulate(map(len, forms), min)
    return (*forms[:1], *(form for form, least in zip(forms[1:], lengths, strict=False) if len(form) < least))


def _steps(pieces: Sequence[Piece], droppable: int) -> list[int]:
    """Which piece gives way at each step, by becoming shorter or, in its last form, by going: the most dispensable
    first, the later one at equal rank; but anything is shortened before a piece goes that says something."""
    order = sorted(range(len(pieces)), key=lambda at: (pieces[at].rank, at), reverse=True)
    optional = [at for at in order if pieces[at].rank >= OPTIONAL]
    others = order[len(optional) :]
    going = [at for at in optional for _ in pieces[at].forms]
    shorter = [at for at in others for _ in pieces[at].forms[1:]]
    return [*going, *shorter, *(at for at in others if pieces[at].rank >= droppable)]


def _after(pieces: Sequence[Piece], steps: Sequence[int]) -> list[Piece]:
    taken = Counter(steps)
    left = ((piece, piece.forms[taken[at] :]) for at, piece in enumerate(pieces))
    return [piece if forms is piece.forms else replace(piece, forms=forms) for piece, forms in left if forms]


def _is_over(text: str, count: Callable[[str], int], limit: int) -> bool:
    """Counting is slow on some platforms' rules: a text many times too long is not counted at all."""
    return len(text) > HOPELESS * limit or count(text) > limit
