"""What the run endpoints accept."""

import re
from typing import Any

from django.utils.http import parse_etags
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from aicmo_site.api.endpoints import ListQuery, Query
from aicmo_site.api.fields import Flag, Instant, IntakeForm, QueryFlag, StrictSerializer, Text
from onboarding.contracts import DECISIONS
from onboarding.fields import FIELDS
from orchestration.api.bulk import MAX_INTAKES
from orchestration.models import Status
from orchestration.options import STOPS
from orchestration.services import MAX_COMMENT
from orchestration.waivers import MAX_WORD
from production.services import UNDERSTOOD

MAX_WAIT = 30
MAX_KEY = 200
KEY = f"[!-~]([ -~]{{0,{MAX_KEY - 2}}}[!-~])?"
TAGS = "[!-~]([ -~]{0,998}[!-~])?"


class Options(StrictSerializer):
    require_approval = Flag(default=False, help_text="rest before delivery until a person approves: the stop `copy`")
    stops = serializers.ListField(
        child=serializers.ChoiceField(STOPS),
        required=False,
        max_length=len(STOPS),
        help_text="where to rest until a person decides: at the brief, at the plan (`strategy`), at the copy",
    )
    accept_proposals = Flag(
        default=False,
        help_text="confirm what is read from prose; without it a run whose aim, audience or messages nobody has stated "
        "rests at its brief",
    )
    force_qc_fail = Flag(default=False, help_text="for drills: quality control fails, and the run is undone")


class FromIntake(Options):
    """A run from a client's form."""

    intake = IntakeForm()


class BesideFile(Options):
    """What a form may say beside its file."""

    client_name = Text(
        required=False,
        allow_blank=True,
        max_length=FIELDS["client_name"].characters,
        help_text="whose it is, where the file does not say",
    )


class FromFile(BesideFile):
    """A run from a file with one intake: JSON, CSV, .xlsx, .docx, .pdf, .eml, .md or .txt."""

    file = serializers.FileField()


class FromFiles(FromFile):
    """Runs from a file with intakes: one in each row of a table, in each line or item of JSON."""


class FromBrief(Options):
    """A run from a brief that is there, and whose own run is completed."""

    brief_id = Text(max_length=128)


class StartRun(Options):
    intake = IntakeForm(required=False)
    brief_id = Text(required=False, max_length=128)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if ("intake" in data) == ("brief_id" in data):
            raise ValidationError({"intake": "give either an intake or a brief_id"})
        return data


@extend_schema_field({"description": "text, or what else the field of the form may be"})
class AnyValue(serializers.JSONField):
    """Any JSON, null too."""

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        return (True, None) if data is None else super().validate_empty_values(data)


@extend_schema_field({"description": "an intake; what is none is answered with why"})
class Line(AnyValue):
    """What may be an intake."""


class StartRuns(Options):
    intakes = serializers.ListField(
        child=Line(),
        min_length=1,
        max_length=MAX_INTAKES,
    )


class Answer(StrictSerializer):
    """What is said to one question or one fact of a run's brief, by its ID."""

    question = Text(required=False, max_length=128)
    fact = Text(required=False, max_length=128)
    decision = serializers.ChoiceField(DECISIONS)
    value = AnyValue(required=False, help_text="with `correct`: what is right, as the form takes it")


class Comment(StrictSerializer):
    comment = Text(default="", allow_blank=True, max_length=MAX_COMMENT)


class Changes(StrictSerializer):
    comment = Text(
        max_length=MAX_COMMENT,
        help_text=f"what to change; understood are: {UNDERSTOOD}. The rest is kept for a person, in the next draft's "
        "metadata under feedback",
    )


class Approval(Comment):
    content_sha256 = Text(max_length=64)


class Waiving(StrictSerializer):
    """The finding, by the fingerprint that the run's evidence shows, and why it may stand."""

    fingerprint = Text(max_length=64)
    reason = Text(max_length=MAX_COMMENT)


class AllowingWord(Waiving):
    """The finding, the word of it that is right for this client, and why."""

    word = Text(max_length=MAX_WORD)


class StartQuery(Query):
    dry_run = QueryFlag(default=False)


class WaitQuery(Query):
    """Rest up to `wait` seconds until the run is no longer as it was at `after` (by default: when asked)."""

    wait = serializers.IntegerField(required=False, min_value=0, max_value=MAX_WAIT)
    after = Instant(required=False)


class RunFilter(ListQuery):
    status = serializers.ChoiceField(Status.choices, required=False)
    client = Text(required=False, max_length=128, source="client_id")
    created_after = Instant(required=False, source="created_at__gt")
    created_before = Instant(required=False, source="created_at__lt")


def idempotency_key(header: str | None, user_id: Any) -> str | None:
    """The key as stored: each user has keys of their own."""
    if header is None:
        return None
    if not re.fullmatch(KEY, header):
        raise ValidationError({"Idempotency-Key": f"must be 1 to {MAX_KEY} printable ASCII characters"})
    return f"{user_id}:{header}"


def versions(header_name: str, header: str | None) -> list[str] | None:
    """The versions in an If-Match or If-None-Match, none in a strange one; None where it is not there or allows any."""
    if header is None or header == "*":
        return None
    if not re.fullmatch(TAGS, header):
        raise ValidationError({header_name: 'must be * or an ETag, as in "1-20261121100000000000"'})
    return parse_etags(header)
