"""The manifest, by which a client can check that nothing was changed on the way, and the ZIP file."""

import io
import json
import zipfile
from collections.abc import Sequence

from delivery.package.files import RenderedFile
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import ContentDraftDTO, DraftBundleDTO, content_sha256
from qc.contracts import QcResultDTO
from strategy.contracts import StrategyDocDTO

_SAME_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP file can say: with a clock's time no two would be equal


def manifest_json(
    brief: NormalizedBriefDTO,
    strategy: StrategyDocDTO,
    draft: ContentDraftDTO,
    bundles: Sequence[DraftBundleDTO],
    result: QcResultDTO,
    files: Sequence[RenderedFile],
) -> bytes:
    """What the package is made of, and size and SHA-256 of every file before the manifest."""
    facts = {
        "client": brief.client_name,
        "language": brief.language,
        "brief_id": brief.brief_id,
        "strategy_id": strategy.strategy_id,
        "strategy_version": strategy.version,
        "draft_id": draft.draft_id,
        "content_sha256": content_sha256(draft, bundles),
        "channels": [bundle.channel for bundle in bundles],
        "quality": {"passed": result.passed, "score": result.score, "issues": len(result.issues)},
        "files": [
            {"name": file.name, "format": file.format, "size": len(file.content), "sha256": file.sha256}
            for file in files
        ],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2).encode() + b"\n"


def package_zip(files: Sequence[RenderedFile]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, _SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else the bytes depend on the machine that packs
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.content)
    return buffer.getvalue()
