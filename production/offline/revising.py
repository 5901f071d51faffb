"""A round of revision: what nobody asked for stays, piece by piece; the rest is edited, or composed anew."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aicmo_site.kernel.ids import derived_id
from aicmo_site.kernel.places import Place
from production.contracts import AssetDTO, DraftBundleDTO, FeedbackDTO, FindingDTO, NothingToSay, VersionDTO
from production.edits import NO_EDITS, Edits, is_by_people
from production.offline.assets import Written
from production.offline.text import Text
from production.wishes.editing import Guard
from production.wishes.meeting import Asked, Field, Meeting, asked_of, kept_by, left_to_writer
from production.wishes.spots import OPEN_POINT
from strategy.contracts import PieceDTO

Piece = tuple[str, str]  # a channel and the number of its piece
Kept = Mapping[Piece, tuple[Text, ...]]
Write = Callable[
    [tuple[str, ...], Kept], tuple[DraftBundleDTO, ...]
]  # without these words, with these pieces as they are


@dataclass(frozen=True)
class Revision:
    """How a campaign's copy is written, and what binds its wishes. former: the copy of the round before."""

    write: Write
    feedback: FeedbackDTO
    guard: Guard
    sources: Mapping[str, str]
    former: tuple[DraftBundleDTO, ...] = ()
    versions: tuple[VersionDTO, ...] = ()
    rewrites: bool = False  # whether a model writes, which may be asked for what is not understood here
    edits: Edits = NO_EDITS

    def made(self) -> tuple[tuple[DraftBundleDTO, ...], dict[str, Any]]:
        """The copy of this round, and the record of what became of the feedback."""
        first = self._composed() if self.former else self.write((), {})
        if not self.feedback.wishes:
            return self.edits.laid_over(first), self._record([])
        meeting = self._met(first, first)
        if unmet := meeting.unmet():
            meeting = self._without(unmet, first, meeting)
        return self.edits.laid_over(meeting.result()), self._record(meeting.record())

    def _composed(self) -> tuple[DraftBundleDTO, ...]:
        """The former copy, with the pieces in which something was found composed anew, but for those that people wrote
        in, and the fields that a writer was asked to change."""
        kept = kept_by(asked_of(self.feedback.wishes, self.former))
        locked = {
            piece for piece, assets in pieces_of(self.former).items() if any(asset.asset_id in kept for asset in assets)
        }
        by_people = {piece for piece, assets in pieces_of(self.former).items() if any(map(is_by_people, assets))}
        found = {
            piece
            for piece in pieces_of(self.former)
            if piece not in locked | by_people and any(_is_about(one, piece) for one in self.feedback.findings)
        }
        wished = {
            field: asked
            for field, asked in (left_to_writer(self.feedback.wishes, self.former) if self.rewrites else {}).items()
            if field[:2] not in locked | found
        }
        anew = found | {field[:2] for field in wished}
        if not anew:
            return self.former
        still = {
            piece: tuple(map(text_of, assets)) for piece, assets in pieces_of(self.former).items() if piece not in anew
        }
        written = self.write((), still)
        worse = {piece for piece in found if any(is_at(copy_id, piece) for copy_id in self.feedback.keep)}
        mended = _merged(self.former, written, found - worse)
        rewritten = _merged(mended, written, {field[:2] for field in wished}, wished)
        return _with_passages(mended, rewritten, wished)

    def _without(
        self, unmet: Mapping[Field, tuple[str, ...]], first: tuple[DraftBundleDTO, ...], met: Meeting
    ) -> Meeting:
        """With the fields composed anew in which words stand that were to go; those where that does not help stay."""
        terms = tuple(dict.fromkeys(term for terms in unmet.values() for term in terms))
        pieces = {(channel, piece) for channel, piece, _ in unmet}
        kept = {piece: tuple(map(text_of, assets)) for piece, assets in pieces_of(first).items() if piece not in pieces}
        try:
            written = self.write(terms, kept)
        except NothingToSay:  # but with these words: the wish is not met, and the copy stands
            return met
        fresh = _merged(first, written, pieces, set(unmet))
        again = self._met(first, fresh)
        lost = self._lost(first, again.result())
        helped = {field for field in set(unmet) - set(again.unmet()) if field[:2] not in lost}
        if not helped:
            return met
        return self._met(first, _merged(first, written, {field[:2] for field in helped}, helped))

    def _lost(self, before: Sequence[DraftBundleDTO], after: Sequence[DraftBundleDTO]) -> set[Piece]:
        """The pieces that no longer say all that must appear in them."""
        unbound = replace(self.guard, lawful=())  # the generator says what the law wants, in one wording or another
        was, now = said_by(before), said_by(after)
        return {piece for piece, text in was.items() if not unbound.keeps_bound(text, now[piece])}

    def _met(self, first: tuple[DraftBundleDTO, ...], bundles: tuple[DraftBundleDTO, ...]) -> Meeting:
        base = self.former or first
        told = self.feedback.wishes, self.guard, self.sources, self.versions
        theirs = self.edits.lasting(bundles)
        return Meeting(base, bundles, *told, rewrites=self.rewrites, anew=not self.former, theirs=theirs)

    def _record(self, wishes: list[dict[str, Any]]) -> dict[str, Any]:
        findings = [f"{finding.section}: {finding.reason}".removeprefix(": ") for finding in self.feedback.findings]
        return {"wishes": wishes, "findings": findings} if wishes or findings else {}


def _is_about(finding: FindingDTO, piece: Piece) -> bool:
    return is_at(finding.section, piece)


