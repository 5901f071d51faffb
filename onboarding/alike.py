"""An intake that may be here already: by the ID of the program that sent it, or by its client and its words."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from aicmo_site.kernel.frozen import thaw
from onboarding.contracts import AlikeIntakeDTO, IntakeFormDTO
from onboarding.models import Intake

SAME_DAY = timedelta(days=1)
MOST = 10  # that are named
COMPARED = 100  # of one client in one day


def external_id_of(answers: Mapping[str, Any]) -> str:
    """The ID that a form has elsewhere, as we look it up; "" where it has none."""
    id = answers.get("id")
    return str(id)[: Intake.EXTERNAL_ID] if isinstance(id, str | int) and not isinstance(id, bool) else ""


def alike_intakes(intake: IntakeFormDTO, external_id: str) -> tuple[AlikeIntakeDTO, ...]:
    """The latest that a form may repeat."""
    found = dict((*_of_same_words(intake), *_of_same_id(external_id)))
    return tuple(AlikeIntakeDTO(id, reason) for id, reason in list(found.items())[:MOST])


def _of_same_id(external_id: str) -> Iterator[tuple[str, str]]:
    same = (
        Intake.objects.filter(external_id=external_id).order_by("-created_at") if external_id else Intake.objects.none()
    )
    yield from ((id, "external_id") for id in same.values_list("id", flat=True)[:MOST])


def _of_same_words(intake: IntakeFormDTO) -> Iterator[tuple[str, str]]:
    """Of the same client, in the last day, word for word."""
    since = intake.submitted_at - SAME_DAY
    recent = Intake.objects.filter(client_id=intake.client_id, submitted_at__gte=since).order_by("-submitted_at")
    words = thaw(intake.responses)
    yield from ((row.id, "words") for row in recent[:COMPARED] if row.responses == words)
