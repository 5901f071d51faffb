"""The doors at which a password is said, and what the account's owner is told of it."""

import base64
import logging
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client

from aicmo_site.mail import until_sent
from aicmo_site.models import Place, Trail
from aicmo_site.signin import origins
from aicmo_site.signin.forms import in_words
from aicmo_site.signin.holds import DAY
from aicmo_site.tests.guesses import HOME, PASSWORD, guess

pytestmark = pytest.mark.django_db
LOGIN, TOKENS = "/admin/login/", "/api/v1/tokens/"


def at_the_form(name="ada", password="wrong", address=HOME, client=None):
    return (client or Client()).post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


def at_the_api(name="ada", password="wrong", address=HOME):
    header = "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()
    return Client(headers={"Authorization": header}).post(TOKENS, content_type="application/json", REMOTE_ADDR=address)


def mails():
    until_sent()
    return [(letter.to, letter.subject) for letter in mail.outbox]


def kinds():
    return list(Trail.objects.order_by("pk").values_list("kind", flat=True))


# --- the doors


def test_the_form_names_the_wait_and_judges_nothing(account, clock, judged):
    account()
    judged.times = 0
    answers = [at_the_form() for _ in range(150)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 145
    assert judged.times == 5
    assert answers[5]["Retry-After"] == "60"
    assert "Try again in 60 seconds; until then no password is looked at." in answers[5].content.decode()
    assert at_the_form(password=PASSWORD).status_code == 429


def test_the_api_answers_with_a_problem_and_the_wait(account, clock, judged):
    account()
    judged.times = 0
    answers = [at_the_api() for _ in range(150)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 145
    assert judged.times == 5
    assert (answers[5]["Retry-After"], answers[5].json()["code"]) == ("60", "sign_in_held_up")
    assert answers[5]["Content-Type"] == "application/problem+json"
    assert at_the_api(password=PASSWORD).status_code == 429


def test_a_name_that_no_account_can_have_costs_nothing(account, clock, judged):
    account()
    judged.times = 0
    with patch(
        "aicmo_site.signin.origins.unicodedata.normalize"
    ) as normalize:  # it sorts marks: the square of their run
        answer = at_the_form(name="a" + "\u0301\u0323" * 50_000)
    assert (answer.status_code, judged.times, normalize.call_count) == (200, 0, 0)


def test_a_cookie_that_somebody_planted_is_replaced_at_the_sign_in(account, clock):
    account()
    browser = Client()
    browser.cookies[origins.COOKIE] = "planted"
    given = at_the_form(password=PASSWORD, client=browser).cookies[origins.COOKIE].value
    assert given != "planted"
    for _ in range(5):
        guess("ada", "192.0.2.1", cookies={origins.COOKIE: "planted"})
    assert guess("ada", "192.0.2.1", cookies={origins.COOKIE: "planted"}) == 60.0  # a stranger, as without it
    assert origins.COOKIE not in at_the_form(password=PASSWORD, client=browser).cookies  # its own it keeps


def test_both_doors_count_together(account, clock, judged):
    account()
    judged.times = 0
    doors = [at_the_api, at_the_form, at_the_api, at_the_form, at_the_api]
    assert [door().status_code for door in doors] == [401, 200, 401, 200, 401]
    assert (at_the_api().status_code, at_the_form().status_code) == (429, 429)
    assert judged.times == 5
    assert at_the_form(password=PASSWORD, address="203.0.113.9").status_code == 302


def test_what_is_said_is_the_same_for_an_account_that_does_not_exist(account, clock):
    account()

    def said(name, address):
        return [
            (answer.status_code, answer.content.replace(name.encode(), b"").partition(b"csrf")[0])
            for answer in (at_the_form(name, address=address) for _ in range(6))
        ]

    assert said("ada", "192.0.2.1") == said("nobody", "192.0.2.2")


def test_the_old_password_is_judged_at_a_door_too(account, clock, client):
    account()
    at_the_form(password=PASSWORD, client=client)
    form = {"new_password1": "another horse", "new_password2": "another horse"}
    for _ in range(5):
        answer = client.post("/admin/password_change/", {**form, "old_password": "wrong"}, REMOTE_ADDR=HOME)
        assert "Your old password was entered incorrectly" in answer.content.decode()
    answer = client.post("/admin/password_change/", {**form, "old_password": PASSWORD}, REMOTE_ADDR=HOME)
    assert "Try again in 60 seconds" in answer.content.decode()
    clock.later(60)
    answer = client.post("/admin/password_change/", {**form, "old_password": PASSWORD}, REMOTE_ADDR=HOME)
    assert answer.status_code == 302


def test_a_browser_that_signed_in_is_known_by_its_cookie_alone(account, clock):
    account()
    browser = Client()
    cookie = at_the_form(password=PASSWORD, client=browser).cookies[origins.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 400 * 86_400)
    for number in range(20):
        guess(f"user{number}")
    assert at_the_form(password=PASSWORD).status_code == 429
    assert at_the_form(password=PASSWORD, client=browser).status_code == 302


def test_of_an_account_so_many_places_are_remembered(account):
    account()
    for number in range(origins.REMEMBERED + 5):
        origins.remember(origins.account_of("ada"), f"place{number}")
    assert Place.objects.count() == origins.REMEMBERED
    assert not Place.objects.filter(place="place0").exists()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.1, "1 second"), (1, "1 second"), (59.2, "60 seconds"), (61, "2 minutes"), (3_600, "60 minutes")],
)
def test_a_wait_is_rounded_up(seconds, words):
    assert in_words(seconds) == words
    assert (in_words(3_601), in_words(DAY)) == ("2 hours", "24 hours")


