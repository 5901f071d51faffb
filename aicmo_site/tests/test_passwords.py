"""A password that changes ends what was had with the former one; a lost one is replaced by mail."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import Client

from aicmo_site.mail import until_sent
from aicmo_site.models import Token, Trail
from aicmo_site.signin.tokens import alive, make_token
from aicmo_site.tests.guesses import HOME, PASSWORD, guess

pytestmark = pytest.mark.django_db
NEW = "another horse altogether"
RESET = "/admin/password_reset/"


@pytest.fixture
def ada(account):
    return account()


@pytest.fixture
def program(ada):
    """Somebody with a token of ada's."""
    return Client(headers={"Authorization": f"Bearer {make_token(ada, 1)[1]}"})


@pytest.fixture
def browser(ada):
    browser = Client()
    browser.force_login(ada)
    return browser


def by_the_admins_form(browser):
    form = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert browser.post("/admin/password_change/", form).status_code == 302


def by_another_in_the_admin(browser):
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    form = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    page = f"/admin/auth/user/{User.objects.get(username='ada').pk}/password/"
    assert boss.post(page, form).status_code == 302


def by_the_command(browser):
    from unittest.mock import patch

    with patch("getpass.getpass", return_value=NEW):  # what is typed at the terminal
        call_command("changepassword", "ada", verbosity=0)


def by_a_mailed_link(browser):
    follow(link_for("ada@example.com"))


def past_every_form(browser):
    User.objects.filter(username="ada").update(password=make_password(NEW))


WAYS = [by_the_admins_form, by_another_in_the_admin, by_the_command, by_a_mailed_link, past_every_form]


@pytest.mark.parametrize("change", WAYS)
def test_tokens_and_other_sessions_end_with_the_password(ada, program, browser, clock, change):
    elsewhere = Client()
    elsewhere.force_login(ada)
    assert (program.get("/api/v1/runs/").status_code, elsewhere.get("/admin/").status_code) == (200, 200)
    change(browser)
    assert program.get("/api/v1/runs/").status_code == 401
    assert elsewhere.get("/admin/").status_code == 302
    assert guess("ada", password=NEW) == ada
    ada.refresh_from_db()
    assert not alive(ada).exists()
    make_token(ada, 1)
    assert Token.objects.count() == 1  # the dead ones go with the next one made


@pytest.mark.parametrize("change", WAYS[:4])
def test_a_change_is_in_the_trail(ada, browser, clock, change):
    change(browser)
    entry = Trail.objects.get(kind="password_changed")
    actors = {by_the_admins_form: "ada", by_another_in_the_admin: "boss"}
    assert (entry.about, entry.actor) == ("ada", actors.get(change, ""))
    assert Trail.objects.filter(kind="password_reset").exists() == (change is by_a_mailed_link)


def test_a_new_account_is_no_change_of_password(ada):
    assert not Trail.objects.exists()


# --- by mail


def ask(email, address=HOME):
    answer = Client().post(RESET, {"email": email}, REMOTE_ADDR=address)
    until_sent()
    return answer


def link_for(email):
    ask(email)
    return re.search(r"http://testserver(/admin/reset/\S+)", mail.outbox[-1].body)[1]


def follow(link, browser=None):
    browser = browser or Client()
    form = browser.get(link, follow=True)
    address = form.redirect_chain[-1][0] if form.redirect_chain else link
    return browser.post(address, {"new_password1": NEW, "new_password2": NEW}, follow=True)


def test_the_login_leads_to_the_mail_and_the_mail_to_a_new_password(ada, clock):
    assert f'href="{RESET}"' in Client().get("/admin/login/").content.decode()
    assert "nav-sidebar" not in Client().get(RESET).content.decode()
    link = link_for("ADA@example.com")
    done = follow(link)
    assert done.redirect_chain[-1][0] == "/admin/reset/done/"
    assert guess("ada", password=NEW) == ada
    assert "invalid" in Client().get(link).content.decode()  # it serves once


def test_whoever_came_by_mail_is_known_even_in_a_siege_of_the_address(ada, clock):
    for number in range(20):
        guess(f"user{number}")
    browser = Client()
    follow(link_for("ada@example.com"), browser)
    form = {"username": "ada", "password": NEW}
    assert Client().post("/admin/login/", form, REMOTE_ADDR=HOME).status_code == 429
    assert browser.post("/admin/login/", form, REMOTE_ADDR=HOME).status_code == 302


@pytest.mark.parametrize("more", [{"is_active": False}, {"password": None}, {"email": "other@example.com"}])
def test_for_others_there_is_no_mail_and_the_same_answer(account, clock, more):
    account(**more)
    answer = ask("ada@example.com")
    assert (answer.status_code, answer["Location"], mail.outbox) == (302, "/admin/password_reset/done/", [])


def test_an_account_gets_three_mails_and_then_one_after_each_wait(ada, clock):
    answers = [ask("ada@example.com", f"10.0.0.{number}") for number in range(9)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/admin/password_reset/done/")}
    assert len(mail.outbox) == 3
    clock.later(60)
    ask("ada@example.com")
    ask("ada@example.com")
    assert len(mail.outbox) == 4


def test_an_address_asks_for_ten_mails_and_then_one_after_each_wait(account, clock):
    for number in range(15):
        account(f"user{number}")
        ask(f"user{number}@example.com")
    assert len(mail.outbox) == 10


# --- all at once


def test_all_of_ones_own_tokens_are_revoked_at_once(ada, program, account):
    make_token(ada, 1)
    other = make_token(account("bob"), 1)[0]
    assert program.delete("/api/v1/tokens/").status_code == 204
    assert program.get("/api/v1/runs/").status_code == 401
    assert list(Token.objects.all()) == [other]
    entry = Trail.objects.latest("pk")
    assert (entry.kind, entry.actor, entry.about, entry.data) == ("tokens_revoked", "ada", "ada", {"tokens": 2})


def revoke(person, user, account):
    boss = Client()
    boss.force_login(person)
    form = {"action": "revoke_tokens", "_selected_action": [user.pk]}
    return boss.post("/admin/auth/user/", form, follow=True)


def test_the_admins_role_revokes_all_tokens_of_an_account(ada, program, account):
    from django.contrib.auth.models import Group

    eve = account("eve")
    eve.groups.set(Group.objects.filter(name="admin"))
    assert "1 token was revoked." in revoke(eve, ada, account).content.decode()
    assert program.get("/api/v1/runs/").status_code == 401
    entry = Trail.objects.latest("pk")
    assert (entry.kind, entry.actor, entry.about) == ("tokens_revoked", "eve", "ada")


def test_no_other_role_revokes_tokens_of_others(ada, program, account):
    assert revoke(account("bob"), ada, account).status_code == 403
    assert program.get("/api/v1/runs/").status_code == 200


def test_single_tokens_are_revoked_in_the_admin(ada, program):
    boss, token = Client(), Token.objects.get()
    boss.force_login(User.objects.create_superuser("boss"))
    assert boss.post(f"/admin/aicmo_site/token/{token.pk}/delete/", {"post": "yes"}).status_code == 302
    assert program.get("/api/v1/runs/").status_code == 401
    entry = Trail.objects.latest("pk")
    assert (entry.kind, entry.actor, entry.about) == ("token_revoked", "boss", token.token_key)
