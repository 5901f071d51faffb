"""How a run looks over HTTP."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from onboarding.contracts import CONFIRMED, CORRECTED, PROPOSED, REJECTED, STATED
from orchestration.model_calls import BY_MODEL, OFFLINE, calls_of
from orchestration.models import ModelCall, ReviewLink, Run, RunComment, RunEvent, RunStep
from orchestration.pieces import STATES as PIECE_STATES
from orchestration.run_state import approvals, decisions, made, progress
from orchestration.stations import TABLES
from production.contracts import AUTHORS


class StepSerializer(serializers.ModelSerializer):
    class Meta:
        model = RunStep
        fields = ["step_name", "revision", "state", "started_at", "ended_at", "created", "error"]


class EventSerializer(serializers.ModelSerializer):
    class Meta:
        model = RunEvent
        fields = ["kind", "actor", "at", "data"]


class ModelCallSerializer(serializers.ModelSerializer):
    """What a language model was asked; `about` is the piece, `attempt` 2 where its first answer was sent back."""

    class Meta:
        model = ModelCall
        fields = ["step_name", "revision", "about", "prompt_name", "prompt_version", "prompt_sha256", "model"]
        fields += ["tokens_in", "tokens_out", "seconds", "attempt", "cost", "at"]


class RunSummary(serializers.ModelSerializer):
    """A run in a list."""

    progress = serializers.SerializerMethodField()

    class Meta:
        model = Run
        fields = ["id", "status", "outcome", "progress", "brief_id", "client_id", "next_step", "revision", "awaiting"]
        fields += ["cancel_requested", "content_sha256", "last_error", "retry_count", "retry_of"]
        fields += ["created_at", "updated_at", "completed_at"]

    def get_progress(self, run: Run) -> float:
        return progress(run)


class ApprovalSerializer(serializers.Serializer):
    """What was last approved at a stop, by whom, and whether it is what stands there now."""

    stop = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    content_sha256 = serializers.CharField()
    stands = serializers.BooleanField()


class RunDetail(RunSummary):
    """A run with its story. `decisions` says what may be asked of it now, `links` where the rows are that it made."""

    steps = StepSerializer(many=True)
    events = EventSerializer(many=True)
    model_calls = serializers.SerializerMethodField()
    decisions = serializers.SerializerMethodField()
    approved = serializers.SerializerMethodField()
    links = serializers.SerializerMethodField()

    class Meta(RunSummary.Meta):
        fields = [*RunSummary.Meta.fields, "decisions", "approved", "input", "answers", "adjustments"]
        fields += ["steps", "events", "model_calls", "evidence", "links"]

    def get_decisions(self, run: Run) -> list[str]:
        return list(decisions(run))

    @extend_schema_field(ModelCallSerializer(many=True))
    def get_model_calls(self, run: Run) -> Any:
        return ModelCallSerializer(calls_of(run), many=True).data

    @extend_schema_field(ApprovalSerializer(many=True))
    def get_approved(self, run: Run) -> Any:
        return ApprovalSerializer(approvals(run), many=True).data

    @extend_schema_field(
        {
            "type": "object",
            "description": "addresses of the rows that it made and that stand, by kind",
            "properties": {"self": {"type": "string", "format": "uri"}},
            "required": ["self"],
            "additionalProperties": {"type": "array", "items": {"type": "string", "format": "uri"}},
        }
    )
    def get_links(self, run: Run) -> dict[str, Any]:
        request = self.context.get("request")
        links: dict[str, Any] = {"self": reverse("run-detail", [run.pk], request=request)}
        for table, ids in made(run).items():
            if (known := TABLES.get(table)) and known.link:
                links[known.link] = [reverse(known.route, [id], request=request) for id in ids]
        return links


class FactSerializer(serializers.Serializer):
    """One item of the brief, with the very words it was read from and where they stand."""

    id = serializers.CharField()
    field = serializers.CharField()
    value = serializers.JSONField(allow_null=True)
    state = serializers.ChoiceField([STATED, PROPOSED, CONFIRMED, CORRECTED, REJECTED])
    words = serializers.CharField(allow_blank=True)
    source = serializers.CharField()  # type: ignore[assignment]


class QuestionSerializer(serializers.Serializer):
    id = serializers.CharField()
    field = serializers.CharField()
    kind = serializers.CharField()
    words = serializers.CharField(allow_blank=True)
    question = serializers.CharField()


class Understood(serializers.Serializer):
    """What a run's brief asks and holds, for `answers/`; `content_sha256` is what an approval at the brief names."""

    content_sha256 = serializers.CharField()
    questions = QuestionSerializer(many=True)
    facts = FactSerializer(many=True)


class WishPartSerializer(serializers.Serializer):
    """What became of a part of a wish in a round. became: done, not_done, nothing_to_do (what was to change stands
    nowhere there), kept, or left for a person; asks: `brief` (is it to change there?) or `which` (what is meant?)."""

    words = serializers.CharField()
    became = serializers.CharField()
    said = serializers.CharField()
    places = serializers.ListField(child=serializers.CharField())
    asks = serializers.CharField(allow_blank=True)


