"""What a run came to, as plain data: for the terminal, the API and the form's preview."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.persistence import mode, storage
from delivery import services as delivery
from onboarding import services as onboarding
from onboarding.contracts import NormalizedBriefDTO
from orchestration.model_calls import generator_of
from orchestration.models import Run, Status
from orchestration.options import BRIEF
from orchestration.workflow import BRIEF_STEP, Work, to_understand
from production import services as production
from production.contracts import DraftBundleDTO

RESTS = "it rests at its brief: what copy is made of is only proposed, and nobody has confirmed it"


def report(run: Run, *, keep_files: bool = True) -> dict[str, Any]:
    """What a run came to: {run_id, status, package_id, artifacts, qc, open_questions, to_ask, assets, notes, brief,
    error}.

    `to_ask` are the open questions that no fact stands for: who takes its facts as right has to ask no others.
    `assets` are for the public; `notes` are for those who make the pieces: what a picture must show, and the like.
    """
    completed = run.status == Status.COMPLETED
    work = Work(run)
    read = _brief_of(run)
    brief = thaw(read) if read else {}
    bundles = production.get_bundles(draft_id=work.draft_id) if completed else ()
    return {
        "run_id": run.pk,
        "status": run.status,
        "package_id": work.package_id if completed else None,
        "artifacts": _artifacts(work.package_id, keep_files) if completed else [],
        "qc": run.evidence.get("qc"),
        "open_questions": brief.get("open_questions", []),
        "to_ask": thaw(read.questions_apart) if read else [],
        "assets": _texts(bundles, notes=False),
        "notes": _texts(bundles, notes=True),
        "brief": brief,
        "generator": generator_of(run),
        "error": None if completed else RESTS if run.awaiting == BRIEF else run.last_error,
    }


def _texts(bundles: Sequence[DraftBundleDTO], *, notes: bool) -> list[dict[str, Any]]:
    return [
        {"channel": bundle.channel, "type": asset.asset_type, "text": asset.content, "link": asset.url}
        for bundle in bundles
        for asset in bundle.assets
        if asset.is_note is notes
    ]


def _brief_of(run: Run) -> NormalizedBriefDTO | None:
    """Read again where it went with the run: what is to be asked is what whoever mends it must know."""
    try:
        return onboarding.get_brief(brief_id=run.brief_id)
    except NotFound:
        was_read = "intake" in run.input and run.steps.filter(step_name=BRIEF_STEP).exists()
        return onboarding.understand_intake(**to_understand(run)) if was_read else None


def _artifacts(package_id: str, keep_files: bool) -> list[dict[str, Any]]:
    artifacts = delivery.get_package(package_id=package_id).artifacts
    if mode() == "db":
        paths: list[str] = [storage().path(artifact.url) for artifact in artifacts]
    elif keep_files:
        paths = _copied_out(artifact.url for artifact in artifacts)
    else:
        paths = [""] * len(artifacts)
    return [
        {"name": artifact.name, "path": path or None, "format": artifact.format, "sha256": artifact.sha256}
        for artifact, path in zip(artifacts, paths, strict=True)
    ]


def _copied_out(keys: Any) -> list[str]:
    """Files of a database in memory, copied to a temporary folder, for a preview is there to be looked at."""
    folder, paths = Path(tempfile.mkdtemp(prefix="aicmo-preview-")), []
    for key in keys:
        path = folder / Path(key).name
        with storage().open(key) as source:
            path.write_bytes(source.read())
        paths.append(str(path))
    return paths
