"""The message matrix: which message leads a piece, which ones and which proof support it, for whom and when."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from onboarding.contracts import ProofPointDTO
from production.offline.assets import Written
from production.offline.facts.table import Facts
from production.offline.frames import Frames
from production.offline.piece_context import led_by, rotated
from production.offline.text import Text
from strategy.contracts import EXPLAIN, PieceDTO


def cast(facts: Facts, frames: Frames, piece: PieceDTO, number: int) -> Facts:
    """The facts in the order in which a channel's piece, counted from 0, says them. Thanks only support; each round of
    leads brings other supports to the fore."""
    points = _cited(rotated(facts.as_of(piece.on).proofs, number), piece)
    leads = [text for text in facts.messages if not frames.language.stands_alone(text)] or facts.messages
    if not leads:
        return replace(facts, proofs=points)
    led = led_by(facts, facts.messages.index(leads[number % len(leads)]))
    supports = rotated(led.messages[1:], number // len(leads))
    return replace(led, messages=(*led.messages[:1], *supports), proofs=points)


def _cited(points: tuple[ProofPointDTO, ...], piece: PieceDTO) -> tuple[ProofPointDTO, ...]:
    """What explains begins with what always holds, all else with the day that it leads to, if its own day is known."""
    if not piece.on:
        return points
    return tuple(sorted(points, key=lambda point: bool(point.until) is (piece.stage == EXPLAIN)))


def matrix_of(written: Iterable[Written]) -> list[dict[str, Any]]:
    """A row for each piece, with the fields of the brief that it says something of."""
    rows = []
    for each in written:
        sources = _sources(each.texts)
        messages = messages_in(each.texts)
        proofs = [source for source in sources if source.startswith("proof_points")]
        row = {"channel": each.channel, "piece": each.piece.number, "stage": each.piece.stage}
        addressed = "target_audience" if "target_audience" in sources else ""
        rows.append(row | {"leads": messages[:1], "supports": messages[1:], "proof": proofs, "audience": addressed})
    return rows


def messages_in(texts: Iterable[Text]) -> list[str]:
    """Where in the brief the messages of these texts stand, in order."""
    return [source for source in _sources(texts) if source.startswith("key_messages")]


def _sources(texts: Iterable[Text]) -> list[str]:
    return list(dict.fromkeys(source for text in texts for source in text.sources))
