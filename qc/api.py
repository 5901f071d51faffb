"""Verdicts over HTTP."""

from dataclasses import replace
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from aicmo_site.api.endpoints import Endpoint, Rows, exactly
from aicmo_site.api.fields import StrictSerializer, Text
from aicmo_site.kernel.channels import channels
from aicmo_site.kernel.children import in_child
from qc import ceilings
from qc.contracts import CopyDTO, InvalidCopy
from qc.models import AllowedWord, QcIssue, QcResult, Waiver
from qc.services import allow_word, check_copy, disallow_word, parse_copy, withdraw_waiver

MAX_DRAFTS = 1_000
# A call is judged while it waits: so much copy takes about three seconds.
MAX_CHARACTERS = 200_000
TOO_MUCH = f"at most {MAX_CHARACTERS:,} characters of copy in one call; send the rest in another, or use check_copy"


class IssueSerializer(serializers.ModelSerializer):
    class Meta:
        model = QcIssue
        fields = ["position", "severity", "code", "section", "reason", "evidence", "suggestion", "line"]
        fields += ["start", "end", "stops", "fingerprint", "waived_by"]


class ResultSerializer(serializers.ModelSerializer):
    issues = IssueSerializer(many=True)

    class Meta:
        model = QcResult
        fields = ["id", "draft_id", "passed", "score", "issues", "not_evaluated", "evaluated_at"]
        fields += ["workflow_run_id", "created_at", "updated_at"]


class QcResults(Rows):
    """The latest verdict on each draft."""

    queryset = QcResult.objects.prefetch_related("issues")
    serializer_class = ResultSerializer
    queries = {"list": exactly("draft_id", "workflow_run_id")}


# --- what people let pass


class WaiverSerializer(serializers.ModelSerializer):
    class Meta:
        model = Waiver
        fields = ["id", "client_id", "fingerprint", "issue", "reason", "waived_by", "decided_in"]
        fields += ["created_at", "updated_at"]


