"""What the run endpoints' description shows: headers, and bodies to start from."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from orchestration.api.requests import KEY, TAGS
from orchestration.api.serializers import RunDetail

_KEY: Any = {"type": "string", "pattern": f"^{KEY}$"}
_TAG: Any = {"type": "string", "pattern": f"^{TAGS}$"}

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    _KEY,
    OpenApiParameter.HEADER,
    description="One key, one answer: the same key and body give the same runs. Keys are each user's own.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", _TAG, OpenApiParameter.HEADER, description="The `ETag` that you saw; 412 where the run has changed."
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", _TAG, OpenApiParameter.HEADER, description="The `ETag` that you have; 304 while it is current."
)
ASSET = r"assets/(?P<asset_id>[^/\x00]+)"
ASSET_ID = OpenApiParameter("asset_id", str, OpenApiParameter.PATH)
LINK = r"review-links/(?P<link_id>[^/\x00]+)"
LINK_ID = OpenApiParameter("link_id", str, OpenApiParameter.PATH)
COMMENT_ID = OpenApiParameter("comment_id", str, OpenApiParameter.PATH)
ACCEPTED: dict[str, Any] = {"parameters": [IF_MATCH], "responses": {202: OpenApiResponse(RunDetail, "The new run.")}}
DECIDED: dict[str, Any] = {"parameters": [IF_MATCH], "responses": {200: OpenApiResponse(RunDetail, "The run now.")}}

_INTAKE = {
    "client_name": "Quayside Repair Café",
    "objectives": ["Bring 400 people to the opening weekend"],
    "target_audience": "People in Harwick who own more broken things than they like",
    "channels": ["Instagram", "email newsletter"],
    "budget": {"amount": "£12k", "currency": "GBP", "period": "in total"},
}


def _body(name: str, **body: Any) -> OpenApiExample:
    return OpenApiExample(name, body, request_only=True)


RUN_EXAMPLES: dict[str, list[OpenApiExample]] = {
    "create": [
        _body("from an intake, with a person's approval", intake=_INTAKE, require_approval=True),
        _body("from a brief", brief_id="brief_7a9f0c5d1e2b4a6f8c0d9e8f7a6b5c4d"),
    ],
    "bulk": [_body("two intakes", intakes=[_INTAKE, {**_INTAKE, "client_name": "Harwick Rowing Club"}])],
    "answers": [
        OpenApiExample(
            "a sum put right, and a day confirmed",
            [
                {"fact": "fact_7a9f0c5d1e2b4a6f8c0d9e8f7a6b5c4d", "decision": "correct", "value": "15,000 EUR"},
                {"question": "question_0c5d1e2b4a6f8c0d9e8f7a6b5c4d7a9f", "decision": "accept"},
            ],
            request_only=True,
        )
    ],
    "approve": [
        _body("this text and no other", content_sha256="4e0f…", comment="Go."),
        _body("single pieces", pieces=[{"place": "x_post#2", "sha256": "9f86…"}]),
    ],
    "adjust_plan": [
        _body(
            "more for the newsletter, a day, and a target",
            adjustments=[
                {"about": "share", "channel": "email", "value": "60", "reason": "Their list is their best asset."},
                {"about": "day", "channel": "email", "stage": "remind", "value": "2027-03-04", "reason": "A Thursday."},
                {"about": "target", "measure": "Sign-ups", "value": "400", "reason": "Agreed on the phone."},
            ],
        )
    ],
    "comment": [
        _body(
            "at a passage", place={"channel": "email", "field": "body", "passage": "eleven"}, text="May we say that?"
        ),
        _body("a wish", kind="wish", place="x_post#2", text="No hashtags."),
    ],
    "make_review_link": [_body("for a client who decides", label="Camille Roux", may="decide", content_sha256="4e0f…")],
    "request_changes": [
        _body(
            "wishes at their places",
            wishes=[
                {"place": {"channel": "email", "piece": "2", "field": "body"}, "text": "Cut it by half."},
                {"place": "instagram_post", "text": "No hashtags."},
            ],
        ),
        _body("what to change in all of it", comment="Don't use “cheap”."),
    ],
}
