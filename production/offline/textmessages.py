"""Text messages are sent in parts: one is best, and no more may be needed than the platform's rules allow."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from aicmo_site.kernel.channels import Channel, Field, specs
from aicmo_site.kernel.counting.text_messages import text_message
from production.offline.fitting import Piece, fit

ACTION, PINNED = 1, (2, 3)  # the ranks of the call to action; of the client's name and the first message
TOO_LONG = 1_000_000
_STRAIGHT = str.maketrans(
    dict.fromkeys("‘’‚‛′", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―", "-")
    | dict.fromkeys("\u00a0\u2009\u202f", " ")
    | {"…": "..."}
)


def parts_of(channel: Channel) -> int:
    """How many parts a text of the channel may have."""
    spec = next(spec for spec in specs()["channels"] if spec["id"] == channel.id)
    return max(field.get("max_segments_default") or 1 for field in spec["fields"])


def fit_in_parts(attempts: Iterable[Sequence[Piece]], *, field: Field, parts: int) -> tuple[str, tuple[Piece, ...]]:
    """The first attempt whose message, name, call and needed pieces fit: in one part, else in as many as are allowed.

    Empty where none of them fits.
    """
    for pieces in attempts:
        pinned = [replace(piece, rank=0) if _is_needed(piece) else piece for piece in pieces]
        for most in dict.fromkeys((1, parts)):
            length, limit = partial(_length, most=most), most * (field.max or TOO_LONG)
            text, kept = fit(pinned, count=length, hard=limit, least=1)
            if text and length(text) <= limit:
                return straightened(text), kept
    return "", ()


def _is_needed(piece: Piece) -> bool:
    """Whether a reader must have it; where to read more may go, the client's own call to action may not."""
    return piece.rank in PINNED or (piece.rank == ACTION and piece.sources != ("website",))


def straightened(text: str) -> str:
    """With straight quotes and plain dashes and spaces where that keeps it in GSM-7, else as it is."""
    plain = text.translate(_STRAIGHT)
    return plain if text_message(plain).encoding == "GSM-7" else text


def _length(text: str, most: int) -> int:
    message = text_message(straightened(text))
    return message.units if message.segments <= most else TOO_LONG
