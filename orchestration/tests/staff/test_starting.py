"""Starting a run from the form: errors at the field, a preview that leaves nothing, and one run."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import escape

from orchestration.models import Run, RunEvent, Status
from orchestration.operations.audit import audit
from orchestration.operations.examples import make_examples
from orchestration.staff.intake_form import FORM_FIELDS
from orchestration.tests.conftest import everything, example, nothing

pytestmark = pytest.mark.django_db(transaction=True)
INTAKE = example()
START = "admin:start"
ANSWERS = {
    "client_name": "Harwick Canoe Club",
    "objectives": "Win 40 members by June\n\n  Fill the Sunday beginners' course ",
    "target_audience": "Adults in Harwick who like to be on the water",
    "key_messages": "A first lesson costs nothing",
    "channels": "Instagram\nemail",
    "budget_amount": "3000",
    "budget_currency": "GBP",
    "timeline_weeks": "8",
    "further": '{"preferred_contact": "by telephone"}',
    "require_approval": "on",
}
AS_INTAKE = {
    "client_name": "Harwick Canoe Club",
    "objectives": ["Win 40 members by June", "Fill the Sunday beginners' course"],
    "target_audience": "Adults in Harwick who like to be on the water",
    "key_messages": ["A first lesson costs nothing"],
    "channels": ["Instagram", "email"],
    "budget": {"amount": "3000", "currency": "GBP"},
    "timeline_weeks": 8,
    "preferred_contact": "by telephone",
}


def preview(client, **answers):
    return client.post(reverse(START), {**answers, "preview": "yes"})


def hidden(answer):
    """What the page sends back: the key of the form and the fingerprint of what was shown."""
    fields = re.findall(r'<input type="hidden" name="(key|previewed)" value="([^"]*)">', answer.content.decode())
    return dict(fields)


def start(client, answer, **answers):
    return client.post(reverse(START), {**answers, **hidden(answer), "start": "yes"})


def errors(answer):
    return {name: [str(e) for e in found] for name, found in answer.context["form"].errors.items()}


def test_the_preview_shows_what_would_come_of_it_and_writes_nothing(boss):
    answer = preview(boss, **ANSWERS)
    page = answer.content.decode()
    assert "What would come of it" in page
    assert "open question" in page
    assert (everything(), Run.objects.count()) == (nothing(), 0)
    document = boss.post(reverse("admin:start_document"), ANSWERS)
    assert "Harwick Canoe Club" in document.content.decode()
    assert "sandbox" in document["Content-Security-Policy"]
    assert (everything(), Run.objects.count()) == (nothing(), 0)


def test_what_was_previewed_is_started_once(boss):
    shown = preview(boss, **ANSWERS)
    first, again = start(boss, shown, **ANSWERS), start(boss, shown, **ANSWERS)
    run = Run.objects.get()
    assert first.url == again.url
    assert run.pk.replace("_", "_5F") in first.url
    assert run.input == {"intake": AS_INTAKE, "require_approval": True}
    assert (run.status, RunEvent.objects.get().actor) == (Status.PENDING, "ada")


def test_a_change_after_the_preview_is_previewed_again(boss):
    shown = preview(boss, **ANSWERS)
    answer = start(boss, shown, **{**ANSWERS, "client_name": "Another Club"})
    assert "changed after the preview" in answer.content.decode()
    assert Run.objects.count() == 0
    assert start(boss, answer, **{**ANSWERS, "client_name": "Another Club"}).status_code == 302


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"client_name": " "}, "client_name", "is required"),
        ({"objectives": ""}, "objectives", "is required: name an objective here"),
        ({"target_audience": ""}, "target_audience", "is required: name an audience here"),
        ({"client_id": "x" * 101}, "client_id", "has 101 characters; at most 100"),
        ({"timeline_weeks": "999999"}, "timeline_weeks", "must be between 0 and"),
        ({"raw_notes": "x" * 200_001}, "raw_notes", "at most 200,000"),
        ({"key_messages": "\n".join(["short", "x" * 2_001])}, "key_messages", "Line 2 has 2,001 characters; at most"),
        ({"objectives": "Win members\n" * 201}, "objectives", "has 201 items; at most 200 are allowed"),
        ({"budget_amount": "9" * 20_001}, "budget_amount", "has 20,001 characters; at most 20,000 are allowed"),
        ({"further": '{"shoe": {"size": "%s"}}' % ("x" * 20_001)}, "further", "shoe.size: has 20,001 characters"),
        ({"further": "[1]"}, "further", "must be a JSON object"),
        ({"further": "{"}, "further", ""),
        ({"further": '{"client_name": "x"}'}, "further", "client_name has a field of its own"),
        ({"further": '{"budget": 1}'}, "further", "budget has a field of its own"),
        ({"further": '{"tone": 1}'}, "tone", "must be text or null"),
        ({"intake_json": "{}"}, "intake_json", "Give either this or the fields above"),
        ({"tone": "a\0b"}, "tone", "Null characters are not allowed."),
    ],
)
def test_errors_stand_at_the_field_that_they_name(boss, given, field, words):
    answer = preview(boss, **{**ANSWERS, **given})
    assert list(errors(answer)) == [field]
    assert words in errors(answer)[field][0]
    assert re.search(rf'<(?:input|textarea)[^>]*name="{field}"[^>]*aria-invalid="true"', answer.content.decode())
    assert Run.objects.count() == 0


def test_the_page_calls_its_fields_by_their_labels(boss):
    answer = preview(boss, client_name="", tone="Warm")
    assert errors(answer)["objectives"] == ["is required: name an objective here, or write text in “Notes”"]
    note = answer.content.decode().partition('class="errornote"')[2].partition("</p>")[0]
    assert re.findall(r'<a href="#(\w+)">([^<]+)</a>', note) == [
        ("id_client_name", "Client"),
        ("id_objectives", "Objectives"),
        ("id_target_audience", "Audience"),
    ]
    both = preview(boss, client_name="Ada", raw_notes="Call us.", intake_json="{}")
    assert errors(both)["intake_json"] == ["Give either this or the fields above; “Notes” is filled in."]
    twice = preview(boss, client_name="Ada", intake_json='{"client_name": "Bo", "raw_notes": "Call us."}')
    assert errors(twice)["intake_json"] == ["Give either this or the fields above; “Client” is filled in."]


def test_json_with_other_names_is_told_ours(boss):
    (said, *_) = errors(preview(boss, intake_json='{"Client": {"a": 1}, "notes": 7}'))["intake_json"]
    known = "“Client” (is it client_name?), “notes” (is it raw_notes?)"
    assert said == f"client_name: is required; fields not known: {known}"


def test_json_is_taken_as_it_is(boss, intake):
    raw = json.dumps({**intake, "id": 7, "nested": {"deep": [1]}})
    answer = preview(boss, intake_json=raw)
    assert start(boss, answer, intake_json=raw).status_code == 302
    assert Run.objects.get().input["intake"] == json.loads(raw)


def test_what_a_browser_sends_of_a_form_with_json_is_shown_and_started(boss, intake):
    """It sends every field of the page, the empty ones too."""
    empty = dict.fromkeys(FORM_FIELDS, "")
    answer = preview(boss, **empty, intake_json=json.dumps(intake))
    shown = {field.html_name: field.value() for field in answer.context["form"] if field.html_name in FORM_FIELDS}
    assert shown == empty
    document = boss.post(reverse("admin:start_document"), {**shown, "intake_json": json.dumps(intake)})
    assert intake["client_name"] in document.content.decode()
    assert start(boss, answer, **shown, intake_json=json.dumps(intake)).status_code == 302


def test_a_file_is_kept_as_text_for_the_second_step(boss, intake):
    raw = json.dumps(intake)
    answer = preview(boss, intake_file=SimpleUploadedFile("intake.json", raw.encode("utf-8-sig")))
    shown = answer.context["form"]["intake_json"].value()
    assert json.loads(shown) == intake
    assert escape(shown[:60]) in answer.content.decode()


def test_a_document_is_previewed_and_started_for_the_client_that_the_form_names(boss):
    document = SimpleUploadedFile("brief.md", b"# Brief\n\n## Goal\nWin 40 members\n\n## Audience\nNeighbours")
    answer = preview(boss, client_name="Harwick Canoe Club", intake_file=document)
    shown = {name: answer.context["form"][name].value() for name in ("client_name", "intake_json")}
    assert shown["client_name"] == ""
    assert start(boss, answer, **shown).status_code == 302
    assert Run.objects.get().input["intake"]["client_name"] == "Harwick Canoe Club"


def test_a_mail_that_does_not_say_whose_it_is_asks_for_the_client_and_keeps_what_it_read(boss):
    mail = b"From: Jo <jo@agency.example>\nSubject: Spring\n\nWe want to win 40 members. It is for neighbours."
    answer = preview(boss, intake_file=SimpleUploadedFile("spring.eml", mail))
    assert list(errors(answer)) == ["client_name"]
    assert "name the client here" in errors(answer)["client_name"][0]
    kept = answer.context["form"]["intake_json"].value()
    assert "We want to win 40 members." in json.loads(kept)["raw_notes"]
    again = preview(boss, client_name="Harwick Canoe Club", intake_json=kept)
    assert errors(again) == {}
    shown = {name: again.context["form"][name].value() for name in ("client_name", "intake_json")}
    assert start(boss, again, **shown).status_code == 302
    assert Run.objects.get().input["intake"]["client_name"] == "Harwick Canoe Club"


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("intake.json", b"\xff\xfe", "is empty"),
        ("intake.json", b"x" * 20_000_001, "larger than"),
        ("intake.json", b'{"client_name": 1}', "client_name: must be"),
        ("briefs.csv", b"client_name\nAda\nBo\n", "2 intakes"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(boss, name, raw, words):
    answer = preview(boss, intake_file=SimpleUploadedFile(name, raw))
    assert words in errors(answer)["intake_json"][0]


def test_a_file_and_json_are_not_taken_together(boss):
    both = preview(boss, intake_json="{}", intake_file=SimpleUploadedFile("a.txt", b"Client: Ada"))
    assert "Give either this" in errors(both)["intake_json"][0]


def test_a_drill_is_previewed_as_one(boss):
    page = preview(boss, **ANSWERS, force_qc_fail="on").content.decode()
    assert "It would be undone" in page
    assert "This is a drill" in page
    refused = boss.post(reverse("admin:start_document"), {**ANSWERS, "force_qc_fail": "on"})
    assert refused.status_code == 422


@pytest.mark.any_database
def test_markup_in_every_field_is_shown_as_text(boss):
    hostile = "<script>alert(1)</script>"
    answers = {name: f"{hostile} {name}" for name in FORM_FIELDS if name not in ("further", "client_id")}
    for answer in (preview(boss, **answers), preview(boss, **answers, further="no JSON <script>alert(1)</script>")):
        page = answer.content.decode()
        assert hostile not in page
        assert page.count(escape(hostile)) >= len(answers)


def test_looking_at_the_form_starts_nothing(boss):
    assert boss.get(reverse(START)).status_code == 200
    assert boss.get(reverse("admin:start_document")).status_code == 405
    assert Run.objects.count() == 0


# --- the examples of a first run


def test_examples_are_real_runs_in_different_states():
    runs = make_examples()
    assert {run.status for run in runs} == {Status.COMPLETED, Status.COMPENSATED, Status.AWAITING_APPROVAL}
    assert {run.outcome for run in runs} == {"completed", "failed", "cancelled", ""}
    assert list(audit()) == []


def test_examples_are_made_once(capsys):
    made = len(make_examples())
    assert (make_examples(), Run.objects.count()) == ([], made)


def test_examples_are_made_beside_what_a_newcomer_delivered_first(submit):
    """`make deliver` comes before `make serve` in the tour, and takes the example intake as it is."""
    submit(force_qc_fail=True)
    assert len(make_examples()) + 1 == Run.objects.count() > 1


def test_examples_are_never_made_beside_real_work(submit, intake, capsys):
    intake["client_name"] = "Harwick Canoe Club"
    submit()
    call_command("examples")
    assert "none was made" in capsys.readouterr().out
    assert Run.objects.count() == 1