class Waivers(Rows):
    """Findings that people let pass, each on one exact text. One is made from a run: `runs/{id}/waive/`."""

    queryset = Waiver.objects.all()
    serializer_class = WaiverSerializer
    queries = {"list": exactly("client_id", "decided_in")}

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Withdraw a waiver: the finding counts again from the next verdict on."""
        withdraw_waiver(waiver_id=pk)
        return Response(status=204)


class AllowedWordSerializer(serializers.ModelSerializer):
    class Meta:
        model = AllowedWord
        fields = ["id", "client_id", "word", "reason", "allowed_by", "created_at", "updated_at"]


class WordToAllow(StrictSerializer):
    client_id = Text(max_length=128)
    word = Text(max_length=150)
    reason = Text(max_length=10_000)


class AllowedWords(Rows):
    """Spellings and names that are right for a client, whatever the dictionaries say."""

    queryset = AllowedWord.objects.all()
    serializer_class = AllowedWordSerializer
    queries = {"list": exactly("client_id")}
    bodies = {"create": WordToAllow}

    @extend_schema(responses={201: AllowedWordSerializer})
    def create(self, request: Request) -> Response:
        row = AllowedWord.objects.get(pk=allow_word(**self.body(), actor=self.actor))
        return Response(AllowedWordSerializer(row).data, 201)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        disallow_word(word_id=pk)
        return Response(status=204)


# --- copy from elsewhere

_TEXT: dict[str, Any] = {"type": "string", "pattern": r"^[^\u0000]*$"}
_SOME: dict[str, Any] = {"type": "string", "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"}
_JSON: dict[str, Any] = {}  # the parser has refused NUL characters, huge numbers and absurd depth
_TEXT_OR_NULL: dict[str, Any] = {**_TEXT, "type": ["string", "null"]}
_NAME: dict[str, Any] = {"maxLength": ceilings.NAME}
_OTHER = r"^other:[a-z0-9-]+$"
_ITEM: dict[str, Any] = {**_TEXT, "maxLength": ceilings.ITEM}
_ITEM_OR_NULL: dict[str, Any] = {**_TEXT_OR_NULL, "maxLength": ceilings.ITEM}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT, "maxItems": ceilings.ITEMS}
_ITEMS_OR_NULL: dict[str, Any] = {**_TEXTS, "type": ["array", "null"], "items": _ITEM}


def _named(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    """An object whose further fields are left aside."""
    names = {"propertyNames": {"pattern": _TEXT["pattern"]}, "additionalProperties": _JSON}
    return {"type": "object", "properties": properties, "required": required, **names}


@extend_schema_field(
    _named(
        {
            "id": {**_SOME, "maxLength": ceilings.ID},
            "channel": {"anyOf": [{"enum": sorted(channels())}, {"type": "string", "pattern": _OTHER, **_NAME}]},
            "language": {**_SOME, **_NAME, "examples": ["en-GB"]},
            "client": _named(
                {
                    "name": {**_SOME, **_NAME},
                    "website": _ITEM_OR_NULL,
                    **dict.fromkeys(ceilings.LISTS, _ITEMS_OR_NULL),
                },
                ["name"],
            ),
            "fields": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": ceilings.ITEMS,
                "propertyNames": {"pattern": r"^[^\u0000]*$", **_NAME},
                "additionalProperties": {"anyOf": [_TEXT, _TEXTS]},
            },
            "assets": {
                "type": ["array", "null"],
                "maxItems": ceilings.ITEMS,
                "items": _named({"name": _ITEM_OR_NULL, "alt": _ITEM_OR_NULL}, []),
            },
            "context": {
                **_named({"paid_endorsement": {"type": "boolean"}}, []),
                "type": ["object", "null"],
            },
        },
        ["id", "channel", "language", "client", "fields"],
    )
)
class DraftField(serializers.JSONField):
    """A piece of copy; parse_copy judges whether it is one."""


class DraftsToCheck(StrictSerializer):
    drafts = serializers.ListField(
        child=DraftField(), min_length=1, max_length=MAX_DRAFTS, help_text=f"{TOO_MUCH}, which takes any number"
    )


class FoundIssue(serializers.Serializer):
    """`line` counts the texts of a field from 0; `start` and `end` are places in it, null where not known."""

    code = serializers.CharField()
    severity = serializers.CharField()
    field = serializers.CharField()
    reason = serializers.CharField()
    evidence = serializers.CharField()
    suggestion = serializers.CharField()
    line = serializers.IntegerField()
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)
    stops = serializers.BooleanField(help_text="Its piece does not go out, whatever the score.")


class RuleNotEvaluated(serializers.Serializer):
    code = serializers.CharField()
    critical = serializers.BooleanField()
    reason = serializers.CharField()


class CheckedDraft(serializers.Serializer):
    id = serializers.CharField()
    issues = FoundIssue(many=True)
    not_evaluated = RuleNotEvaluated(many=True)


class CheckedDrafts(serializers.Serializer):
    """One line for each draft, in order."""

    results = CheckedDraft(many=True)


EXAMPLE = {
    "id": "d1",
    "channel": "x_post",
    "language": "en-GB",
    "client": {"name": "Quayside Repair Café", "mandatory": ["Quayside"]},
    "fields": {"text": "Bring it broken to Quayside on 17 April, take it home working."},
}


class Checks(Endpoint):
    """Quality control on copy from elsewhere."""

    bodies = {"check": DraftsToCheck}
    children = ("check",)

    @extend_schema(
        responses={200: CheckedDrafts},
        examples=[OpenApiExample("one draft", {"drafts": [EXAMPLE]}, request_only=True)],
    )
    @action(detail=False, methods=["post"])
    def check(self, request: Request) -> Response:
        """Judge one draft or a batch of them, in order; nothing is kept."""
        drafts = self.body()["drafts"]
        if _characters(drafts) > MAX_CHARACTERS:
            raise ValidationError({"drafts": TOO_MUCH})
        batch = [_parsed(index, draft) for index, draft in enumerate(drafts)]
        # Judged by place: two drafts with one ID are still two.
        by_place = [replace(copy, copy_id=str(index)) for index, copy in enumerate(batch)]
        verdicts = in_child(check_copy, batch=by_place)
        results = [
            checked.answer(str(index), shown_as=copy.copy_id)
            for index, (copy, checked) in enumerate(zip(batch, verdicts, strict=True))
        ]
        return Response({"results": results})


def _characters(data: Any) -> int:
    """How much text drafts bring: what the rules read, and what it is held against."""
    if isinstance(data, str):
        return len(data)
    return sum(map(_characters, data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()))


def _parsed(index: int, draft: Any) -> CopyDTO:
    try:
        copy = parse_copy(draft=draft)
    except InvalidCopy as error:
        field, _, message = error.facts["reason"].partition(": ")
        path = f"drafts.{index}" if field == "draft" else f"drafts.{index}.{field}"
        raise ValidationError({path: message or field}) from None
    if not isinstance(draft.get("context"), dict | None):
        raise ValidationError({f"drafts.{index}.context": "must be an object"})
    return copy
