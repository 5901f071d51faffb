"""What the run endpoints accept."""

import re
from typing import Any

from django.utils.http import parse_etags
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from aicmo_site.api.endpoints import ListQuery, Query
from aicmo_site.api.fields import Flag, Instant, IntakeForm, QueryFlag, StrictSerializer, Text
from aicmo_site.kernel.places import Place
from onboarding.contracts import DECISIONS, FieldProblem
from onboarding.fields import FIELDS
from orchestration.api.bulk import MAX_INTAKES
from orchestration.editing import MAX_TEXT
from orchestration.errors import InvalidWishes
from orchestration.models import CommentKind, ReviewLink, Status
from orchestration.options import STOPS
from orchestration.review.links import DAYS, MOST_DAYS, MOST_LABEL
from orchestration.services import MAX_COMMENT, MAX_REASON
from orchestration.waivers import MAX_WORD
from orchestration.wishes import MAX_PASSAGE, MOST_WISHES
from production.services import UNDERSTOOD
from strategy.contracts import ADJUSTABLE, STAGES

MAX_WAIT = 30
MOST_PIECES = 1_000  # of one approval
MAX_KEY = 200
MAX_MEASURE = 20_000  # a measure is named by the client's own sentence
MOST_ADJUSTMENTS = 200
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
    force_qc_fail = Flag(
        default=False,
        help_text="for drills: quality control fails; the run rests at its copy, if it stops there, or is undone",
    )


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


class Adjustment(StrictSerializer):
    """What is wanted otherwise in a plan, and why."""

    about = serializers.ChoiceField(
        ADJUSTABLE,
        help_text="`share` (percent of the working budget), `channel` (`out`, or `in` again), `order` (its place, from "
        "1), `weeks` (of the campaign), `pieces` (for how many stages), `day` or `week` (of a piece), `target`",
    )
    value = Text(max_length=32, allow_blank=True, help_text="as text; of a target empty for one that is to be agreed")
    reason = Text(max_length=MAX_REASON)
    channel = Text(required=False, max_length=128, help_text="of all but `weeks` and `target`")
    stage = serializers.ChoiceField(STAGES, required=False, help_text="of the piece, with `day` and `week`")
    measure = Text(required=False, max_length=MAX_MEASURE, help_text="its name, with `target`")


class Adjusting(Comment):
    adjustments = serializers.ListField(child=Adjustment(), min_length=1, max_length=MOST_ADJUSTMENTS)


class WishedPlace(StrictSerializer):
    """Where in the copy: a channel, the number of its piece, a field, a passage that stands there word for word. What
    is left out is the whole."""

    channel = Text(required=False, allow_blank=True, max_length=128)
    piece = Text(required=False, allow_blank=True, max_length=16, help_text="its number, as text")
    field = Text(required=False, allow_blank=True, max_length=64)
    passage = Text(required=False, allow_blank=True, max_length=MAX_PASSAGE, trim_whitespace=False)


NO_NUL = "^[^\\x00]*$"


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "pattern": "^[^#/\\x00]{0,128}(#[^/\\x00]{0,16})?(/[^\\x00]{0,64})?$"},
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "channel": {"type": "string", "maxLength": 128, "pattern": NO_NUL},
                    "piece": {"type": "string", "maxLength": 16, "pattern": NO_NUL},
                    "field": {"type": "string", "maxLength": 64, "pattern": NO_NUL},
                    "passage": {"type": "string", "maxLength": MAX_PASSAGE, "pattern": NO_NUL},
                },
            },
        ]
    }
)
class PlaceOfWish(serializers.Field):
    """An object, or as quality control writes it: `x_post#2/text`, "" for the campaign."""

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if isinstance(data, str):
            place = Place.parse(data)
            data = {"channel": place.channel, "piece": place.piece, "field": place.field}
        given = WishedPlace(data=data)
        given.is_valid(raise_exception=True)
        return {name: text for name, text in given.validated_data.items() if text}

    def to_representation(self, value: Any) -> Any:
        return value


class Wish(StrictSerializer):
    """What somebody wants changed, and where; no place is the whole campaign."""

    place = PlaceOfWish(required=False)
    text = Text(max_length=MAX_COMMENT)


class NewComment(StrictSerializer):
    """What is said of the copy, at its place: a comment, or a wish, which waits until somebody asks for changes; or a
    reply, which has the place of its thread."""

    kind = serializers.ChoiceField(CommentKind.values, default=CommentKind.COMMENT)
    place = PlaceOfWish(required=False)
    text = Text(max_length=MAX_COMMENT)
    reply_to = Text(required=False, max_length=128, help_text="the ID of a comment")


class Changes(StrictSerializer):
    """Wishes, each at its place, and a comment, which is a wish for the whole campaign; one of them at least."""

    wishes = serializers.ListField(
        child=Wish(),
        required=False,
        max_length=MOST_WISHES,
        help_text=f"met without a person are: {UNDERSTOOD}; `comments/` tells what became of each",
    )
    comment = Text(required=False, max_length=MAX_COMMENT, help_text="a wish for the whole campaign")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if not data.get("wishes") and not data.get("comment"):
            raise InvalidWishes((FieldProblem("wishes", "say what is to be changed"),))
        return data


class PieceOfCopy(StrictSerializer):
    """A piece, and the hash of the texts that were read."""

    place = Text(max_length=150)
    sha256 = Text(max_length=64)


class ApprovalOfContent(Comment):
    """Of all that the run rests at."""

    content_sha256 = Text(max_length=64)


class ApprovalOfPieces(Comment):
    """Of single pieces of its copy."""

    pieces = serializers.ListField(child=PieceOfCopy(), min_length=1, max_length=MOST_PIECES)


class Approval(Comment):
    content_sha256 = Text(required=False, max_length=64)
    pieces = serializers.ListField(child=PieceOfCopy(), required=False, min_length=1, max_length=MOST_PIECES)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if ("content_sha256" in data) == ("pieces" in data):
            raise ValidationError({"content_sha256": "give either a content_sha256 or pieces"})
        return data


class Words(Text):
    """A text of the copy, to the letter."""

    def __init__(self, **options: Any):
        super().__init__(trim_whitespace=False, allow_blank=True, max_length=MAX_TEXT, **options)


class Edit(StrictSerializer):
    """What is to stand there, and the `version` of the text that was seen."""

    content = Words()
    version = Text(max_length=64)


class Restoring(StrictSerializer):
    """The version that is to stand again, and the `version` of the text that was seen."""

    version_id = Text(max_length=128)
    version = Text(max_length=64)


class Renewing(StrictSerializer):
    """The `content_sha256` of the copy that the client is to see, which is thereby approved for the agency."""

    content_sha256 = Text(max_length=64)
    days = serializers.IntegerField(default=DAYS, min_value=1, max_value=MOST_DAYS, help_text="how long it is open")


class NewLink(Renewing):
    """Whose link it is, and what it may; each may what the one before may."""

    label = Text(max_length=MOST_LABEL, help_text="whose it is: what they do is told under this name")  # type: ignore[assignment]
    may = serializers.ChoiceField(ReviewLink.May.choices)


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
