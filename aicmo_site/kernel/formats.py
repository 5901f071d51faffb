"""The one writer of numbers, percentages, money and days: as people write them in the language and country of a tag
(BCP 47: "en-GB", "de-CH"), by the Unicode locale data. Readers of values stand in extract/."""

import re
from datetime import date
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from aicmo_site.kernel.languages import primary_of

if TYPE_CHECKING:
    from babel import Locale

FALLBACK = "en_001"  # English that belongs to no country: 4 May 2026, US$12,000
_FIRST_OF_MONTH = {"fr": "1er"}  # in running text; other languages write 1
_MOST_DIGITS = 100  # a number of more is written as it is
_SIGN = "\ufffc"  # means nothing in a pattern
_BARE = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")  # where a code would touch the figures


def number(value: Decimal | int, tag: str, places: int | None = None) -> str:
    """1,234.5 in English, 1.234,5 in German, 1’234.5 in Switzerland; without `places`, as many decimals as it needs."""
    return _written(Decimal(value), _locale(tag).decimal_formats[None].pattern, tag, places)


def percent(value: Decimal | int, tag: str, places: int | None = None) -> str:
    """20% in English, 20 % in German, %20 in Turkish; of a value in hundredths."""
    return _written(Decimal(value), _locale(tag).percent_formats[None].pattern, tag, places, sign="%")


def money(amount: Decimal, currency: str, tag: str, places: int | None = None) -> str:
    """£12,000, 12.000 €, CHF 12’000: with the sign where there it means this currency alone, else with the ISO code.

    The number alone where `currency` is "". Without `places`, a whole amount has no decimals, another two or more."""
    places = money_places(amount) if places is None else places
    if not currency:
        return number(amount, tag, places)
    locale = _locale(tag)
    sign = locale.currency_symbols.get(currency, currency)
    return _BARE.sub("\u00a0", _written(amount, locale.currency_formats["standard"].pattern, tag, places, sign=sign))


def measured(value: Decimal, unit: str, tag: str) -> str:
    """A value in its unit: "%" ("% more than at the start"), an ISO 4217 code or a noun."""
    if unit.startswith("%"):
        return percent(value, tag) + unit[1:]
    return money(value, unit, tag) if _is_currency(unit) else f"{number(value, tag)} {unit}".strip()


def language(tag: str, in_tag: str) -> str:
    """The name of a language in the language of another tag: Spanish, spanisch; the tag itself where it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        named = Locale.parse(tag.replace("-", "_")).get_display_name(_locale(in_tag))
    except (UnknownLocaleError, ValueError):
        named = None
    return named or tag


def day(value: date, tag: str, *, short: bool = False) -> str:
    """4 May 2026, 4. Mai 2026, 1er mai 2026, May 4, 2026; without the year and with a short month where `short`."""
    from babel.dates import format_date, format_skeleton  # slow to import

    locale = _locale(tag)
    written = format_skeleton("MMMd", value, locale=locale) if short else format_date(value, "long", locale=locale)
    first = _FIRST_OF_MONTH.get(locale.language)
    return re.sub(r"^1(?= )", first, written) if first else written


def money_places(amount: Decimal) -> int:
    return max(2, decimals(amount)) if decimals(amount) else 0


def decimals(value: Decimal | int) -> int:
    exponent = Decimal(value).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _written(value: Decimal, pattern: str, tag: str, places: int | None, *, sign: str = "") -> str:
    """By a pattern of the locale data, with exactly so many decimals; `sign` stands where its % or ¤ does."""
    from babel.numbers import format_decimal  # slow to import

    if not value.is_finite() or max(abs(value.adjusted()), decimals(value)) > _MOST_DIGITS:
        return f"{value} {sign}".strip()
    fraction = "0" * (decimals(value) if places is None else places)
    pattern = re.sub(r"0(?:\.[0#]++)?(?![0#,])", f"0.{fraction}" if fraction else "0", pattern)
    with localcontext() as context:
        context.prec = 3 * _MOST_DIGITS
        written = format_decimal(value, re.sub("[%¤]", f"'{_SIGN}'", pattern), locale=_locale(tag))
    return written.replace(_SIGN, sign)


def _is_currency(unit: str) -> bool:
    from babel.numbers import is_currency  # slow to import

    return len(unit) == 3 and unit.isupper() and is_currency(unit)


@lru_cache(maxsize=256)
def _locale(tag: str) -> "Locale":
    """Of the tag, else of its language and country, else of its language, else of English."""
    from babel import Locale, UnknownLocaleError  # slow to import

    country = re.search(r"[-_]([A-Za-z]{2})(?![^-_])", tag)
    short = f"{primary_of(tag)}_{country[1]}" if country else ""
    for name in (tag.strip().replace("-", "_"), short, primary_of(tag)):
        try:
            return Locale.parse(FALLBACK if name.lower() == "en" else name, resolve_likely_subtags=False)
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return Locale.parse(FALLBACK)
