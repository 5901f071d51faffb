"""What the API's views share: strict queries and bodies, and the list and detail of a table by business ID."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from aicmo_site.api.fields import StrictSerializer, Text
from aicmo_site.api.pagination import NewestFirst
from aicmo_site.api.parsers import FileParser, FileTooLarge
from aicmo_site.kernel.errors import NotFound

PAGING = ("cursor", "page_size")  # the paginator judges their values


class Query(StrictSerializer):
    """A query string without any parameter; subclasses add theirs."""


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": NewestFirst.max_page_size, "default": 50})
class PageSize(Text):
    """How many rows a page has."""


class ListQuery(Query):
    """The query of a list. A field's source is the ORM lookup that it stands for."""

    cursor = Text(required=False, help_text="from `next` or `previous` of a page")
    page_size = PageSize(required=False)


def exactly(*columns: str) -> type[ListQuery]:
    """The query of a list that can be narrowed by the exact value of these columns."""
    fields = {column: Text(required=False, max_length=128) for column in columns}
    return type("ExactQuery", (ListQuery,), fields)


class Whatever(DefaultContentNegotiation):
    """For what has one form only, whatever was asked for: a file."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class Endpoint(GenericViewSet):
    """`queries` and `bodies` say per action which query parameters and body there are; the schema reads them too.
    `children` are the actions that are answered by a child process, so that they may be busy, too slow, or die;
    `takes_file` are those whose body may be a form with a file too.

    After `initial` the query is in `self.query`.
    """

    lookup_value_regex = r"[^/\x00]+"
    http_method_names = ["get", "head", "post", "delete"]
    queries: ClassVar[dict[str, type[Query]]] = {}
    bodies: ClassVar[dict[str, type[StrictSerializer]]] = {}
    children: ClassVar[tuple[str, ...]] = ()
    takes_file: ClassVar[tuple[str, ...]] = ()
    query: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action not in (None, "metadata"):  # else the method is answered with 405
            self.query = _validated(self.queries.get(self.action or "", Query), _plain(request))

    def get_parsers(self) -> list[Any]:
        """Which action it is, is known only later: this is asked first."""
        action = self.action_map.get((self.request.method or "").lower()) if self.request else self.action
        return [*super().get_parsers(), *([FileParser()] if action in self.takes_file else [])]

    def body(self) -> dict[str, Any]:
        """The request's body, validated."""
        return self.validated(self.request.data)

    def validated(self, body: Any) -> dict[str, Any]:
        """What is sent to this action, or stands for it."""
        return _validated(self.bodies[self.action or ""], body)

    def form_with_file(self) -> tuple[UploadedFile, dict[str, Any]] | None:
        """The file of a form, and what the form says beside it; None where the body is no form."""
        if not self.request.content_type.startswith("multipart/"):
            return None
        files = [(name, file) for name, each in self.request.FILES.lists() for file in each]
        if [name for name, _ in files] != ["file"]:
            raise ValidationError({"file": "send one file under this name"})
        if files[0][1].size > settings.AICMO_MAX_FILE_BYTES:
            raise FileTooLarge
        return files[0][1], dict(self.request.POST.items())

    @property
    def actor(self) -> str:
        return self.request.user.get_username()


class Rows(ListModelMixin, RetrieveModelMixin, Endpoint):
    """List and detail of a table, read-only, found by `lookup_field`."""

    def filter_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset.filter(**{name: value for name, value in self.query.items() if name not in PAGING})

    def get_object(self) -> Model:
        id = self.kwargs[self.lookup_field]
        row = self.get_queryset().filter(**{self.lookup_field: id}).first()
        if row is None:
            raise NotFound(what=self.get_queryset().model._meta.verbose_name, id=id)
        return row


def _validated(serializer: type[StrictSerializer], data: Any) -> dict[str, Any]:
    given = serializer(data=data)
    given.is_valid(raise_exception=True)
    return given.validated_data


def _plain(request: Request) -> dict[str, str]:
    repeated = [name for name, values in request.query_params.lists() if len(values) > 1]
    if repeated:
        raise ValidationError(dict.fromkeys(repeated, "is given more than once"))
    return request.query_params.dict()
