"""Onboarding's verbs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import new_id
from aicmo_site.kernel.model.asking import Model
from aicmo_site.kernel.persistence import atomic
from aicmo_site.kernel.rows import one_at_a_time, save_rows
from onboarding.alike import alike_intakes, external_id_of
from onboarding.clients.remembered import cleaned, flaws_of_client, with_facts_of, written
from onboarding.contracts import (
    AnswerDTO,
    BriefNotFound,
    ClientChanged,
    ClientDTO,
    IntakeFormDTO,
    InvalidClient,
    KeptIntakeDTO,
    NormalizedBriefDTO,
)
from onboarding.facts.answering import accepted, answers_to, flaws
from onboarding.files.read import intakes_in
from onboarding.files.refusal import refused
from onboarding.form.envelopes import opened
from onboarding.form.received import Received, has_answer, received
from onboarding.form.validation import accept, client_id_of, shortcomings, validate
from onboarding.models import Brief, Client, Intake
from onboarding.understanding import understand


def check_intake(*, responses: Any, stored: bool = False) -> IntakeFormDTO:
    """A submitted JSON document as a form. Raises InvalidIntake naming every field that is wrong; writes nothing.

    `stored`: it was taken in before, perhaps under other ceilings, and is measured by none.
    """
    return _form(responses, validate(responses, stored=stored))


def _form(responses: Any, given: Received) -> IntakeFormDTO:
    attachments = given.answers.get("attachments")
    return IntakeFormDTO(
        responses=responses,
        submitted_at=timezone.now(),
        intake_id=new_id("intake"),
        client_id=client_id_of(given.answers),
        attachments=tuple(attachments) if isinstance(attachments, list | tuple) else (),
    )


def keep_intake(*, responses: Any) -> KeptIntakeDTO:
    """Keep a form whether or not a run can be started from it, and say what it lacks and what it may repeat.

    Raises InvalidIntake for what cannot be kept. To start a run `check_intake` is for.
    """
    given = accept(responses)
    intake = _form(responses, given)
    alike = alike_intakes(intake, external_id_of(given.answers))
    capture_intake(intake=intake)
    return KeptIntakeDTO(intake, given.named, shortcomings(given), alike)


def reread_intake(*, intake: IntakeFormDTO) -> KeptIntakeDTO:
    """What is to be said of an intake that was kept; writes nothing."""
    given = received(intake.responses)
    return KeptIntakeDTO(intake, given.named, shortcomings(given))


def intakes_in_file(*, data: bytes, name: str, client_name: str = "") -> list[Any]:
    """What a file holds, as the documents that `check_intake` takes, each for itself; of those that do not say whose
    they are, `client_name` does. Raises InvalidIntake where the file as a whole cannot be read."""
    found = intakes_in(data, name)
    return [of_client(intake=one, client_name=client_name) for one in found]


def intake_in_file(*, data: bytes, name: str, client_name: str = "", several: str) -> Any:
    """The one that a file holds. Raises InvalidIntake where it holds more; `several` says what is to be done then."""
    intakes = intakes_in_file(data=data, name=name, client_name=client_name)
    if len(intakes) > 1:
        raise refused(f"The file holds {len(intakes):,} intakes: {several}.")
    return intakes[0]


def of_client(*, intake: Any, client_name: str) -> Any:
    """An unchecked intake that says whose it is: as it stands where it does so itself. Beside an envelope the name
    would keep it shut: then it is put in it, opened."""
    if not (client_name and isinstance(intake, dict)) or has_answer(received(intake).answers.get("client_name")):
        return intake
    return {**opened(intake), "client_name": client_name}


def understand_intake(
    *,
    intake: IntakeFormDTO,
    brief_id: str,
    answers: Sequence[AnswerDTO] = (),
    accept_proposals: bool = False,
    client: ClientDTO | None = None,
    model: Model | None = None,
) -> NormalizedBriefDTO:
    """The brief that an intake amounts to, with what is remembered of the client, put right by what people have said to
    it; writes nothing. Read again it wants the same `client`: the first brief has it. `model`: reads the notes too.
    Raises ModelError."""
    told: dict[str, Any] = {"answers": answers, "accept_proposals": accept_proposals, "client": client, "model": model}
    return understand(intake, brief_id=brief_id, now=timezone.now(), **told)


def answer_brief(
    *, brief: NormalizedBriefDTO, given: Sequence[Mapping[str, Any]], accept_rest: bool = False, by: str
) -> tuple[AnswerDTO, ...]:
    """What somebody says to facts and questions of a brief ({question or fact, decision, value} each), as the answers
    that `understand_intake` takes; writes nothing. `accept_rest`: what is still proposed is accepted.

    Raises InvalidAnswers.
    """
    answers = answers_to(brief, given, by)
    return (*answers, *accepted(brief, answers, by)) if accept_rest else answers


def flaws_of_answer(*, field: str, value: Any) -> tuple[str, ...]:
    """What is wrong with a value as the answer of a field of the form."""
    return tuple(flaws(field, value, timezone.now()))


def intake_of(*, brief_id: str) -> IntakeFormDTO | None:
    """The form that a brief was read in; None where it was not kept."""
    row = Intake.objects.filter(brief_id=brief_id).exclude(brief_id="").order_by("created_at").first()
    return row.to_value() if row else None


def capture_intake(*, intake: IntakeFormDTO, brief_id: str = "", workflow_run_id: str | None = None) -> IntakeFormDTO:
    """Keep a form as submitted. A second save of the same intake_id updates it."""
    row = Intake(
        id=intake.intake_id,
        brief_id=brief_id,
        client_id=intake.client_id,
        responses=thaw(intake.responses),
        attachments=thaw(intake.attachments),
        external_id=external_id_of(received(intake.responses).answers),
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


def recall_client(*, client_id: str) -> ClientDTO | None:
    """What is remembered of a client; None of one that is not known yet."""
    row = Client.objects.filter(pk=client_id).first()
    return row.to_value() if row else None


def remember_client(*, brief: NormalizedBriefDTO) -> None:
    """Keep what a brief settles about its client, and forget what was rejected in it. Only inside the transaction that
    completes the brief's own run; never undone. Where nothing is new, nothing is written."""
    one_at_a_time(f"client {brief.client_id}")
    known = recall_client(client_id=brief.client_id)
    client = with_facts_of(brief, known or ClientDTO(brief.client_id))
    if client != known:
        keep_client(client=client)


def write_client(*, client: ClientDTO, content_sha256: str) -> ClientDTO:
    """Put a person's whole row in the place of what is remembered of a client. `content_sha256`: of what was looked
    at, "" where there was none. Raises InvalidClient or ClientChanged."""
    client = cleaned(client)
    if problems := tuple(flaws_of_client(client, timezone.now())):
        raise InvalidClient(problems)
    with atomic():
        known = client_as_seen(client_id=client.client_id, content_sha256=content_sha256)
        return keep_client(client=written(client, known))


def client_as_seen(*, client_id: str, content_sha256: str) -> ClientDTO | None:
    """What is remembered of a client, which until the transaction ends nobody else writes; None of one that is not
    known yet. Raises ClientChanged where it is not what was looked at."""
    one_at_a_time(f"client {client_id}")
    known = recall_client(client_id=client_id)
    if content_sha256 != (now := known.content_sha256 if known else ""):
        raise ClientChanged(client_id=client_id, content_sha256=now)
    return known


def keep_client(*, client: ClientDTO) -> ClientDTO:
    """Keep a client exactly as it is told: for copying one. To correct one, `write_client`."""
    save_rows([Client.from_value(client)], key="id")
    return client
