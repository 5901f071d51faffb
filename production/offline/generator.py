"""The offline generator: a brief and a plan become copy without a language model. Pure and deterministic."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from rapidfuzz import fuzz, process

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.paid_endorsement import is_paid
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import ContentDraftDTO, DraftBundleDTO, FeedbackDTO, NothingToSay
from production.offline.assets import Written, bundle_of
from production.offline.facts.days import written
from production.offline.facts.read import facts_of
from production.offline.facts.table import Facts
from production.offline.feedback import Wishes, record_of, wishes_of
from production.offline.fields import says_something, texts_for
from production.offline.frame_files import Language, words_of
from production.offline.master_draft import master_text
from production.offline.message_matrix import matrix_of, shares
from production.offline.open_points import gaps_of, left_out, needs_of, unplaced
from production.offline.piece_context import Occasion
from production.offline.text import principal
from strategy.contracts import ANNOUNCE, PieceDTO, StrategyDocDTO

UNASSIGNED = "other:unassigned"
PRESS = "press_release"
ONE_PIECE = (PieceDTO(1, ANNOUNCE, 1),)
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
) -> tuple[ContentDraftDTO, tuple[DraftBundleDTO, ...]]:
    """The master draft and one bundle per channel of the brief, in its order, with one set of texts per planned piece.

    The same brief, plan and revision give the same words; another revision gives another order. Raises NothingToSay.
    """
    wishes = wishes_of(feedback)
    language = words_of(brief.language)
    facts = facts_of(brief, common=language.common, avoid=wishes.avoid)
    plan = tuple(_plan(brief, strategy))
    pieces = tuple(_write(brief, facts, language, plan, wishes, revision))
    if not any(each.texts for each in pieces):
        raise NothingToSay(needs=", ".join(needs_of(facts)))
    pieces = (*_with_unplaced(brief, facts, pieces),)
    channels = dict.fromkeys(channel for channel, _ in plan)
    bundles = tuple(
        bundle_of(draft_id, channel, facts, [each for each in pieces if each.channel == channel], now)
        for channel in channels
    )
    metadata: dict[str, Any] = {"generator": "offline", "revision": revision, "language": brief.language}
    metadata["messages"] = matrix_of(pieces)
    if record := record_of(feedback, wishes):
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


def _plan(brief: NormalizedBriefDTO, strategy: StrategyDocDTO) -> Iterator[tuple[str, PieceDTO]]:
    """Each channel with each of its pieces, in order; a channel without any gets one."""
    planned = {plan.channel: plan.pieces for plan in strategy.channels}
    for channel in dict.fromkeys(brief.scope.deliverables or (UNASSIGNED,)):
        for piece in planned.get(channel) or ONE_PIECE:
            yield channel, piece


def _write(
    brief: NormalizedBriefDTO,
    facts: Facts,
    language: Language,
    plan: Iterable[tuple[str, PieceDTO]],
    wishes: Wishes,
    revision: int,
) -> Iterator[Written]:
    """The texts of each piece; those that would say nothing are left out, and what they wait for is told instead."""
    said: deque[str] = deque(maxlen=MOST_COMPARED)
    avoid = (*brief.excluded_terms, *brief.competitors, *wishes.avoid)
    for channel, group in groupby(plan, key=lambda planned: planned[0]):
        pieces = [piece for _, piece in group]
        for piece, told, again in _told(facts, language, pieces, revision):
            at = Occasion(
                told,
                language,
                channel_of(channel),
                on=written(facts.press_day if channel == PRESS and facts.press_day else piece.on, brief.language),
                avoid=avoid,
                shorter=wishes.shorter,
                tags=not (wishes.no_hashtags or facts.is_grave),
                paid=is_paid(channel, brief.ordered),
                again=again,
            )
            texts = texts_for(at)
            if not says_something(facts, texts):
                yield Written(channel, piece, (), (left_out(brief, facts),))
                continue
            whole = principal(texts)[:COMPARED]
            yield Written(channel, piece, texts, gaps_of(brief, told, at.channel, texts, repeats=_repeats(whole, said)))
            said.append(whole)


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
