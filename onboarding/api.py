"""Onboarding over HTTP."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from aicmo_site.api.endpoints import Rows, exactly
from aicmo_site.api.fields import Flag, StrictSerializer, Text
from aicmo_site.kernel.children import in_child
from aicmo_site.kernel.strict_json import MAX_NUMBER, MAX_WHOLE
from onboarding.contracts import ClientDTO, FieldProblem, InvalidIntake, KeptIntakeDTO
from onboarding.fields import ANY_TEXT, BYTES, FIELDS, ITEMS, LISTS, ONE_ITEM, TEXTS
from onboarding.form.validation import MAX_WEEKS
from onboarding.models import Brief, Client, Intake
from onboarding.services import intake_in_file, keep_intake, reread_intake, write_client

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

_CEILINGS = (
    f"A text has at most {ANY_TEXT:,} characters, one in a list {ONE_ITEM:,}, and a list {ITEMS} items; the whole has "
    f"at most {BYTES:,} bytes as JSON."
)


def _list_of(number: dict[str, Any]) -> dict[str, Any]:
    """Several answers where one is meant."""
    return {"type": "array", "items": {"anyOf": [number, _STRING]}, "maxItems": ITEMS}


def _texts_as_one(name: str) -> dict[str, Any]:
    """Several texts where one is meant: together as long as the one may be, which no schema can say."""
    item = {**_ITEM, "maxLength": min(ONE_ITEM, FIELDS[name].characters)}
    return {"type": "array", "items": item, "maxItems": ITEMS}


INTAKE_FORM = {
    **_OBJECT,
    "description": (
        "A client's form. Without raw_notes it needs objectives and target_audience. Fields that are not named here "
        "are read where their names plainly mean one of these, in envelopes of form builders too, else kept and shown. "
        f"{_CEILINGS}"
    ),
    "properties": {
        **{name: {"anyOf": [{**_TEXT, "maxLength": FIELDS[name].characters}, _texts_as_one(name)]} for name in TEXTS},
        **dict.fromkeys(LISTS, _TEXTS),
        "client_name": {
            "anyOf": [
                {**_STRING, "pattern": _SOME, "maxLength": FIELDS["client_name"].characters},
                {**_texts_as_one("client_name"), "contains": _SOME_TEXT},
            ]
        },
        "budget": {"anyOf": [_BUDGET, _AMOUNT, _TEXT, _list_of(_AMOUNT)]},
        "timeline_weeks": {"anyOf": [_WEEKS, _TEXT, _list_of(_WEEKS)]},
        "attachments": {"anyOf": [{"type": "array", "items": _ANYTHING, "maxItems": ITEMS}, _ITEM]},
        "id": {"anyOf": [_ID, _TEXT]},
        "source": {"anyOf": [_OBJECT, _TEXT]},
    },
    "required": ["client_name"],  # or under a name that plainly means it, which no schema can say
    "if": {"properties": {"raw_notes": {"anyOf": [_NO_TEXT, {"type": "array", "items": _NO_TEXT}]}}},
    "then": {
        "properties": {
            "objectives": {"anyOf": [_SOME_TEXT, {"type": "array", "contains": _SOME_TEXT}]},
            "target_audience": _SOME_TEXT,
        },
        "required": ["objectives", "target_audience"],
    },
}


ANY_FORM = {
    **_OBJECT,
    "description": "A client's form, whoever made it and however much of it is filled in. " + _CEILINGS,
}


def add_intake_form(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of the API's schema: what a form is."""
    result["components"]["schemas"] |= {"IntakeForm": INTAKE_FORM, "AnyForm": ANY_FORM}
    return result


class IntakeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Intake
        fields = [
            "id",
            "brief_id",
            "client_id",
            "responses",
            "attachments",
            "external_id",
            "submitted_at",
            "workflow_run_id",
        ]
        fields += ["created_at", "updated_at"]


class FieldProblemSerializer(serializers.Serializer):
    field = serializers.CharField(allow_blank=True)
    message = serializers.CharField()


