"""Clients over HTTP, and their page in the admin: read by all roles, written by editor and admin."""

import json
import re
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from aicmo_site.admin import row_url
from onboarding.api import CLIENT_EXAMPLE
from onboarding.models import Client
from onboarding.services import keep_client, recall_client
from onboarding.tests.factories import ClientFactory

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = "/api/v1/clients/"


@pytest.fixture
def enter(client, django_user_model):
    def enter(role):
        user = django_user_model.objects.create_user(role, is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def editor(enter):
    return enter("editor")


def put(client, id, body):
    data = body if isinstance(body, bytes) else json.dumps(body)
    return client.put(f"{CLIENTS}{quote(id)}/", data, content_type="application/json")


def fields_of(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return {error["field"] for error in answer.json().get("errors", ())}


@pytest.mark.parametrize("role", ["viewer", "editor", "approver", "admin"])
def test_every_role_reads_and_two_write(enter, role):
    keep_client(client=ClientFactory(client_id="ada"))
    client, may = enter(role), role in ("editor", "admin")
    listed = client.get(CLIENTS).json()["results"]
    assert [row["id"] for row in listed] == ["ada"]
    assert client.get(f"{CLIENTS}ada/").json() == listed[0]
    assert put(client, "ada", CLIENT_EXAMPLE).status_code == (200 if may else 403)
    page = client.get(row_url(Client, "ada"))
    assert (page.status_code, b'name="_save"' in page.content) == (200, may)
    assert client.get(reverse("admin:onboarding_client_add")).status_code == (200 if may else 403)
    assert client.get(reverse("admin:onboarding_client_delete", args=["ada"])).status_code == 403


def test_a_whole_client_is_put_and_begun_where_there_was_none(editor):
    made = put(editor, "ada", CLIENT_EXAMPLE)
    assert (made.status_code, made["Location"]) == (201, f"http://testserver{CLIENTS}ada/")
    assert CLIENT_EXAMPLE.items() <= made.json().items()
    assert made.json()["by_hand"]["exclusions"] == ["No prices"]
    other = put(editor, "ada", CLIENT_EXAMPLE | {"exclusions": ["", " "], "tone": " Loud "})
    assert (other.status_code, other.json()["exclusions"], other.json()["tone"]) == (200, [], "Loud")
    assert other.json()["created_at"] == made.json()["created_at"]
    assert editor.get(f"{CLIENTS}ada/").json() == other.json()
    assert Client.objects.count() == 1


def test_two_clients_alike_are_two_and_an_id_may_hold_anything_that_an_intake_can_give(editor):
    for id in ("ada", "ADA", "áda", "a/da", "ada?x=1", "a%2Fda", "../ada", "阿达"):
        assert put(editor, id, CLIENT_EXAMPLE | {"name": id}).status_code == 201, id
        assert editor.get(f"{CLIENTS}{quote(id)}/").json()["name"] == id
    assert Client.objects.count() == 8
    assert [row["id"] for row in editor.get(CLIENTS, {"name": "ADA"}).json()["results"]] == ["ADA"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"surprise": 1}, "surprise"),
        ({"id": "eve"}, "id"),
        ({"by_hand": {}}, "by_hand"),
        ({"name": ""}, "name"),
        ({"name": " \t"}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"name": 7}, "name"),
        ({"name": None}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"tone": "a" * 20_001}, "tone"),
        ({"tone": ["warm"]}, "tone"),
        ({"exclusions": "No prices"}, "exclusions"),
        ({"exclusions": [7]}, "exclusions.0"),
        ({"exclusions": ["a" * 2_001]}, "exclusions.0"),
        ({"competitors": [str(number) for number in range(201)]}, "competitors"),
        ({"aliases": {"a": 1}}, "aliases"),
        ({"website": "ask them"}, "website"),
        ({"language": "gibberish"}, "language"),
        ({"model_allowed": "yes"}, "model_allowed"),
        ({"model_allowed": 1}, "model_allowed"),
        ({"internal_notes": "a\0b"}, "internal_notes"),
        ({"merge_tags": ["\ud800"]}, "merge_tags.0"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(editor, changes, field):
    answer = put(editor, "ada", CLIENT_EXAMPLE | changes)
    assert answer.status_code == 400
    assert {name.partition(".")[0] for name in fields_of(answer)} == {field.partition(".")[0]}
    assert recall_client(client_id="ada") is None


@pytest.mark.parametrize("missing", CLIENT_EXAMPLE)
def test_a_field_that_is_forgotten_empties_nothing(editor, missing):
    put(editor, "ada", CLIENT_EXAMPLE)
    before = recall_client(client_id="ada")
    answer = put(editor, "ada", {name: value for name, value in CLIENT_EXAMPLE.items() if name != missing})
    assert (answer.status_code, fields_of(answer)) == (400, {missing})
    assert recall_client(client_id="ada") == before


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"null", b'"x"', b'{"name": NaN}', b"\xff", b"[" * 5_000])
def test_garbage_is_a_problem(editor, body):
    answer = put(editor, "ada", body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("id", [" ada", "ada ", "e\u0301", "a" * 101, "a" * 5_000, "\u200bada"])
def test_an_id_that_no_intake_can_have_is_refused(editor, id):
    answer = put(editor, id, CLIENT_EXAMPLE)
    assert (answer.status_code, fields_of(answer)) == (400, {"client_id"})


def test_what_is_not_there_is_a_problem(editor):
    assert editor.get(f"{CLIENTS}x/").status_code == 404
    assert editor.get(f"{CLIENTS}?surprise=1").status_code == 400
    for method in ("post", "patch", "delete"):
        assert getattr(editor, method)(f"{CLIENTS}x/").status_code == 405
    assert put(editor, "x", b" " * 2_000_000).status_code == 413
    assert editor.put(f"{CLIENTS}x/", "name=x", content_type="text/plain").status_code == 415


# --- the page

GIVEN = {
    "name": "Ada Ltd",
    "aliases": "Ada\nAda & Co",
    "website": "",
    "language": "de-AT",
    "tone": "Warm",
    "mandatory_inclusions": "",
    "exclusions": "No prices\r\n\r\n No discounts ",
    "competitors": "",
    "merge_tags": "",
    "internal_notes": "Ring after ten.",
}


def test_a_person_adds_and_corrects_a_client_on_its_page(editor):
    added = editor.post(reverse("admin:onboarding_client_add"), {"id": "ada/1", **GIVEN})
    assert added.status_code == 302
    client = recall_client(client_id="ada/1")
    assert (client.aliases, client.exclusions) == (("Ada", "Ada & Co"), ("No prices", "No discounts"))
    assert (client.model_allowed, client.by_hand["language"]) == (False, ("de-AT",))
    page = row_url(Client, "ada/1")
    shown = editor.get(page).content.decode()
    assert "No prices\nNo discounts" in shown
    assert not re.findall(r"<(?:script|style)(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son\w+=", shown)  # by the policy
    changed = editor.post(page, {**GIVEN, "id": "eve", "exclusions": "No discounts", "model_allowed": "on"})
    assert changed.status_code == 302
    client = recall_client(client_id="ada/1")
    assert (client.exclusions, client.model_allowed) == (("No discounts",), True)
    assert Client.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "a" * 101}, "at most 100"),
        ({"id": ""}, "required"),
        ({"id": "known"}, "already exists"),
        ({"name": "  "}, "required"),
        ({"website": "ask them"}, "is no address of a website"),
        ({"language": "gibberish"}, "is no language that we know"),
        ({"exclusions": "a" * 2_001}, "at most 2,000"),
        ({"tone": "a\0b"}, "Null characters are not allowed"),
    ],
)
def test_the_page_says_what_cannot_be_kept(editor, changes, message):
    keep_client(client=ClientFactory(client_id="known"))
    answer = editor.post(reverse("admin:onboarding_client_add"), {"id": "ada", **GIVEN, **changes})
    assert (answer.status_code, message in answer.content.decode()) == (200, True)
    assert Client.objects.count() == 1


def test_saving_a_page_as_it_is_makes_nothing_anybodys(editor):
    keep_client(client=ClientFactory(client_id="ada"))
    page = editor.get(row_url(Client, "ada"))
    form = page.context["adminform"].form
    shown = {name: form[name].value() for name in form.fields}
    assert editor.post(row_url(Client, "ada"), {**shown, "model_allowed": "on"}).status_code == 302
    assert recall_client(client_id="ada") == ClientFactory(client_id="ada")
