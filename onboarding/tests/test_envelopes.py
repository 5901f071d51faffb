"""Envelopes of form builders, as they send them."""

import json

import pytest

from onboarding.contracts import InvalidIntake
from onboarding.form.envelopes import DEEPEST, opened
from onboarding.form.received import received
from onboarding.form.validation import validate
from onboarding.tests.test_understanding import GOOD, brief_of

ASKED = {"Company": "Linden Physio", "Goal": "Fill the course", "Audience": "People over 40", "Budget": "£3,000"}


def rows(name="name", value="value", **more):
    return [{**more, name: asked, value: given} for asked, given in ASKED.items()]


def typeform():
    fields = [{"id": f"f{n}", "ref": f"r{n}", "type": "short_text", "title": asked} for n, asked in enumerate(ASKED)]
    answers = [
        {"type": "text", "text": given, "field": {"id": f"f{n}", "type": "short_text", "ref": f"r{n}"}}
        for n, given in enumerate(ASKED.values())
    ]
    answers[3] |= {"type": "choice", "choice": {"id": "x", "label": "£3,000", "ref": "y"}}
    response = {
        "form_id": "lT4Z3j",
        "token": "a3a12",
        "landed_at": "2026-11-28T09:10:00Z",
        "submitted_at": "2026-11-28T09:14:03Z",
        "hidden": {"utm": "x"},
        "calculated": {"score": 9},
        "definition": {"id": "lT4Z3j", "title": "Brief", "fields": fields},
        "answers": answers,
    }
    return {"event_id": "01J", "event_type": "form_response", "form_response": response}


def typeform_groups():
    sent = typeform()
    definition = sent["form_response"]["definition"]
    definition["fields"] = [
        {"id": "g", "type": "group", "title": "About", "properties": {"fields": definition["fields"]}}
    ]
    return sent


def tally():
    fields = [
        {"key": f"question_{n}", "label": asked, "type": "INPUT_TEXT", "value": v}
        for n, (asked, v) in enumerate(ASKED.items())
    ]
    options = [{"id": "o1", "text": "£3,000"}, {"id": "o2", "text": "more"}]
    fields[3] |= {"type": "MULTIPLE_CHOICE", "value": ["o1"], "options": options}
    fields.append({"key": "question_3_o1", "label": "Budget (£3,000)", "type": "CHECKBOXES", "value": True})
    data = {"responseId": "2wgx4n", "submissionId": "2wgx4n", "formId": "VwbNEw", "formName": "Brief", "fields": fields}
    return {"eventId": "a4cb", "eventType": "FORM_RESPONSE", "createdAt": "2026-11-28T09:14:03.000Z", "data": data}


def jotform_answers():
    answers = {
        str(n): {"name": asked.lower(), "order": str(n), "text": asked, "type": "control_textbox", "answer": given}
        for n, (asked, given) in enumerate(ASKED.items(), 3)
    }
    answers["1"] = {"name": "heading", "order": "1", "text": "Your campaign", "type": "control_head"}
    return {"responseCode": 200, "content": {"id": "5611", "form_id": "243", "ip": "192.0.2.1", "answers": answers}}


def jotform_webhook():
    raw = {f"q{n}_{asked.lower()}": given for n, (asked, given) in enumerate(ASKED.items(), 3)}
    raw |= {"slug": "submit/243", "path": "/submit/243", "event_id": "1"}
    head = {"formID": "243", "submissionID": "5611", "ip": "192.0.2.1", "formTitle": "Brief", "type": "WEB"}
    return {**head, "pretty": "Company:Linden Physio, Goal:…", "rawRequest": json.dumps(raw)}


def gravity():
    fields = [{"id": n, "type": "text", "label": asked} for n, asked in enumerate(ASKED, 1)]
    entry = {"id": "12", "form_id": "5", "date_created": "2026-11-28 09:14:03", "is_read": "0"}
    entry |= {str(n): given for n, given in enumerate(ASKED.values(), 1)}
    return {"form": {"id": 5, "title": "Brief", "fields": fields}, "entry": entry}


