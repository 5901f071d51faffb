"""One intake through the whole pipeline, now and in the foreground, and what came out of it as plain data."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

from aicmo_site.kernel.children import in_child
from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.persistence import in_memory, mode, storage
from delivery import services as delivery
from onboarding import services as onboarding
from onboarding.contracts import NormalizedBriefDTO
from orchestration.engine.time_limits import raise_error
from orchestration.errors import WrongState
from orchestration.models import Run, Status
from orchestration.services import cancel_run, submit_run
from orchestration.worker import run_to_rest
from orchestration.workflow import Work
from production import services as production
from production.contracts import DraftBundleDTO

Observe = Callable[..., None]


def deliver(
    intake: Mapping[str, Any] | None,
    *,
    brief: NormalizedBriefDTO | None = None,
    actor: str,
    dry_run: bool = False,
    force_qc_fail: bool = False,
    observe: Observe = lambda *_: None,
    keep_files: bool = True,
) -> dict[str, Any]:
    """A new run to its end, from an intake or from a brief that is kept. Raises InvalidIntake, or what reusing raises.

    The dry run leaves no row and no file in storage; with `keep_files` its artifacts lie in a temporary folder.
    """
    with in_memory() if dry_run else nullcontext():
        if brief and dry_run:
            onboarding.normalize_brief(brief=brief)
        brief_id = brief.brief_id if brief else ""
        run = submit_run(intake=intake, brief_id=brief_id, force_qc_fail=force_qc_fail, actor=actor)
        try:
            run = run_to_rest(run.pk, observe=observe, limit=raise_error)
        except KeyboardInterrupt:
            with suppress(WrongState):  # it is being undone already, or has ended
                cancel_run(run_id=run.pk, actor=actor, comment="interrupted at the terminal")
            run_to_rest(run.pk, observe=observe)
            raise
        return report(run, keep_files=keep_files)


def preview(
    intake: Mapping[str, Any] | None = None, *, brief_id: str = "", actor: str, force_qc_fail: bool = False
) -> dict[str, Any]:
    """What `deliver` would report, by a child process that ends at its deadline. Raises what a child may, InvalidIntake
    or BriefNotFound.

    What is to be read or refused is read and refused here: the child asks no database but its own.
    """
    brief = onboarding.get_brief(brief_id=brief_id) if brief_id else None
    if brief is None:
        onboarding.check_intake(responses=intake)
    options = {"actor": actor, "force_qc_fail": force_qc_fail, "dry_run": True, "keep_files": False}
    return in_child(deliver, intake=intake, brief=brief, **options)


def report(run: Run, *, keep_files: bool = True) -> dict[str, Any]:
    """What a run came to: {run_id, status, package_id, artifacts, qc, open_questions, assets, notes, brief, error}.

    `assets` are for the public; `notes` are for those who make the pieces: what a picture must show, and the like.
    """
    completed = run.status == Status.COMPLETED
    work = Work(run)
    brief = _brief_of(run)
    bundles = production.get_bundles(draft_id=work.draft_id) if completed else ()
    return {
        "run_id": run.pk,
        "status": run.status,
        "package_id": work.package_id if completed else None,
        "artifacts": _artifacts(work.package_id, keep_files) if completed else [],
        "qc": run.evidence.get("qc"),
        "open_questions": brief.get("open_questions", []),
        "assets": _texts(bundles, notes=False),
        "notes": _texts(bundles, notes=True),
        "brief": brief,
        "error": None if completed else run.last_error,
    }


def _texts(bundles: Sequence[DraftBundleDTO], *, notes: bool) -> list[dict[str, Any]]:
    return [
        {"channel": bundle.channel, "type": asset.asset_type, "text": asset.content, "link": asset.url}
        for bundle in bundles
        for asset in bundle.assets
        if asset.is_note is notes
    ]


def _brief_of(run: Run) -> dict[str, Any]:
    try:
        return thaw(onboarding.get_brief(brief_id=run.brief_id))
    except NotFound:  # compensated, and gone with the run
        return {}


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
