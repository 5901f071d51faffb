"""What holds up whoever guesses at passwords, in exact numbers; and that it holds up nobody else."""

from functools import partial

import pytest

from aicmo_site.models import Hold
from aicmo_site.signin import origins
from aicmo_site.signin.holds import DAY, HOUR, RULES, SIEGE, Rule
from aicmo_site.tests.at_once import at_once
from aicmo_site.tests.guesses import HOME, PASSWORD, guess

pytestmark = pytest.mark.django_db
BOTNET = [f"10.0.{number // 250}.{number % 250}" for number in range(1_000)]
ELSEWHERE = "203.0.113.9"


def test_the_waits_grow_from_a_minute_to_their_cap():
    rule = Rule(free=5, cap=HOUR)
    assert [rule.wait(failures) for failures in range(1, 13)] == [0] * 4 + [60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert rule.wait(10**9) == HOUR


@pytest.mark.timeout(600)  # ten thousand statements, on a busy machine
def test_ten_thousand_guesses_from_a_thousand_addresses_on_one_account(account, clock, judged):
    """The first twenty places have one more guess, for by their first the account was not yet besieged."""
    ada = account()
    judged.times = 0
    answers = [guess("ada", address) for _ in range(10) for address in BOTNET]
    assert judged.times == len(BOTNET) + SIEGE == 1_020
    assert len([answer for answer in answers if answer is None]) == 1_020
    assert guess("ada", ELSEWHERE, PASSWORD) == ada
    clock.later(59)
    assert {guess("ada", address) for address in BOTNET[20:]} == {1.0}
    clock.later(1)
    assert {guess("ada", address) for address in BOTNET[20:40]} == {None}
    assert guess("ada", BOTNET[20]) == 120.0


@pytest.mark.timeout(600)
def test_ten_thousand_guesses_from_one_address_on_a_thousand_accounts(account, clock, judged):
    ada = account("user7")
    judged.times = 0
    for round in range(10):
        for number in range(1_000):
            guess(f"user{number}", BOTNET[0], f"wrong{round}")
    assert judged.times == RULES["address"].free == 10
    assert guess("user7", ELSEWHERE, PASSWORD) == ada
    assert guess("user7", BOTNET[0], PASSWORD) == 60.0


def test_a_guess_a_minute_all_day_is_fifteen_guesses(account, clock, judged):
    """Five, then after 1, 3, 7, 15, 31, 63, 127, 255, 511 and 1,023 minutes."""
    account()
    judged.times = 0
    for _ in range(4):
        guess("ada")
    for _ in range(24 * 60):
        guess("ada")
        clock.later(60)
    assert judged.times == 5 + 10


def test_over_an_hour_an_address_gets_six_more_guesses_at_others_accounts(clock, judged):
    """After 1, 3, 7, 15, 31 minutes; the next would be after 63."""
    for number in range(60 * 12):
        guess(f"user{number}")
        if number >= 9:
            clock.later(5)
    assert judged.times == 10 + 5


def test_a_day_after_the_last_wait_all_is_forgotten(account, clock):
    account()
    assert [guess("ada") for _ in range(6)] == [None] * 5 + [60.0]
    clock.later(60 + DAY + 1)
    assert [guess("ada") for _ in range(6)] == [None] * 5 + [60.0]


def test_right_passwords_are_not_counted(account, clock):
    ada = account()
    assert [guess("ada", password=PASSWORD) for _ in range(30)] == [ada] * 30
    assert set(Hold.objects.values_list("failures", flat=True)) == {0}


def test_a_right_password_starts_its_place_anew_but_not_its_address(account, clock):
    """Whoever has an account cannot wash an address clean with it."""
    account()
    for _ in range(2):
        assert [guess("ada") for _ in range(4)] == [None] * 4
        assert guess("ada", password=PASSWORD)
    assert [guess("eve") for _ in range(3)] == [None, None, 60.0]


def test_a_right_guess_after_a_wait_leaves_no_wait(account, clock):
    ada = account()
    for _ in range(5):
        guess("ada")
    clock.later(60)
    assert [guess("ada", password=PASSWORD) for _ in range(2)] == [ada, ada]


# --- the owner


def signed_in_from(name, address):
    origins.remember(origins.account_of(name), origins.hashed("address", address))


def besiege(name):
    for address in BOTNET[: SIEGE + 1]:
        assert guess(name, address) is None


def test_in_a_siege_a_new_place_has_one_guess_and_a_known_one_five(account, clock):
    ada = account()
    signed_in_from("ada", HOME)
    besiege("ada")
    assert [guess("ada", ELSEWHERE) for _ in range(2)] == [None, 60.0]
    assert [guess("ada", HOME) for _ in range(4)] == [None] * 4
    assert guess("ada", HOME, PASSWORD) == ada
    assert guess("ada", "203.0.113.10", PASSWORD) == ada


def test_a_siege_ends_an_hour_after_the_last_guess(account, clock):
    account()
    besiege("ada")
    clock.later(HOUR + 1)
    assert [guess("ada", ELSEWHERE) for _ in range(6)] == [None] * 5 + [60.0]


def test_a_known_browser_is_not_held_up_for_its_address(account, clock):
    """Somebody in the same office guesses at everybody."""
    ada, cookies = account(), {origins.COOKIE: "x" * 43}
    origins.remember(origins.account_of("ada"), origins.hashed("device", "x" * 43))
    for number in range(20):
        guess(f"user{number}")
    assert guess("ada", password=PASSWORD) == 60.0
    assert guess("ada", password=PASSWORD, cookies=cookies) == ada
    assert guess("bob", cookies=cookies) == 60.0
    assert [guess("ada", cookies=cookies) for _ in range(6)] == [None] * 5 + [60.0]


def test_a_forged_cookie_is_worth_nothing(account, clock):
    account()
    assert [guess("ada", cookies={origins.COOKIE: f"{n}"}) for n in range(6)] == [None] * 5 + [60.0]


# --- nobody learns anything


def test_accounts_that_do_not_exist_are_held_up_alike(account, clock, judged):
    account()
    told = {}
    for name, address in (("ada", "10.9.0.1"), ("nobody", "10.9.0.2")):
        judged.times = 0
        told[name] = [guess(name, address) for _ in range(12)], judged.times
    assert told["ada"] == told["nobody"]


def test_spellings_of_a_name_are_one_account(account, clock):
    account()
    assert [guess(name) for name in ("ada", "ADA", "ａｄａ", "Ada", "aDa", "ada")] == [None] * 5 + [60.0]


def test_no_name_and_no_address_is_kept(account, clock):
    account()
    guess("my secret, in the wrong field")
    guess("ada", HOME)
    rows = str(list(Hold.objects.values()))
    assert "secret" not in rows
    assert HOME not in rows


def test_an_ipv6_network_is_one_address_and_a_mapped_one_is_itself(clock):
    guesses = [guess(f"user{number}", f"2001:db8::{number:x}") for number in range(11)]
    assert guesses == [None] * 10 + [60.0]
    assert guess("user", "2001:db8:0:1::1") is None
    assert [guess("eve", address) for address in ["::ffff:192.0.2.1", "192.0.2.1"] * 3] == [None] * 5 + [60.0]


def test_in_a_siege_a_whole_site_of_ipv6_has_one_guess(account, clock):
    account()
    besiege("ada")
    assert [guess("ada", f"2001:db8:0:{number:x}::1") for number in range(3)] == [None, 60.0, 60.0]


@pytest.mark.parametrize("name", ["", "a\0da", "x" * 5_000, "‮", "'; --"])
def test_strange_names_are_wrong_ones(clock, name):
    assert [guess(name) for _ in range(6)] == [None] * 5 + [60.0]


def test_rows_are_few_and_go(clock):
    for number in range(1_000):
        guess(f"user{number}")
    assert Hold.objects.count() <= 3 * 10
    clock.later(2 * DAY)
    guess("ada", "10.1.0.1")
    assert Hold.objects.filter(until__lt=clock.now - DAY).count() == 0
    assert Hold.objects.count() == 3


# --- at once


@pytest.mark.django_db(transaction=True)
def test_of_guesses_that_arrive_at_once_no_more_are_judged(account, clock, judged):
    account()
    judged.times = 0
    answers = at_once(*[partial(guess, "ada")] * 32)
    assert judged.times == 5
    assert sorted(answers, key=str) == [60.0] * 27 + [None] * 5


@pytest.mark.django_db(transaction=True)
def test_sprayed_at_once_over_accounts_no_more_are_judged(clock, judged):
    at_once(*[partial(guess, f"user{number}") for number in range(32)])
    assert judged.times == 10


@pytest.mark.django_db(transaction=True)
def test_a_siege_begun_at_once_is_counted_exactly(account, clock, judged):
    """Each of 24 places guesses twice: the later four of them were refused their second guess."""
    account()
    at_once(*[partial(guess, "ada", address) for address in BOTNET[:24]])
    judged.times = 0
    at_once(*[partial(guess, "ada", address) for address in BOTNET[:24]])
    assert judged.times == SIEGE
