"""Clients over HTTP, and their page in the admin: read by all roles, written by editor and admin."""

import json
import re
from dataclasses import replace
from functools import partial
from urllib.parse import quote

import pytest
from django.urls import reverse

from aicmo_site.admin import row_url
from aicmo_site.tests.at_once import at_once
from onboarding.api import CLIENT_EXAMPLE
from onboarding.contracts import ClientChanged
from onboarding.models import Client
from onboarding.services import keep_client, recall_client, write_client
from onboarding.tests.factories import ClientFactory

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = "/api/v1/clients/"


@pytest.fixture
def editor(enter):
    return enter("editor")


def seen(id):
    """What names the client as it stands now."""
    known = recall_client(client_id=id)
    return known.content_sha256 if known else ""


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
    told = CLIENT_EXAMPLE | {"content_sha256": listed[0]["content_sha256"]}
    assert put(client, "ada", told).status_code == (200 if may else 403)
    page = client.get(row_url(Client, "ada"))
    assert (page.status_code, b'name="_save"' in page.content) == (200, may)
    assert client.get(reverse("admin:onboarding_client_add")).status_code == (200 if may else 403)
    assert client.get(reverse("admin:onboarding_client_delete", args=["ada"])).status_code == 403


def test_a_whole_client_is_put_and_begun_where_there_was_none(editor):
    made = put(editor, "ada", CLIENT_EXAMPLE)
    assert (made.status_code, made["Location"]) == (201, f"http://testserver{CLIENTS}ada/")
    assert CLIENT_EXAMPLE.items() <= made.json().items()
    assert made.json()["by_hand"]["exclusions"] == ["No prices"]
    told = CLIENT_EXAMPLE | {"exclusions": ["", " "], "tone": " Loud ", "content_sha256": seen("ada")}
    other = put(editor, "ada", told)
    assert (other.status_code, other.json()["exclusions"], other.json()["tone"]) == (200, [], "Loud")
    assert other.json()["created_at"] == made.json()["created_at"]
    assert editor.get(f"{CLIENTS}ada/").json() == other.json()
    assert Client.objects.count() == 1


@pytest.mark.parametrize("stale", [None, "", "first", "another"])
def test_what_somebody_else_wrote_meanwhile_is_not_written_over(editor, stale):
    first = put(editor, "ada", CLIENT_EXAMPLE).json()
    put(editor, "ada", CLIENT_EXAMPLE | {"exclusions": ["No elephants"], "content_sha256": first["content_sha256"]})
    before = recall_client(client_id="ada")
    told = {} if stale is None else {"content_sha256": first["content_sha256"] if stale == "first" else stale}
    answer = put(editor, "ada", CLIENT_EXAMPLE | told)
    assert (answer.status_code, answer.json()["code"]) == (409, "client_changed")
    assert before.content_sha256 in answer.json()["detail"]
    assert recall_client(client_id="ada") == before
    now = editor.get(f"{CLIENTS}ada/").json()["content_sha256"]
    assert put(editor, "ada", CLIENT_EXAMPLE | {"content_sha256": now}).status_code == 200
    assert put(editor, "eve", CLIENT_EXAMPLE | {"content_sha256": now}).status_code == 409


def test_of_two_who_write_at_once_one_is_told(editor):
    keep_client(client=ClientFactory(client_id="ada"))
    client, looked_at = ClientFactory(client_id="ada"), seen("ada")

    def write(tone):
        try:
            return write_client(client=replace(client, tone=tone), content_sha256=looked_at).tone
        except ClientChanged:
            return "told"

    told = sorted(at_once(partial(write, "Loud"), partial(write, "Soft")))
    assert told == sorted(["told", recall_client(client_id="ada").tone])


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
    given = {**GIVEN, "content_sha256": seen("ada/1")}
    changed = editor.post(page, {**given, "id": "eve", "exclusions": "No discounts", "model_allowed": "on"})
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


def test_a_page_opened_before_somebody_else_wrote_saves_nothing_and_shows_both(editor):
    keep_client(client=ClientFactory(client_id="ada"))
    page = row_url(Client, "ada")
    form = editor.get(page).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields} | {"tone": "Loud", "model_allowed": "on"}
    keep_client(client=replace(recall_client(client_id="ada"), exclusions=("No elephants",)))
    before = recall_client(client_id="ada")
    answer = editor.post(page, typed)
    shown = answer.content.decode()
    assert (answer.status_code, recall_client(client_id="ada")) == (200, before)
    assert "since you opened this page" in shown
    assert ("It now says: No elephants" in shown, ">\nLoud<" in shown) == (True, True)
    again = answer.context["adminform"].form
    told = {name: again[name].value() for name in again.fields}
    assert editor.post(page, told).status_code == 302
    assert (recall_client(client_id="ada").tone, recall_client(client_id="ada").exclusions) == ("Loud", ("No prices",))


def test_a_client_that_somebody_else_began_meanwhile_is_not_begun_twice(editor):
    add = reverse("admin:onboarding_client_add")
    assert editor.post(add, {"id": "ada", **GIVEN}).status_code == 302
    assert "already exists" in editor.post(add, {"id": "ada", **GIVEN}).content.decode()


def test_saving_a_page_as_it_is_makes_nothing_anybodys(editor):
    keep_client(client=ClientFactory(client_id="ada"))
    page = editor.get(row_url(Client, "ada"))
    form = page.context["adminform"].form
    shown = {name: form[name].value() for name in form.fields}
    assert editor.post(row_url(Client, "ada"), {**shown, "model_allowed": "on"}).status_code == 302
    assert recall_client(client_id="ada") == ClientFactory(client_id="ada")
