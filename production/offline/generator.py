"""The offline generator: a brief and a plan become copy without a language model. Pure and deterministic."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.paid_endorsement import is_paid
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import ContentDraftDTO, DraftBundleDTO, FeedbackDTO
from production.offline.assets import Written, bundle_of
from production.offline.facts.of_language import of_language
from production.offline.facts.read import facts_of
from production.offline.facts.table import Facts
from production.offline.feedback import Wishes, record_of, wishes_of
from production.offline.frames import Frames, frames_for
from production.offline.master_draft import master_text
from production.offline.message_matrix import cast, matrix_of, messages_in
from production.offline.open_points import gaps_of
from production.offline.piece_context import Occasion
from production.offline.spelling import spelled
from production.offline.variety import Said, principal, unlike
from production.offline.voice import voice_of
from strategy.contracts import ANNOUNCE, PieceDTO, StrategyDocDTO

UNASSIGNED = "other:unassigned"
ONE_PIECE = PieceDTO(1, ANNOUNCE, 1)


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

    The same brief, plan and revision give the same words; another revision gives other frames and another order.
    """
    wishes = wishes_of(feedback)
    voice = voice_of(brief.tone, brief.target_audience, brief.language)
    facts, _ = _words_in(brief, brief.language, wishes, ())
    plan = tuple(_plan(brief, strategy))
    written = tuple(_write(brief, plan, wishes, revision))
    channels = dict.fromkeys(channel for channel, _ in plan)
    bundles = tuple(
        bundle_of(draft_id, channel, facts, [each for each in written if each.channel == channel], now)
        for channel in channels
    )
    metadata: dict[str, Any] = {"generator": "offline", "revision": revision, "language": brief.language}
    metadata |= {"tones": sorted(voice.tones), "address": voice.address, "messages": matrix_of(written)}
    if record := record_of(feedback, wishes):
        metadata["feedback"] = record
    draft = ContentDraftDTO(
        draft_id=draft_id,
        strategy_id=strategy.strategy_id,
        content_type="campaign",
        body=master_text(brief, facts, [(each.channel, each.piece, each.texts) for each in written]),
        metadata=metadata,
        created_at=now,
        client_name=brief.client_name,
        objective=brief.objectives[0] if brief.objectives else "",
    )
    return draft, bundles


def _words_in(
    brief: NormalizedBriefDTO, language: str, wishes: Wishes, languages: Collection[str]
) -> tuple[Facts, Frames]:
    """The facts and frames of a piece's language, which is one of the campaign's `languages`."""
    own = replace(brief, language=language)
    voice = voice_of(brief.tone, brief.target_audience, language)
    joint = frames_for(language, seed=0).language.joint
    facts = facts_of(own, joint=joint, avoid=wishes.avoid)
    avoid = (*brief.excluded_terms, *brief.competitors, *wishes.avoid)
    frames = spelled(frames_for(language, seed=facts.seed, voice=voice, avoid=avoid), language)
    return of_language(facts, languages, own=language == brief.language), frames


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
    wishes: Wishes,
    revision: int,
) -> Iterator[Written]:
    """The texts of each piece: the next message leads each further piece of a channel; frames turn until it is unlike
    all before."""
    languages = dict.fromkeys((brief.language, *(piece.language for _, piece in plan)))
    words = {language: _words_in(brief, language, wishes, languages) for language in languages}
    pieces: Counter[tuple[str, str]] = Counter()
    said = Said()
    # what the pieces of a channel begin with, in each of its languages
    begun: dict[tuple[str, str], list[str]] = defaultdict(list)
    for position, (channel, piece) in enumerate(plan):
        kind, (facts, frames) = (channel, piece.language), words[piece.language]
        at = Occasion(
            cast(facts, frames, piece, pieces[kind]),
            frames,
            channel_of(channel),
            piece.stage,
            turn=revision,
            shorter=wishes.shorter,
            tags=not wishes.no_hashtags,
            paid=is_paid(channel, brief.ordered),
            led=frozenset(begun[kind]),
            labels=brief.labels.get(channel, ()),
        )
        pieces[kind] += 1
        texts = unlike(at, said.fixed, position + revision)
        lead = next(iter(messages_in(texts)), "")
        if begun[kind] and said.has(principal(texts), led_before=lead in begun[kind]):
            continue  # the brief has too little for another piece of this channel
        begun[kind].append(lead)
        said.add(texts)
        yield Written(channel, piece, texts, gaps_of(brief, facts, at.channel, texts, languages))
