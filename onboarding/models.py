from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from django.db import models

from aicmo_site.kernel.frozen import freeze, thaw
from aicmo_site.kernel.rows import NamedIndex, Row, id_field, run_field
from onboarding.contracts import (
    AnswerDTO,
    BudgetDTO,
    ClientDTO,
    DateDTO,
    FactDTO,
    IntakeFormDTO,
    MoneyDTO,
    NormalizedBriefDTO,
    OpenQuestionDTO,
    ProofPointDTO,
    ScopeDTO,
)
from onboarding.facts.sources import Source, facts_of

# Fields of the brief that have no column of their own; they live in `metadata`.
IN_METADATA = [
    "client_name",
    "industry",
    "website",
    "language",
    "budget",
    "key_messages",
    "proof_points",
    "mandatory_inclusions",
    "excluded_terms",
    "checklist",
    "conditions",
    "internal",
    "competitors",
    "call_to_action",
    "launch_date",
    "launch_day",
    "notes",
    "open_questions",
    "facts",
    "dates",
    "money",
    "answers",
    "further_answers",
    "client",
    "languages",
    "labels",
]


class Intake(Row):
    """A form as submitted."""

    EXTERNAL_ID = 128  # characters

    id = id_field(primary_key=True)
    brief_id = id_field(blank=True, default="")
    client_id = id_field(blank=True)
    external_id = id_field(blank=True, default="")
    responses = models.JSONField()
    attachments = models.JSONField(default=list, blank=True)
    submitted_at = models.DateTimeField()
    workflow_run_id = run_field()

    class Meta:
        db_table = "onboarding_intake"
        indexes = [
            NamedIndex(fields=["brief_id"], name="ix_onboarding_intake_brief_id"),
            NamedIndex(fields=["client_id"], name="ix_onboarding_intake_client_id"),
            NamedIndex(fields=["external_id"], name="ix_onboarding_intake_external_id"),
            NamedIndex(fields=["workflow_run_id"], name="ix_onboarding_intake_workflow_run_id"),
        ]

    def __str__(self) -> str:
        return self.id

    def to_value(self) -> IntakeFormDTO:
        return IntakeFormDTO(self.responses, self.submitted_at, self.id, self.client_id, self.attachments)


class Brief(Row):
    """What the client wants, in our terms."""

    id = id_field(primary_key=True)
    client_id = id_field()
    deliverables = models.JSONField(default=list)
    exclusions = models.JSONField(default=list)
    objectives = models.JSONField(default=list)
    timeline_weeks = models.PositiveIntegerField(null=True)
    target_audience = models.TextField(blank=True)
    brand_guidelines = models.JSONField(default=dict)
    metadata = models.JSONField(default=dict)
    normalized_at = models.DateTimeField()
    workflow_run_id = run_field(unique=True)

    class Meta:
        db_table = "onboarding_brief"
        indexes = [NamedIndex(fields=["client_id"], name="ix_onboarding_brief_client_id")]

    def __str__(self) -> str:
        return f"{self.metadata.get('client_name') or self.client_id} ({self.id})"

    @classmethod
    def from_value(cls, brief: NormalizedBriefDTO, **columns: Any) -> "Brief":
        return cls(
            id=brief.brief_id,
            client_id=brief.client_id,
            deliverables=list(brief.scope.deliverables),
            exclusions=list(brief.scope.exclusions),
            timeline_weeks=brief.scope.timeline_weeks,
            objectives=list(brief.objectives),
            target_audience=brief.target_audience,
            brand_guidelines=thaw(brief.brand_guidelines),
            metadata={name: thaw(getattr(brief, name)) for name in IN_METADATA},
            normalized_at=brief.normalized_at,
            **columns,
        )

    def to_value(self) -> NormalizedBriefDTO:
        data = {name: freeze(self.metadata[name]) for name in IN_METADATA if name in self.metadata}
        data.setdefault("checklist", tuple(self.exclusions))  # of before it was kept: a person checks them all
        data["proof_points"] = tuple(ProofPointDTO(**point) for point in data.get("proof_points", ()))
        data["open_questions"] = tuple(OpenQuestionDTO(**question) for question in data.get("open_questions", ()))
        data["facts"] = tuple(FactDTO(**fact) for fact in data.get("facts", ()))
        data["dates"] = tuple(DateDTO(**day) for day in data.get("dates", ()))
        data["money"] = tuple(_money(money) for money in data.get("money", ()))
        data["answers"] = tuple(AnswerDTO(**answer) for answer in data.get("answers", ()))
        data["client"] = ClientDTO(**client) if (client := data.get("client")) else None
        if budget := data.get("budget"):
            data["budget"] = BudgetDTO(**{**budget, "amount": Decimal(budget["amount"])})
        brief = NormalizedBriefDTO(
            brief_id=self.id,
            client_id=self.client_id,
            scope=ScopeDTO(tuple(self.deliverables), tuple(self.exclusions), self.timeline_weeks),
            objectives=tuple(self.objectives),
            target_audience=self.target_audience,
            brand_guidelines=self.brand_guidelines,
            normalized_at=self.normalized_at,
            **data,
        )
        if "provenance" in self.metadata:  # of before facts were kept: what was read then counts as stated
            told = (Source(**source, headed=True) for source in self.metadata["provenance"])
            brief = replace(brief, facts=facts_of(brief, told))
        return brief


def _money(stored: Any) -> MoneyDTO:
    return MoneyDTO(**{**stored, "low": Decimal(stored["low"]), "high": Decimal(stored["high"])})


class Client(Row):
    """What is remembered of a client. No run made it: it outlives them all, and goes with none."""

    id = id_field(primary_key=True)  # the client_id of intakes, briefs and runs
    name = models.TextField(blank=True)
    aliases = models.JSONField(default=list, blank=True)
    website = models.TextField(blank=True)
    language = models.TextField(blank=True)
    tone = models.TextField(blank=True)
    mandatory_inclusions = models.JSONField(default=list, blank=True)
    exclusions = models.JSONField(default=list, blank=True)
    competitors = models.JSONField(default=list, blank=True)
    merge_tags = models.JSONField(default=list, blank=True)
    model_allowed = models.BooleanField(default=True)  # barred only where a person said so
    internal_notes = models.TextField(blank=True)
    by_hand = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "onboarding_client"

    def __str__(self) -> str:
        return f"{self.name} ({self.id})"

    @property
    def content_sha256(self) -> str:
        return self.to_value().content_sha256

    @classmethod
    def from_value(cls, client: ClientDTO) -> "Client":
        told = thaw(client)
        return cls(id=told.pop("client_id"), **told)

    def to_value(self) -> ClientDTO:
        names = (field.name for field in fields(ClientDTO) if field.name != "client_id")
        return ClientDTO(self.id, **{name: getattr(self, name) for name in names})
