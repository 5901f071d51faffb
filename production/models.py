from typing import Any

from django.db import models

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.rows import NamedIndex, Row, id_field, run_field
from production.contracts import AUTHORS, AssetDTO, ContentDraftDTO, DraftBundleDTO, VersionDTO


class Draft(Row):
    """The master text of a campaign."""

    draft_id = id_field(unique=True)
    strategy_id = id_field()
    client_name = models.TextField(blank=True)
    channel = models.TextField(blank=True)
    objective = models.TextField(blank=True)
    content_type = models.CharField(max_length=64)
    body = models.TextField(blank=True)
    meta = models.JSONField(default=dict)
    status = models.CharField(max_length=32)
    workflow_run_id = run_field()

    class Meta:
        db_table = "production_drafts"
        indexes = [
            NamedIndex(fields=["strategy_id"], name="ix_production_drafts_strategy_id"),
            NamedIndex(fields=["workflow_run_id"], name="ix_production_drafts_workflow_run_id"),
        ]

    def __str__(self) -> str:
        return self.draft_id

    @classmethod
    def from_value(cls, draft: ContentDraftDTO, **columns: Any) -> "Draft":
        return cls(
            draft_id=draft.draft_id,
            strategy_id=draft.strategy_id,
            client_name=draft.client_name,
            channel=draft.channel,
            objective=draft.objective,
            content_type=draft.content_type,
            body=draft.body,
            meta=thaw(draft.metadata),
            status=draft.status,
            created_at=draft.created_at,
            **columns,
        )

    def to_value(self) -> ContentDraftDTO:
        return ContentDraftDTO(
            draft_id=self.draft_id,
            strategy_id=self.strategy_id,
            content_type=self.content_type,
            body=self.body,
            metadata=self.meta,
            created_at=self.created_at,
            client_name=self.client_name,
            channel=self.channel,
            objective=self.objective,
            status=self.status,
        )


class Bundle(Row):
    """All texts for one channel."""

    bundle_id = id_field(unique=True)
    draft = models.ForeignKey(
        Draft, models.CASCADE, to_field="draft_id", db_column="draft_id", related_name="bundles", db_index=False
    )
    channel = models.CharField(max_length=128)
    position = models.PositiveIntegerField()
    status = models.CharField(max_length=32)
    meta = models.JSONField(default=dict)
    assembled_at = models.DateTimeField()
    workflow_run_id = run_field()

    class Meta:
        db_table = "production_bundles"
        ordering = ["position"]
        indexes = [
            NamedIndex(fields=["draft"], name="ix_production_bundles_draft_id"),
            NamedIndex(fields=["workflow_run_id"], name="ix_production_bundles_workflow_run_id"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} ({self.bundle_id})"

    def to_value(self) -> DraftBundleDTO:
        return DraftBundleDTO(
            bundle_id=self.bundle_id,
            draft_id=self.draft_id,
            assets=tuple(asset.to_value() for asset in self.assets.all()),
            assembled_at=self.assembled_at,
            channel=self.channel,
            status=self.status,
        )


class BundleAsset(Row):
    """One text of a bundle."""

    asset_id = id_field(unique=True)
    bundle = models.ForeignKey(
        Bundle, models.CASCADE, to_field="bundle_id", db_column="bundle_id", related_name="assets", db_index=False
    )
    asset_type = models.CharField(max_length=64)
    url = models.TextField(blank=True)
    content = models.TextField(blank=True)
    format = models.CharField(max_length=32)
    meta = models.JSONField(default=dict)
    position = models.PositiveIntegerField()

    class Meta:
        db_table = "production_bundle_assets"
        ordering = ["position"]
        indexes = [NamedIndex(fields=["bundle"], name="ix_production_bundle_assets_bundle_id")]

    def __str__(self) -> str:
        return f"{self.asset_type} ({self.asset_id})"

    def to_value(self) -> AssetDTO:
        return AssetDTO(
            asset_id=self.asset_id,
            asset_type=self.asset_type,
            url=self.url,
            metadata=self.meta,
            content=self.content,
            format=self.format,
        )


class Version(Row):
    """A text that stood in a place: the `line`-th (from 0) of a field of a channel's piece. Rounds count from 1."""

    id = id_field(primary_key=True)
    draft = models.ForeignKey(
        Draft, models.CASCADE, to_field="draft_id", db_column="draft_id", related_name="versions", db_index=False
    )
    channel = models.CharField(max_length=128)
    piece = models.CharField(max_length=16, blank=True)
    field = models.CharField(max_length=64)
    line = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    author = models.CharField(max_length=16, choices=[(author, author) for author in AUTHORS])
    reason = models.TextField(blank=True)
    round = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)  # of what people wrote for the same round
    workflow_run_id = run_field()

    class Meta:
        db_table = "production_versions"
        ordering = ["round", "position", "id"]
        indexes = [
            NamedIndex(fields=["draft", "channel", "piece", "field", "line"], name="ix_production_versions_place"),
            NamedIndex(fields=["workflow_run_id"], name="ix_production_versions_workflow_run_id"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.piece} {self.field} r{self.round}"

    def to_value(self) -> VersionDTO:
        names = ("draft_id", "channel", "piece", "field", "line", "text", "author", "reason", "round", "created_at")
        return VersionDTO(version_id=self.id, **{name: getattr(self, name) for name in names})
