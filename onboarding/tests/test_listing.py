"""Lists that came as one text, and wishes that a client's own bans rule out."""

from decimal import Decimal

import pytest

from onboarding.tests.test_understanding import GOOD, asked, brief_of


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("No prices. Never say “cheap”. It annoys people.", ("No prices.", "Never say “cheap”. It annoys people.")),
        ("no timers / no rush / don't say 'luxury'", ("no timers", "no rush", "don't say 'luxury'")),
        ("No names and/or photographs of pupils", ("No names and/or photographs of pupils",)),
        ("Nichts über Preise. Keine Superlative!", ("Nichts über Preise.", "Keine Superlative!")),
    ],
)
def test_bans_in_a_row_are_bans_of_their_own(text, items):
    assert brief_of({**GOOD, "exclusions": text}).scope.exclusions == items


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("City Pride, MIT Vishwashanti, New India School", ("City Pride", "MIT Vishwashanti", "New India School")),
        ("Brackley Homes, don't mention", ("Brackley Homes",)),
        ("Smith, Jones & Co", ("Smith", "Jones & Co")),
    ],
)
def test_rivals_in_one_line_are_named_one_by_one(text, names):
    assert brief_of({**GOOD, "competitors": text}).competitors == names


def test_an_order_to_mention_something_is_no_part_of_it():
    assert brief_of({**GOOD, "key_messages": "mention: woven in Yorkshire"}).key_messages == ("woven in Yorkshire",)


@pytest.mark.parametrize(
    ("exclusion", "message", "clash"),
    [
        ("No mention of fees or prices", "We'll beat any other agent's fee", True),
        ("No mention of fees or prices", "Homes from £264,950", True),
        ("No blaming of households", "A free caddy for every household", False),
        ("No countdown timers", "Timers are sold in the shop", False),
    ],
)
def test_a_message_that_a_ban_rules_out_is_asked_about_and_stays_unpublished(exclusion, message, clash):
    brief = brief_of({**GOOD, "exclusions": [exclusion], "key_messages": [message, "Open daily"]})
    assert (("key_messages", "contradiction") in asked(brief)) == clash
    assert brief.messages == (("Open daily",) if clash else (message, "Open daily"))
    assert brief.key_messages == (message, "Open daily")


def test_two_messages_and_a_call_that_are_ruled_out_are_all_held_back():
    given = {"key_messages": ["No fee for you", "Lowest fees in town"], "call_to_action": "Ask about our fee"}
    brief = brief_of({**GOOD, **given, "exclusions": ["No fees"]})
    assert (brief.messages, brief.action) == ((), "")


def test_a_ban_for_headlines_alone_bans_no_word():
    brief = brief_of({**GOOD, "exclusions": ["Don't call it FOGO in headlines"]})
    assert brief.excluded_terms == ()
    assert brief.scope.exclusions == ("Don't call it FOGO in headlines",)


def test_both_names_of_a_ban_are_banned_with_or_without_an_article():
    assert brief_of({**GOOD, "exclusions": ["don't mention Unite or the RMT"]}).excluded_terms == ("Unite", "RMT")


@pytest.mark.parametrize(
    ("budget", "amount"),
    [
        ({"amount": 65, "currency": "GBP", "period": "k, without the show home"}, 65000),
        ({"amount": 650, "currency": "GBP", "period": "month"}, 650),
        ("£40k (70% paid)", 40000),
    ],
)
def test_a_thousand_in_the_period_and_a_share_beside_the_sum(budget, amount):
    assert brief_of({**GOOD, "budget": budget}).budget.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("The budget is £5,000. Of this £1,200 is already paid to the printer.", [("budget", "unclear")]),
        ("The budget is £5,000. We are open. We have tea. She has already paid £12 for the cake.", []),
        ("Budget £5,000, of which radio max. 900.", []),
    ],
)
def test_what_is_spent_already_is_asked_about_and_a_limit_of_a_part_is_not(notes, expected):
    assert asked(brief_of({**GOOD, "budget": "£5,000", "raw_notes": notes}), "budget") == expected


def test_an_open_point_is_asked_with_the_sentence_that_it_points_back_to():
    brief = brief_of({**GOOD, "raw_notes": "He says ten minutes, she walked it in 14. We need to sort this out first."})
    assert [question.words for question in brief.open_questions if "14" in question.words]
