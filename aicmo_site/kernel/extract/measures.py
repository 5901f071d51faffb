"""Units of length, weight and volume, in any language that CLDR knows (by Babel)."""

from functools import cache
from typing import Literal

import regex

UNITS = (
    *("length-kilometer", "length-mile", "length-meter", "length-foot", "length-yard", "length-centimeter"),
    *("mass-kilogram", "mass-pound", "mass-gram", "mass-ounce", "mass-tonne"),
    *("volume-liter", "volume-gallon", "volume-milliliter", "volume-pint"),
)
_COUNTS = (1, 2, 5)
_LENGTHS: tuple[Literal["long", "short"], ...] = ("long", "short")


@cache
def measures(language: str) -> dict[str, str]:
    """Units by name and sign, in the language and in English (metres, meters): {"miles": "length-mile", …}."""
    from babel import Locale, UnknownLocaleError
    from babel.units import format_unit

    names: dict[str, str] = {}
    for tag in dict.fromkeys(("en", "en_GB", language)):
        try:
            locale = Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
        for unit in UNITS:
            said = [format_unit(count, unit, length, locale=locale) for count in _COUNTS for length in _LENGTHS]
            names |= {regex.sub(r"[\p{N}\s\u200e\u200f.]+", "", one).casefold(): unit for one in said}
    return {name: unit for name, unit in names.items() if len(name) > 1}


def is_measure(unit: str) -> bool:
    return unit in UNITS


def are_others(unit: str, others: set[str]) -> bool:
    """Whether a unit of the same kind stands among others, and it does not: miles, where kilometres were given."""
    alike = {other for other in others if is_measure(other) and other.split("-")[0] == unit.split("-")[0]}
    return is_measure(unit) and bool(alike) and unit not in alike
