"""Pieces that go back to the writer, with what is wrong in them; and what is made of them when it is asked no more."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aicmo_site.kernel.places import Place
from production.contracts import MODEL, DraftBundleDTO, FindingDTO, WishDTO
from production.offline.revising import Piece, is_at, pieces_of, text_of
from production.offline.text import Text
from production.wishes.meeting import left_to_writer
from production.writer.settling import Words, marked, without


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

    @property
    def is_by_model(self) -> bool:
        return any(text.by == MODEL for text in self.texts)

    def settled(self) -> tuple[Text, ...] | None:
        """The texts without the refused words; None where these cannot be cut."""
        if any(one.start is None for one in self.findings):
            return None
        kept = [without(text, places) if places else text for text, places in self._refused()]
        return tuple(text for text in kept if text) if all(kept) else None

    def marked(self) -> tuple[Text, ...]:
        """The texts with a mark before the refused words; before all of them where no place is known."""
        texts = [marked(text, places) if places else text for text, places in self._refused()]
        return tuple(texts) if texts != [*self.texts] else (marked(texts[0], [(0, 0)]), *texts[1:])

    def _refused(self) -> Iterator[tuple[Text, list[Words]]]:
        """Each text with the places of the words that were refused in it."""
        refused: dict[tuple[str, int], list[Words]] = defaultdict(list)
        for one in self.findings:
            if one.start is not None and one.end is not None:
                refused[Place.parse(one.section).field, one.line].append((one.start, one.end))
        lines: Counter[str] = Counter()
        for text in self.texts:
            yield text, refused.get((text.field, lines[text.field]), [])
            lines[text.field] += 1


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
