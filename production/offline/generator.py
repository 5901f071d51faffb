"""The offline generator: a brief and a plan become copy without a language model. Pure and deterministic."""

from collections.abc import Iterator
from datetime import datetime
from difflib import SequenceMatcher
from itertools import chain

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.ids import derived_id
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import AssetDTO, ContentDraftDTO, DraftBundleDTO, FeedbackDTO
from production.offline.bundles import Text, main_text, texts_for
from production.offline.facts import Facts, facts_of
from production.offline.frames import frames_for
from production.offline.layouts import layouts
from production.offline.master import master_text
from production.offline.slots import Slots
from strategy.contracts import StrategyDocDTO

UNASSIGNED = "other:unassigned"
ATTEMPTS = 5
MOST_REQUIRED = 12  # with more of it in each text, other frames make no difference
COMPARED_WORDS = 100  # of a long text the beginning shows whether it is the same


def compose(
    brief: NormalizedBriefDTO,
    strategy: StrategyDocDTO,
    *,
    draft_id: str,
    revision: int,
    feedback: FeedbackDTO,
    now: datetime,
) -> tuple[ContentDraftDTO, tuple[DraftBundleDTO, ...]]:
    """The master draft and one bundle per channel of the brief, in its order.

    The same brief and revision give the same words; another revision gives other frames and another order, which is
    all that feedback can change here: this generator says nothing but the brief's facts.
    """
    facts = facts_of(brief)
    written = tuple(_write(facts, _channels(brief), revision))
    bundles = tuple(_bundle(draft_id, channel, texts, now) for channel, texts in written)
    draft = ContentDraftDTO(
        draft_id=draft_id,
        strategy_id=strategy.strategy_id,
        content_type="campaign",
        body=master_text(brief, facts, written),
        metadata={"generator": "offline", "revision": revision, "language": brief.language},
        created_at=now,
        client_name=brief.client_name,
        objective=brief.objectives[0] if brief.objectives else "",
    )
    return draft, bundles


def _channels(brief: NormalizedBriefDTO) -> tuple[str, ...]:
    return tuple(dict.fromkeys(brief.scope.deliverables)) or (UNASSIGNED,)


def _write(facts: Facts, channels: tuple[str, ...], revision: int) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """Each channel's texts, turned on until they are unlike those of the channels before."""
    earlier: list[str] = []
    attempts = ATTEMPTS if len(facts.mandatory) <= MOST_REQUIRED else 0
    for position, channel in enumerate(channels):
        start = position + revision
        first = _texts(facts, channel, start)
        spare = (_texts(facts, channel, start + attempt, spare=True) for attempt in range(attempts))
        texts = next((texts for texts in chain([first], spare) if _differs(texts, earlier)), first)
        earlier.append(main_text(texts))
        yield channel, texts


def _texts(facts: Facts, channel: str, turn: int, *, spare: bool = False) -> tuple[Text, ...]:
    frames = frames_for(facts.language, seed=facts.seed, turn=turn)
    return texts_for(Slots(facts, frames, channel_of(channel), spare=spare), facts.seed + turn)


def _differs(texts: tuple[Text, ...], earlier: list[str]) -> bool:
    own = main_text(texts).split()[:COMPARED_WORDS]
    limit = layouts()["too_alike"]
    return all(SequenceMatcher(None, own, other.split()[:COMPARED_WORDS]).ratio() < limit for other in earlier)


def _bundle(draft_id: str, channel: str, texts: tuple[Text, ...], now: datetime) -> DraftBundleDTO:
    assets = tuple(
        AssetDTO(
            asset_id=derived_id("asset", draft_id, channel, text.field, str(index)),
            asset_type=text.field,
            url="",
            metadata={"facts": text.sources},
            content=text.content,
        )
        for index, text in enumerate(texts)
    )
    return DraftBundleDTO(derived_id("bundle", draft_id, channel), draft_id, assets, now, channel=channel)
