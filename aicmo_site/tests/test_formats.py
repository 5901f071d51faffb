"""Numbers, percentages, money and days as people of a language and country write them.

~ is a space at which no line breaks, ^ a narrow one.
"""

from datetime import date
from decimal import Decimal

import pytest

from aicmo_site.kernel.formats import day, decimals, measured, money, money_places, number, percent


def typed(written):
    return written.replace("\u00a0", "~").replace("\u202f", "^")


@pytest.mark.parametrize(
    ("value", "tag", "written"),
    [
        ("1234567.5", "en", "1,234,567.5"),
        ("1234567.5", "en-GB", "1,234,567.5"),
        ("1234567.5", "en-IN", "12,34,567.5"),
        ("1234567.5", "de", "1.234.567,5"),
        ("1234567.5", "de-CH", "1’234’567.5"),
        ("1234567.5", "de_ch", "1’234’567.5"),
        ("1234567.5", "de-Latn-CH-1996", "1’234’567.5"),
        ("1234567.5", "de-DE-u-co-phonebk", "1.234.567,5"),
        ("1234567.5", "de-AT", "1.234.567,5"),
        ("1234567.5", "fr", "1^234^567,5"),
        ("1234567.5", "fr-CA", "1~234~567,5"),
        ("1234567.5", "es", "1.234.567,5"),
        ("1234567.5", "es-MX", "1,234,567.5"),
        ("1234567.5", "pt-BR", "1.234.567,5"),
        ("1234567.5", "sv", "1~234~567,5"),
        ("1234567.5", "hi", "12,34,567.5"),
        ("1234567.5", "ja", "1,234,567.5"),
        ("1234567.5", "x-unknown", "1,234,567.5"),
        ("1234567.5", "", "1,234,567.5"),
        ("1234", "es", "1.234"),
        ("12.50", "de", "12,5"),
        ("0.001", "en", "0.001"),
        ("-1234", "de", "-1.234"),
        ("0", "fr", "0"),
        ("1E+3", "en", "1,000"),
        ("1E+30", "en", "1" + ",000" * 10),
        ("1E+99", "en", "1" + ",000" * 33),
        ("1E+100", "en", "10" + ",000" * 33),
        ("1E+101", "en", "1E+101"),
        ("1E-100", "en", "0." + "0" * 99 + "1"),
        ("1E-101", "en", "1E-101"),
        ("1.5E+100", "en", "15" + ",000" * 33),
        ("1E+500", "en", "1E+500"),
        ("NaN", "en", "NaN"),
    ],
)
def test_a_number_has_the_marks_of_its_country_and_as_many_decimals_as_it_needs(value, tag, written):
    assert typed(number(Decimal(value), tag)) == written


def test_decimals_can_be_asked_for_so_that_a_column_is_equally_fine():
    assert (number(7, "en", 2), number(Decimal("66.666"), "de", 1), number(Decimal("2.5"), "en", 0)) == (
        "7.00",
        "66,7",
        "2",
    )
    assert (percent(Decimal("66.67"), "en", 2), percent(20, "de", 2)) == ("66.67%", "20,00\u00a0%")


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        *(("en", "20%"), ("de", "20~%"), ("de-CH", "20%"), ("fr", "20~%"), ("es", "20~%"), ("es-MX", "20%")),
        *(("it", "20%"), ("sv", "20~%"), ("tr", "%20"), ("ja", "20%"), ("zz", "20%")),
    ],
)
def test_a_percentage_is_set_as_in_that_language(tag, written):
    assert typed(percent(20, tag)) == written