class RoundSerializer(serializers.Serializer):
    round = serializers.IntegerField()
    done = serializers.BooleanField()
    parts = WishPartSerializer(many=True)


class PlaceSerializer(serializers.Serializer):
    channel = serializers.CharField(allow_blank=True)
    piece = serializers.CharField(allow_blank=True)
    field = serializers.CharField(allow_blank=True)
    passage = serializers.CharField(allow_blank=True)


class CommentSerializer(serializers.ModelSerializer):
    """What somebody said of a run's copy; of a wish, round by round, what became of it: `done` is what a difference
    shows, and it stands until a person ends it. `reply_to` is the comment that began the thread."""

    place = PlaceSerializer(source="*")
    outcomes = RoundSerializer(many=True)

    class Meta:
        model = RunComment
        fields = [
            "id",
            "kind",
            "reply_to",
            "place",
            "text",
            "author",
            "at",
            "state",
            "resolved_by",
            "resolved_at",
            "outcomes",
        ]


class PieceTextSerializer(serializers.Serializer):
    asset_id = serializers.CharField(allow_blank=True, help_text="empty where the copy is gone with its run")
    field = serializers.CharField()
    line = serializers.IntegerField(help_text="which text of the field, from 0")
    place = serializers.CharField()
    content = serializers.CharField(allow_blank=True)
    version = serializers.CharField(allow_blank=True, help_text="what an edit names as seen")
    author = serializers.ChoiceField(AUTHORS)
    is_note = serializers.BooleanField(help_text="for those who make the piece, not for the public")
    waits = serializers.BooleanField(help_text="a person wrote it, and the next round takes it")


class PieceSerializer(serializers.Serializer):
    """A piece of the copy with its texts, and how it stands."""

    place = serializers.CharField()
    channel = serializers.CharField()
    piece = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(PIECE_STATES)
    sha256 = serializers.CharField(allow_blank=True)
    stage = serializers.CharField(allow_blank=True)
    week = serializers.IntegerField(allow_null=True)
    on = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    approved_by = serializers.CharField(allow_blank=True, help_text="who approved it with exactly these texts")
    stopped = serializers.BooleanField(help_text="it cannot be approved as it stands")
    findings = serializers.ListField(child=serializers.JSONField(), help_text="of the latest verdict, those that count")
    wishes = serializers.ListField(child=serializers.CharField(), help_text="IDs of `comments/` that are open")
    texts = PieceTextSerializer(many=True)


class VersionSerializer(serializers.Serializer):
    """A text that stood in a place, with who or what wrote it, why, and when."""

    version_id = serializers.CharField()
    channel = serializers.CharField()
    piece = serializers.CharField(allow_blank=True)
    field = serializers.CharField()
    line = serializers.IntegerField()
    text = serializers.CharField(allow_blank=True)
    author = serializers.ChoiceField(AUTHORS)
    reason = serializers.CharField(allow_blank=True)
    round = serializers.IntegerField(help_text="from 1")
    created_at = serializers.DateTimeField()


class LinkSerializer(serializers.ModelSerializer):
    """A client's way to a run's copy. `decision`: what its holder decided about this content."""

    class Meta:
        model = ReviewLink
        fields = ["id", "label", "may", "content_sha256", "expires_at", "revoked_at", "created_by", "created_at"]
        fields += ["decision", "decided_at"]


class MadeLink(LinkSerializer):
    """A new one, with its address, which is told only here."""

    url = serializers.SerializerMethodField()

    class Meta(LinkSerializer.Meta):
        fields = [*LinkSerializer.Meta.fields, "url"]

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, link: ReviewLink) -> str:
        return reverse("review", [self.context["token"]], request=self.context["request"])


class FieldError(serializers.Serializer):
    field = serializers.CharField()
    message = serializers.CharField()


class BulkLine(serializers.Serializer):
    """What became of one intake: a run, or what is wrong with it."""

    line = serializers.IntegerField(help_text="its place among the intakes, from 0")
    run = RunSummary(required=False)
    errors = FieldError(many=True, required=False)  # type: ignore[assignment]


class Lines(serializers.Serializer):
    """One line for each intake, in order."""

    results = BulkLine(many=True)


class PreviewedArtifact(serializers.Serializer):
    name = serializers.CharField()
    path = serializers.CharField(allow_null=True)
    format = serializers.CharField()
    sha256 = serializers.CharField()


class PreviewedAsset(serializers.Serializer):
    channel = serializers.CharField()
    type = serializers.CharField()
    text = serializers.CharField(allow_blank=True)


class Preview(serializers.Serializer):
    """What a run would come to."""

    run_id = serializers.CharField()
    status = serializers.CharField()
    package_id = serializers.CharField(allow_null=True)
    artifacts = PreviewedArtifact(many=True)
    qc = serializers.JSONField()  # any JSON, null too
    open_questions = serializers.JSONField()
    assets = PreviewedAsset(many=True)
    brief = serializers.JSONField()
    generator = serializers.ChoiceField([OFFLINE, BY_MODEL], help_text="a preview is always written offline")
    error = serializers.CharField(allow_null=True)
