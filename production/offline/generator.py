"""The offline generator: a brief and a plan become copy without a language model. Pure and deterministic."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.ids import derived_id
from aicmo_site.kernel.paid_people import is_paid
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import NOTE, AssetDTO, ContentDraftDTO, DraftBundleDTO, FeedbackDTO
from production.offline.fact_table import Facts
from production.offline.facts import facts_of
from production.offline.frames import Frames, frames_for
from production.offline.gaps import Gap, gaps_of
from production.offline.layouts import layouts
from production.offline.links import tracked
from production.offline.master import master_text
from production.offline.occasion import Occasion, led_by
from production.offline.spelling import spelled
from production.offline.text import Text
from production.offline.variety import compared, principal, says_nothing_new, unlike
from production.offline.voice import voice_of
from production.offline.wishes import Wishes, record_of, wishes_of
from strategy.contracts import ANNOUNCE, PieceDTO, StrategyDocDTO

UNASSIGNED = "other:unassigned"
ONE_PIECE = (PieceDTO(1, ANNOUNCE, 1),)
LINKED = ("call_to_action", "final_url")


@dataclass(frozen=True)
class Written:
    """One piece of a channel's plan with its texts, and what it waits for."""

    channel: str
    piece: PieceDTO
    texts: tuple[Text, ...]
    gaps: tuple[Gap, ...] = ()


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
    joint = frames_for(brief.language, seed=0).language.joint
    facts = facts_of(brief, joint=joint, avoid=wishes.avoid)
    avoid = (*brief.excluded_terms, *brief.competitors, *wishes.avoid)
    frames = spelled(frames_for(brief.language, seed=facts.seed, voice=voice, avoid=avoid), brief.language)
    plan = tuple(_plan(brief, strategy))
    written = tuple(_write(brief, facts, frames, plan, wishes, revision))
    channels = dict.fromkeys(channel for channel, _ in plan)
    bundles = tuple(
        _bundle(draft_id, channel, facts, [each for each in written if each.channel == channel], now)
        for channel in channels
    )
    metadata: dict[str, Any] = {"generator": "offline", "revision": revision, "language": brief.language}
    metadata |= {"tones": sorted(voice.tones), "address": voice.address, "messages": _matrix(written)}
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
    wishes: Wishes,
    revision: int,
) -> Iterator[Written]:
    """The texts of each piece: the next message leads each further piece of a channel; frames turn until it is unlike
    all before."""
    pieces: Counter[str] = Counter()
    earlier: list[str] = []
    said: list[str] = []
    begun: dict[str, list[str]] = defaultdict(list)  # what the pieces of a channel begin with
    for position, (channel, piece) in enumerate(plan):
        led = led_by(facts.as_of(piece.on), pieces[channel])
        pieces[channel] += 1
        at = Occasion(
            led,
            frames,
            channel_of(channel),
            piece.stage,
            turn=revision,
            shorter=wishes.shorter,
            tags=not wishes.no_hashtags,
            paid=is_paid(channel, brief.ordered),
            led=frozenset(begun[channel]),
        )
        texts = unlike(at, earlier, position + revision)
        if begun[channel] and says_nothing_new(principal(texts), said):
            continue  # the brief has too little for another piece of this channel
        begun[channel] += _messages(texts)[:1] or [""]
        said.append(principal(texts))
        earlier += compared(texts)
        yield Written(channel, piece, texts, gaps_of(brief, facts, at.channel, texts))


def _matrix(written: Iterable[Written]) -> list[dict[str, Any]]:
    """Which message leads each piece and which ones support it, for whom and at which stage."""
    rows = []
    for each in written:
        sources = _sources(each.texts)
        messages = _messages(each.texts)
        proofs = [source for source in sources if source.startswith("proof_points")]
        row = {"channel": each.channel, "piece": each.piece.number, "stage": each.piece.stage}
        addressed = "target_audience" if "target_audience" in sources else ""
        rows.append(row | {"leads": messages[:1], "supports": messages[1:], "proof": proofs, "audience": addressed})
    return rows


def _sources(texts: Iterable[Text]) -> list[str]:
    return list(dict.fromkeys(source for text in texts for source in text.sources))


def _messages(texts: Iterable[Text]) -> list[str]:
    return [source for source in _sources(texts) if source.startswith("key_messages")]


def _bundle(draft_id: str, channel: str, facts: Facts, written: list[Written], now: datetime) -> DraftBundleDTO:
    texts = [(each, text) for each in written for text in each.texts]
    assets = tuple(
        _asset(derived_id("asset", draft_id, channel, text.field, str(index)), each, text, facts)
        for index, (each, text) in enumerate(texts)
    )
    gaps = tuple(_gap(draft_id, channel, each.piece, gap) for each in written for gap in each.gaps)
    return DraftBundleDTO(derived_id("bundle", draft_id, channel), draft_id, (*assets, *gaps), now, channel=channel)


def _gap(draft_id: str, channel: str, piece: PieceDTO, gap: Gap) -> AssetDTO:
    return AssetDTO(
        asset_id=derived_id("gap", draft_id, channel, str(piece.number), gap.waits_for),
        asset_type="open_point",
        url="",
        metadata={**_place(piece), "waits_for": gap.waits_for},
        content=gap.words,
        format=NOTE,
    )


def _place(piece: PieceDTO) -> dict[str, Any]:
    return {"piece": piece.number, "stage": piece.stage, "week": piece.week, "on": piece.on}


def _asset(asset_id: str, written: Written, text: Text, facts: Facts) -> AssetDTO:
    return AssetDTO(
        asset_id=asset_id,
        asset_type=text.field,
        url=_link(written.channel, text, facts),
        metadata={"facts": text.sources, **_place(written.piece)},
        content=text.content,
        format=NOTE if text.is_note else "text",
    )


def _link(channel: str, text: Text, facts: Facts) -> str:
    """The address behind a text that sends people there."""
    in_bio = channel in layouts()["no_links"]["channels"] and text.field in ("caption", "description")
    if text.is_note or not ("website" in text.sources or text.field in LINKED or in_bio):
        return ""
    return tracked(facts.full_site, channel=channel, kind=channel_of(channel).kind, campaign=facts.campaign)
