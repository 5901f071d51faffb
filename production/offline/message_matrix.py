"""The message matrix: which messages each piece of a channel says, with which proof, and when."""

from collections.abc import Iterable
from typing import Any

from production.offline.assets import Written
from production.offline.frame_files import Language
from production.offline.text import Text


def shares(messages: tuple[str, ...], language: Language, pieces: int, turn: int) -> tuple[tuple[str, ...], ...]:
    """The messages shared out among the pieces of a channel, so that each says something of its own: as many shares as
    there are messages to lead one. Thanks only support. turn: how many of the leads are skipped."""
    supports = [text for text in messages if language.stands_alone(text)]
    leads = [text for text in messages if text not in supports] or list(messages)
    if not leads:
        return ()
    first = turn % len(leads)
    order = (*leads[first:], *leads[:first], *(text for text in supports if text not in leads))
    number = min(pieces, len(leads))
    return tuple(order[start::number] for start in range(number))


def matrix_of(written: Iterable[Written]) -> list[dict[str, Any]]:
    """A row for each piece, with the fields of the brief that it says something of."""
    rows = []
    for each in written:
        messages = messages_in(each.texts)
        proofs = [source for source in _sources(each.texts) if source.startswith("proof_points")]
        row = {"channel": each.channel, "piece": each.piece.number, "stage": each.piece.stage}
        rows.append(row | {"leads": messages[:1], "supports": messages[1:], "proof": proofs})
    return rows


def messages_in(texts: Iterable[Text]) -> list[str]:
    """Where in the brief the messages of these texts stand, in order."""
    return [source for source in _sources(texts) if source.startswith("key_messages")]


def _sources(texts: Iterable[Text]) -> list[str]:
    return list(dict.fromkeys(source for text in texts for source in text.sources))
