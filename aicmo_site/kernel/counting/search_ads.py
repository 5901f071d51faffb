"""The width of a line of a search ad: what the platform puts in place of a function in braces is what counts."""

import re
from functools import cache

import regex

from aicmo_site.kernel.counting.plain import display_width

_INSERTED = regex.compile(
    r"\{=?(?:keyword|param[1-3]|location\([^(){}]{1,40}\)|(?:customizer|(?<==)\w{1,60})\.[^(){}:]{1,80})(?::(?P<default>[^{}]*+))?\}"
    r"|\{=IF\((?:device=\w{1,20}|audience\s?IN\([^(){}]*+\)),(?P<then>[^{}()]*+)\)(?::(?P<otherwise>[^{}]*+))?\}"
    r"|\{=?(?:GLOBAL_)?COUNTDOWN\((?P<until>[^(){}]*+)\)\}",
    regex.IGNORECASE,
)
_LANGUAGE = re.compile(r"(?<![a-z])[a-z]{2}(?=[-_\"'”, ]|$)", re.IGNORECASE)


def width(text: str) -> int:
    return display_width(_INSERTED.sub(_inserted, text) if "{" in text else text)


def _inserted(function: "regex.Match[str]") -> str:
    """The longest text that may stand there: the default, as nothing longer is put in that does not fit."""
    if function["until"] is not None:
        language = _LANGUAGE.search(function["until"])
        return _countdown(language[0].lower() if language else "en")
    return max((function[name] or "" for name in ("default", "then", "otherwise")), key=display_width)


@cache
def _countdown(language: str) -> str:
    """The longest that a countdown of days, then hours, then minutes becomes; minutes are shown short ("59 mins")."""
    from babel import Locale, UnknownLocaleError  # slow to import
    from babel.units import format_unit

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    minutes = format_unit(59, "duration-minute", "short", locale=locale)
    longer = (format_unit(most, f"duration-{unit}", locale=locale) for most, unit in ((23, "hour"), (99, "day")))
    return max((minutes, *longer), key=display_width)
