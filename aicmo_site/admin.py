"""What all admin pages share: rows to look at, not to touch; the IDs in them lead on to the rows they name."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import flatten_fieldsets, quote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import DateTimeField, JSONField, Model, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from aicmo_site.readable import instant, prose
from aicmo_site.references import RUN_COLUMN, Reference, key_of, references

SHOWN = 10  # rows that refer to this one, of each table
Shown = Callable[[Any], Any]


def row_url(model: type[Model], key: Any) -> str:
    """The admin page of a row by its business ID."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[quote(key)])


def list_url(model: type[Model], **query: Any) -> str:
    """The admin's list of a table, narrowed by the query."""
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{url}?{urlencode(query)}" if query else url


def link(model: type[Model], key: Any) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', row_url(model, key), key) if key else "-"


@cache
def shown(model: type[Model], name: str) -> "str | Shown":
    """How the admin shows a column: logical references as links, JSON as prose, instants in the viewer's zone."""
    field = model._meta.get_field(name)
    if reference := _reference(model, name):
        return _column(field, lambda row: link(reference.target_model, getattr(row, name)))
    if isinstance(field, JSONField):
        return _column(field, lambda row: prose(getattr(row, name)))
    if isinstance(field, DateTimeField):
        return _column(field, lambda row: instant(getattr(row, name)))
    return name


def _column(field: Any, show: Shown) -> Shown:
    show.__name__ = field.name
    return admin.display(description=field.verbose_name, ordering=field.name)(show)


def _reference(model: type[Model], column: str) -> Reference | None:
    return next((r for r in references() if r.source == model._meta.label and r.column == column), None)


def columns(model: type[Model], names: Sequence[Any]) -> "list[str | Shown]":
    """The columns of these names as the admin shows them; what is no column stays as it is."""
    known = {field.name for field in model._meta.fields}
    return [shown(model, name) if isinstance(name, str) and name in known else name for name in names]


@admin.display(description="referred to by")
def referred_to_by(row: Model) -> SafeString | str:
    """Links to the rows that name this one."""
    incoming = [r for r in references() if r.target == row._meta.label]
    lines = [line for reference in incoming for line in _referring(reference, row)]
    return format_html_join("", "<div>{}: {}</div>", lines) or "-"


def _referring(reference: Reference, row: Model) -> list[tuple[Any, SafeString | str]]:
    model, key = reference.source_model, key_of(reference.source_model)
    value = getattr(row, reference.target_column)
    found = model._default_manager.filter(**{reference.column: value}).order_by("pk")
    keys = list(found.values_list(key, flat=True)[: SHOWN + 1])
    lines: list[tuple[Any, SafeString | str]] = [(model._meta.verbose_name, link(model, key)) for key in keys[:SHOWN]]
    if len(keys) > SHOWN:
        url = list_url(model, **{reference.column: value})
        lines.append((model._meta.verbose_name, format_html('<a href="{}">all of them</a>', url)))
    return lines


@admin.display(description="campaign")
def campaign(row: Any) -> SafeString | str:
    """Where a person sees what a row became: the campaign of the run that made it, by the client's name."""
    if not row.workflow_run_id:
        return "-"
    url = reverse("admin:orchestration_run_campaign", args=[quote(row.workflow_run_id)])
    return format_html('<a href="{}">{}</a>', url, row.of_client or "the whole campaign")


def _client_of_the_run(model: type[Model]) -> Subquery | None:
    """As the client wrote it in the intake of the run that made a row; None where a table's rows are made by none."""
    reference = _reference(model, RUN_COLUMN)
    if reference is None:
        return None
    runs = reference.target_model._default_manager.filter(pk=OuterRef(RUN_COLUMN))
    return Subquery(runs.values(name=KT("input__intake__client_name"))[:1])


LONGEST_SEARCH, MOST_WORDS = 200, 10


class Untouchable:
    """Looking is a permission; adding, changing and deleting are the business of the verbs."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ByBusinessId(ChangeList):
    """A list whose links hold the business ID, not a surrogate."""

    def url_for_result(self, result: Model) -> str:
        return row_url(self.model, getattr(result, key_of(self.model)))


class Bounded(admin.ModelAdmin):
    """Lists that bear what anybody may ask of them."""

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """A few words: each is sought in every column, and hundreds would hold the database up."""
        few = " ".join(search_term[:LONGEST_SEARCH].split()[:MOST_WORDS])
        return super().get_search_results(request, queryset, few)

    def response_action(self, request: HttpRequest, queryset: Any) -> Any:  # type: ignore[override]  # as of Django 5.2
        """What is no key selects no row; Django would ask the database for it."""
        try:
            for selected in request.POST.getlist(ACTION_CHECKBOX_NAME):
                queryset.model._meta.pk.to_python(selected)
        except ValidationError:
            raise BadRequest("The selection names a row that cannot be one.") from None
        return super().response_action(request, queryset)


class ReadOnlyAdmin(Bounded, Untouchable, admin.ModelAdmin):
    """A table to look at. `list_columns` are the telling ones; `page` names what a row's page shows where that is not
    every column in order, `folded` what it shows only when asked."""

    list_columns: Sequence[Any] = ("__str__",)
    page: Sequence[Any] = ()
    folded: Sequence[Any] = ()
    list_prefetch: Sequence[str] = ()  # children that a column of the list reads
    when_empty = "Runs make these rows, and there are none yet."  # what to do about an empty list
    actions: Any = None
    show_full_result_count = False
    list_per_page = 50
    ordering: ClassVar[Any] = ("-created_at",)
    change_form_template = "admin/row.html"
    change_list_template = "admin/rows.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).prefetch_related(*self.list_prefetch)
        client = _client_of_the_run(self.model)
        return rows.annotate(of_client=client) if client else rows

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        title = capfirst(self.opts.verbose_name_plural)
        context = {"title": title, "when_empty": self.when_empty, **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        title = capfirst(self.opts.verbose_name)
        return super().change_view(request, object_id, form_url, {"title": title, **(extra_context or {})})

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return columns(self.model, self.list_columns)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        hidden = {"id"} if key_of(self.model) != "pk" else set()
        names = self.page or [field.name for field in self.model._meta.fields if field.name not in hidden]
        refers = any(reference.target == self.model._meta.label for reference in references())
        sets: list[Any] = [(None, {"fields": [*columns(self.model, names), *([referred_to_by] if refers else [])]})]
        if self.folded:
            sets.append(("More", {"fields": columns(self.model, self.folded), "classes": ["collapse"]}))
        return sets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return flatten_fieldsets(self.get_fieldsets(request, obj))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ByBusinessId

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        return super().get_object(request, object_id, from_field or self._business_field(object_id))

    def _business_field(self, object_id: str) -> str | None:
        """Pages are found by business ID; by the surrogate too, which is what Django's own links to a parent hold."""
        key = key_of(self.model)
        return None if key == "pk" or object_id.isdecimal() else key


class Children(Untouchable, admin.TabularInline):
    """The children of a row on its page, in their order. `names` are their telling columns."""

    names: Sequence[Any] = ()
    template = "admin/children.html"
    extra = 0
    show_change_link = False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return columns(self.model, self.names)

    get_readonly_fields = get_fields
