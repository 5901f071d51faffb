"""Names of months, days, currencies and spans of time, in any language that CLDR knows (by Babel)."""

from functools import cache

import regex

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_SYMBOLS = {
    "€": "EUR",
    "£": "GBP",
    "$": "$",
    "¥": "JPY",
    "円": "JPY",
    "￥": "JPY",
    "zł": "PLN",
    "₹": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "kr": "kr",
    "Fr.": "CHF",
    "CHF": "CHF",
    "R$": "BRL",
    "US$": "$",
    "A$": "$",
    "C$": "$",
    "元": "CNY",
    "₩": "KRW",
    "Kč": "CZK",
    "₴": "UAH",
}
_CODES = (
    "EUR",
    "GBP",
    "USD",
    "CHF",
    "JPY",
    "PLN",
    "SEK",
    "NOK",
    "DKK",
    "CZK",
    "HUF",
    "RON",
    "BRL",
    "MXN",
    "ARS",
    "CLP",
    "COP",
    "CAD",
    "AUD",
    "NZD",
    "INR",
    "CNY",
    "KRW",
    "TRY",
    "ZAR",
    "AED",
    "RUB",
    "UAH",
    "ILS",
    "SGD",
    "HKD",
    "THB",
)
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "MXN", "SGD", "HKD")
_NAMED = {
    "en": {
        "pounds": "GBP",
        "pound": "GBP",
        "quid": "GBP",
        "dollars": "$",
        "dollar": "$",
        "bucks": "$",
        "euros": "EUR",
        "euro": "EUR",
        "francs": "CHF",
        "kronor": "kr",
        "kroner": "kr",
    }
}
_EVERYWHERE = {"euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$"}


def _locale(language: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        return "en"


@cache
def months(language: str, *, short: bool = True) -> dict[str, int]:
    """Months by name, in small letters; if `short`, with the short names of three letters and more."""
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for width in ("wide", "abbreviated") if short else ("wide",):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, _locale(language)).items():
                said = name.casefold().rstrip(".")
                if len(said) >= 3 or regex.search(r"\p{Han}", said):
                    names.setdefault(said, number)
    if language == "en" and short:
        names["sept"] = 9
    return names


@cache
def weekdays(language: str) -> dict[str, int]:
    """Days of the week by full name, in small letters, the plural too; Monday is 0."""
    from babel.dates import get_day_names

    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for number, name in get_day_names("wide", context, _locale(language)).items():
            for form in (name, name + "s", name + "e", name + "en", name.removesuffix("-feira")):
                names.setdefault(form.casefold(), number)
    return names


@cache
def currencies(language: str) -> dict[str, str]:
    """Currencies by symbol, code and name; all dollars are one, and all crowns."""
    from babel.numbers import get_currency_name

    names = {**_SYMBOLS, **{code: "$" if code in _DOLLARS else code for code in _CODES}, **_EVERYWHERE}
    for code in ("EUR", "GBP", "USD", "CHF", "JPY", "PLN"):
        for count in (1, 2, 5):
            name = get_currency_name(code, count=count, locale=_locale(language)).casefold()
            names[name] = names[code]
            names.setdefault(name.split(" ")[0], names[code])
    return names | _NAMED.get(language, {})


@cache
def durations(language: str) -> dict[str, str]:
    """Spans of time by name, singular and plural: {"weeks": "week", …}."""
    from babel.units import format_unit

    names: dict[str, str] = {"min": "minute", "mins": "minute", "hrs": "hour", "std": "hour", "sec": "second"}
    for unit in UNITS:
        for count in (1, 2, 5):
            said = format_unit(count, f"duration-{unit}", "long", locale=_locale(language)).casefold()
            name = regex.sub(r"[\p{N}\s\u200f\u200e]+", " ", said).strip()
            if name:
                names[name] = unit
                names.setdefault(name + "n", unit)
    return names
