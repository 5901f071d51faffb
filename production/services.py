"""Production's verbs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from django.utils import timezone

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.model.asking import Model
from aicmo_site.kernel.persistence import atomic
from aicmo_site.kernel.rows import replace_children, save_rows
from onboarding.contracts import NormalizedBriefDTO
from production import versions
from production.contracts import (
    GENERATOR,
    ContentDraftDTO,
    DraftBundleDTO,
    DraftNotFound,
    EditDTO,
    FeedbackDTO,
    TextDTO,
    VersionDTO,
    WishDTO,
)
from production.models import Bundle, BundleAsset, Draft, Version
from production.offline.facts.read import facts_of
from production.offline.generator import compose
from production.wishes import spots
from production.writer import facts
from production.writer.facts import PublicFact
from strategy.contracts import StrategyDocDTO

# the wishes that are met without a person
UNDERSTOOD = (
    "shorter, by how much or to how many words; no or fewer hashtags; leave out “these words”; replace “these words” "
    "by “those”; put back the former text; keep it as it is"
)


def compose_draft(
    *,
    brief: NormalizedBriefDTO,
    strategy: StrategyDocDTO,
    draft_id: str,
    revision: int = 0,
    feedback: FeedbackDTO = FeedbackDTO(),
    former: Sequence[DraftBundleDTO] = (),
    edits: Sequence[EditDTO] = (),
    model: Model | None = None,
) -> tuple[ContentDraftDTO, tuple[DraftBundleDTO, ...]]:
    """The draft and one bundle per channel, in memory only. The slow part: call it outside any transaction.

    Of the `former` bundles all stays, to the letter, that neither a finding nor a wish is about. `edits`: what people
    wrote, of one place the last; it stands as it is. The draft's metadata hold under `feedback` what became of each,
    `wishes`: [{id, done, parts: [{words, became, said, places, asks}]}];
    where `asks` is `brief` for a question whether the brief is to change, and `which` where nobody said what is meant.
    `model`: who writes it; the offline generator where there is none. Raises ModelError.
    """
    stood = get_versions(draft_id=draft_id) if former and feedback.wishes else ()
    told = {"revision": revision, "feedback": feedback, "now": timezone.now(), "model": model, "edits": tuple(edits)}
    return compose(brief, strategy, draft_id=draft_id, former=tuple(former), versions=stood, **told)  # type: ignore[arg-type]


def texts_of(*, bundles: Sequence[DraftBundleDTO]) -> tuple[TextDTO, ...]:
    """Every text of these bundles in its place, in order; what the pieces wait for is none."""
    return tuple(spot.to_value() for spot in spots.spots_of(bundles))


def has_place(*, bundles: Sequence[DraftBundleDTO], wish: WishDTO) -> bool:
    """Whether there is a text at the place of a wish."""
    return spots.has_place(bundles, wish)


def generate_draft(*, draft: ContentDraftDTO, workflow_run_id: str | None = None) -> ContentDraftDTO:
    """Keep a draft. A second save of the same draft_id updates it."""
    with atomic():
        save_rows([Draft.from_value(draft, workflow_run_id=workflow_run_id)], key="draft_id")
        created_at = Draft.objects.values_list("created_at", flat=True).get(draft_id=draft.draft_id)
    return replace(draft, created_at=created_at)


def assemble_bundle(
    *, bundles: Sequence[DraftBundleDTO], workflow_run_id: str | None = None
) -> tuple[DraftBundleDTO, ...]:
    """Keep the bundles of a draft in the order given; a bundle saved again has its assets replaced.

    One call for all of them: the number of statements does not grow with the number of channels.
    """
    with atomic():
        rows = [
            Bundle(
                bundle_id=bundle.bundle_id,
                draft_id=bundle.draft_id,
                channel=bundle.channel,
                position=position,
                status=bundle.status,
                assembled_at=bundle.assembled_at,
                workflow_run_id=workflow_run_id,
            )
            for position, bundle in enumerate(bundles)
        ]
        save_rows(rows, key="bundle_id")
        assets = [
            BundleAsset(
                asset_id=asset.asset_id,
                bundle_id=bundle.bundle_id,
                asset_type=asset.asset_type,
                url=asset.url,
                content=asset.content,
                format=asset.format,
                meta=thaw(asset.metadata),
                position=position,
            )
            for bundle in bundles
            for position, asset in enumerate(bundle.assets)
        ]
        replace_children(BundleAsset, assets, bundle_id__in=[bundle.bundle_id for bundle in bundles])
    return tuple(bundles)


def record_versions(
    *,
    draft_id: str,
    bundles: Sequence[DraftBundleDTO],
    round: int,
    author: str = GENERATOR,
    reason: str = "",
    reasons: Mapping[str, str] = MappingProxyType({}),
    edits: Sequence[EditDTO] = (),
    workflow_run_id: str | None = None,
) -> tuple[str, ...]:
    """Keep each text that is another than the last one of its place, in the commit that makes it stand, and before it
    each of the fresh `edits`; gives the IDs of those of this round. `reasons`: by place (`x_post#2/text`), where it is
    not `reason`."""
    with atomic():
        told = {"author": author, "reason": reason, "reasons": reasons, "round": round, "edits": edits}
        versions.record(draft_id, bundles, workflow_run_id=workflow_run_id, **told)  # type: ignore[arg-type]
        return tuple(Version.objects.filter(draft_id=draft_id, round=round).values_list("pk", flat=True))


def get_versions(*, draft_id: str, channel: str = "", piece: str | None = None) -> tuple[VersionDTO, ...]:
    """Every text that ever stood in a place of the draft, or of one channel or piece of it, round by round; none where
    there is no such draft."""
    named = {"channel": channel or None, "piece": piece}
    place = {name: value for name, value in named.items() if value is not None}
    return tuple(row.to_value() for row in Version.objects.filter(draft_id=draft_id, **place))


def public_facts(*, brief: NormalizedBriefDTO) -> tuple[PublicFact, ...]:
    """What copy may say of the client, in words; nothing that is doubted, proposed or for the agency alone."""
    told = brief.for_copy()
    return facts.public_facts(told, facts_of(told))


def get_draft(*, draft_id: str) -> ContentDraftDTO:
    """Raises DraftNotFound."""
    row = Draft.objects.filter(draft_id=draft_id).first()
    if row is None:
        raise DraftNotFound(draft_id=draft_id)
    return row.to_value()


def get_bundles(*, draft_id: str) -> tuple[DraftBundleDTO, ...]:
    """The bundles of a draft in their order; empty where there are none."""
    rows = Bundle.objects.filter(draft_id=draft_id).prefetch_related("assets")
    return tuple(row.to_value() for row in rows)


def discard_draft(
    *, draft_ids: Sequence[str] = (), bundle_ids: Sequence[str] = (), version_ids: Sequence[str] = ()
) -> None:
    """Delete exactly these versions, bundles and drafts with all beneath them; what is gone already is no error."""
    with atomic():
        Version.objects.filter(pk__in=version_ids).delete()
        Bundle.objects.filter(bundle_id__in=bundle_ids).delete()
        Draft.objects.filter(draft_id__in=draft_ids).delete()
