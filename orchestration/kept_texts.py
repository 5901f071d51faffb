"""The texts of copy that goes with its run: kept beside it before anything is undone."""

from aicmo_site.kernel.ids import derived_id
from orchestration.models import KeptText
from production import services as production
from production.contracts import VersionDTO

SAME = ("channel", "piece", "field", "line", "text", "author", "reason", "round")


def kept_id(version_id: str) -> str:
    return f"kept_{version_id}"


def keep_texts(run_id: str) -> None:
    """Every text that ever stood in the run's copy."""
    stood = production.get_versions(draft_id=derived_id("draft", run_id))
    KeptText.objects.bulk_create(
        KeptText(
            id=kept_id(one.version_id),
            run_id=run_id,
            position=position,
            at=one.created_at,
            **{name: getattr(one, name) for name in SAME},
        )
        for position, one in enumerate(stood)
    )


def texts_that_stood(run_id: str) -> tuple[VersionDTO, ...]:
    """Every text that ever stood in a run's copy, round by round, whether the copy is there or went with the run."""
    draft_id = derived_id("draft", run_id)
    kept = KeptText.objects.filter(run_id=run_id)
    return production.get_versions(draft_id=draft_id) or tuple(
        VersionDTO(
            version_id=row.pk,
            draft_id=draft_id,
            created_at=row.at,
            **{name: getattr(row, name) for name in SAME},
        )
        for row in kept
    )
