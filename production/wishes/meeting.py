"""Meeting wishes: each within its place, and then told by the difference what became of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aicmo_site.kernel.channels import channel_of
from production.contracts import (
    DONE,
    KEPT,
    LEFT,
    NOT_DONE,
    NOTHING_TO_DO,
    AssetDTO,
    DraftBundleDTO,
    VersionDTO,
    WishDTO,
)
from production.wishes import reading
from production.wishes.editing import (
    SHORT,
    SPARED,
    WITHIN,
    Guard,
    hashtags,
    length,
    replaced,
    shortened,
    stands_in,
    taken_out,
    with_hashtags,
    without_term,
)
from production.wishes.reading import Demand
from production.wishes.spots import BESIDE_COPY, Spot, spots_of, stand_at

BRIEF, WHICH = "brief", "which"  # what is asked: whether the brief is to change, which piece is meant
OF_BEFORE = (reading.NOT_SHORTER, reading.RESTORE, reading.KEEP)  # what means nothing without a former copy
MOST_PLACES = 12  # named in a sentence
Field = tuple[str, str, str]  # of a channel's piece


@dataclass(frozen=True)
class Asked:
    """One demand of a wish, and the texts that it is about. before: what became of it in the round before."""

    wish: WishDTO
    demand: Demand
    spots: tuple[Spot, ...]
    before: str = ""

    @property
    def is_fresh(self) -> bool:
        return not self.before

    @property
    def is_unclear(self) -> bool:
        """Whether one text must be meant, and nobody said which."""
        scope = self.demand.scope
        placed = self.wish.channel or scope.channels or scope.everywhere
        placed = placed or (scope.fields and len({spot.channel for spot in self.spots}) == 1)
        several = len({(spot.channel, spot.piece) for spot in self.spots}) > 1
        return bool(not placed and several and (self.demand.kind in reading.OF_ONE or scope.pieces))

    @property
    def acts(self) -> bool:
        return self.demand.kind not in (reading.FACT, LEFT) and not self.is_unclear


def asked_of(wishes: Sequence[WishDTO], bundles: Sequence[DraftBundleDTO]) -> list[Asked]:
    """Every demand of the wishes, in order, with the texts of this copy that it means."""
    spots, channels = spots_of(bundles), tuple(sorted({bundle.channel for bundle in bundles}))
    return [asked for wish in wishes for asked in _asked_of(wish, spots, channels)]


def _asked_of(wish: WishDTO, spots: list[Spot], channels: tuple[str, ...]) -> Iterator[Asked]:
    here = stand_at(wish, spots)
    for at, demand in enumerate(reading.demands_of(wish, channels)):
        named = demand.scope.fields or wish.field
        meant = [spot for spot in here if demand.scope.takes(spot.channel, spot.piece, spot.field)]
        meant = [spot for spot in meant if spot.is_copy and (named or spot.field not in BESIDE_COPY)]
        yield Asked(wish, demand, tuple(meant), wish.became[at] if at < len(wish.became) else "")


def left_to_writer(wishes: Sequence[WishDTO], bundles: Sequence[DraftBundleDTO]) -> dict[Field, list[Asked]]:
    """What nobody but a writer can meet, and has not been tried: by the fields that it is about."""
    found: dict[Field, list[Asked]] = {}
    for one in asked_of(wishes, bundles):
        for spot in one.spots if one.demand.kind == LEFT and one.is_fresh else ():
            if not one.wish.passage or one.wish.passage in spot.asset.content:
                found.setdefault((spot.channel, spot.piece, spot.field), []).append(one)
    return found


def kept_by(asked: Sequence[Asked]) -> set[str]:
    """IDs of the texts that are to stay as they are."""
    return {spot.asset.asset_id for one in asked if one.demand.kind == reading.KEEP and one.acts for spot in one.spots}


@dataclass
class Meeting:
    """One round. base: the copy before it; bundles: the same, or where pieces of it were composed anew, with those."""

    base: Sequence[DraftBundleDTO]
    bundles: Sequence[DraftBundleDTO]
    wishes: Sequence[WishDTO]
    guard: Guard
    sources: Mapping[str, str] = field(default_factory=dict)  # of the brief's messages and proof points, by their place
    versions: Sequence[VersionDTO] = ()
    rewrites: bool = False  # whether a writer was asked for what is not understood here
    anew: bool = False  # whether nothing of before stands: the brief is another, or it is the first round
    theirs: Mapping[str, str] = field(default_factory=dict)  # what people wrote since, by the ID of its text

    def __post_init__(self) -> None:
        self.asked = asked_of(self.wishes, self.bundles)
        self.was = {spot.asset.asset_id: spot.asset.content for spot in spots_of(self.base)}
        self.now = {spot.asset.asset_id: spot.asset.content for spot in spots_of(self.bundles)} | {**self.theirs}
        self.begun = dict(self.now)
        self.locked = kept_by(self.asked) | self.theirs.keys()
        self.at_length = {
            spot.asset.asset_id
            for one in self.asked
            if one.demand.kind == reading.NOT_SHORTER and one.acts
            for spot in one.spots
        }
        self._meet()

    # --- meeting

    def _meet(self) -> None:
        for number, one in enumerate(self.asked):
            for spot in one.spots if one.acts else ():
                id = spot.asset.asset_id
                if id not in self.locked and not self._is_taken_back(number, id):
                    self.now[id] = self._edited(one, spot, self.now[id])

    def _is_taken_back(self, number: int, id: str) -> bool:
        """Whether a later wish put the former text back: what was wished before holds there no more."""
        later = self.asked[number + 1 :]
        return any(
            one.demand.kind == reading.RESTORE
            and one.acts
            and one.before in ("", DONE)
            and one.wish is not self.asked[number].wish
            for one in later
            if any(spot.asset.asset_id == id for spot in one.spots)
        )

    def _edited(self, one: Asked, spot: Spot, text: str) -> str:
        passage = one.wish.passage
        if one.demand.kind == reading.RESTORE or not passage:
            return self._by_demand(one, spot, text, text)
        at = text.find(passage)
        if at < 0:
            return text
        part = self._by_demand(one, spot, passage, text)
        end = at + len(passage)
        after = text[:at] + part + text[end:] if part else taken_out(text, at, end)
        return after if self.guard.allows(text, after) else text

    def _by_demand(self, one: Asked, spot: Spot, text: str, whole: str) -> str:
        demand, guard = one.demand, Guard() if one.wish.passage else self.guard
        match demand.kind:
            case reading.AVOID:
                for term in demand.terms:
                    text = without_term(text, term, guard)
            case reading.REPLACE:
                new = replaced(text, *demand.terms)
                text = new if self._fits(spot, new) and self.guard.keeps_bound(text, new) else text
            case reading.NO_HASHTAGS:
                text = with_hashtags(text, 0, self.guard)
            case reading.FEWER_HASHTAGS if one.is_fresh or demand.most is not None:
                there = len(hashtags(text))
                most = demand.most if demand.most is not None else max(1, there // 2)
                text = with_hashtags(text, most, self.guard) if there > most else text
            case reading.SHORTER if spot.asset.asset_id not in self.at_length:
                text = self._shorter(one, spot, text, guard)
            case reading.RESTORE if one.is_fresh:
                text = self._former(spot, text, original=demand.original)
            case reading.DROP_PASSAGE if one.is_fresh:
                text = ""
            case reading.REPLACE_PASSAGE if one.is_fresh and demand.terms:
                new = whole.replace(text, demand.terms[0], 1)
                text = demand.terms[0] if self._fits(spot, new) else text
        return text

    def _shorter(self, one: Asked, spot: Spot, text: str, guard: Guard) -> str:
        words = length(text)
        if one.is_fresh:
            if words < SHORT and not one.wish.passage:
                return text
            return shortened(text, _wanted(one.demand, words), guard)
        if one.before == DONE and (was := self.was.get(spot.asset.asset_id)):  # composed anew: no longer than it was
            return shortened(text, length(was), guard) if length(was) < words else text
        return text

    def _former(self, spot: Spot, text: str, *, original: bool) -> str:
        stood = [one.text for one in self.versions if self._is_of(one, spot)]
        others = [former for former in stood if former != text]
        if not others:
            return text
        return others[0] if original else others[-1]

    def _is_of(self, version: VersionDTO, spot: Spot) -> bool:
        place = version.channel, version.piece, version.field, version.line
        return place == (spot.channel, spot.piece, spot.field, spot.line)

    def _fits(self, spot: Spot, text: str) -> bool:
        limits = channel_of(spot.channel).field(spot.field)
        return limits is None or limits.max is None or limits.count(text) <= limits.max

    # --- what came of it

    def result(self) -> tuple[DraftBundleDTO, ...]:
        """The copy now; a bundle in which nothing changed is the very one that it was."""
        return tuple(self._bundle(bundle) for bundle in self.bundles)

    def _bundle(self, bundle: DraftBundleDTO) -> DraftBundleDTO:
        assets = tuple(self._asset(asset) for asset in bundle.assets)
        return bundle if assets == bundle.assets else replace(bundle, assets=assets)

    def _asset(self, asset: AssetDTO) -> AssetDTO:
        text = self.now.get(asset.asset_id, asset.content)
        if text == asset.content:
            return asset
        said = [source for source, words in self.sources.items() if words.casefold().rstrip(".") in text.casefold()]
        facts = [source for source in asset.metadata.get("facts", ()) if source not in self.sources or source in said]
        facts += [source for source in said if source not in facts]
        return replace(asset, content=text, metadata={**asset.metadata, "facts": facts})

    def unmet(self) -> dict[Field, tuple[str, ...]]:
        """The fields in which words stand still that were to go, with those words: to be composed without them."""
        fields: dict[Field, tuple[str, ...]] = {}
        for number, one in enumerate(self.asked):
            if one.demand.kind == reading.AVOID and one.acts and not one.wish.passage:
                for spot in one.spots:
                    id = spot.asset.asset_id
                    held = [term for term in one.demand.terms if stands_in(self.now[id], term)]
                    if held and id not in self.locked and not self._is_taken_back(number, id):
                        key = spot.channel, spot.piece, spot.field
                        fields[key] = (*fields.get(key, ()), *held)
        return fields

    def record(self) -> list[dict[str, Any]]:
        """What became of each wish, as the draft's metadata keep it."""
        told: dict[str, list[dict[str, Any]]] = {wish.wish_id: [] for wish in self.wishes}
        for one in self.asked:
            became, said, places, asks = self._became(one)
            told[one.wish.wish_id].append(
                {"words": one.demand.words, "became": became, "said": said, "places": places, "asks": asks}
            )
        return [
            {"id": id, "done": is_done(part["became"] for part in parts), "parts": parts} for id, parts in told.items()
        ]

    def _became(self, one: Asked) -> tuple[str, str, list[str], str]:
        if one.demand.kind == reading.FACT:
            return LEFT, "This changes a fact: put it right in the brief, and the copy follows.", [], BRIEF
        if one.demand.kind == LEFT and self.rewrites and one.spots:
            return self._rewritten(one)
        if one.demand.kind == LEFT:
            return LEFT, "Not understood without a person; nothing was done about it.", [], ""
        if one.is_unclear:
            return LEFT, "Which piece is meant? Say it at the piece, or name it.", [], WHICH
        if not one.spots:
            return NOT_DONE, "There is no such text in this copy.", [], ""
        if self.anew and one.demand.kind in OF_BEFORE:
            return NOT_DONE, "All was composed anew, so that nothing stands as it was.", [], ""
        became, said, spots = _TOLD[one.demand.kind](self, one)
        if one.spots and all(spot.asset.asset_id in self.locked for spot in one.spots) and became == NOT_DONE:
            said = "Another wish keeps this text as it is; end that one first."
            if all(spot.asset.asset_id in self.theirs for spot in one.spots):
                said = "Somebody wrote this text since; ask again if it is to be another."
        asks = ""
        if one.demand.kind in (reading.AVOID, reading.REPLACE):
            terms = one.demand.terms[:1] if one.demand.kind == reading.REPLACE else one.demand.terms
            facts = [
                fact for fact in (*self.guard.told, *self.guard.kept) if any(stands_in(fact, term) for term in terms)
            ]
            if facts:
                asks, said = BRIEF, f"{said} The brief itself says “{facts[0]}”: is it to change there?"
        return became, said, _named(spots), asks

    def _rewritten(self, one: Asked) -> tuple[str, str, list[str], str]:
        if changed := self._changed(one):
            return (
                DONE,
                f"Rewritten in {_listed(changed)}: please read whether it is what you meant.",
                _named(changed),
                "",
            )
        if one.before == DONE:
            return DONE, "It has stayed since.", [], ""
        return NOT_DONE, "The writer left the text as it was.", [], ""

    def _changed(self, one: Asked) -> list[Spot]:
        return [spot for spot in one.spots if self._before(spot) != self._after(spot)]

    def _before(self, spot: Spot) -> str:
        return self.was.get(spot.asset.asset_id, self.begun[spot.asset.asset_id])

    def _after(self, spot: Spot) -> str:
        return self.now[spot.asset.asset_id]

    def _gone(self, one: Asked, stands: Callable[[str], bool], what: str) -> tuple[str, str, list[Spot]]:
        """Of what was to go: whether it stands still, stood, or never did."""
        still = [spot for spot in one.spots if stands(self._after(spot))]
        gone = [spot for spot in one.spots if stands(self._before(spot)) and spot not in still]
        if still:
            why = "it is in what must appear there, or nothing else is said there"
            return NOT_DONE, f"{what} still in {_listed(still)}: {why}.", gone
        if gone:
            return DONE, f"Gone from {_listed(gone)}.", gone
        if one.before == DONE:
            return DONE, "It has stayed away since.", []
        return NOTHING_TO_DO, f"{what} nowhere there, so nothing was changed.", []

    def _avoided(self, one: Asked) -> tuple[str, str, list[Spot]]:
        quoted = ", ".join(f"“{term}”" for term in one.demand.terms)
        return self._gone(one, lambda text: any(stands_in(text, term) for term in one.demand.terms), f"{quoted}:")

    def _replaced(self, one: Asked) -> tuple[str, str, list[Spot]]:
        old, new = one.demand.terms
        within = stands_in(new, old)  # “free” by “free of charge”

        def stands(text: str) -> bool:
            return stands_in(replaced(text, new, "") if within else text, old)

        became, said, spots = self._gone(one, stands, f"“{old}”:")
        if became == DONE and spots and not all(stands_in(self._after(spot), new) for spot in spots):
            return NOT_DONE, f"“{new}” could not stand in all the places.", spots
        return became, f"Now “{new}” in {_listed(spots)}." if became == DONE and spots else said, spots

    def _untagged(self, one: Asked) -> tuple[str, str, list[Spot]]:
        return self._gone(one, lambda text: bool(hashtags(text)), "Hashtags:")

    def _fewer(self, one: Asked) -> tuple[str, str, list[Spot]]:
        counts = [(spot, len(hashtags(self._before(spot))), len(hashtags(self._after(spot)))) for spot in one.spots]
        tagged = [(spot, before, after) for spot, before, after in counts if before]
        most = one.demand.most
        if not tagged:
            return (
                (DONE, "It has stayed so since.", [])
                if one.before == DONE
                else (NOTHING_TO_DO, "There are no hashtags.", [])
            )
        fewer = [spot for spot, before, after in tagged if after < before]
        if most is None and not one.is_fresh:
            more = [spot for spot, before, after in tagged if after > before]
            return (NOT_DONE if more else one.before), "As in the round before.", []
        short = [spot for spot, before, after in tagged if (after > most if most is not None else after >= before)]
        if short and most is None and all(before == 1 for _, before, _ in tagged):
            return NOT_DONE, "There is one in each; say “no hashtags” if there is to be none.", []
        if short:
            return NOT_DONE, f"As many as before in {_listed(short)}.", fewer
        if not fewer:
            return (
                (DONE, "It has stayed so since.", [])
                if one.before == DONE
                else (NOTHING_TO_DO, "There are no more.", [])
            )
        return DONE, f"Fewer in {_listed(fewer)}.", fewer

    def _made_shorter(self, one: Asked) -> tuple[str, str, list[Spot]]:
        if not one.is_fresh:
            longer = [spot for spot in one.spots if length(self._after(spot)) > length(self._before(spot))]
            if one.before == DONE and longer:
                return NOT_DONE, f"Longer again: {_listed(longer)}.", []
            return one.before, "As in the round before.", []
        long = [spot for spot in one.spots if one.wish.passage or length(self._before(spot)) >= SHORT]
        if one.wish.passage:
            long = [spot for spot in long if one.wish.passage in self._before(spot)]
        counts = [(spot, length(self._before(spot)), length(self._after(spot))) for spot in long]
        if not counts:
            return NOT_DONE, "Nothing there can be spared.", []
        named = one.demand.share < 1 or one.demand.most is not None
        shorter = [spot for spot, before, after in counts if after < before]
        missed = [
            (spot, before, after)
            for spot, before, after in counts
            if after >= before or (named and not one.wish.passage and after > _wanted(one.demand, before) * WITHIN)
        ]
        if missed:
            figures = "; ".join(
                f"{spot.place} {after} of {before} words" for spot, before, after in missed[:MOST_PLACES]
            )
            return NOT_DONE, f"Not by so much without taking out what must be said: {figures}.", shorter
        figures = "; ".join(f"{spot.place} {before} → {after} words" for spot, before, after in counts[:MOST_PLACES])
        return DONE, f"Shorter: {figures}.", shorter

    def _left_long(self, one: Asked) -> tuple[str, str, list[Spot]]:
        shorter = [spot for spot in one.spots if length(self._after(spot)) < length(self._before(spot))]
        return (NOT_DONE, f"Shorter: {_listed(shorter)}.", []) if shorter else (KEPT, "It keeps its length.", [])

    def _restored(self, one: Asked) -> tuple[str, str, list[Spot]]:
        if not one.is_fresh:
            return one.before, "As in the round before.", []
        back = [
            spot
            for spot in self._changed(one)
            if any(self._is_of(version, spot) and version.text == self._after(spot) for version in self.versions)
        ]
        return (
            (DONE, f"The text of before is back in {_listed(back)}.", back)
            if back
            else (
                NOT_DONE,
                "No other text stood there before.",
                [],
            )
        )

    def _stayed(self, one: Asked) -> tuple[str, str, list[Spot]]:
        changed = self._changed(one)
        return (
            (NOT_DONE, f"Changed: {_listed(changed)}.", [])
            if changed
            else (KEPT, "Not a letter of it has changed.", [])
        )

    def _passage_went(self, one: Asked) -> tuple[str, str, list[Spot]]:
        if not one.is_fresh:
            return one.before, "As in the round before.", []
        there = [spot for spot in one.spots if one.wish.passage in self._before(spot)]
        if not there:
            return NOT_DONE, "The passage does not stand there any more.", []
        still = [spot for spot in there if one.wish.passage in self._after(spot)]
        if still:
            return NOT_DONE, "It must appear, does not fit, or nothing else is said there.", []
        return DONE, f"Done in {_listed(there)}.", there


