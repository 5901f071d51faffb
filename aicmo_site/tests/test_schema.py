"""The API describes itself: whole, valid, with every refusal, from our own host."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.contrib.staticfiles import finders
from django.core.management import call_command

from aicmo_site.api.schema import document
from aicmo_site.tests.test_roles import CALLS
from orchestration.tests.conftest import EXAMPLE

pytestmark = pytest.mark.django_db
EVERYWHERE = {"401", "403", "405", "406", "503"}


@pytest.fixture
def viewer(client, django_user_model):
    user = django_user_model.objects.create_user("eve")
    user.groups.add(Group.objects.get(name="viewer"))
    client.force_login(user)
    return client


def operations():
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_the_schema_is_valid_and_nothing_in_it_is_a_guess():
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO())


def test_every_call_is_described():
    described = {re.sub(r"\{\w+\}", "x", name) for name, _ in operations()}
    beside = {"root", "schema", "docs", "metrics"}
    assert len(described) == len([call for call in CALLS if call[0] not in beside])
    assert all(operation.get("description") for _, operation in operations())


def test_every_refusal_is_described_as_a_problem():
    for name, operation in operations():
        answers = operation["responses"]
        assert set(answers) >= EVERYWHERE, name
        writes = not name.startswith("get")
        assert ("429" in answers) == writes, name
        assert {"413", "415"} <= set(answers) if name.startswith(("post", "put")) else True, name
        for status, answer in answers.items():
            if int(status) >= 400:
                assert answer["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Problem")
    decisions = [operation for name, operation in operations() if re.search(r"/runs/.*/(approve|cancel|retry)/$", name)]
    assert all({"404", "409", "412"} <= set(operation["responses"]) for operation in decisions)
    assert "422" in document()["paths"]["/api/v1/runs/bulk/"]["post"]["responses"]


@pytest.mark.parametrize("path", ["/api/v1/runs/", "/api/v1/runs/bulk/", "/api/v1/intakes/", "/api/v1/qc/check/"])
def test_what_a_child_answers_may_be_busy_too_slow_or_die(path):
    answers = document()["paths"][path]["post"]["responses"]
    assert "previews_busy" in answers["503"]["description"]
    assert "Retry-After" in answers["503"]["headers"]
    assert "preview_too_slow" in answers["422"]["description"]
    assert "preview_died" in answers["422"]["description"]


def test_strict_bodies_say_so():
    schemas = document()["components"]["schemas"]
    requests = {name: schema for name, schema in schemas.items() if name.endswith("Request")}
    assert {"FromIntakeRequest", "StartRunsRequest", "ChangesRequest", "DraftsToCheckRequest"} <= set(requests)
    strict = [name for name, schema in requests.items() if "oneOf" not in schema]
    assert [name for name in strict if schemas[name].get("additionalProperties") is not False] == []


def test_there_are_examples_of_what_one_sends():
    body = document()["paths"]["/api/v1/runs/"]["post"]["requestBody"]["content"]["application/json"]
    assert len(body["examples"]) == 2
    assert document()["openapi"].startswith("3.1")


def test_the_fields_of_a_form_are_those_of_the_example():
    form = document()["components"]["schemas"]["IntakeForm"]
    own = {"preferred_contact"}  # a field of this client's form only
    assert set(json.loads(EXAMPLE.read_text(encoding="utf-8"))) - own <= set(form["properties"])


def test_whoever_has_a_role_reads_it(viewer):
    assert viewer.get("/api/schema/").json()["info"]["title"] == "aicmo"


def test_its_page_comes_from_this_host_alone(viewer):
    html = viewer.get("/api/docs/").content.decode()
    addresses = re.findall(r'(?:src|href|data-schema)="([^"]+)"', html)
    assert "/api/schema/" in addresses
    assert all(address.startswith("/") and not address.startswith("//") for address in addresses)
    assert all(finders.find(a.removeprefix("/static/")) for a in addresses if a.startswith("/static/"))
    assert "<script>" not in html
    assert "http" not in Path(finders.find("aicmo_site/docs.js")).read_text(encoding="utf-8")