def gravity_labels():
    entry = {str(n): given for n, given in enumerate(ASKED.values(), 1)}
    return {"id": "12", "form_id": "5", **entry, "_labels": {str(n): asked for n, asked in enumerate(ASKED, 1)}}


def wpforms():
    fields = {
        str(n): {"name": asked, "value": given, "id": n, "type": "text"}
        for n, (asked, given) in enumerate(ASKED.items())
    }
    return {"fields": fields, "entry_id": 7, "form_id": "9"}


def elementor():
    fields = {
        asked.lower(): {
            "id": asked.lower(),
            "type": "text",
            "title": asked,
            "value": given,
            "raw_value": given,
            "required": "1",
        }
        for asked, given in ASKED.items()
    }
    meta = {"date": {"title": "Date", "value": "28/11/2026"}, "remote_ip": {"title": "Remote IP", "value": "192.0.2.1"}}
    return {"form": {"id": "4f", "name": "Brief"}, "fields": fields, "meta": meta}


ENVELOPES = {
    "Google Forms": {k: [v] for k, v in {"Timestamp": "11/28/2026 9:14:03", **ASKED}.items()},
    "Google Apps Script": {
        "authMode": "FULL",
        "namedValues": {asked: [given] for asked, given in ASKED.items()},
        "range": {"rowStart": 2},
        "values": ["11/28/2026 9:14:03", *ASKED.values()],
    },
    "a script on Google Forms": {"form": {"id": "1", "title": "Brief"}, "response": {"id": "2", "payload": ASKED}},
    "Typeform": typeform(),
    "Typeform with groups": typeform_groups(),
    "HubSpot form": {"submittedAt": 1795857243000, "pageUrl": "https://a.example", "values": rows(objectTypeId="0-2")},
    "HubSpot API": {"results": [{"submittedAt": 1795857243000, "values": rows()}]},
    "HubSpot contact": {
        "vid": 7,
        "portal-id": 9,
        "properties": {asked.lower(): {"value": given, "versions": []} for asked, given in ASKED.items()},
    },
    "JotForm": {"formID": "243", **{f"q{n}_{asked.lower()}": v for n, (asked, v) in enumerate(ASKED.items(), 3)}},
    "JotForm API": jotform_answers(),
    "JotForm webhook": jotform_webhook(),
    "Meta": {"id": "883456789012345", "created_time": "2026-11-28T09:14:03+0000", "field_data": [
        {"name": asked.lower(), "values": [given.replace(" ", "_")]} for asked, given in ASKED.items()
    ]},
    "WPForms": wpforms(),
    "Gravity Forms": gravity(),
    "Gravity Forms with labels": gravity_labels(),
    "Elementor": elementor(),
    "Elementor, plain": {**ASKED, "form_id": "4f", "form_name": "Brief"},
    "Tally": tally(),
    "Netlify": {"payload": {"id": "5b", "form_name": "brief", "ordered_human_fields": [], "data": ASKED}},
    "Webflow": {"triggerType": "form_submission", "payload": {"name": "Brief", "siteId": "6", "data": ASKED}},
    "Fillout": {"submission": {"submissionId": "a", "questions": rows(id="q", type="ShortAnswer")}},
    "Airtable": {"id": "rec1", "createdTime": "2026-11-28T09:14:03.000Z", "fields": ASKED},
}  # fmt: skip


@pytest.mark.parametrize("sent", ENVELOPES.values(), ids=ENVELOPES)
def test_an_envelope_is_opened(sent):
    validate(sent)
    brief = brief_of(sent)
    assert brief.client_name == "Linden Physio"
    assert brief.objectives == ("Fill the course",)
    assert brief.target_audience == "People over 40"
    assert (brief.budget.amount, brief.budget.currency) == (3000, "GBP")


@pytest.mark.parametrize("name", ["Typeform", "Tally", "WPForms", "Elementor", "Gravity Forms"])
def test_of_an_envelope_only_the_answers_are_shown(name):
    assert set(brief_of(ENVELOPES[name]).further_answers) <= {"external_id"}


