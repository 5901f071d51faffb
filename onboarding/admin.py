from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from aicmo_site.admin import ReadOnlyAdmin, campaign, columns
from aicmo_site.kernel.channels import channel_of
from onboarding.clients.remembered import cleaned, flaws_of_client
from onboarding.contracts import ClientChanged, ClientDTO
from onboarding.models import Brief, Client, Intake
from onboarding.notes.texts import clipped
from onboarding.services import client_as_seen, recall_client, write_client


@admin.display(description="client", ordering="client_id")
def client_of_intake(intake: Intake) -> str:
    return str(intake.responses.get("client_name") or intake.client_id)


@admin.display(description="client", ordering="client_id")
def client_of_brief(brief: Brief) -> str:
    return brief.metadata.get("client_name") or brief.client_id


@admin.display(description="channels")
def channels(brief: Brief) -> str:
    return ", ".join(channel_of(channel).name for channel in brief.deliverables) or "-"


@admin.display(description="open questions")
def questions(brief: Brief) -> int:
    return len(brief.to_value().questions_apart)


@admin.register(Intake)
class IntakeAdmin(ReadOnlyAdmin):
    list_columns = (client_of_intake, "submitted_at", "brief_id", "workflow_run_id")
    list_filter = ("submitted_at",)
    search_fields = ("=id", "^client_id", "=brief_id", "=workflow_run_id")


@admin.register(Brief)
class BriefAdmin(ReadOnlyAdmin):
    list_columns = (client_of_brief, channels, "timeline_weeks", questions, campaign, "created_at")
    list_filter = ("created_at",)
    search_fields = ("=id", "^client_id", "=workflow_run_id")


class Lines(forms.CharField):
    """A list, one item per line."""

    widget = forms.Textarea

    def __init__(self, help_text: str, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4})
        super().__init__(help_text=f"{help_text} One per line.", required=False, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(" ".join(text.split()) for text in value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        return [line for line in (super().to_python(value) or "").splitlines() if line.strip()]


SEEN = "content_sha256"
STALE = (
    "Somebody else wrote to this client, or a run of it was completed, since you opened this page. Nothing of yours "
    "was saved; it stands below as you wrote it. Save again to put it in the place of what stands there now."
)


class ClientForm(forms.ModelForm):
    """`client()` is what was given, as a value; to be checked in the transaction that saves it."""

    content_sha256 = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(help_text="What the client is called.", widget=forms.TextInput(attrs={"size": 60}))
    aliases = Lines("What else it is called. For people only: nothing is looked up by these.")
    website = forms.CharField(
        required=False,
        help_text="Proposed where an intake names none.",
        widget=forms.TextInput(attrs={"size": 60}),
    )
    language = forms.CharField(
        required=False, help_text="Of the copy, such as en-GB. Proposed where an intake names none."
    )
    tone = forms.CharField(
        required=False,
        help_text="How copy is to sound. Proposed where an intake does not say.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mandatory_inclusions = Lines("Must appear in every campaign, until somebody rejects it in one.")
    exclusions = Lines("Must not appear in any campaign, until somebody rejects it in one.")
    competitors = Lines("Whom copy must not name.")
    merge_tags = Lines("The client's own placeholders, such as those of its newsletter.")
    model_allowed = forms.BooleanField(
        required=False,
        label="A language model may be used",
        help_text="Whether a language model may be given what this client tells us. Untick it to bar the client.",
    )
    internal_notes = forms.CharField(
        required=False,
        help_text="For us alone: in no brief, no copy and no file. Whatever stands above may be shown to the client.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Client
        fields = ("id", *(name for name in ClientDTO.__dataclass_fields__ if name not in ("client_id", "by_hand")))
        labels = {"id": "Client ID"}
        help_texts = {"id": "As intakes give it; where they give none, as it stands in their rows. It never changes."}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.instance._state.adding:
            self.initial[SEEN] = self.instance.content_sha256

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for problem in flaws_of_client(self.client(), timezone.now()) if not self.errors else ():
            name = problem.field.partition(".")[0].replace("client_id", "id")
            self.add_error(name, f"{problem.field}: {problem.message}" if "." in problem.field else problem.message)
        if not self.errors:
            self._refuse_stale()
        return data

    def _refuse_stale(self) -> None:
        """What somebody else wrote meanwhile is shown beside what was typed, and only then written over."""
        client = self.client()
        try:
            client_as_seen(client_id=client.client_id, content_sha256=self.cleaned_data[SEEN])
        except ClientChanged as error:
            self.data = {**dict(self.data.items()), self.add_prefix(SEEN): error.facts[SEEN]}
            self.add_error(None, STALE)
            now = recall_client(client_id=client.client_id)
            for name in ClientForm.Meta.fields if now else ():
                if name != "id" and (stands := getattr(now, name)) != getattr(client, name):
                    shown = "; ".join(stands) if isinstance(stands, tuple) else str(stands)
                    self.add_error(name, f"It now says: {clipped(shown, 500) or 'nothing'}")

    def client(self) -> ClientDTO:
        told = {name: value for name, value in self.cleaned_data.items() if name != SEEN}
        return cleaned(ClientDTO(client_id=told.pop("id", self.instance.pk), **told))


@admin.register(Client)
class ClientAdmin(ReadOnlyAdmin):
    """What is remembered of clients, to read and to correct."""

    form = ClientForm
    list_columns = ("name", "id", "website", "language", "updated_at")
    list_filter = ("model_allowed",)
    search_fields = ("^id", "name")
    ordering = ("-updated_at",)
    page = ClientForm.Meta.fields
    when_empty = "A client is remembered once a run of it is completed, or when somebody adds it."
    change_form_template = "admin/change_form.html"  # Django's own: this one is written by hand too

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_add_permission(self, request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_change_permission(self, request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        written = (*self.page, SEEN)
        if obj is None:
            return [(None, {"fields": written})]
        fields = written if self.has_change_permission(request, obj) else columns(Client, self.page)
        return [(None, {"fields": [*fields, *columns(Client, ("by_hand", "created_at", "updated_at"))]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        shown = super().get_readonly_fields(request, obj) if obj else []
        return [field for field in shown if field == "id" or field not in (*self.page, SEEN)]

    def save_model(self, request: HttpRequest, obj: Client, form: Any, change: bool) -> None:
        write_client(client=form.client(), content_sha256=form.cleaned_data[SEEN])
