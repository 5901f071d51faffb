"""Names of months, days and spans of time, in any language that CLDR knows (by Babel)."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import regex

from aicmo_site.kernel.extract.reading import LANGUAGES

FORMS = ("format", "stand-alone")  # "of May" and "May" are two forms in many languages
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")

WORDS: dict[str, Any] = json.loads(
    Path(__file__).with_name("words").joinpath("month_names.json").read_text(encoding="utf-8")
)


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
def month_names(language: str = "") -> dict[str, int]:
    """Months by name, in small letters, in the languages of briefs; first of all, and with its short names, in this."""
    listed = list(names_of_months(WORDS["more_months"]["locales"]))
    spelt = {said: number for name, number in listed for said in (name.lower(), name.casefold())}  # ΐ is not the same
    spelt |= {name: number for number, names in enumerate(WORDS["months"], start=1) for name in names}
    spelt |= months(language) if language else {}
    return {name.replace("ı", "i"): number for name, number in spelt.items()} | spelt  # as capitals are read


@cache
def short_month_names() -> dict[str, int]:
    """Short names of the languages in which facts may be written, those left out that mean several months."""
    found: dict[str, set[int]] = {}
    for name, number in names_of_months(LANGUAGES, width="abbreviated"):
        found.setdefault(name.casefold().rstrip("."), set()).add(number)
    agreed = {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
    return {name: number for name, number in agreed.items() if name not in WORDS["short_words"]["words"]}


@cache
def weekday_names(language: str = "") -> dict[str, int]:
    """Days of the week by name, in small letters; short ones too that mean the same day wherever they occur."""
    from babel import Locale  # slow to import

    found: dict[str, set[int]] = {}
    for width in ("wide", "abbreviated"):
        for tag in WORDS["weekdays_of"]["locales"]:
            for number, name in Locale(tag).days["format"][width].items():
                found.setdefault(name.casefold().rstrip(".").removesuffix("-feira"), set()).add(number)
    agreed = {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
    return agreed | (weekdays(language) if language else {})


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
            forms = (
                format_unit(count, f"duration-{unit}", form, locale=_locale(language)) for form in ("long", "short")
            )
            said = next((form for form in forms if "duration-" not in form), "").casefold()  # some have one only
            name = regex.sub(r"[\p{N}\s\u200f\u200e]+", " ", said).strip()
            if name:
                names[name] = unit
                names.setdefault(name + "n", unit)
    return names