def test_what_our_own_api_gives_can_be_handed_in_again():
    form = {**GOOD, "id": "crm-7"}
    for sent in (
        {"intake": form, "require_approval": True},
        {"id": "run-1", "status": "COMPLETED", "client_id": "x", "steps": [], "input": {"intake": form}},
        {"id": "intake-1", "brief_id": "", "responses": form, "attachments": [], "workflow_run_id": None},
    ):
        assert brief_of(sent).objectives == tuple(GOOD["objectives"])
        assert brief_of(sent).further_answers["external_id"] == "crm-7"


@pytest.mark.parametrize(
    "further",
    [
        {"data": {"a": 1}},
        {"fields": {"colour": "red"}},
        {"source": {"form": "x", "value": "y"}},
        {"answers": "none yet"},
        {"results": [1, 2]},
    ],
)
def test_a_form_of_ours_keeps_what_only_looks_like_an_envelope(further):
    assert received({**GOOD, **further}).answers == {**GOOD, **further}


def test_answers_beside_an_envelope_are_read_too():
    brief = brief_of(
        {"client_name": "Ada Ltd", "fields": [{"label": "Goal", "value": "Sell"}, {"label": "Who?", "value": "All"}]}
    )
    assert (brief.client_name, brief.objectives, brief.target_audience) == ("Ada Ltd", ("Sell",), "All")


@pytest.mark.parametrize("envelope", ["intake", "input"])
def test_answers_beside_our_own_envelope_are_read_too_and_its_options_are_none(envelope):
    sent = {envelope: GOOD, "tone": "Warm", "Wish": "Red", "require_approval": True, "force_qc_fail": False}
    assert received(sent).answers == {**GOOD, "tone": "Warm", "Wish": "Red"}
    assert received({**sent, "client_name": "Bo"}).answers["client_name"] == GOOD["client_name"]


def test_of_a_run_only_its_form_is_read():
    sent = {"id": "run-1", "client_id": "x", "outcome": "delivered", "revision": 1, "links": {}, "evidence": []}
    assert received({**sent, "input": {"intake": GOOD, "require_approval": True}}).answers == GOOD


def test_choices_are_a_list_and_the_last_word_is_ones_own():
    choices = {
        "type": "choices",
        "choices": {"labels": ["Instagram"], "other": "Flyers"},
        "field": {"title": "Channels"},
    }
    assert opened({"answers": [choices]}) == {"Channels": ["Instagram", "Flyers"]}


def test_an_envelope_within_many_is_left_closed():
    sent: dict = {"fields": ASKED}
    for _ in range(DEEPEST + 2):
        sent = {"data": sent}
    assert "Company" not in opened(sent)
    endless: dict = {}
    endless["data"] = endless
    endless["intake"] = endless
    opened(endless)


def test_what_is_wrong_is_said_under_the_forms_own_name():
    with pytest.raises(InvalidIntake, match=r"client_name: has 201 characters.*read from “Company”"):
        validate({**ASKED, "Company": "x" * 201})
    with pytest.raises(InvalidIntake, match="fields not known: “Wish”"):
        validate({"fields": [{"name": "Wish", "value": "x"}]})


@pytest.mark.parametrize("number", [10**16, 1203318446671190022, -(10**20), 10**30])
def test_long_numbers_are_identifiers(number):
    validate({**GOOD, "id": number, "lead": number})
    assert brief_of({**GOOD, "id": number}).further_answers["external_id"] == number


def test_a_range_of_choices_is_read_with_its_spaces():
    sent = {"field_data": [*({"name": k, "values": [v]} for k, v in ASKED.items() if k != "Budget")]}
    sent["field_data"].append({"name": "monthly_budget", "values": ["£1,000_-_£3,000"]})
    brief = brief_of(sent)
    assert brief.budget.amount in (1000, 3000)
    assert brief.budget.period == "per month"
