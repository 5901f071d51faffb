"""The offline generator: a brief and a plan become copy without a language model. Pure and deterministic."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from rapidfuzz import fuzz, process

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.model.asking import Model
from aicmo_site.kernel.paid_endorsement import is_paid
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import (
    GENERATOR,
    MODEL,
    ContentDraftDTO,
    DraftBundleDTO,
    EditDTO,
    FeedbackDTO,
    NothingToSay,
    VersionDTO,
)
from production.edits import with_edits
from production.offline.assets import Written, bundle_of
from production.offline.facts.days import written
from production.offline.facts.of_language import of_language
from production.offline.facts.read import facts_of
from production.offline.facts.table import Facts
from production.offline.fields import says_something, texts_for
from production.offline.frame_files import Language, words_of
from production.offline.master_draft import master_text
from production.offline.message_matrix import matrix_of, shares
from production.offline.open_points import gaps_of, left_out, needs_of, unplaced
from production.offline.piece_context import Occasion
from production.offline.revising import Kept, Revision, written_of
from production.offline.safeguards import guard_of
from production.offline.text import principal
from production.writer.returning import returned_of
from production.writer.writing import settle
from production.writer.writing import write as write_with_model
from strategy.contracts import ANNOUNCE, PieceDTO, StrategyDocDTO

UNASSIGNED = "other:unassigned"
PRESS = "press_release"
ONE_PIECE = PieceDTO(1, ANNOUNCE, 1)
ALIKE = 85  # rapidfuzz.fuzz.ratio
MOST_COMPARED = 400  # texts: more than thirty channels have
COMPARED = 1_000  # characters: of a long text the beginning shows whether it is the same


def compose(
    brief: NormalizedBriefDTO,
    strategy: StrategyDocDTO,
    *,
    draft_id: str,
    revision: int,
    feedback: FeedbackDTO,
    now: datetime,
    model: Model | None = None,
    former: tuple[DraftBundleDTO, ...] = (),
    versions: tuple[VersionDTO, ...] = (),
    edits: tuple[EditDTO, ...] = (),
) -> tuple[ContentDraftDTO, tuple[DraftBundleDTO, ...]]:
    """The master draft and one bundle per channel of the brief, in its order, with one set of texts per planned piece.

    The same brief, plan, revision, feedback, edits and former copy give the same words; of the former copy all stays
    that neither a finding nor a wish is about. Without one another revision gives another order. Raises NothingToSay.
    """
    plan = tuple(_plan(brief, strategy))

    def write(avoid: tuple[str, ...], kept: Kept) -> tuple[DraftBundleDTO, ...]:
        facts, _ = _words_in(brief, brief.language, avoid)
        pieces = tuple(_write(brief, plan, revision, kept, avoid))
        if model is not None and feedback.last:
            pieces = settle(brief, plan, offline=pieces, returned=returned, check=feedback.check)
        elif model is not None:
            told = {"avoid": avoid, "kept": kept.keys(), "returned": returned}
            pieces = write_with_model(brief, facts, plan, model, offline=pieces, **told)  # type: ignore[arg-type]
        if not any(each.texts for each in pieces):
            raise NothingToSay(needs=", ".join(needs_of(facts)))
        pieces = (*_with_unplaced(brief, facts, pieces),)
        return tuple(
            bundle_of(draft_id, channel, facts, [each for each in pieces if each.channel == channel], now)
            for channel in dict.fromkeys(channel for channel, _ in plan)
        )

    facts, _ = _words_in(brief, brief.language)
    guard = guard_of(facts, brief.language)
    returned = returned_of(former, feedback.findings, feedback.wishes)
    rewrites = model is not None and not feedback.last
    bundles, record = Revision(write, feedback, guard, _sources(facts), former, versions, rewrites).made()
    bundles = with_edits(bundles, edits, feedback.wishes, anew=not former)
    pieces = written_of(bundles)
    metadata: dict[str, Any] = {"generator": MODEL if model else GENERATOR, "revision": revision}
    metadata |= {"language": brief.language, "messages": matrix_of(pieces)}
    if record:
        metadata["feedback"] = record
    draft = ContentDraftDTO(
        draft_id=draft_id,
        strategy_id=strategy.strategy_id,
        content_type="campaign",
        body=master_text(brief, facts, [(each.channel, each.piece, each.texts) for each in pieces if each.texts]),
        metadata=metadata,
        created_at=now,
        client_name=brief.client_name,
        objective=brief.objectives[0] if brief.objectives else "",
    )
    return draft, bundles


def _sources(facts: Facts) -> dict[str, str]:
    """Where in the brief the messages and proof points stand, with their words."""
    return {source: text for text, source in facts.sources.items()}


def _words_in(
    brief: NormalizedBriefDTO, tag: str, avoid: tuple[str, ...] = (), languages: Collection[str] = ()
) -> tuple[Facts, Language]:
    """The facts and the fixed words of a piece's language, which is one of the campaign's `languages`."""
    language = words_of(tag)
    facts = facts_of(replace(brief, language=tag), common=language.common, avoid=avoid)
    return of_language(facts, languages, own=tag == brief.language), language


def _plan(brief: NormalizedBriefDTO, strategy: StrategyDocDTO) -> Iterator[tuple[str, PieceDTO]]:
    """Each channel with each of its pieces, in order; a channel without any gets one in each of its languages."""
    planned = {plan.channel: plan.pieces for plan in strategy.channels}
    for channel in dict.fromkeys(brief.scope.deliverables or (UNASSIGNED,)):
        for piece in planned.get(channel) or _one_piece(brief, channel):
            yield channel, piece if piece.language else replace(piece, language=brief.language)


def _one_piece(brief: NormalizedBriefDTO, channel: str) -> Iterator[PieceDTO]:
    for number, language in enumerate(brief.languages_of(channel), start=1):
        yield replace(ONE_PIECE, number=number, language=language)


def _write(
    brief: NormalizedBriefDTO,
    plan: Collection[tuple[str, PieceDTO]],
    revision: int,
    kept: Kept,
    avoid: tuple[str, ...],
) -> Iterator[Written]:
    """The texts of each piece, but for those that are kept; one that would say nothing is left out, and it is told what
    it waits for."""
    said: deque[str] = deque(maxlen=MOST_COMPARED)
    banned = (*brief.excluded_terms, *brief.competitors, *avoid)
    languages = dict.fromkeys((brief.language, *(piece.language for _, piece in plan)))
    words = {tag: _words_in(brief, tag, avoid, languages) for tag in languages}
    for channel, group in groupby(plan, key=lambda planned: planned[0]):
        pieces = [piece for _, piece in group]
        sayable = _sayable(words, pieces, revision)
        for piece in pieces:
            if stands := kept.get((channel, str(piece.number))):
                yield Written(channel, piece, stands)
                said.append(principal(stands)[:COMPARED])
                continue
            if piece.number not in sayable:
                continue
            told, again = sayable[piece.number]
            facts, language = words[piece.language]
            at = Occasion(
                told,
                language,
                channel_of(channel),
                on=written(facts.press_day if channel == PRESS and facts.press_day else piece.on, piece.language),
                avoid=banned,
                tags=not facts.is_grave,
                paid=is_paid(channel, brief.ordered),
                again=again,
                labels=brief.labels.get(channel, ()),
            )
            texts = texts_for(at)
            if not says_something(facts, texts):
                yield Written(channel, piece, (), (left_out(brief, facts),))
                continue
            whole = principal(texts)[:COMPARED]
            gaps = gaps_of(brief, told, at.channel, texts, repeats=_repeats(whole, said), languages=languages)
            yield Written(channel, piece, texts, gaps)
            said.append(whole)


def _sayable(
    words: Mapping[str, tuple[Facts, Language]], pieces: list[PieceDTO], turn: int
) -> dict[int, tuple[Facts, bool]]:
    """By the number of each piece of a channel, what it may say, each of its languages from its beginning."""
    told: dict[int, tuple[Facts, bool]] = {}
    for tag in dict.fromkeys(piece.language for piece in pieces):
        facts, language = words[tag]
        own = [piece for piece in pieces if piece.language == tag]
        told |= {piece.number: (said, again) for piece, said, again in _told(facts, language, own, turn)}
    return told


def _told(
    facts: Facts, language: Language, pieces: list[PieceDTO], turn: int
) -> Iterator[tuple[PieceDTO, Facts, bool]]:
    """Each piece of a channel with what it may say, and whether an earlier one is led by the same.

    A piece beyond the messages is made only where the call to action can be made for the first time.
    """
    called, parts = False, shares(facts.messages, language, len(pieces), turn)
    parts += tuple((point.text,) for point in facts.unplaced)  # a fact that proves no message is one by itself
    parts = parts or ((),)
    for number, piece in enumerate(pieces):
        current, again = facts.as_of(piece.on), number >= len(parts)
        can_act = bool(current.action) and not current.is_early
        if again and (called or not can_act):
            continue
        called = called or can_act
        yield piece, current.saying(parts[number % len(parts)]), again


def _with_unplaced(brief: NormalizedBriefDTO, facts: Facts, pieces: Iterable[Written]) -> Iterator[Written]:
    """The first piece names, beside what it waits for, the facts that no piece could say."""
    first, *others = pieces
    told = {source for each in (first, *others) for text in each.texts for source in text.sources}
    yield replace(first, gaps=(*first.gaps, *unplaced(brief, facts, told)))
    yield from others


def _repeats(text: str, said: Iterable[str]) -> bool:
    """Whether an earlier text of the campaign says nearly the same."""
    return process.extractOne(text, said, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None
