"""Onboarding over HTTP."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from aicmo_site.api.endpoints import Rows, exactly
from aicmo_site.kernel.strict_json import MAX_NUMBER, MAX_WHOLE
from onboarding.fields import ANY_TEXT, BYTES, FIELDS, ITEMS, LISTS, ONE_ITEM, TEXTS
from onboarding.form.validation import MAX_WEEKS
from onboarding.models import Brief, Intake
from onboarding.services import capture_intake, check_intake

_SOME = r"^[^\u0000]*[^\s\u0000\u200b\u2060\ufeff\u00ad][^\u0000]*$"  # more than white space, seen or unseen
_STRING: dict[str, Any] = {"type": "string", "pattern": r"^[^\u0000]*$", "maxLength": ANY_TEXT}
_TEXT: dict[str, Any] = {**_STRING, "type": ["string", "null"]}
_ITEM: dict[str, Any] = {**_TEXT, "maxLength": ONE_ITEM}
# As one text, with an item per line: what surely fits is one item; more lines may hold more.
_TEXTS: dict[str, Any] = {"anyOf": [_ITEM, {"type": "array", "items": _ITEM, "maxItems": ITEMS}]}
_NO_TEXT: dict[str, Any] = {"type": ["string", "null"], "pattern": r"^[\s\u200b\u2060\ufeff\u00ad]*$"}
_SOME_TEXT: dict[str, Any] = {"type": "string", "pattern": _SOME}
_AMOUNT: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": MAX_NUMBER}
_ANYTHING: dict[str, Any] = {}  # the parser has refused NUL characters, huge numbers and absurd depth
_OBJECT: dict[str, Any] = {
    "type": "object",
    "propertyNames": {"pattern": r"^[^\u0000]*$"},
    "additionalProperties": _ANYTHING,
}
_BUDGET = {**_OBJECT, "properties": {"amount": {"anyOf": [_AMOUNT, _TEXT]}, "currency": _TEXT, "period": _TEXT}}
_WEEKS = {"type": "number", "minimum": 0, "maximum": MAX_WEEKS}
_ID = {"type": "integer", "minimum": -MAX_WHOLE, "maximum": MAX_WHOLE}

INTAKE_FORM = {
    **_OBJECT,
    "description": (
        "A client's form. Without raw_notes it needs objectives and target_audience. "
        "Fields that are not named here are kept and shown; forms differ. "
        f"Of these too a text has at most {ANY_TEXT:,} characters, one in a list {ONE_ITEM:,}, and a list {ITEMS} "
        f"items; the whole has at most {BYTES:,} bytes as JSON."
    ),
    "properties": {
        **{name: {**_TEXT, "maxLength": FIELDS[name].characters} for name in TEXTS},
        **dict.fromkeys(LISTS, _TEXTS),
        "client_name": {**_STRING, "pattern": _SOME, "maxLength": FIELDS["client_name"].characters},
        "budget": {"anyOf": [_BUDGET, _AMOUNT, _TEXT]},
        "timeline_weeks": {"anyOf": [_WEEKS, _TEXT]},
        "attachments": {"type": ["array", "null"], "items": _ANYTHING, "maxItems": ITEMS},
        "id": {"anyOf": [_ID, _TEXT]},
        "source": {"anyOf": [_OBJECT, _TEXT]},
    },
    "required": ["client_name"],
    "if": {"properties": {"raw_notes": _NO_TEXT}},
    "then": {
        "properties": {
            "objectives": {"anyOf": [_SOME_TEXT, {"type": "array", "contains": _SOME_TEXT}]},
            "target_audience": _SOME_TEXT,
        },
        "required": ["objectives", "target_audience"],
    },
}


def add_intake_form(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of the API's schema: what a form is."""
    result["components"]["schemas"]["IntakeForm"] = INTAKE_FORM
    return result


class IntakeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Intake
        fields = ["id", "brief_id", "client_id", "responses", "attachments", "submitted_at", "workflow_run_id"]
        fields += ["created_at", "updated_at"]


class BriefSerializer(serializers.ModelSerializer):
    class Meta:
        model = Brief
        fields = ["id", "client_id", "deliverables", "exclusions", "objectives", "timeline_weeks", "target_audience"]
        fields += ["brand_guidelines", "metadata", "normalized_at", "workflow_run_id", "created_at", "updated_at"]


class Intakes(Rows):
    """Forms as submitted. Posting one keeps it and starts nothing; the body is the form itself."""

    queryset = Intake.objects.all()
    serializer_class = IntakeSerializer
    queries = {"list": exactly("client_id", "brief_id", "workflow_run_id")}

    @extend_schema(
        request={"application/json": {"$ref": "#/components/schemas/IntakeForm"}},
        responses={201: IntakeSerializer},
        examples=[OpenApiExample("the least", {"client_name": "Ada Ltd", "raw_notes": "Call Ada."}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        intake = capture_intake(intake=check_intake(responses=request.data))
        url = reverse("intake-detail", [intake.intake_id], request=request)
        row = Intake.objects.get(pk=intake.intake_id)
        return Response(self.get_serializer(row).data, 201, headers={"Location": url})


class Briefs(Rows):
    """What clients want, in our terms."""

    queryset = Brief.objects.all()
    serializer_class = BriefSerializer
    queries = {"list": exactly("client_id", "workflow_run_id")}
