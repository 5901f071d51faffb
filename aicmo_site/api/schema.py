"""How the API describes itself: from the views' `queries` and `bodies`, with every refusal there is."""

from functools import cache
from http import HTTPStatus
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerFieldExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer

from aicmo_site.api.fields import StrictSerializer
from aicmo_site.problems import CONTENT_TYPE

TEXT = r"^[^\u0000]*[^\s\u0000\u001c-\u001f\u0085][^\u0000]*$"  # some text beside what Python strips, without NUL
ANY_TEXT = r"^[^\u0000]*$"
PROBLEM = {"$ref": "#/components/schemas/Problem"}
BY_HEADER = {"If-Match": 412, "Idempotency-Key": 422}
ALWAYS = (401, 403, 405, 406, 503)
WHY = {
    400: "The query or the body cannot be accepted; `errors` names the fields.",
    401: "Who asks is not known.",
    403: "Who asks may not do this.",
    404: "There is no such thing.",
    405: "This method is not there.",
    406: "The answer cannot be had in the form asked for.",
    409: "Not now: `detail` says why.",
    412: "It has changed since you saw it (`If-Match`).",
    413: "The body is larger than AICMO_MAX_BODY_BYTES.",
    415: "The body is not JSON.",
    422: "The `Idempotency-Key` was used for another request.",
    429: "Too many calls; `Retry-After` says how many seconds to wait.",
    503: "The database did not answer in time; trying again may help.",
}
WHY_NOT_TAKEN = {
    "answers": "An answer is to nothing that the brief asks or holds, or no field could take its value.",
    "request_changes": "Nothing is wished, or at a place that the copy does not have.",
    "comment": "The copy has no such place, a reply names one of its own, its thread is ended, or the run has too many "
    "comments.",
    "resolve_comment": "It is a reply, and ends with its thread.",
    **dict.fromkeys(("text", "restore"), "The run has too many edits: no more are taken."),
}
WHY_NOT_NOW = {
    "approve": "`pieces_stopped`: quality control stops pieces of the copy; `detail` names them. `content_changed`: "
    "another text stands there now; of a piece `piece_changed`.",
    **dict.fromkeys(
        ("text", "restore"),
        "`text_changed`: somebody else wrote here meanwhile; `current` is their text, `by` who wrote it, `yours` what "
        "was sent.",
    ),
}
WHY_NO_CHILD = {
    422: "`preview_too_slow`: it takes more than AICMO_PREVIEW_SECONDS, and would again. `preview_died`: it takes too "
    "much memory, or worse.",
    503: "`previews_busy`: AICMO_PREVIEWS are under way; `Retry-After` says in how many seconds to ask again.",
}


class Schema(AutoSchema):
    """One operation: its query and body as its view declares them."""

    view: Any

    def get_override_parameters(self) -> list[Any]:
        query = getattr(self.view, "queries", {}).get(self.view.action)
        return [query] if query else []

    def get_request_serializer(self) -> Any:
        return getattr(self.view, "bodies", {}).get(self.view.action)

    def _get_filter_parameters(self) -> list[Any]:
        return []  # the query declares them

    def _get_pagination_parameters(self) -> list[Any]:
        return []

    def _map_basic_serializer(self, serializer: Any, direction: str) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)
        kind = serializer if isinstance(serializer, type) else type(serializer)
        if issubclass(kind, StrictSerializer):
            schema["additionalProperties"] = False
        return schema

    def _get_request_body(self, direction: Any = "request") -> Any:
        body = super()._get_request_body(direction)
        if isinstance(self.get_request_serializer(), dict | PolymorphicProxySerializer):  # these are never empty
            body["required"] = True
        return body

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        answers = super()._get_response_bodies(direction)
        for status, why in self._refusals().items():
            wait = status == 429 or (status == 503 and self._by_child)
            headers = {"Retry-After": {"schema": {"type": "integer"}}} if wait else {}
            answers.setdefault(
                str(status),
                {
                    "description": f"{HTTPStatus(status).phrase}. {why}",
                    "content": {CONTENT_TYPE: {"schema": PROBLEM}},
                    **({"headers": headers} if headers else {}),
                },
            )
        return answers

    @property
    def _by_child(self) -> bool:
        return self.view.action in getattr(self.view, "children", ())

    def _refusals(self) -> dict[int, str]:
        """What this operation may refuse with, and why."""
        found = {400, *ALWAYS}
        headers = {given.name for given in self.get_override_parameters() if isinstance(given, OpenApiParameter)}
        if "{" in self.path or self.view.action == "list" or "Idempotency-Key" in headers:
            found.add(404)
        if self.method != "GET":
            found.add(429)
        if self.method in ("POST", "PUT"):
            found |= {413, 415} | ({409} if self.view.basename in ("run", "strategy", "client") else set())
        found |= {status for name, status in BY_HEADER.items() if name in headers}
        why = {status: [WHY[status]] for status in found}
        for status, reason in WHY_NO_CHILD.items() if self._by_child else ():
            why[status] = [*why.get(status, ()), reason]
        if self.view.action in WHY_NOT_NOW:
            why[409] = [WHY[409], WHY_NOT_NOW[self.view.action]]
        if self.view.action in WHY_NOT_TAKEN:
            why[422] = [WHY_NOT_TAKEN[self.view.action]]
        return {status: " ".join(why[status]) for status in sorted(why)}


@cache
def document() -> dict[str, Any]:
    """The whole schema; made once a process."""
    return SchemaGenerator().get_schema(request=None, public=True)


PROBLEM_SCHEMA = {
    "type": "object",
    "description": "Problem details (RFC 9457). `code` is stable and for programs, `detail` for people.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "what is wrong, field by field",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                "required": ["field", "message"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "code"],
    "additionalProperties": True,
    "examples": [
        {
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "detail": "intake.client_name: is required",
            "code": "invalid_intake",
            "errors": [{"field": "intake.client_name", "message": "is required"}],
        }
    ],
}


def add_problem(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A postprocessing hook: what no serializer describes."""
    result["components"]["schemas"]["Problem"] = PROBLEM_SCHEMA
    return result


class TextField(OpenApiSerializerFieldExtension):
    target_class = "aicmo_site.api.fields.Text"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Any:
        schema = auto_schema._map_serializer_field(self.target, direction, bypass_extensions=True)
        return {**schema, "pattern": ANY_TEXT if self.target.allow_blank else TEXT}


class InstantField(OpenApiSerializerFieldExtension):
    target_class = "aicmo_site.api.fields.Instant"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Any:
        return {
            "type": "string",
            "pattern": (
                r"^[12][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
                r"|02-(0[1-9]|1[0-9]|2[0-8]))T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?"
                r"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])$"
            ),
            "examples": ["2026-11-21T10:00:00Z"],
        }


class IntakeFormField(OpenApiSerializerFieldExtension):
    target_class = "aicmo_site.api.fields.IntakeForm"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Any:
        return {"$ref": "#/components/schemas/IntakeForm"}


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "aicmo_site.api.authentication.Token"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> Any:
        return {"type": "http", "scheme": "bearer", "description": "A token from `POST /api/v1/tokens/`."}


class PasswordScheme(OpenApiAuthenticationExtension):
    target_class = "aicmo_site.api.authentication.Password"
    name = "password"

    def get_security_definition(self, auto_schema: Any) -> Any:
        return {"type": "http", "scheme": "basic", "description": "Only for getting a token."}
