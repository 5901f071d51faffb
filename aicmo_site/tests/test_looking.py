"""Looking changes nothing and costs what it costs: every call and page that the URL resolver knows."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aicmo_site.models import Token
from aicmo_site.tests.every_address import addresses, copy_every_row, furnish
from orchestration.models import ReviewLink
from orchestration.tests.conftest import EXAMPLE, files

PINS = Path(__file__).with_name("queries.json")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def boss(client, django_user_model):
    ada = django_user_model.objects.create_superuser("ada")
    furnish(json.loads(EXAMPLE.read_text(encoding="utf-8")), ada)
    client.force_login(ada)
    return client


def every_row():
    """Of every table there is, but the sessions; and every file."""
    tables = [model for model in apps.get_models() if model is not Session]
    return {model: list(model._default_manager.order_by("pk").values()) for model in tables}, files()


# What is only posted to, what nobody may do by hand, and what there is nothing of.
NOTHING_TO_SEE = {"admin:logout": {405}, "admin:start_document": {405}, "admin:view_on_site": {404}}
NOTHING_TO_SEE |= {"admin:orchestration_run_piece_check": {405}}
NOTHING_TO_SEE |= {"admin:login": {302}, "admin:autocomplete": {403}}


@pytest.mark.any_database
def test_no_get_changes_a_row(boss):
    """Nor does any answer stay in a cache, or hold what a token is recognised by; no address does either."""
    before, answers = every_row(), defaultdict(set)
    secrets = [secret for row in Token.objects.values_list("digest", "stamp") for secret in row]
    secrets += ReviewLink.objects.values_list("token_hash", flat=True)
    assert secrets
    for name, address in addresses():
        answer = boss.get(address)
        answers[name].add(answer.status_code)
        shown = address + answer.getvalue().decode(errors="replace")
        assert not any(secret in shown for secret in secrets), address
        assert name == "schema" or "no-store" in answer["Cache-Control"], address
        answer.close()
        boss.head(address).close()
    assert every_row() == before
    seen = {name for name, statuses in answers.items() if 200 in statuses}
    by_hand = {name for name in answers if name.endswith(("_add", "_delete")) and answers[name] == {403}}
    assert {name: answers[name] for name in set(answers) - seen - by_hand} == NOTHING_TO_SEE
    assert not any(status >= 500 for statuses in answers.values() for status in statuses)


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    answer.close()
    return len(captured) if answer.status_code == 200 else None


def test_queries_are_pinned_and_do_not_grow(boss):
    """Two find the session and its user. The same addresses are asked again with twice the rows."""
    places = list(addresses())
    for _, address in places:
        boss.get(address).close()  # what is kept from the first time on is there
    asked = [(name, address, count) for name, address in places if (count := queries_of(boss, address))]
    copy_every_row()
    grown = [(address, count, now) for _, address, count in asked if (now := queries_of(boss, address)) != count]
    assert grown == []
    most: dict[str, int] = {}
    for name, _, count in asked:
        most[name] = max(count, most.get(name, 0))
    assert most == json.loads(PINS.read_text(encoding="utf-8"))
