"""Budgets as forms answer them: sums beside counts, limits, shares, totals, objects of other forms."""

from decimal import Decimal

import pytest

from onboarding.tests.test_understanding import GOOD, asked, brief_of


def budget_of(answer, language="en-GB", **fields):
    brief = brief_of({**GOOD, "language": language, "budget": answer, **fields})
    return brief.budget and (str(brief.budget.amount), brief.budget.currency, brief.budget.period), asked(
        brief, "budget"
    )


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("2000 EUR, 10 posts", ("2000", "EUR", "")),
        ("£3,000 for Q3", ("3000", "GBP", "")),
        ("2027: £5,000", ("5000", "GBP", "")),
        ("£500 a month for 3 months", ("500", "GBP", "a month")),
        ("€20/Tag", ("20", "EUR", "/Tag")),
        ("£1,000 per post", ("1000", "GBP", "per post")),
        ("20% of 50k EUR", ("10000", "EUR", "")),
        ("£10,000 (8,000 media, 2,000 production)", ("10000", "GBP", "")),
        ("CAD $5,000", ("5000", "CAD", "")),
        ({"amount": "5L", "currency": "INR"}, ("500000", "INR", "")),
        ({"value": 5000, "currency": "GBP"}, ("5000", "GBP", "")),
    ],
)
def test_the_sum_is_read_without_what_stands_beside_it(answer, read):
    assert budget_of(answer) == (read, [])


@pytest.mark.parametrize(
    "answer",
    [
        "over £5,000",
        "less than £5k",
        "≈5000 GBP",
        "£5,000+",
        "up to £5,000",
        {"min": 5000, "max": 8000, "currency": "GBP"},
    ],
)
def test_a_limit_a_guess_and_a_range_are_planned_with_beside_a_question(answer):
    read, questions = budget_of(answer)
    assert read == ("5000", "GBP", "")
    assert questions


@pytest.mark.parametrize("answer", ["₹5q", "12.5B", "5L", "5 gazillion pounds", "€5,000 USD", "£5 M.A."])
def test_what_is_not_understood_is_asked_and_never_a_smaller_sum(answer):
    assert budget_of(answer) == (None, [("budget", "unclear")])


@pytest.mark.parametrize("answer", ["£8 CPM", "£8 PPC", "£8 per click", "£8 qz", "8 GBP pro Klick", "£8 par clic"])
def test_a_price_of_one_or_letters_that_nobody_knows_are_asked_about(answer):
    read, questions = budget_of(answer)
    assert (read[0], questions) == ("8", [("budget", "unclear")])


@pytest.mark.parametrize(
    "answer", ["£8k pcm", "£8,000 p.m.", "8.000 GBP Brt.", "£8k GST", "£8,000 by May", "GBP 8000 p/m"]
)
def test_known_letters_behind_a_sum_are_not(answer):
    assert ("budget", "unclear") not in budget_of(answer)[1]


def test_a_large_bare_number_beside_a_sum_is_another_sum():
    assert budget_of("5000 EUR and 2,000 for print") == (None, [("budget", "contradiction")])
    assert budget_of("5000 EUR, 1,000 for print") == (None, [("budget", "contradiction")])
    assert budget_of("5000 EUR, 999 for print") == (("5000", "EUR", ""), [])


def test_a_bare_number_that_may_be_the_sum_is_a_guess_as_well():
    assert budget_of("~100") == (("100", "", ""), [("budget", "unclear"), ("budget", "unconfirmed")])
    assert budget_of("~99") == (("99", "", ""), [("budget", "unclear")])


def test_a_limit_without_a_currency_is_one_as_well():
    brief = brief_of({**GOOD, "budget": {"amount": "over 5000", "currency": "GBP"}})
    assert asked(brief, "budget") == [("budget", "unclear")]


def test_a_dollar_is_that_of_the_client_s_country_and_asked_about():
    assert budget_of("$180,000", "en-AU") == (("180000", "AUD", ""), [("budget", "unconfirmed")])


def test_the_name_of_a_field_tells_the_currency():
    brief = brief_of({**{key: value for key, value in GOOD.items() if key != "budget"}, "Budget (GBP)": "5,000"})
    assert (brief.budget.amount, brief.budget.currency) == (Decimal(5000), "GBP")


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        (
            {"amount": "65", "currency": "EUR", "period": "k, without production"},
            ("65000", "EUR", "without production"),
        ),
        (
            {"amount": "65", "currency": "EUR", "period": "q, without production"},
            ("65", "EUR", "q, without production"),
        ),
        ({"amount": "3", "currency": "million dollars"}, ("3000000", "USD", "")),
        ({"amount": 5, "currency": "gazillion dollars"}, None),  # and never five
        ({"amount": "3", "currency": "doubloons"}, ("3", "", "")),
        ({"amount": "tbd", "currency": "euros and cents"}, None),
        ({"amount": None, "value": 5000, "total": 6000, "currency": "GBP"}, ("5000", "GBP", "")),
        ({"total": 5000, "currency": "GBP"}, ("5000", "GBP", "")),
        ({"sum": 5000, "currency": "GBP"}, ("5000", "GBP", "")),
        ({"from": 5000, "to": 6000, "currency": "GBP"}, ("5000", "GBP", "")),
        ({"low": 5000, "high": 6000, "currency": "GBP"}, ("5000", "GBP", "")),
        ({"min": 5000, "currency": "GBP"}, None),
        ("£500 per week", ("500", "GBP", "per week")),
        ("2000 EUR 2027", ("2000", "EUR", "")),
        ("1900 and 5000", ("5000", "", "")),
        ("1899 and 5000", None),
        ("2100 and 5000", ("5000", "", "")),
        ("2101 and 5000", None),
        ("10k EUR: 6k ads + 4k creative", ("10000", "EUR", "")),
        ("10k EUR: 6k ads + 3k creative", None),
        ("10k EUR: 10k ads", ("10000", "EUR", "")),
        ("-5000 EUR", None),
        ("0 EUR", None),
        ("900 k€ HT, 999 TTC", ("900000", "EUR", "")),
        ("1 k€ HT, 1,3 TTC", ("1000", "EUR", "")),
        ("1 k€ HT, 1,3 € TTC", ("1000", "EUR", "")),
        ("900 k€ HT, 999 € TTC", ("900000", "EUR", "")),
        ("999 € HT, 1,2 € TTC", None),
        ("999 € netto, 1 € brutto", None),  # less than a thousand lends none
        ("10.000 € netto, 13.000 € brutto", ("10000", "EUR", "")),
        ("10.000 € netto, 13.001 € brutto", None),
    ],
)
def test_a_sum_is_found_up_to_where_it_can_be_another_and_no_further(answer, read):
    assert budget_of(answer)[0] == read


@pytest.mark.parametrize(("marks", "read"), [(9, ("5000", "EUR", "")), (10, None)])
def test_the_whole_sum_stands_before_one_of_the_first_ten_parts(marks, read):
    assert budget_of("davon " * marks + "5000 EUR, davon 900 EUR")[0] == read
