"""Tokens: had by password or session, kept as digests, listed and revoked by their owner, and gone when they expire."""

import base64
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from aicmo_site.models import Spent, Token

pytestmark = pytest.mark.django_db
TOKENS = "/api/v1/tokens/"
JSON = "application/json"


@pytest.fixture
def ada(django_user_model):
    user = django_user_model.objects.create_user("ada", password="correct horse")
    user.groups.add(Group.objects.get(name="viewer"))
    return user


def basic(name="ada", password="correct horse"):
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def get_token(**body):
    return Client().post(TOKENS, body, content_type="application/json", headers={"Authorization": basic()})


def bearer(token):
    return Client(headers={"Authorization": f"Bearer {token}"})


def code(answer):
    return answer.status_code, answer.json()["code"]


def test_a_token_is_had_by_password_and_works_until_it_is_revoked(ada):
    made = get_token(days=2)
    assert made.status_code == 201
    token, key = made.json()["token"], made.json()["key"]
    program = bearer(token)
    assert program.get("/api/v1/runs/").status_code == 200
    assert [row["key"] for row in program.get(TOKENS).json()["results"]] == [key]
    assert program.delete(f"{TOKENS}{key}/").status_code == 204
    assert code(program.get("/api/v1/runs/")) == (401, "authentication_failed")


def test_only_a_digest_is_kept_and_the_token_is_shown_once(ada):
    token = get_token().json()["token"]
    row = Token.objects.get()
    assert token not in "".join(map(str, row.__dict__.values()))
    assert len(row.digest) == 128
    assert token not in bearer(token).get(TOKENS).content.decode()


def test_a_token_expires(ada, settings):
    token = get_token(days=2).json()["token"]
    assert timedelta(days=1) < Token.objects.get().expiry - timezone.now() < timedelta(days=2)
    Token.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert bearer(token).get("/api/v1/runs/").status_code == 401


def test_without_days_a_token_is_good_as_long_as_any_may_be(ada, settings):
    settings.AICMO_TOKEN_DAYS = 3
    get_token()
    assert timedelta(days=2) < Token.objects.get().expiry - timezone.now() < timedelta(days=3)


@pytest.mark.parametrize("days", [0, 31, "1", True, 1.5, None])
def test_an_odd_number_of_days_is_refused(ada, days):
    answer = get_token(days=days)
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (400, ["days"])


def test_a_session_gets_a_token_too_but_only_with_the_csrf_token(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert client.post(TOKENS, content_type=JSON).status_code == 403
    client = Client()
    client.force_login(ada)
    assert client.post(TOKENS, content_type=JSON).status_code == 201


def test_a_token_gets_no_further_token(ada):
    assert bearer(get_token().json()["token"]).post(TOKENS, content_type=JSON).status_code == 401


def test_a_password_opens_nothing_else(ada):
    assert Client(headers={"Authorization": basic()}).get("/api/v1/runs/").status_code == 401


def test_nobody_sees_or_revokes_the_tokens_of_others(ada, django_user_model):
    key = get_token().json()["key"]
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("bob"))
    assert client.get(TOKENS).json()["results"] == []
    assert code(client.delete(f"{TOKENS}{key}/")) == (404, "not_found")


def test_people_who_left_and_people_without_a_role_get_none(ada):
    ada.groups.clear()
    assert get_token().status_code == 403
    ada.is_active = False
    ada.save()
    assert get_token().status_code == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer a b", "Bearer é", "Bearer x", "Basic !", "Token x", "\xff"])
def test_a_strange_header_is_401(ada, header):
    for answer in (
        Client(headers={"Authorization": header}).get("/api/v1/runs/"),
        Client(headers={"Authorization": header}).post(TOKENS, content_type=JSON),
    ):
        assert answer.status_code == 401


def test_names_and_passwords_with_nul_are_wrong_ones(ada):
    answer = Client(headers={"Authorization": basic("a\0da", "x\0")}).post(TOKENS, content_type=JSON)
    assert code(answer) == (401, "authentication_failed")


# --- how often


@pytest.fixture
def one_minute(monkeypatch):
    """The clock of the limits stands still: no test may straddle the turn of a minute."""
    monkeypatch.setattr("aicmo_site.api.throttling.time.time", lambda: 1_800_000_000.0)


def test_guessing_passwords_is_slowed_down_whatever_the_name(ada, one_minute):
    answers = [
        Client(headers={"Authorization": basic(name, "wrong")}).post(TOKENS, content_type=JSON)
        for name in ("ada", "bob", "eve") * 4
    ]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 2
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert get_token().status_code == 429
    elsewhere = Client(headers={"Authorization": basic()}, REMOTE_ADDR="10.0.0.9")
    assert elsewhere.post(TOKENS, content_type=JSON).status_code == 201


def test_a_forged_address_does_not_help(ada, one_minute):
    statuses = [
        Client(headers={"Authorization": basic("ada", "wrong"), "X-Forwarded-For": f"10.0.0.{n}"})
        .post(TOKENS, content_type=JSON)
        .status_code
        for n in range(6)
    ]
    assert statuses == [401] * 5 + [429]


def test_writes_are_limited_for_each_user_and_reading_is_free(django_user_model, settings, one_minute):
    settings.AICMO_WRITES_PER_MINUTE = 2
    client, other = Client(), Client()
    client.force_login(django_user_model.objects.create_superuser("bob"))
    other.force_login(django_user_model.objects.create_superuser("eve"))
    statuses = [client.post("/api/v1/runs/x/cancel/", content_type=JSON).status_code for _ in range(3)]
    assert statuses == [404, 404, 429]
    assert client.get("/api/v1/runs/").status_code == 200
    assert other.post("/api/v1/runs/x/cancel/", content_type=JSON).status_code == 404


def test_the_count_starts_anew_each_minute_and_old_minutes_go(django_user_model, settings, monkeypatch):
    settings.AICMO_WRITES_PER_MINUTE = 1
    now = [1_000_000.0]
    monkeypatch.setattr("aicmo_site.api.throttling.time.time", lambda: now[0])
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("bob"))
    assert [client.post("/api/v1/runs/x/cancel/", content_type=JSON).status_code for _ in range(2)] == [404, 429]
    now[0] += 60
    assert client.post("/api/v1/runs/x/cancel/", content_type=JSON).status_code == 404
    assert [row.minute for row in Spent.objects.all()] == [int(now[0] // 60)]


# --- manage.py token


def command(*arguments):
    out = StringIO()
    call_command("token", *arguments, stdout=out)
    return out.getvalue().strip()


def test_the_operator_gets_a_token_for_somebody(ada):
    assert bearer(command("ada", "--days", "1")).get("/api/v1/runs/").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["eve"], "no active user eve"), (["ada", "--days", "0"], "use 1 to 30"), (["ada", "--days", "31"], "use 1 to")],
)
def test_the_operator_is_told_what_is_wrong(ada, arguments, message):
    with pytest.raises(CommandError, match=message):
        command(*arguments)