def is_at(section: str, piece: Piece) -> bool:
    place = Place.parse(section)
    return place.channel in ("", piece[0]) and place.piece in ("", piece[1])


def pieces_of(bundles: Sequence[DraftBundleDTO]) -> dict[Piece, list[AssetDTO]]:
    """The texts of each piece, in order, without what it waits for."""
    pieces: dict[Piece, list[AssetDTO]] = {}
    for bundle in bundles:
        for asset in bundle.assets:
            if asset.asset_type != OPEN_POINT:
                pieces.setdefault((bundle.channel, asset.piece), []).append(asset)
    return pieces


def said_by(bundles: Sequence[DraftBundleDTO]) -> dict[Piece, str]:
    """All the copy of each piece, without notes."""
    pieces = pieces_of(bundles).items()
    return {piece: "\n".join(asset.content for asset in assets if not asset.is_note) for piece, assets in pieces}


def text_of(asset: AssetDTO) -> Text:
    told = asset.metadata
    author = {"by": told["by"], "spans": tuple(told["spans"])} if "by" in told else {}
    return Text(asset.asset_type, asset.content, tuple(told.get("facts", ())), is_note=asset.is_note, **author)


def written_of(bundles: Sequence[DraftBundleDTO]) -> list[Written]:
    """What the bundles hold, piece by piece."""
    return [
        Written(channel, _planned(assets[0].metadata), tuple(map(text_of, assets)))
        for (channel, _), assets in pieces_of(bundles).items()
    ]


def _planned(place: Mapping[str, Any]) -> PieceDTO:
    return PieceDTO(place["piece"], place["stage"], place["week"], place["on"], place.get("language", ""))


def _with_passages(
    former: tuple[DraftBundleDTO, ...], fresh: tuple[DraftBundleDTO, ...], wished: Mapping[Field, Sequence[Asked]]
) -> tuple[DraftBundleDTO, ...]:
    """The fresh ones, but for texts in which more than the passages that were meant has changed: these stay."""
    was = {asset.asset_id: asset for bundle in former for asset in bundle.assets}
    passages = {
        field: [one.wish.passage for one in asked]
        for field, asked in wished.items()
        if all(one.wish.passage for one in asked)
    }

    def as_meant(channel: str, asset: AssetDTO) -> AssetDTO:
        before = was.get(asset.asset_id)
        meant = passages.get((channel, asset.piece, asset.asset_type))
        if before is None or meant is None or _differs_only_in(meant, before.content, asset.content):
            return asset
        return before

    return tuple(
        replace(bundle, assets=tuple(as_meant(bundle.channel, asset) for asset in bundle.assets)) for bundle in fresh
    )


def _differs_only_in(passages: Sequence[str], before: str, after: str) -> bool:
    """Whether what stands before the first passage and behind the last one is the same."""
    places = [(at, at + len(passage)) for passage in passages if (at := before.find(passage)) >= 0]
    if not places:
        return before == after
    head, tail = before[: min(places)[0]], before[max(end for _, end in places) :]
    return after.startswith(head) and after.endswith(tail) and len(after) >= len(head) + len(tail)


def _merged(
    former: tuple[DraftBundleDTO, ...],
    fresh: tuple[DraftBundleDTO, ...],
    anew: Collection[Piece],
    fields: Collection[Field] = (),
) -> tuple[DraftBundleDTO, ...]:
    """The former bundles with these pieces of the fresh ones, or only these fields of them; every other text is
    the very one that it was."""
    by_channel = {bundle.channel: bundle for bundle in fresh}
    return tuple(
        _with_pieces(bundle, by_channel[bundle.channel], anew, fields)
        if bundle.channel in by_channel and any(channel == bundle.channel for channel, _ in anew)
        else bundle
        for bundle in former
    )


def _with_pieces(
    former: DraftBundleDTO, fresh: DraftBundleDTO, anew: Collection[Piece], fields: Collection[Field]
) -> DraftBundleDTO:
    assets: list[AssetDTO] = []
    for piece in dict.fromkeys(asset.piece for asset in former.assets):
        mine = [asset for asset in former.assets if asset.piece == piece]
        new = [asset for asset in fresh.assets if asset.piece == piece]
        if (former.channel, piece) not in anew or not any(asset.asset_type != OPEN_POINT for asset in new):
            assets += mine
        else:
            named = {name for *where, name in fields if where == [former.channel, piece]}
            assets += _in_their_places(former, piece, mine, new, named or {asset.asset_type for asset in (*mine, *new)})
    texts = [asset for asset in assets if asset.asset_type != OPEN_POINT]
    return replace(former, assets=(*texts, *(asset for asset in assets if asset.asset_type == OPEN_POINT)))


def _in_their_places(
    bundle: DraftBundleDTO, piece: str, mine: list[AssetDTO], new: list[AssetDTO], fields: set[str]
) -> list[AssetDTO]:
    """A piece with these fields anew, each text under the ID of the one whose place it takes."""
    placed: list[AssetDTO] = []
    for name in dict.fromkeys(asset.asset_type for asset in (*mine, *new)):
        were = [asset for asset in mine if asset.asset_type == name]
        if name not in fields:
            placed += were
            continue
        for line, asset in enumerate(asset for asset in new if asset.asset_type == name):
            further = derived_id("asset", bundle.draft_id, bundle.channel, piece, name, str(line))
            id = were[line].asset_id if line < len(were) else further
            placed.append(asset if name == OPEN_POINT else replace(asset, asset_id=id))
    return placed
