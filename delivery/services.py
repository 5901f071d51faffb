"""Delivery's verbs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import IO

from django.utils import timezone

from aicmo_site.kernel.persistence import atomic, on_commit, storage
from aicmo_site.kernel.rows import replace_children, save_rows
from delivery.contracts import (
    AGENCY,
    ArtifactNotFound,
    DeliveryArtifactDTO,
    DeliveryPackageDTO,
    PackageNotFound,
    WorkingPaperNotFound,
)
from delivery.document.copybook import Described, described
from delivery.document.labels import labels_of
from delivery.document.page import campaign_html
from delivery.document.review import Reviewed, reviewed
from delivery.models import Artifact, Package
from delivery.package import files
from delivery.package.rendering import paper, render
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import AssetDTO, ContentDraftDTO, DraftBundleDTO
from qc.contracts import QcResultDTO
from strategy.contracts import StrategyDocDTO

WORKING_LANGUAGE = "en"  # of the agency's own pages


def write_package(
    *,
    package_id: str,
    brief: NormalizedBriefDTO,
    strategy: StrategyDocDTO,
    draft: ContentDraftDTO,
    bundles: Sequence[DraftBundleDTO],
    result: QcResultDTO,
) -> DeliveryPackageDTO:
    """Render the files and put them into storage; no row yet. The slow part: call it outside any transaction."""
    rendered = render(brief, strategy, draft, bundles, result)
    (working_paper,) = files.write(package_id, [paper(brief, strategy, bundles, result)])
    return DeliveryPackageDTO(
        package_id=package_id,
        draft_id=draft.draft_id,
        artifacts=files.write(package_id, rendered),
        created_at=timezone.now(),
        working_paper=replace(working_paper, audience=AGENCY),
    )


def preview_document(
    *, brief: NormalizedBriefDTO, strategy: StrategyDocDTO, bundles: Sequence[DraftBundleDTO]
) -> bytes:
    """The campaign document as it would be delivered now, as HTML; no row, no file."""
    return campaign_html(brief, strategy, bundles)


def for_review(*, brief: NormalizedBriefDTO, strategy: StrategyDocDTO, bundles: Sequence[DraftBundleDTO]) -> Reviewed:
    """What the client's edition says of a campaign, piece by piece and in its words; nothing of ours."""
    return reviewed(brief, strategy, bundles)


def describe_text(*, channel: str, asset: AssetDTO) -> Described:
    """How the document would show a text, in English: under what name, as what part, and how long for its channel."""
    return described(channel, asset, labels_of(WORKING_LANGUAGE))


def preview_working_paper(
    *, brief: NormalizedBriefDTO, strategy: StrategyDocDTO, bundles: Sequence[DraftBundleDTO], result: QcResultDTO
) -> bytes:
    """The agency's edition as it would be kept now, as HTML; no row, no file."""
    return paper(brief, strategy, bundles, result).content


def create_package(*, package: DeliveryPackageDTO, workflow_run_id: str | None = None) -> DeliveryPackageDTO:
    """Keep a package whose files are written: the latest save wins, its files replace the former ones."""
    with atomic():
        row = Package(
            package_id=package.package_id,
            draft_id=package.draft_id,
            workflow_run_id=workflow_run_id,
            created_at=package.created_at,
        )
        save_rows([row], key="package_id")
        written = [*package.artifacts, *([package.working_paper] if package.working_paper else [])]
        rows = [_artifact(package.package_id, position, file) for position, file in enumerate(written)]
        replace_children(Artifact, rows, package_id=package.package_id)
        created_at = Package.objects.values_list("created_at", flat=True).get(package_id=package.package_id)
    return replace(package, created_at=created_at)


def _artifact(package_id: str, position: int, file: DeliveryArtifactDTO) -> Artifact:
    return Artifact(
        package_id=package_id,
        name=file.name,
        url=file.url,
        format=file.format,
        position=position,
        size=file.size,
        sha256=file.sha256,
        audience=file.audience,
    )


def get_package(*, package_id: str) -> DeliveryPackageDTO:
    """Raises PackageNotFound."""
    row = Package.objects.filter(package_id=package_id).first()
    if row is None:
        raise PackageNotFound(package_id=package_id)
    return row.to_value()


def open_artifact(*, package_id: str, position: int) -> tuple[str, IO[bytes]]:
    """Name and open file of one of the client's artifacts. Raises PackageNotFound or ArtifactNotFound."""
    artifacts = get_package(package_id=package_id).artifacts
    if not 0 <= position < len(artifacts):
        raise ArtifactNotFound(package_id=package_id, position=position)
    artifact = artifacts[position]
    try:
        return artifact.name, storage().open(artifact.url)
    except FileNotFoundError as error:
        raise ArtifactNotFound(package_id=package_id, position=position) from error


def open_working_paper(*, package_id: str) -> tuple[str, IO[bytes]]:
    """Name and open file of the agency's edition; for staff alone. Raises PackageNotFound or WorkingPaperNotFound."""
    kept = get_package(package_id=package_id).working_paper
    if kept is None:
        raise WorkingPaperNotFound(package_id=package_id)
    try:
        return kept.name, storage().open(kept.url)
    except FileNotFoundError as error:
        raise WorkingPaperNotFound(package_id=package_id) from error


def discard_package(*, package_ids: Sequence[str]) -> None:
    """Delete exactly these packages, and after the commit their files; what is gone already is no error."""
    with atomic():
        Package.objects.filter(package_id__in=package_ids).delete()
        for package_id in package_ids:
            on_commit(partial(files.remove, package_id))


def stored_files() -> Iterator[tuple[str, datetime]]:
    """Key and time of last change of every file under packages/, with a row or without."""
    yield from files.walk()


def discard_files(*, keys: Sequence[str]) -> None:
    """Delete files that no artifact knows; one that an artifact knows by now stays."""
    known = set(Artifact.objects.filter(url__in=keys).values_list("url", flat=True))
    for key in keys:
        if key not in known:
            files.delete(key)
