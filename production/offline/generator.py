"""The offline generator: a brief and a plan become copy without a language model. Pure and deterministic."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.model.asking import Model
from aicmo_site.kernel.paid_endorsement import is_paid
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import GENERATOR, MODEL, ContentDraftDTO, DraftBundleDTO, FeedbackDTO, VersionDTO
from production.offline.assets import Written, bundle_of
from production.offline.facts.read import facts_of
from production.offline.facts.table import Facts
from production.offline.frames import Frames, frames_for
from production.offline.master_draft import master_text
from production.offline.message_matrix import cast, matrix_of, messages_in
from production.offline.open_points import gaps_of
from production.offline.piece_context import Occasion
from production.offline.revising import Kept, Revision, written_of
from production.offline.safeguards import guard_of
from production.offline.spelling import spelled
from production.offline.variety import Said, principal, unlike
from production.offline.voice import voice_of
from production.writer.returning import returned_of
from production.writer.writing import write as write_with_model
from strategy.contracts import ANNOUNCE, PieceDTO, StrategyDocDTO

UNASSIGNED = "other:unassigned"
ONE_PIECE = (PieceDTO(1, ANNOUNCE, 1),)


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
) -> tuple[ContentDraftDTO, tuple[DraftBundleDTO, ...]]:
    """The master draft and one bundle per channel of the brief, in its order, with one set of texts per planned piece.

    The same brief, plan, revision, feedback and former copy give the same words; of the former copy all stays that
    neither a finding nor a wish is about. Without one another revision gives other frames and another order.
    """
    voice = voice_of(brief.tone, brief.target_audience, brief.language)
    joint = frames_for(brief.language, seed=0).language.joint
    plan = tuple(_plan(brief, strategy))

    def write(avoid: tuple[str, ...], kept: Kept) -> tuple[DraftBundleDTO, ...]:
        facts = facts_of(brief, joint=joint, avoid=avoid)
        banned = (*brief.excluded_terms, *brief.competitors, *avoid)
        frames = spelled(frames_for(brief.language, seed=facts.seed, voice=voice, avoid=banned), brief.language)
        written = tuple(_write(brief, facts, frames, plan, revision, kept))
        if model is not None:
            again = {"kept": kept.keys(), "returned": returned, "last": feedback.last}
            written = write_with_model(brief, facts, plan, model, offline=written, **again)
        return tuple(
            bundle_of(draft_id, channel, facts, [each for each in written if each.channel == channel], now)
            for channel in dict.fromkeys(channel for channel, _ in plan)
        )

    facts = facts_of(brief, joint=joint)
    guard = guard_of(facts, brief.language)
    returned = returned_of(former, feedback.findings)
    bundles, record = Revision(write, feedback, guard, _sources(facts), former, versions).made()
    written = written_of(bundles)
    metadata: dict[str, Any] = {"generator": MODEL if model else GENERATOR, "revision": revision}
    metadata |= {"language": brief.language, "tones": sorted(voice.tones), "address": voice.address}
    metadata["messages"] = matrix_of(written)
    if record:
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


def _sources(facts: Facts) -> dict[str, str]:
    """Where in the brief the messages and proof points stand, with their words."""
    return {source: text for text, source in facts.message_sources.items()}


def _plan(brief: NormalizedBriefDTO, strategy: StrategyDocDTO) -> Iterator[tuple[str, PieceDTO]]:
    """Each channel with each of its pieces, in order; a channel without any gets one."""
    planned = {plan.channel: plan.pieces for plan in strategy.channels}
    for channel in dict.fromkeys(brief.scope.deliverables or (UNASSIGNED,)):
        for piece in planned.get(channel) or ONE_PIECE:
            yield channel, piece


def _write(
    brief: NormalizedBriefDTO,
    facts: Facts,
    frames: Frames,
    plan: Iterable[tuple[str, PieceDTO]],
    revision: int,
    kept: Kept,
) -> Iterator[Written]:
    """The texts of each piece: the next message leads each further piece of a channel; frames turn until it is unlike
    all before, and all that is kept."""
    pieces: Counter[str] = Counter()
    said = Said()
    for texts in kept.values():
        said.add(texts)
    begun: dict[str, list[str]] = defaultdict(list)  # what the pieces of a channel begin with
    for position, (channel, piece) in enumerate(plan):
        if stands := kept.get((channel, str(piece.number))):
            pieces[channel] += 1
            begun[channel].append(next(iter(messages_in(stands)), ""))
            yield Written(channel, piece, stands)
            continue
        at = Occasion(
            cast(facts, frames, piece, pieces[channel]),
            frames,
            channel_of(channel),
            piece.stage,
            turn=revision,
            paid=is_paid(channel, brief.ordered),
            led=frozenset(begun[channel]),
        )
        pieces[channel] += 1
        texts = unlike(at, said.fixed, position + revision)
        lead = next(iter(messages_in(texts)), "")
        if begun[channel] and said.has(principal(texts), led_before=lead in begun[channel]):
            continue  # the brief has too little for another piece of this channel
        begun[channel].append(lead)
        said.add(texts)
        yield Written(channel, piece, texts, gaps_of(brief, facts, at.channel, texts))
