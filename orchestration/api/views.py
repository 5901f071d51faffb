"""Runs over HTTP: start, watch, decide."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import ListSerializer

from aicmo_site.api.downloads import download
from aicmo_site.api.endpoints import Rows, Whatever
from aicmo_site.api.fields import Nothing
from aicmo_site.kernel.frozen import thaw
from aicmo_site.roles import may
from onboarding.contracts import MOST_ANSWERS, FieldProblem, InvalidIntake
from orchestration import services
from orchestration.api.bulk import Line, submit_runs
from orchestration.api.description import (
    ACCEPTED,
    ASSET,
    ASSET_ID,
    COMMENT_ID,
    DECIDED,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    IF_NONE_MATCH,
    LINK,
    LINK_ID,
    RUN_EXAMPLES,
)
from orchestration.api.long_poll import rest
from orchestration.api.requests import (
    Adjusting,
    AllowingWord,
    Answer,
    Approval,
    ApprovalOfContent,
    ApprovalOfPieces,
    Changes,
    Comment,
    Edit,
    FromBrief,
    FromFile,
    FromFiles,
    FromIntake,
    NewComment,
    NewLink,
    Renewing,
    Restoring,
    RunFilter,
    StartQuery,
    StartRun,
    StartRuns,
    WaitQuery,
    Waiving,
    idempotency_key,
    versions,
)
from orchestration.api.serializers import (
    CommentSerializer,
    Lines,
    LinkSerializer,
    MadeLink,
    PieceSerializer,
    Preview,
    RunDetail,
    RunSummary,
    Understood,
    VersionSerializer,
)
from orchestration.api.uploads import body_with_intake, body_with_intakes
from orchestration.approving import approve_pieces
from orchestration.editing import edit_text, restore_text, versions_of
from orchestration.errors import TextNotFound
from orchestration.kept_texts import texts_that_stood
from orchestration.models import ReviewLink, Run, RunComment
from orchestration.operations.deliver import preview
from orchestration.pieces import pieces_of
from orchestration.review.links import make_link, renew_link, revoke_link
from orchestration.run_state import version
from orchestration.waivers import allow_word, waive_issue
from orchestration.wishes import add_comment, end_comment, get_comment, right_to_end


class Runs(Rows):
    """Passes of the pipeline."""

    queryset = Run.objects.prefetch_related("steps")
    serializer_class = RunSummary
    http_method_names = ["get", "head", "post", "put", "delete"]
    queries = {"list": RunFilter, "retrieve": WaitQuery, "create": StartQuery}
    children = ("create", "bulk")  # a preview; a file is read
    takes_file = ("create", "bulk")
    bodies = {
        "create": StartRun,
        "bulk": StartRuns,
        "approve": Approval,
        "adjust_plan": Adjusting,
        "request_changes": Changes,
        "comment": NewComment,
        "resolve_comment": Nothing,
        "text": Edit,
        "restore": Restoring,
        "reject": Comment,
        "cancel": Comment,
        "resume": Nothing,
        "retry": Nothing,
        "make_review_link": NewLink,
        "renew_review_link": Renewing,
        "waive": Waiving,
        "allow_word": AllowingWord,
    }

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": PolymorphicProxySerializer("StartRun", [FromIntake, FromBrief], None),
            "multipart/form-data": FromFile,
        },
        responses={200: Preview, 202: RunDetail},
        examples=RUN_EXAMPLES["create"],
    )
    def create(self, request: Request) -> Response:
        """Start a run from an intake, as JSON or in a file, or from a brief whose own run is completed; with `dry_run`,
        only preview it."""
        start, key = self.body(), self._key()
        try:
            if self.query["dry_run"]:
                return Response(self._preview(start))
            run = services.submit_run(**start, actor=self.actor, idempotency_key=key)
        except InvalidIntake as error:
            raise _within("intake", error) from None
        return self._accepted(run)

    def body(self) -> dict[str, Any]:
        """The body, or what a form with a file says in its stead."""
        if not (form := self.form_with_file()):
            return super().body()
        read = body_with_intake if self.action == "create" else body_with_intakes
        try:
            return self.validated(read(*form))
        except InvalidIntake as error:
            raise _within("file", error) from None

    def _preview(self, start: dict[str, Any]) -> dict[str, Any]:
        given = {name: start[name] for name in ("intake", "brief_id", "force_qc_fail") if name in start}  # no stops
        return preview(**given, actor=self.actor)

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": StartRuns, "multipart/form-data": FromFiles},
        responses={202: Lines},
        examples=RUN_EXAMPLES["bulk"],
    )
    @action(detail=False, methods=["post"])
    def bulk(self, request: Request) -> Response:
        """Start a run from each of up to 1,000 intakes, as JSON or in a file. Those that are none are answered with
        what is wrong."""
        lines = submit_runs(**self.body(), actor=self.actor, idempotency_key=self._key())
        return Response({"results": [self._line(index, line) for index, line in enumerate(lines)]}, 202)

    def _line(self, index: int, line: Line) -> dict[str, Any]:
        if isinstance(line, Run):
            return {"line": index, "run": RunSummary(line).data}
        problems = _within(f"intakes.{index}", line).problems
        return {"line": index, "errors": [{"field": p.field, "message": p.message} for p in problems]}

    @extend_schema(parameters=[IF_NONE_MATCH], responses={200: RunDetail, 304: None})
    def retrieve(self, request: Request, pk: str) -> Response:
        """A run with its story; with `wait`, once it is no longer as it was at `after`."""
        known = versions("If-None-Match", request.headers.get("If-None-Match"))
        run = services.get_run(run_id=pk)
        if wait := self.query.get("wait"):
            run = rest(run, after=self.query.get("after", run.updated_at), seconds=wait)
        if version(run) in (known or ()):
            return Response(status=304, headers={"ETag": version(run)})
        return self._run(run)

    @extend_schema(responses={(200, "text/html"): OpenApiTypes.BINARY})
    @action(detail=True, content_negotiation_class=Whatever, url_path="working-paper")
    def working_paper(self, request: Request, pk: str) -> FileResponse:
        """The agency's own edition of the campaign, never the client's; of a delivered run, and none from before it was
        kept."""
        return download(*services.open_working_paper(run_id=pk))

    @extend_schema(responses={200: Understood})
    @action(detail=True)
    def questions(self, request: Request, pk: str) -> Response:
        """What the run's brief asks, and the facts that it holds, each with its ID for `answers/`."""
        brief = services.brief_of(run_id=pk)
        facts = thaw(brief.facts)
        shown = {"content_sha256": brief.content_sha256, "questions": brief.open_questions, "facts": facts}
        return Response(Understood(shown).data)

    @extend_schema(**DECIDED, request=Answer(many=True), examples=RUN_EXAMPLES["answers"])
    @action(detail=True, methods=["post"])
    def answers(self, request: Request, pk: str) -> Response:
        """Answer questions and decide on facts of a waiting run's brief: it is read again with them, and what was made
        of it is made again."""
        run = services.get_run(run_id=pk)
        given: Any = ListSerializer(data=request.data, child=Answer(), max_length=MOST_ANSWERS)
        given.is_valid(raise_exception=True)
        answers = given.validated_data
        if not answers:  # nothing is said, so nothing is done
            return self._run(run)
        return self._run(services.answer_run(run_id=pk, actor=self.actor, versions=self._versions(), answers=answers))

    @extend_schema(
        **DECIDED,
        examples=RUN_EXAMPLES["approve"],
        request={
            "application/json": PolymorphicProxySerializer("Approval", [ApprovalOfContent, ApprovalOfPieces], None)
        },
    )
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Let a waiting run go on with exactly the content of this `content_sha256`: from its brief, whose proposals
        are then confirmed, or to delivery. Or approve single `pieces` of its copy, each by its hash: with the last one
        the run goes on, and an approval lapses when a text of its piece changes."""
        body = self.body()
        verb: Callable[..., Run] = services.approve_run
        if "pieces" in body:
            verb, body["pieces"] = approve_pieces, [(one["place"], one["sha256"]) for one in body["pieces"]]
        return self._run(verb(run_id=pk, actor=self.actor, versions=self._versions(), **body))

    @extend_schema(**DECIDED, examples=RUN_EXAMPLES["adjust_plan"])
    @action(detail=True, methods=["post"], url_path="adjust-plan")
    def adjust_plan(self, request: Request, pk: str) -> Response:
        """Have the plan at which a run rests made again with what is wanted otherwise in it, each with its reason. The
        shares that nobody set share what the others leave; what cannot hold is refused, and what no longer holds once
        the brief has changed says so in the strategy (`adjustments`, `lapsed`). The lines of the former plan stay with
        the decision (`events`)."""
        return self._decide(services.adjust_plan, pk)

    @extend_schema(**DECIDED, examples=RUN_EXAMPLES["request_changes"])
    @action(detail=True, methods=["post"], url_path="request-changes")
    def request_changes(self, request: Request, pk: str) -> Response:
        """Send a waiting run back to the draft, with what to change and where. What nobody asked for stays."""
        return self._decide(services.request_changes, pk)

    @extend_schema(responses={200: CommentSerializer(many=True)})
    @action(detail=True, queryset=RunComment.objects.order_by("position"), pagination_class=None)
    def comments(self, request: Request, pk: str) -> Response:
        """What people say of the run's copy and want changed in it, in the order in which it was said."""
        run = services.get_run(run_id=pk)
        return Response(CommentSerializer(run.comments.all(), many=True).data)

    @extend_schema(responses={201: CommentSerializer}, examples=RUN_EXAMPLES["comment"])
    @comments.mapping.post
    def comment(self, request: Request, pk: str) -> Response:
        """Say something of the run's copy, or in reply. A wish goes with the next `request-changes/`."""
        return Response(CommentSerializer(add_comment(run_id=pk, actor=self.actor, **self.body())).data, 201)

    @extend_schema(parameters=[COMMENT_ID], responses={200: CommentSerializer})
    @action(detail=True, methods=["post"], url_path=r"comments/(?P<comment_id>[^/\x00]+)/resolve")
    def resolve_comment(self, request: Request, pk: str, comment_id: str) -> Response:
        """Resolve a thread, or end a wish, which takes the right to ask for changes: it goes with no further round, nor
        with a retry. What is ended stays as it is."""
        self.body()
        if not may(request.user, right_to_end(get_comment(run_id=pk, comment_id=comment_id))):
            raise PermissionDenied
        return Response(CommentSerializer(end_comment(run_id=pk, comment_id=comment_id, actor=self.actor)).data)

    @extend_schema(responses={200: PieceSerializer(many=True)})
    @action(detail=True, pagination_class=None)
    def pieces(self, request: Request, pk: str) -> Response:
        """The pieces of the run's copy with their texts; of a run that was undone, as they last stood."""
        return Response(PieceSerializer(pieces_of(services.get_run(run_id=pk)), many=True).data)

    @extend_schema(responses={200: VersionSerializer(many=True)})
    @action(detail=True, pagination_class=None)
    def versions(self, request: Request, pk: str) -> Response:
        """Every text that ever stood in the run's copy, round by round, also where the copy went with the run."""
        run = services.get_run(run_id=pk)
        return Response(VersionSerializer(texts_that_stood(run.pk), many=True).data)

    @extend_schema(parameters=[ASSET_ID, IF_MATCH], responses={200: PieceSerializer})
    @action(detail=True, methods=["put"], url_path=ASSET)
    def text(self, request: Request, pk: str, asset_id: str) -> Response:
        """Write in the place of a text. It is saved with the run at once and taken by a round, which begins at once
        where the run rests at its copy; the answer is its piece. Where somebody else wrote meanwhile: 409
        `text_changed` with both texts, `current` and `yours`."""
        edit_text(run_id=pk, asset_id=asset_id, actor=self.actor, versions=self._versions(), **self.body())
        return self._piece_of(pk, asset_id)

    @extend_schema(parameters=[ASSET_ID], responses={200: VersionSerializer(many=True)})
    @action(detail=True, url_path=f"{ASSET}/versions", pagination_class=None)
    def text_versions(self, request: Request, pk: str, asset_id: str) -> Response:
        """Every text that ever stood in the place of this one, the oldest first."""
        return Response(VersionSerializer(versions_of(services.get_run(run_id=pk), asset_id), many=True).data)

    @extend_schema(parameters=[ASSET_ID, IF_MATCH], responses={200: PieceSerializer})
    @action(detail=True, methods=["post"], url_path=f"{ASSET}/restore")
    def restore(self, request: Request, pk: str, asset_id: str) -> Response:
        """Put back a text that stood here before, as a new version; otherwise as writing it."""
        restore_text(run_id=pk, asset_id=asset_id, actor=self.actor, versions=self._versions(), **self.body())
        return self._piece_of(pk, asset_id)

    @extend_schema(responses={200: LinkSerializer(many=True)})
    @action(detail=True, url_path="review-links", queryset=ReviewLink.objects.order_by("pk"), pagination_class=None)
    def review_links(self, request: Request, pk: str) -> Response:
        """The client's links to the run's copy."""
        run = services.get_run(run_id=pk)
        return Response(LinkSerializer(run.review_links.all(), many=True).data)

    @extend_schema(responses={201: MadeLink}, examples=RUN_EXAMPLES["make_review_link"])
    @review_links.mapping.post
    def make_review_link(self, request: Request, pk: str) -> Response:
        """A link by which a client sees exactly this copy without an account; whoever makes it approves the copy for
        the agency. Its address is told only in this answer."""
        link, token = make_link(run_id=pk, actor=self.actor, **self.body())
        return Response(MadeLink(link, context={"request": request, "token": token}).data, 201)

    @extend_schema(parameters=[LINK_ID], responses={200: LinkSerializer})
    @action(detail=True, methods=["post"], url_path=f"{LINK}/renew")
    def renew_review_link(self, request: Request, pk: str, link_id: str) -> Response:
        """Let a link show the copy as it is now, from now on; its holder may decide on it anew."""
        return Response(LinkSerializer(renew_link(run_id=pk, link_id=link_id, actor=self.actor, **self.body())).data)

    @extend_schema(parameters=[LINK_ID], responses={200: LinkSerializer})
    @action(detail=True, methods=["delete"], url_path=LINK)
    def revoke_review_link(self, request: Request, pk: str, link_id: str) -> Response:
        """Close a link. It stays in the list; what its holder did stays as it is."""
        return Response(LinkSerializer(revoke_link(run_id=pk, link_id=link_id, actor=self.actor)).data)

    def _piece_of(self, run_id: str, asset_id: str) -> Response:
        pieces = pieces_of(services.get_run(run_id=run_id))
        found = next((piece for piece in pieces if asset_id in {text.asset_id for text in piece.texts}), None)
        if found is None:  # gone in this moment
            raise TextNotFound(run_id=run_id, text_id=asset_id)
        return Response(PieceSerializer(found).data)

    @extend_schema(**DECIDED)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        """Turn a waiting run down; what it made is undone."""
        return self._decide(services.reject_run, pk)

    @extend_schema(**DECIDED)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Cancel a run that has not ended; what it made is undone."""
        return self._decide(services.cancel_run, pk)

    @extend_schema(**DECIDED)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """Go on undoing a FAILED run once the cause is gone."""
        return self._decide(services.resume_run, pk)

    @extend_schema(**ACCEPTED)
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: str) -> Response:
        """A new run from the stored input of one that ended."""
        seen = self._versions()
        return self._accepted(services.retry_run(run_id=pk, actor=self.actor, versions=seen, **self.body()))

    @extend_schema(**DECIDED)
    @action(detail=True, methods=["post"])
    def waive(self, request: Request, pk: str) -> Response:
        """Let one finding of the latest verdict pass, on exactly that text, from now on. The verdict at which a run
        rests counts it at once; what has ended uses it in its retry."""
        waive_issue(run_id=pk, actor=self.actor, versions=self._versions(), **self.body())
        return self._run(services.get_run(run_id=pk))

    @extend_schema(**DECIDED)
    @action(detail=True, methods=["post"], url_path="allow-word")
    def allow_word(self, request: Request, pk: str) -> Response:
        """Take a word that a finding of the latest verdict speaks of for right in this client's copy, from now on."""
        allow_word(run_id=pk, actor=self.actor, versions=self._versions(), **self.body())
        return self._run(services.get_run(run_id=pk))

    def _decide(self, verb: Callable[..., Run], run_id: str) -> Response:
        return self._run(verb(run_id=run_id, actor=self.actor, versions=self._versions(), **self.body()))

    def _key(self) -> str | None:
        return idempotency_key(self.request.headers.get("Idempotency-Key"), self.request.user.pk)

    def _versions(self) -> list[str] | None:
        """The versions of the run for which a decision is meant; None where any will do."""
        return versions("If-Match", self.request.headers.get("If-Match"))

    def _accepted(self, run: Run) -> Response:
        return self._run(run, 202, {"Location": reverse("run-detail", [run.pk], request=self.request)})

    def _run(self, run: Run, status: int = 200, headers: dict[str, str] | None = None) -> Response:
        prefetch_related_objects([run], "steps", "events")
        data = RunDetail(run, context={"request": self.request}).data
        return Response(data, status, headers={"ETag": version(run), **(headers or {})})


def _within(name: str, error: InvalidIntake) -> InvalidIntake:
    """The same error, its fields named from the top of the request's body."""
    return InvalidIntake(tuple(FieldProblem(f"{name}.{p.field}".rstrip("."), p.message) for p in error.problems))
