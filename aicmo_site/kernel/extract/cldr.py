"""What the Unicode locale data know of money and time, in all the languages of words/locales.json."""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale

DATA = json.loads(Path(__file__).with_name("words").joinpath("locales.json").read_text(encoding="utf-8"))
UNITS = ("day", "week", "month", "year")
PAIR = 2
_SECONDS = 24 * 60 * 60
COUNTS = (1, PAIR, 3, 5, 11, 100, Decimal("1.5"))  # between them they have every plural form
_COUNT = re.compile(r"\d+(?:[.,٫]\d+)?")
_MARKS = "[\u200e\u200f\u00a0.]+"  # of direction and abbreviation


@cache
def multipliers() -> dict[str, int]:
    """Words behind a number and what they multiply it by: "tis", "χιλιάδες", "만"."""
    return _agreed((word, times) for locale in _locales() for word, times in _multipliers_of(locale))


@cache
def units() -> dict[str, str]:
    """Words for a day, week, month or year, as they stand behind a number."""
    written = (span for locale in _locales() for span in _spans_of(locale) if re.search(r"\d", span[2]))
    words = ((_word(_COUNT.sub("", text)), name) for _, name, text in written)
    return _agreed((word, name) for word, name in words if len(word) > DATA["shortest"] or _is_caseless(word))


@cache
def singles() -> dict[str, str]:
    """Words that mean one of a unit even without the number: "month", "місяць", and not "months"."""
    written = [
        (count, _word(_COUNT.sub("", text)), name) for each in _locales() for count, name, text in _spans_of(each)
    ]
    several = {word for count, word, _ in written if count > 1}
    return _agreed((word, name) for count, word, name in written if count == 1 and word not in several)


@cache
def pairs() -> dict[str, str]:
    """Words that are two of a unit without the number: the dual of Arabic and Hebrew."""
    written = (span for locale in _locales() for span in _spans_of(locale) if not re.search(r"\d", span[2]))
    return _agreed((_word(text), name) for count, name, text in written if count == PAIR)


@cache
def parts_of_day(tag: str) -> dict[str, int]:
    """Words behind an hour, "de la tarde", each with the minute of the day in the middle of what it means."""
    locale, found = _locale(tag), dict[str, int]()
    rules = {name: _middle(rule[0]) for name, rule in locale.day_period_rules.get(None, {}).items()}
    for width in ("abbreviated", "wide"):
        for name, word in locale.day_periods["format"][width].items() if rules else ():
            if name in rules and len(word) >= DATA["shortest"] and not word.endswith("."):
                found.setdefault(word.casefold().replace("\u2018", "’"), rules[name])
    return found


def _middle(rule: dict[str, int]) -> int:
    first, last = rule.get("from", rule.get("at", 0)), rule.get("before", rule.get("at", 0))
    return (first + (last - first) % _SECONDS // 2) % _SECONDS // 60


@cache
def currency_marks(codes: frozenset[str], language: str = "") -> dict[str, str]:
    """Signs and names of currencies: "ر.س", "บาท"; those that stand for several are left out. Those of one language,
    and of English, or of all."""
    locales = [_locale(tag) for tag in {language, "en"} if tag in DATA["locales"]] if language else _locales()
    every = ((sign, code) for locale in locales for code, sign in locale.currency_symbols.items())
    signs = ((_word(sign), code) for sign, code in every if code in codes and sign != code)
    told = DATA["told_in_words"] if language else ()
    return _agreed([*signs, *(named for locale in locales for named in _names_of_currencies(locale, told))])


@cache
def currency_of_speakers(tag: str) -> str:
    """The currency of the country that a BCP 47 tag names, else of the one where most speakers live; "" if unknown."""
    from babel import Locale, UnknownLocaleError

    language, _, rest = tag.replace("_", "-").partition("-")
    named = "-".join(filter(None, (DATA["macrolanguages"].get(language, language), rest)))
    try:
        return _own_code(Locale.parse(named, sep="-")) if language else ""
    except (UnknownLocaleError, ValueError):
        return ""


def _multipliers_of(locale: "Locale") -> Iterator[tuple[str, int]]:
    for width in ("long", "short"):
        for forms in locale.compact_decimal_formats.get(width, {}).values():
            for size, form in forms.items():
                times = int(size) // 10 ** (form.pattern.count("0") - 1) if "0" in form.pattern else 0
                if 1 < times < DATA["largest"]:
                    yield _word(re.sub("[0#']", "", form.pattern)), times


def _spans_of(locale: "Locale") -> Iterator[tuple[float | Decimal, str, str]]:
    """(how many, unit, words) as a span of time is written."""
    from babel.units import format_unit

    for name in UNITS:
        for count in COUNTS:
            for length in ("long", "short"):  # some languages have only one of them
                yield count, name, format_unit(count, f"duration-{name}", length=length, locale=locale)


def _names_of_currencies(locale: "Locale", told: Iterable[str]) -> Iterator[tuple[str, str]]:
    from babel.numbers import get_currency_name

    for code in filter(None, {_own_code(locale), *told}):
        yield from ((_word(get_currency_name(code, count, locale)), code) for count in (None, 1, 2, 5, 100))


def _own_code(locale: "Locale") -> str:
    from babel.core import get_global
    from babel.numbers import get_territory_currencies

    likely = get_global("likely_subtags").get(str(locale), "").rpartition("_")[2]
    territory = locale.territory or likely
    return str(get_territory_currencies(territory)[-1]) if territory else ""


def _agreed(named: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Each word with what it stands for, unless it stands for several things or is too short to be one."""
    found: dict[str, set[Any]] = {}
    for word, meant in named:
        found.setdefault(word, set()).add(meant)
    return {word: meant.pop() for word, meant in found.items() if len(meant) == 1 and _is_plain(word)}


def _is_plain(word: str) -> bool:
    return bool(word) and (len(word) >= DATA["shortest"] or _is_caseless(word))


def _is_caseless(word: str) -> bool:
    return word.upper() == word.lower()


def _word(text: str) -> str:
    return " ".join(re.sub(_MARKS, lambda mark: "." if mark[0] == "." else " ", text.casefold()).strip(". ").split())


def _locales() -> list["Locale"]:
    return [_locale(tag) for tag in DATA["locales"]]


@cache
def _locale(tag: str) -> "Locale":
    from babel import Locale  # slow to import

    return Locale.parse(tag)
