from django.db import models

from aicmo_site.kernel.rows import NamedIndex, Row, id_field, run_field
from delivery.contracts import AGENCY, CLIENT, DeliveryArtifactDTO, DeliveryPackageDTO


class Package(Row):
    """What the client receives."""

    package_id = id_field(unique=True)
    draft_id = id_field()
    workflow_run_id = run_field()

    class Meta:
        db_table = "delivery_packages"
        indexes = [
            NamedIndex(fields=["draft_id"], name="ix_delivery_packages_draft_id"),
            NamedIndex(fields=["workflow_run_id"], name="ix_delivery_packages_workflow_run_id"),
        ]

    def __str__(self) -> str:
        return self.package_id

    def to_value(self) -> DeliveryPackageDTO:
        files = [artifact.to_value() for artifact in self.artifacts.all()]
        return DeliveryPackageDTO(
            package_id=self.package_id,
            draft_id=self.draft_id,
            artifacts=tuple(file for file in files if file.audience == CLIENT),
            created_at=self.created_at,
            working_paper=next((file for file in files if file.audience == AGENCY), None),
        )


class Artifact(Row):
    """One file of a package: the client's first, then what is for the agency alone."""

    package = models.ForeignKey(
        Package, models.CASCADE, to_field="package_id", db_column="package_id", related_name="artifacts", db_index=False
    )
    name = models.CharField(max_length=255)
    url = models.TextField()
    format = models.CharField(max_length=32)
    position = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    audience = models.CharField(max_length=16, choices=[(CLIENT, CLIENT), (AGENCY, AGENCY)], default=CLIENT)

    class Meta:
        db_table = "delivery_artifacts"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["package", "position"], name="uq_delivery_artifacts_package_id_position"),
            models.CheckConstraint(
                condition=models.Q(audience__in=[CLIENT, AGENCY]), name="ck_delivery_artifacts_audience_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package_id}/{self.name}"

    def to_value(self) -> DeliveryArtifactDTO:
        return DeliveryArtifactDTO(self.name, self.url, self.format, self.size, self.sha256, self.audience)