@pytest.mark.parametrize(
    ("amount", "currency", "tag", "written"),
    [
        ("12000", "GBP", "en-GB", "£12,000"),
        ("12000", "GBP", "en", "£12,000"),
        ("12000.5", "GBP", "en-GB", "£12,000.50"),
        ("12000.125", "GBP", "en-GB", "£12,000.125"),
        ("12000", "EUR", "en-IE", "€12,000"),
        ("12000", "EUR", "de", "12.000~€"),
        ("12000", "EUR", "de-AT", "€~12.000"),
        ("12000", "EUR", "fr", "12^000~€"),
        ("12000", "EUR", "es", "12.000~€"),
        ("12000", "EUR", "nl", "€~12.000"),
        ("12000", "EUR", "it", "12.000~€"),
        ("12000", "CHF", "de-CH", "CHF~12’000"),
        ("12000", "CHF", "de", "12.000~CHF"),
        ("12000", "CHF", "en", "CHF~12,000"),
        ("300000", "INR", "en-IN", "₹3,00,000"),
        ("300000", "INR", "hi", "₹3,00,000"),
        ("12000", "USD", "en-US", "$12,000"),
        ("12000", "USD", "en-CA", "US$12,000"),
        ("12000", "USD", "en", "US$12,000"),
        ("12000", "USD", "en-AU", "USD~12,000"),
        ("12000", "USD", "es-MX", "USD~12,000"),
        ("12000", "USD", "fr", "12^000~$US"),
        ("12000", "CAD", "en-CA", "$12,000"),
        ("12000", "CAD", "fr-CA", "12~000~$"),
        ("12000", "CAD", "en-US", "CA$12,000"),
        ("12000", "MXN", "es-MX", "$12,000"),
        ("12000", "BRL", "pt-BR", "R$~12.000"),
        ("12000", "SEK", "sv", "12~000~kr"),
        ("12000", "SEK", "en-GB", "SEK~12,000"),
        ("12000", "PLN", "pl", "12~000~zł"),
        ("12000", "JPY", "ja", "￥12,000"),
        ("12000", "XYZ", "en", "XYZ~12,000"),
        ("12000", "", "en", "12,000"),
        ("0.5", "", "en", "0.50"),
        ("-5", "USD", "en-US", "-$5"),
    ],
)
def test_money_has_its_sign_where_that_means_one_currency_there_and_else_its_code(amount, currency, tag, written):
    assert typed(money(Decimal(amount), currency, tag)) == written


def test_money_has_the_decimals_that_were_asked_for():
    assert money(Decimal(1200), "EUR", "en", 2) == "€1,200.00"
    assert typed(money(Decimal("7.5"), "CHF", "de-CH", 2)) == "CHF~7.50"


@pytest.mark.parametrize(
    ("on", "tag", "long", "short"),
    [
        ("2026-05-04", "en", "4 May 2026", "4 May"),
        ("2026-05-04", "en-GB", "4 May 2026", "4 May"),
        ("2026-05-04", "en-US", "May 4, 2026", "May 4"),
        ("2026-05-04", "de", "4. Mai 2026", "4. Mai"),
        ("2026-05-04", "de-CH", "4. Mai 2026", "4. Mai"),
        ("2026-05-04", "fr", "4 mai 2026", "4 mai"),
        ("2026-05-01", "fr", "1er mai 2026", "1er mai"),
        ("2026-05-01", "fr-CA", "1er mai 2026", "1er mai"),
        ("2026-05-11", "fr", "11 mai 2026", "11 mai"),
        ("2026-05-01", "de", "1. Mai 2026", "1. Mai"),
        ("2026-05-04", "es", "4 de mayo de 2026", "4 may"),
        ("2026-05-04", "pt-BR", "4 de maio de 2026", "4 de mai."),
        ("2026-05-04", "it", "4 maggio 2026", "4 mag"),
        ("2026-05-04", "nl", "4 mei 2026", "4 mei"),
        ("2026-05-04", "ja", "2026年5月4日", "5月4日"),
        ("2026-05-04", "zz", "4 May 2026", "4 May"),
    ],
)
def test_a_day_is_written_as_people_there_write_it(on, tag, long, short):
    value = date.fromisoformat(on)
    assert (day(value, tag), day(value, tag, short=True)) == (long, short)


@pytest.mark.parametrize(
    ("value", "unit", "tag", "written"),
    [
        ("50000", "EUR", "de", "50.000~€"),
        ("20", "%", "en", "20%"),
        ("20", "%", "fr", "20~%"),
        ("20", "% more than at the start", "en", "20% more than at the start"),
        ("1200", "loaves", "en", "1,200 loaves"),
        ("5", "VIP", "en", "5 VIP"),
        ("5", "", "en", "5"),
    ],
)
def test_a_value_stands_with_its_unit(value, unit, tag, written):
    assert typed(measured(Decimal(value), unit, tag)) == written


def test_amounts_below_one_another_are_as_fine_as_money_is():
    assert [decimals(Decimal(each)) for each in ("5", "5.0", "5.25", "5E+2")] == [0, 0, 2, 0]
    assert [money_places(Decimal(each)) for each in ("5", "5.5", "5.125")] == [0, 2, 3]