class AlikeSerializer(serializers.Serializer):
    intake_id = serializers.CharField()
    reason = serializers.ChoiceField(["external_id", "words"])


class IntakeDetail(IntakeSerializer):
    """An intake, with the names of its own under which it was read, and why no run can be started from it."""

    read_as = serializers.DictField(
        child=serializers.CharField(), help_text="our field for each name of the form's own"
    )
    missing = FieldProblemSerializer(many=True)

    class Meta(IntakeSerializer.Meta):
        fields = [*IntakeSerializer.Meta.fields, "read_as", "missing"]


class KeptIntake(IntakeDetail):
    """`alike` are intakes that it may repeat: of the same external ID, or of the same client with the same words
    within a day."""

    alike = AlikeSerializer(many=True)

    class Meta(IntakeDetail.Meta):
        fields = [*IntakeDetail.Meta.fields, "alike"]


class IntakeFile(StrictSerializer):
    """A file with one intake: JSON, CSV, .xlsx, .docx, .pdf, .eml, .md or .txt."""

    file = serializers.FileField()
    client_name = serializers.CharField(
        required=False, allow_blank=True, help_text="whose it is, where the file does not say"
    )


class BriefSerializer(serializers.ModelSerializer):
    class Meta:
        model = Brief
        fields = ["id", "client_id", "deliverables", "exclusions", "objectives", "timeline_weeks", "target_audience"]
        fields += ["brand_guidelines", "metadata", "normalized_at", "workflow_run_id", "created_at", "updated_at"]


