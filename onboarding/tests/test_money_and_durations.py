from decimal import Decimal

import pytest

from aicmo_site.kernel.extract.currencies import currency_of
from aicmo_site.kernel.extract.durations import Duration, read_duration
from aicmo_site.kernel.extract.money import read_amount
from onboarding.tests.test_understanding import GOOD, asked, brief_of


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("£12k", "12000", "GBP"),
        ("12.000,50", "12000.5", ""),
        ("1.200,50", "1200.5", ""),
        ("1.200", "1200", ""),
        ("₹12,00,000", "1200000", "INR"),
        ("ca. 80 000 EUR", "80000", "EUR"),
        ("80\u202f000 €", "80000", "EUR"),
        ("CHF 12'500.00", "12500", "CHF"),
        ("3.5 million USD", "3500000", "USD"),
        ("2 Mio. Euro", "2000000", "EUR"),
        ("12,5 Tsd. €", "12500", "EUR"),
        ("500万円", "5000000", "JPY"),
        ("R$ 10.000,00", "10000", "BRL"),
        ("1,234.56", "1234.56", ""),
        (1500.5, "1500.5", ""),
        (80000, "80000", ""),
    ],
)
def test_a_sum_becomes_a_number_and_a_currency(written, amount, currency):
    [money] = read_amount(written)
    assert (str(money.amount), money.currency) == (amount, currency)


def test_a_range_has_two_ends_that_share_multiplier_and_currency():
    assert [(money.amount, money.currency) for money in read_amount("10-12k EUR")] == [
        (Decimal(10_000), "EUR"),
        (Decimal(12_000), "EUR"),
    ]


@pytest.mark.parametrize("written", ["tbd", "1.500k", "9" * 30, "a lot"])
def test_what_cannot_be_read_for_certain_is_not_read(written):
    assert read_amount(written) == []


def test_a_sign_of_several_currencies_is_not_sure():
    assert [currency_of(sign) for sign in ("$", "€", "usd", "doubloons")] == [
        ("USD", False),
        ("EUR", True),
        ("USD", True),
        ("", True),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (12, Duration(12, 12)),
        ("52", Duration(52, 52)),
        ("12-16", Duration(12, 16)),
        ("12 bis 16 Wochen", Duration(12, 16)),
        ("six to eight weeks", Duration(6, 8)),
        ("3 months", Duration(13, 13)),
        ("drei Monate", Duration(13, 13)),
        ("3か月", Duration(13, 13)),
        ("1 year", Duration(52, 52)),
        ("about 10 weeks", Duration(10, 10, exact=False)),
        ("asap", None),
        ("2 phases of 6 weeks", None),
        ("Q3", None),
        (0, None),
    ],
)
def test_a_duration_becomes_weeks(written, expected):
    assert read_duration(written) == expected


@pytest.mark.parametrize(
    ("answer", "weeks"),
    [
        ("du 1er avril au 7 avril 2026", 1),
        ("du 1er avril au 8 avril 2026", 2),
        ("1 April to 15 June", 11),
        ("31 Dec to 2 Jan", 1),
        ("29 Jan to 1 March", 5),  # of a year that is no leap year
        ("1 April 2026", None),
        (5200, 5200),
    ],
)
def test_the_time_between_two_days_is_told_in_whole_weeks(answer, weeks):
    assert brief_of({**GOOD, "timeline_weeks": answer}).scope.timeline_weeks == weeks


@pytest.mark.parametrize(
    ("planned", "notes", "contradicts"),
    [
        (8, "Sie dauert 9 Wochen.", True),
        (8, "Sie dauert 7 Wochen.", True),
        (8, "Sie dauert 8 Wochen.", False),
        (8, "Sie dauert 8-10 Wochen.", False),
        (8, "Sie dauert 6-8 Wochen.", False),
        (8, "Sie dauert 9-10 Wochen.", True),
        ("6-8", "Sie dauert 4-6 Wochen.", False),
        ("6-8", "Sie dauert 4-5 Wochen.", True),
        (8, "Our contract lasts 9 weeks.", True),
        (8, "Our contract lasts 8 weeks.", False),
        (8, "Our contract lasts 7 weeks.", False),
    ],
)
def test_lengths_that_do_not_touch_contradict(planned, notes, contradicts):
    brief = brief_of({**GOOD, "timeline_weeks": planned, "raw_notes": notes})
    assert (("timeline_weeks", "contradiction") in asked(brief)) == contradicts


@pytest.mark.parametrize(
    "said", ["Run it for 8 weeks or so.", "We'd run the campaign over 8 weeks", "Run this for 8 weeks from May?"]
)
def test_notes_say_how_long_it_is_to_be_run(said):
    assert brief_of({**GOOD, "timeline_weeks": None, "launch_date": None, "raw_notes": said}).scope.timeline_weeks == 8
