"""Names of months, days and spans of time, in any language that CLDR knows (by Babel)."""

from collections.abc import Iterable, Iterator
from functools import cache

import regex

FORMS = ("format", "stand-alone")  # "of May" and "May" are two forms in many languages
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")


def names_of_months(languages: Iterable[str], *, width: str = "wide") -> Iterator[tuple[str, int]]:
    """Each name as it is written, with the number of its month: whole ones, or short ones by CLDR's `width`."""
    from babel import Locale  # slow to import

    for tag in languages:
        for form in FORMS:
            yield from ((name, number) for number, name in Locale.parse(tag).months[form][width].items())


def _locale(language: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        return "en"


@cache
def months(language: str, *, short: bool = True) -> dict[str, int]:
    """Months by name, in small letters; if `short`, with the short names of three letters and more."""
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated") if short else ("wide",):
        for name, number in names_of_months([_locale(language)], width=width):
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
