"""Everything a client receives, and the agency's own edition, as bytes: the same values always give the same files."""

from collections.abc import Sequence

from delivery.document.page import campaign_html, working_paper_html
from delivery.package.files import RenderedFile
from delivery.package.packing import manifest_json, package_zip
from delivery.package.spreadsheet import copy_csv
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import ContentDraftDTO, DraftBundleDTO
from qc.contracts import QcResultDTO
from strategy.contracts import StrategyDocDTO


def render(
    brief: NormalizedBriefDTO,
    strategy: StrategyDocDTO,
    draft: ContentDraftDTO,
    bundles: Sequence[DraftBundleDTO],
    result: QcResultDTO,
) -> tuple[RenderedFile, ...]:
    """The document, the copy as a spreadsheet, the manifest of both, and all three in a ZIP file."""
    document = RenderedFile("campaign.html", "html", campaign_html(brief, strategy, bundles))
    copy = RenderedFile("copy.csv", "csv", copy_csv(bundles))
    manifest = RenderedFile(
        "manifest.json", "json", manifest_json(brief, strategy, draft, bundles, result, (document, copy))
    )
    parts = (document, copy, manifest)
    return (*parts, RenderedFile("package.zip", "zip", package_zip(parts)))


def paper(
    brief: NormalizedBriefDTO, strategy: StrategyDocDTO, bundles: Sequence[DraftBundleDTO], result: QcResultDTO
) -> RenderedFile:
    """The agency's edition of the document: beside the package, in no list that goes to the client."""
    return RenderedFile("working-paper.html", "html", working_paper_html(brief, strategy, bundles, result))
