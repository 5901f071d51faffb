"""The intake as a form: a field for each of its answers, lists with one item per line; or the whole as JSON."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings

from aicmo_site.kernel import strict_json
from aicmo_site.kernel.children import PreviewDied, PreviewsBusy, PreviewTooSlow, in_child
from onboarding import fields
from onboarding.contracts import FieldProblem, InvalidIntake
from onboarding.services import check_intake, intake_in_file, of_client
from orchestration.options import BRIEF, STRATEGY


def _text(label: str, hint: str = "") -> forms.CharField:
    """A line. No `maxlength`: a browser would cut what is pasted unsaid."""
    return forms.CharField(label=label, help_text=hint, required=False, strip=True)


RESTS = {BRIEF: "rest_at_brief", STRATEGY: "rest_at_plan"}  # the stops that have a box of their own


class LongText(forms.CharField):
    """Browsers send each end of a line as two characters; the ceilings count one, as at every other door."""

    def to_python(self, value: Any) -> Any:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def _long(label: str, hint: str = "", rows: int = 4) -> forms.CharField:
    return LongText(label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows}))


def _lines(label: str, hint: str = "", rows: int = 3) -> forms.CharField:
    return _long(label, f"{hint} One per line.".strip(), rows)


TEXTS = (*fields.TEXTS, "timeline_weeks")
LISTS = (*fields.LISTS, "attachments")
BUDGET = ("amount", "currency", "period")
FORM_FIELDS = (*TEXTS, *LISTS, *(f"budget_{part}" for part in BUDGET), "further")  # what JSON stands in place of


CLIENT = "Client"  # as the form calls whose intake it is
NO_CLIENT = (
    "Nothing in the file or the JSON says whose intake it is: name the client here. What was read stands below as "
    "JSON, so the file need not be chosen again."
)
NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")  # of a field, within a message


class IntakeForm(forms.Form):
    """`intake()` is what was given, as the API would take it, `options()` how it is to run."""

    client_name = _text(CLIENT)
    client_id = _text("Client ID", "Only if you keep IDs of your own; else it derives from the name.")
    industry = _text("Industry")
    website = _text("Website")
    language = _text("Language of the copy", "Such as en-GB, es, fr-CA.")

    objectives = _lines("Objectives", "What the campaign is to achieve, in the client's words.")
    target_audience = _long("Audience", rows=2)
    key_messages = _lines("Key messages")
    proof_points = _lines("Proof points", "Facts that copy may cite: days, places, prices, figures.")
    call_to_action = _text("Call to action", "What people are to do, such as “Book a slot”.")
    tone = _text("Tone")

    channels = _lines("Channels", "As the client calls them: Instagram, newsletter, flyers …")
    budget_amount = _text("Budget", "As the client writes it: 12000, £12k, 12.000,50.")
    budget_currency = _text("Currency", "Such as GBP.")
    budget_period = _text("Period", "Such as “in total” or “per month”.")
    timeline_weeks = _text("Weeks", "A number, or a range such as 12-16.")
    launch_date = _text("Launch", "As the client says it.")

    mandatory_inclusions = _lines("Must appear")
    exclusions = _lines("Must not appear")
    competitors = _lines("Competitors")

    raw_notes = _long("Notes", "Of the call, the meeting, the e-mail: all that fits nowhere else.", 6)
    attachments = _lines("Attachments", "Addresses or names of files.", 2)
    further = _long("Further answers", "Of forms that ask for more: a JSON object.", 3)

    intake_json = _long("Intake as JSON", "The whole intake, in place of the fields above.", 5)
    intake_file = forms.FileField(
        label="Intake file",
        help_text="JSON, a table (CSV, .xlsx), a document (.docx, .pdf, .md, .txt) or a saved e-mail (.eml), with one "
        "intake. Whose it is, “Client” above may say.",
        required=False,
    )

    rest_at_brief = forms.BooleanField(
        label="Rest at the brief",
        required=False,
        help_text="The run rests after its first step, until somebody has put right what was understood.",
    )
    accept_proposals = forms.BooleanField(
        label="Accept what is read from prose",
        required=False,
        help_text="In your name. Else a run rests at its brief where aim, audience or messages are read only so.",
    )
    rest_at_plan = forms.BooleanField(
        label="Ask for approval of the plan", required=False, help_text="Before any copy is written from it."
    )
    require_approval = forms.BooleanField(
        label="Ask for approval before delivery", required=False, help_text="The run rests until somebody decides."
    )
    force_qc_fail = forms.BooleanField(
        label="Drill: let quality control fail", required=False, help_text="To see how a run is undone."
    )

    SECTIONS = (
        ("Client", ("client_name", "client_id", "industry", "website", "language")),
        ("What it is about", ("objectives", "target_audience", "key_messages", "proof_points")),
        ("How it speaks", ("call_to_action", "tone")),
        ("Frame", ("channels", *(f"budget_{part}" for part in BUDGET), "timeline_weeks", "launch_date")),
        ("Rules", ("mandatory_inclusions", "exclusions", "competitors")),
        ("The rest", ("raw_notes", "attachments", "further")),
        ("Or as JSON, or from a file", ("intake_json", "intake_file")),
        ("How it runs", ("rest_at_brief", "accept_proposals", "rest_at_plan", "require_approval", "force_qc_fail")),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        as_json = self._as_json(data)  # now: the first error that is added takes its field out of the data
        try:
            self.given = self._from_json(data) if as_json else self._from_fields(data)
            check_intake(responses=self.given)
        except InvalidIntake as error:
            for problem in error.problems:
                self._blame(problem, as_json=as_json)
        return data

    def intake(self) -> dict[str, Any]:
        return self.given

    def options(self) -> dict[str, Any]:
        asked = {name: self.cleaned_data[name] for name in ("require_approval", "accept_proposals", "force_qc_fail")}
        stops = [stop for stop, name in RESTS.items() if self.cleaned_data[name]]
        return {**asked, **({"stops": stops} if stops else {})}

    def fingerprint(self) -> str:
        """Tells whether what is started is what was previewed."""
        words = json.dumps([self.given, self.options()], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()

    def to_mend(self) -> Iterator[forms.BoundField]:
        """The fields with errors, in the order of the page."""
        return (field for _, fields, _ in self.sections() for field in fields if field.errors)

    def sections(self) -> Iterator[tuple[str, list[forms.BoundField], bool]]:
        """(heading, fields, whether some of them have errors)"""
        for heading, names in self.SECTIONS:
            fields = [self[name] for name in names]
            yield heading, fields, any(field.errors for field in fields)

    # --- from what was typed

    def _as_json(self, data: dict[str, Any]) -> bool:
        return bool(data.get("intake_json") or data.get("intake_file"))

    def _from_json(self, data: dict[str, Any]) -> Any:
        file = data.get("intake_file")
        beside = [name for name in FORM_FIELDS if data.get(name) and name != "client_name"]
        if filled := [*beside, *(["intake_json"] if file and data.get("intake_json") else [])]:
            label = self.fields[filled[0]].label
            raise _problem("intake_json", f"Give either this or the fields above; “{label}” is filled in.")
        if not file:
            return self._from_typed_json(data["intake_json"], data.get("client_name", ""))
        intake = _intake_in(file, data.get("client_name", ""))
        self._keep(json.dumps(intake, ensure_ascii=False, indent=2))
        return intake

    def _from_typed_json(self, raw: str, client_name: str) -> Any:
        """Whose it is, may stand beside it where it does not say so itself: as with a file."""
        told = _parsed(raw, "intake_json")
        intake = of_client(intake=told, client_name=client_name)
        if client_name and intake is told:
            raise _problem("intake_json", f"Give either this or the fields above; “{CLIENT}” is filled in.")
        self._keep(json.dumps(intake, ensure_ascii=False, indent=2) if client_name else raw)
        return intake

    def _keep(self, raw: str) -> None:
        """A browser sends no file twice: what it held is shown as text from now on."""
        self.data = dict(self.data.items(), intake_json=raw, client_name="")

    def _from_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        further = _parsed(data["further"], "further") if data.get("further") else {}
        if not isinstance(further, dict):
            raise _problem("further", "must be a JSON object")
        texts = {name: data[name] for name in TEXTS if data.get(name)}
        lists = {name: lines(data[name]) for name in LISTS if data.get(name)}
        budget = {part: data[f"budget_{part}"] for part in BUDGET if data.get(f"budget_{part}")}
        if twice := sorted(further.keys() & {*texts, *lists, *(["budget"] if budget else [])}):
            raise _problem("further", f"{twice[0]} has a field of its own above, which is filled in too")
        if texts.get("timeline_weeks", "").isdecimal():
            texts["timeline_weeks"] = int(texts["timeline_weeks"][:9])
        return {**further, **texts, **lists, **({"budget": budget} if budget else {})}

    def _blame(self, problem: FieldProblem, *, as_json: bool) -> None:
        """The problem at the field that it names; at the JSON with its path, where that was given."""
        head, _, rest = problem.field.partition(".")
        if as_json and (problem.field, problem.message) == ("client_name", "is required"):
            self.add_error("client_name", NO_CLIENT)
        elif as_json:
            self.add_error("intake_json", problem.message if problem.field == "intake_json" else str(problem))
        elif head == "budget":
            self.add_error(f"budget_{rest}" if rest in BUDGET else "budget_amount", problem.message)
        elif head in (*TEXTS, *LISTS):
            where = f"Line {int(rest) + 1} " if rest.isdecimal() else ""
            self.add_error(head, f"{where}{self._labelled(problem.message)}")
        else:  # JSON, with names of its own
            self.add_error("further", problem.message if head == "further" else str(problem))

    def _labelled(self, message: str) -> str:
        """The message with fields called as this form calls them."""
        return NAME.sub(lambda name: f"“{self.fields[name[0]].label}”" if name[0] in self.fields else name[0], message)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _problem(field: str, message: str) -> InvalidIntake:
    return InvalidIntake((FieldProblem(field, message),))


def _intake_in(file: Any, client_name: str) -> Any:
    if file.size > settings.AICMO_MAX_FILE_BYTES:
        raise _problem("intake_json", f"The file is larger than {settings.AICMO_MAX_FILE_BYTES:,} bytes.")
    try:
        several = "`submit` starts them all"
        return in_child(intake_in_file, data=file.read(), name=file.name, client_name=client_name, several=several)
    except InvalidIntake as error:
        raise _problem("intake_json", "; ".join(p.message for p in error.problems)) from error
    except (PreviewsBusy, PreviewTooSlow, PreviewDied) as error:
        raise _problem("intake_json", str(error)) from error


def _parsed(raw: str, field: str) -> Any:
    try:
        return strict_json.loads(raw)
    except strict_json.MalformedJSON as error:
        raise _problem(field, error.facts["reason"]) from error
