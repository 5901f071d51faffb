"""Production's verbs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.model.asking import Model
from aicmo_site.kernel.persistence import atomic
from aicmo_site.kernel.rows import replace_children, save_rows
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import ContentDraftDTO, DraftBundleDTO, DraftNotFound, FeedbackDTO
from production.models import Bundle, BundleAsset, Draft
from production.offline.generator import compose
from strategy.contracts import StrategyDocDTO

UNDERSTOOD = "shorter; no hashtags; avoid “a word”"  # the wishes of a comment that are met without a person


def compose_draft(
    *,
    brief: NormalizedBriefDTO,
    strategy: StrategyDocDTO,
    draft_id: str,
    revision: int = 0,
    feedback: FeedbackDTO = FeedbackDTO(),
    model: Model | None = None,
) -> tuple[ContentDraftDTO, tuple[DraftBundleDTO, ...]]:
    """The draft and one bundle per channel, in memory only. The slow part: call it outside any transaction.

    `model`: who writes it; the offline generator where there is none. Raises ModelError.
    """
    how: dict[str, Any] = {"revision": revision, "feedback": feedback, "model": model}
    return compose(brief, strategy, draft_id=draft_id, now=timezone.now(), **how)


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


def discard_draft(*, draft_ids: Sequence[str] = (), bundle_ids: Sequence[str] = ()) -> None:
    """Delete exactly these drafts and bundles with all beneath them; what is gone already is no error."""
    with atomic():
        Bundle.objects.filter(bundle_id__in=bundle_ids).delete()
        Draft.objects.filter(draft_id__in=draft_ids).delete()