_TOLD: dict[str, Callable[[Meeting, Asked], tuple[str, str, list[Spot]]]] = {
    reading.AVOID: Meeting._avoided,
    reading.REPLACE: Meeting._replaced,
    reading.NO_HASHTAGS: Meeting._untagged,
    reading.FEWER_HASHTAGS: Meeting._fewer,
    reading.SHORTER: Meeting._made_shorter,
    reading.NOT_SHORTER: Meeting._left_long,
    reading.RESTORE: Meeting._restored,
    reading.KEEP: Meeting._stayed,
    reading.DROP_PASSAGE: Meeting._passage_went,
    reading.REPLACE_PASSAGE: Meeting._passage_went,
}


def is_done(became: Iterator[str] | Sequence[str]) -> bool:
    """Whether a wish is done: a difference shows at least one part, and no part is open."""
    parts = list(became)
    return DONE in parts and set(parts) <= {DONE, KEPT}


def _wanted(demand: Demand, words: int) -> int:
    if demand.most is not None:
        return demand.most
    return int(words * (demand.share if demand.share < 1 else SPARED))


def _named(spots: Sequence[Spot]) -> list[str]:
    return list(dict.fromkeys(str(spot.place) for spot in spots))


def _listed(spots: Sequence[Spot]) -> str:
    names = _named(spots)
    more = f" and {len(names) - MOST_PLACES} more" if len(names) > MOST_PLACES else ""
    return ", ".join(names[:MOST_PLACES]) + more
