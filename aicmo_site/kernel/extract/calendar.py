"""Names of months, days and spans of time, in any language that CLDR knows (by Babel)."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import regex

FORMS = ("format", "stand-alone")  # "of May" and "May" are two forms in many languages
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")

WORDS: dict[str, Any] = json.loads(
    Path(__file__).with_name("words").joinpath("month_names.json").read_text(encoding="utf-8")
)


def names_of_months(languages: Iterable[str], *, width: str = "wide") -> Iterator[tuple[str, int]]:
    """Each name as it is written, with the number of its month: whole ones, or short ones by CLDR's `width`."""
    from babel import Locale  # slow to import

    for tag in languages:
        led = ("", *WORDS["prefixes"]["letters"].get(tag, ""))
        for form in FORMS:
            named = Locale.parse(tag).months[form][width].items()
            yield from ((prefix + name, number) for number, name in named for prefix in led)


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
    """Short names of all languages whose months are known, and whole ones without their accents, those left out that
    mean several months."""
    found: dict[str, set[int]] = {}
    for name, number in names_of_months(_locales(), width="abbreviated"):
        found.setdefault(name.casefold().rstrip("."), set()).add(number)
    latin = (item for item in month_names().items() if regex.search(r"\p{Latin}", item[0]))
    for name, number in latin:
        found.setdefault(_without_accents(name), set()).add(number)
    agreed = {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
    return {name: number for name, number in agreed.items() if name not in WORDS["short_words"]["words"]}


def _without_accents(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))


@cache
def weekday_names(language: str = "") -> dict[str, int]:
    """Days of the week by name, in small letters; short ones too that mean the same day wherever they occur."""
    found: dict[str, set[int]] = {}
    listed = _weekdays(WORDS["weekdays_of"]["locales"], "abbreviated")
    for name, number in (*listed, *_weekdays(_locales(), "wide")):
        found.setdefault(name, set()).add(number)
    agreed = {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
    return agreed | (weekdays(language) if language else {})


@cache
def short_weekday_names() -> dict[str, frozenset[int]]:
    """Short names of days of the week, each with all that it means somewhere: many are other words as well."""
    found = {word: {number} for number, words in enumerate(WORDS["weekdays_of"]["short"]) for word in words}
    for width in ("abbreviated", "short"):
        for name, number in _weekdays(_locales(), width):
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _weekdays(languages: Iterable[str], width: str) -> Iterator[tuple[str, int]]:
    from babel import Locale  # slow to import

    for tag in languages:
        for form in FORMS:
            named = Locale.parse(tag).days[form][width].items()
            yield from ((_weekday(name.casefold()), number) for number, name in named)


def _weekday(name: str) -> str:
    """The name alone of "segunda-feira", "יום שני"."""
    first, _, last = name.rstrip(".").removesuffix("-feira").rpartition(" ")
    return last if first in WORDS["beside"]["words"] else f"{first} {last}".strip()


def _locales() -> tuple[str, ...]:
    return tuple(dict.fromkeys((*WORDS["weekdays_of"]["locales"], *WORDS["more_months"]["locales"])))


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
        for count in (1, 2, 5, Decimal("1.5")):
            forms = (
                format_unit(count, f"duration-{unit}", form, locale=_locale(language)) for form in ("long", "short")
            )
            said = next((form for form in forms if "duration-" not in form), "").casefold()  # some have one only
            name = regex.sub(r"[\p{N}\s\u200f\u200e]+(?:[.,٫]\p{N}+\s*)?", " ", said).strip()
            if name:
                names[name] = unit
                names.setdefault(name + "n", unit)
    return names
