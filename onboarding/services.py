"""Onboarding's verbs."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import new_id
from aicmo_site.kernel.persistence import atomic
from aicmo_site.kernel.rows import save_rows
from onboarding.contracts import BriefNotFound, IntakeFormDTO, NormalizedBriefDTO
from onboarding.files.read import intakes_in
from onboarding.form.validation import client_id_of, validate
from onboarding.models import Brief, Intake
from onboarding.understanding import understand


def check_intake(*, responses: Any, stored: bool = False) -> IntakeFormDTO:
    """A submitted JSON document as a form. Raises InvalidIntake naming every field that is wrong; writes nothing.

    `stored`: it was taken in before, perhaps under other ceilings, and is measured by none.
    """
    answers = validate(responses, stored=stored).answers
    return IntakeFormDTO(
        responses=responses,
        submitted_at=timezone.now(),
        intake_id=new_id("intake"),
        client_id=client_id_of(answers),
        attachments=tuple(answers.get("attachments") or ()),
    )


def intakes_in_file(*, data: bytes, name: str) -> list[Any]:
    """What a file holds, as the documents that `check_intake` takes, each for itself. Raises InvalidIntake where the
    file as a whole cannot be read."""
    return intakes_in(data, name)


def understand_intake(*, intake: IntakeFormDTO, brief_id: str) -> NormalizedBriefDTO:
    """The brief that an intake amounts to; writes nothing."""
    return understand(intake, brief_id=brief_id, now=timezone.now())


def capture_intake(*, intake: IntakeFormDTO, brief_id: str = "", workflow_run_id: str | None = None) -> IntakeFormDTO:
    """Keep a form as submitted. A second save of the same intake_id updates it."""
    row = Intake(
        id=intake.intake_id,
        brief_id=brief_id,
        client_id=intake.client_id,
        responses=thaw(intake.responses),
        attachments=thaw(intake.attachments),
        submitted_at=intake.submitted_at,
        workflow_run_id=workflow_run_id,
    )
    save_rows([row], key="id")
    return intake


def normalize_brief(*, brief: NormalizedBriefDTO, workflow_run_id: str | None = None) -> NormalizedBriefDTO:
    """Keep a brief. A second save of the same brief_id updates it."""
    save_rows([Brief.from_value(brief, workflow_run_id=workflow_run_id)], key="id")
    return brief


def get_brief(*, brief_id: str) -> NormalizedBriefDTO:
    """Raises BriefNotFound."""
    row = Brief.objects.filter(pk=brief_id).first()
    if row is None:
        raise BriefNotFound(brief_id=brief_id)
    return row.to_value()


def brief_made_by(*, brief_id: str) -> str | None:
    """The run that made a brief, None where none did. Raises BriefNotFound."""
    made_by = Brief.objects.filter(pk=brief_id).values_list("workflow_run_id", flat=True)
    if not made_by:
        raise BriefNotFound(brief_id=brief_id)
    return made_by[0]


def discard_brief(*, brief_ids: Sequence[str] = (), intake_ids: Sequence[str] = ()) -> None:
    """Delete exactly these briefs and intakes; what is gone already is no error."""
    with atomic():
        Brief.objects.filter(pk__in=brief_ids).delete()
        Intake.objects.filter(pk__in=intake_ids).delete()