class Intakes(Rows):
    """Forms as submitted. Posting one keeps it, complete or not, and starts nothing; the body is the form itself."""

    queryset = Intake.objects.all()
    serializer_class = IntakeSerializer
    queries = {"list": exactly("client_id", "brief_id", "external_id", "workflow_run_id")}
    children = ("create",)  # a file is read
    takes_file = ("create",)

    @extend_schema(
        request={"application/json": {"$ref": "#/components/schemas/AnyForm"}, "multipart/form-data": IntakeFile},
        responses={201: KeptIntake},
        examples=[OpenApiExample("the least", {"client_name": "Ada Ltd", "raw_notes": "Call Ada."}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Keep a form as it is, and say what it lacks for a run and which others it may repeat."""
        kept = keep_intake(responses=self._form())
        row = Intake.objects.get(pk=kept.intake.intake_id)
        url = reverse("intake-detail", [row.pk], request=request)
        return Response(KeptIntake(_shown(row, kept)).data, 201, headers={"Location": url})

    @extend_schema(responses={200: IntakeDetail})
    def retrieve(self, request: Request, pk: str) -> Response:
        """A form as submitted, with what was read of it."""
        row = cast(Intake, self.get_object())
        return Response(IntakeDetail(_shown(row, reread_intake(intake=row.to_value()))).data)

    def _form(self) -> Any:
        if not (form := self.form_with_file()):
            empty = self.request.META.get("CONTENT_LENGTH") in (None, "", "0")
            return None if empty else self.request.data  # of no body the framework makes an empty object
        file, sent = form
        if strange := sent.keys() - {"client_name"}:
            raise ValidationError(dict.fromkeys(strange, "is not a field of this request"))
        try:
            several = "send them one at a time"
            return in_child(intake_in_file, data=file.read(), name=file.name or "", several=several, **sent)
        except InvalidIntake as error:
            problems = (FieldProblem(f"file.{p.field}".rstrip("."), p.message) for p in error.problems)
            raise InvalidIntake(tuple(problems)) from None


def _shown(row: Intake, kept: KeptIntakeDTO) -> dict[str, Any]:
    """The row with what is said of it."""
    said = {"read_as": dict(kept.read_as), "missing": kept.missing, "alike": kept.alike}
    return {**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}, **said}


class Briefs(Rows):
    """What clients want, in our terms."""

    queryset = Brief.objects.all()
    serializer_class = BriefSerializer
    queries = {"list": exactly("client_id", "workflow_run_id")}


# --- clients


class ClientSerializer(serializers.ModelSerializer):
    content_sha256 = serializers.CharField(read_only=True, help_text="names what was looked at, to write over it")

    class Meta:
        model = Client
        fields = ["id", "name", "aliases", "website", "language", "tone", "mandatory_inclusions", "exclusions"]
        fields += ["competitors", "merge_tags", "model_allowed", "internal_notes", "by_hand"]
        fields += ["content_sha256", "created_at", "updated_at"]


def _texts(help_text: str) -> serializers.ListField:
    child = Text(max_length=ONE_ITEM, allow_blank=True)  # what is blank is left out
    return serializers.ListField(child=child, max_length=ITEMS, help_text=help_text)


def _text(help_text: str) -> Text:
    return Text(allow_blank=True, max_length=ANY_TEXT, help_text=help_text)


class WholeClient(StrictSerializer):
    """All that is to be remembered of a client. Every field is needed, so that none is emptied by being forgotten."""

    content_sha256 = Text(
        default="", allow_blank=True, max_length=64, help_text="of the client that was looked at; none of a new one"
    )
    name = Text(max_length=FIELDS["client_name"].characters, help_text="what the client is called")
    aliases = _texts("what else it is called; for people, nothing is looked up by them")
    website = _text("proposed where an intake names none")
    language = _text("of the copy; proposed where an intake names none")
    tone = _text("proposed where an intake names none")
    mandatory_inclusions = _texts("must appear in every campaign until rejected in one")
    exclusions = _texts("must appear in no campaign until rejected in one")
    competitors = _texts("whom copy must not name until rejected in one")
    merge_tags = _texts("the client's own placeholders, such as those of its newsletter")
    model_allowed = Flag(help_text="whether a language model may be given what this client tells us")
    internal_notes = _text("for the agency alone: no brief, copy or file ever has them")


CLIENT_ID = (
    f"the `client_id` of intakes: at most {FIELDS['client_id'].characters} characters, composed, no white space around"
)
CLIENT_EXAMPLE = {
    "name": "Quayside Repair Café",
    "aliases": ["Quayside"],
    "website": "https://quayside.example",
    "language": "en-GB",
    "tone": "Warm and plain",
    "mandatory_inclusions": ["Registered charity"],
    "exclusions": ["No prices"],
    "competitors": ["Fixit Ltd"],
    "merge_tags": [],
    "model_allowed": False,
    "internal_notes": "",
}


class Clients(Rows):
    """What is remembered of clients from one campaign to the next. A completed run adds what its brief settled, and
    forgets what was rejected in it; `by_hand` is what people wrote, which no run takes away."""

    lookup_value_regex = r"[^\x00]+"  # an ID of the client's own may hold a slash
    http_method_names = ["get", "head", "put"]
    queryset = Client.objects.all()
    serializer_class = ClientSerializer
    queries = {"list": exactly("name")}
    bodies = {"update": WholeClient}

    @extend_schema(
        parameters=[OpenApiParameter("id", str, OpenApiParameter.PATH, description=CLIENT_ID)],
        responses={200: ClientSerializer, 201: ClientSerializer},
        examples=[OpenApiExample("a client", CLIENT_EXAMPLE, request_only=True)],
    )
    def update(self, request: Request, pk: str) -> Response:
        """Put a whole client in the place of the one of this `content_sha256`, or begin to remember it; its ID is that
        of intakes. What was written meanwhile is not written over: 409."""
        told = self.body()
        is_new = not (seen := told.pop("content_sha256"))
        write_client(client=ClientDTO(client_id=pk, **told), content_sha256=seen)
        row = Client.objects.get(pk=pk)
        headers = {"Location": reverse("client-detail", [pk], request=request)} if is_new else {}
        return Response(ClientSerializer(row).data, 201 if is_new else 200, headers=headers)
