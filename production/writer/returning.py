"""Pieces that go back to the writer, with what is wrong in them; and what is made of them when it is asked no more."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aicmo_site.kernel.places import Place
from production.contracts import DraftBundleDTO, FindingDTO, WishDTO
from production.offline.revising import Piece, is_at, pieces_of, text_of
from production.offline.text import Text
from production.wishes.meeting import left_to_writer
from production.writer.settling import without


@dataclass(frozen=True)
class Returned:
    """A piece's texts as they stand, the findings in them, and what people want: {field, passage, wish} each."""

    texts: tuple[Text, ...]
    findings: tuple[FindingDTO, ...] = ()
    wishes: tuple[Mapping[str, str], ...] = ()

    @property
    def wrong(self) -> list[dict[str, Any]]:
        """The findings as the model reads them."""
        return [
            {"field": Place.parse(one.section).field, "words": one.words, "wrong": one.reason, "cure": one.cure}
            for one in self.findings
        ]

    def settled(self) -> tuple[Text, ...] | None:
        """The texts without the refused words; None where these cannot be cut."""
        refused: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        for one in self.findings:
            if one.start is None or one.end is None:
                return None
            refused[Place.parse(one.section).field, one.line].append((one.start, one.end))
        lines: dict[str, int] = defaultdict(int)
        kept: list[Text] = []
        for text in self.texts:
            places = refused.get((text.field, lines[text.field]), [])
            lines[text.field] += 1
            left = without(text, places) if places else text
            if left is None:
                return None
            kept.append(left)
        return tuple(kept)


def returned_of(
    former: Sequence[DraftBundleDTO], findings: Sequence[FindingDTO], wishes: Sequence[WishDTO]
) -> Mapping[Piece, Returned]:
    """The pieces of the former copy in which something was found, or is wished that only a writer can meet."""
    wished: dict[Piece, list[Mapping[str, str]]] = defaultdict(list)
    for (channel, piece, field), asked in left_to_writer(wishes, former).items():
        told = ({"field": field, "passage": one.wish.passage, "wish": one.demand.words} for one in asked)
        wished[channel, piece] += told
    returned: dict[Piece, Returned] = {}
    for place, assets in pieces_of(former).items():
        mine = tuple(one for one in findings if is_at(one.section, place))
        if mine or place in wished:
            returned[place] = Returned(tuple(map(text_of, assets)), mine, tuple(wished.get(place, ())))
    return returned
