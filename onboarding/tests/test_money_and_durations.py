from decimal import Decimal

import pytest

from aicmo_site.kernel.extract.currencies import currency_of
from aicmo_site.kernel.extract.durations import Duration, read_duration
from aicmo_site.kernel.extract.money import read_amount


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