# --- mails


def test_the_owner_is_told_once_a_day_of_an_attack(account, clock):
    account()
    told = (["ada@example.com"], "aicmo: somebody guesses at your password")
    for number in range(40):
        guess("ada", f"10.0.0.{number}")
    assert mails() == [told]
    clock.later(DAY - 1)
    guess("ada", "10.0.0.1")
    assert mails() == [told]
    clock.later(1)
    for _ in range(5):
        guess("ada", "10.0.1.1")
    assert mails() == [told, told]


@pytest.mark.parametrize("more", [{"email": ""}, {"is_active": False}])
def test_whoever_has_no_address_or_left_is_told_nothing(account, clock, more):
    account(**more)
    for _ in range(6):
        guess("ada")
    assert mails() == []


def test_the_owner_is_told_of_a_sign_in_from_a_new_address_but_not_of_the_first(account, clock):
    account()
    assert at_the_form(password=PASSWORD).status_code == 302
    assert at_the_form(password=PASSWORD).status_code == 302
    assert mails() == []
    assert at_the_api(password=PASSWORD, address="203.0.113.9").status_code == 201
    assert mails() == [(["ada@example.com"], "aicmo: a sign-in from a new address")]
    assert "203.0.113.9" in mail.outbox[0].body
    assert "the API, by password" in mail.outbox[0].body
    assert at_the_api(password=PASSWORD, address="203.0.113.9").status_code == 201
    assert len(mails()) == 1


def test_a_known_browser_may_travel(account, clock):
    account()
    browser = Client()
    for address in (HOME, "203.0.113.9"):
        assert at_the_form(password=PASSWORD, address=address, client=browser).status_code == 302
    assert mails() == []


def test_after_a_new_password_every_place_is_new_again(account, clock):
    ada = account()
    at_the_form(password=PASSWORD)
    ada.set_password("another horse")
    ada.save()
    assert at_the_form(password="another horse").status_code == 302
    assert [subject for _, subject in mails()] == ["aicmo: a sign-in from a new address"]


def test_a_mail_that_cannot_be_sent_breaks_nothing_and_is_one_line(account, clock, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    account()
    at_the_form(password=PASSWORD)
    with caplog.at_level(logging.WARNING, logger="aicmo_site.mail"):
        assert at_the_form(password=PASSWORD, address="203.0.113.9").status_code == 302
        until_sent()
    (record,) = caplog.records
    assert "could not be sent" in record.getMessage()
    assert (record.exc_info, "\n" in record.getMessage()) == (None, False)


# --- the trail


def test_signing_in_and_out_is_in_the_trail(account, clock, client):
    account()
    at_the_form(password=PASSWORD, client=client)
    client.post("/admin/logout/")
    at_the_api(password=PASSWORD)
    assert kinds() == ["signed_in", "signed_out", "signed_in", "token_made"]
    entry = Trail.objects.earliest("pk")
    assert (entry.actor, entry.address, entry.data) == ("ada", HOME, {"door": "the admin", "new_place": True})


def test_of_an_attack_the_trail_has_what_was_judged_and_no_more(account, clock):
    account()
    for _ in range(100):
        guess("ada")
    assert kinds() == ["sign_in_refused"] * 4 + ["sign_in_held_up"]
    entry = Trail.objects.latest("pk")
    assert (entry.actor, entry.about, entry.address, entry.data) == ("", "ada", HOME, {"seconds": 60.0})


def test_a_name_that_is_none_is_not_in_the_trail(clock):
    guess("my password, in the wrong field")
    assert Trail.objects.get().about == ""


def test_an_entry_of_the_trail_cannot_be_written_again(account, clock):
    guess("ada")
    with pytest.raises(TypeError, match="append-only"):
        Trail.objects.get().save()
