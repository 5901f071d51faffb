"""Telephone numbers, mail and postal addresses in running text, in many countries' ways of writing them.

For hiding them: what only may be one counts, but for what our readers take as days, times and sums. Whose they are
nobody can tell here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.extract.times import find_times
from aicmo_site.kernel.telephones import TELEPHONE, ending_of
from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.sentences import covered

KINDS = MAIL, NUMBER, HOME = "mail", "telephone", "address"
_AROUND = 12  # characters beside a number in which its currency may stand
_CURRENCY = regex.compile(r"[\p{L}\p{Sc}]")
_FEWEST_DIGITS = 5  # that are left of a telephone number when days and times are taken out
_MAIL = regex.compile(
    r"(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}(?:@|\s?[(\[](?:at|ät|arroba)[)\]]\s?)"
    r"[\p{L}\p{N}-]{1,63}(?:(?:\.|\s?[(\[](?:dot|punkt|punto)[)\]]\s?)[\p{L}\p{N}-]{1,63}){1,4}"
)
# Groups as they are usual abroad, where no leading 0 or + marks a number: 912 34 567, 20 12 34 56, 138 1234 5678, …
_GROUPED = regex.compile(
    r"(?<![\p{N}.,+-])(?:\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3}|\d{3}[ -]\d{4}[ -]\d{4}|\d{5} \d{5}"
    r"|(?:\d{2} )?\d{5}-\d{4})(?![\p{N}]|[.,-]\d)"
)
_TOWN = r"\p{Lu}[\p{L}-]+"
_BRITISH = r"(?:,?\s\p{Lu}[\p{L}-]+)?,?\s\p{Lu}{1,2}\d[\p{Lu}\d]?\s\d\p{Lu}{2}"
_POSTCODE = rf"(?:\s?,?\s?(?:\p{{Lu}}{{1,2}}-)?\d{{4,5}} {_TOWN}|{_BRITISH})?"
_NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
_HOUSE = _NO_YEAR + r"\d{1,4}\s?\p{L}?(?![\p{L}\p{N}]|\s\p{Ll}{4}|\s?%)"  # no "via TikTok, 12 posts"


@dataclass(frozen=True)
class Contact:
    """One of them in its text. `same` is equal for two spellings of one."""

    kind: str
    words: str
    start: int
    end: int
    same: str


def contacts_in(text: str) -> list[Contact]:
    """In their order; none overlaps another."""
    found, end = list[Contact](), 0
    for one in sorted(_contacts(text), key=lambda each: (each.start, -each.end)):
        if one.start >= end:
            found.append(one)
            end = one.end
    return found


def _contacts(text: str) -> Iterator[Contact]:
    for match in _MAIL.finditer(text):
        yield Contact(MAIL, match[0], match.start(), match.end(), match[0].casefold())
    numbers = [match for pattern in (TELEPHONE, _GROUPED) for match in pattern.finditer(text)]
    others = _without_days_and_times(text) if numbers else ""
    for match in numbers:
        is_left = sum(map(str.isdigit, others[match.start() : match.end()])) >= _FEWEST_DIGITS
        if is_left and not _is_sum(text, match.start(), match.end()):
            yield _telephone(match)
    yield from (_telephone(match, "number") for match in _labelled().finditer(text))
    for match in _home().finditer(text):
        if not find_dates(match[0]):  # the 14 June Street Fair
            yield Contact(HOME, match[0], match.start(), match.end(), " ".join(match[0].casefold().split()))


def _telephone(match: "regex.Match[str]", group: int | str = 0) -> Contact:
    return Contact(NUMBER, match[group], match.start(group), match.end(group), ending_of(match[group]))


def _without_days_and_times(text: str) -> str:
    days = [(one.start, one.end) for one in find_dates(text, pairs=True)]
    return covered(text, [*days, *((one.start, one.end) for one in find_times(text))], " ")


def _is_sum(text: str, start: int, end: int) -> bool:
    before, words, behind = text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]
    if not _CURRENCY.search(before + behind):
        return False
    digits, around = int(regex.sub(r"\D", "", words)), f"{before}{words}{behind}"
    return any(money.currency and money.amount == digits for money in find_money(around))


@cache
def _labelled() -> "regex.Pattern[str]":
    words = either(_words()["telephone"])
    return regex.compile(
        rf"(?i)(?<![\p{{L}}\p{{N}}])(?:{words})(?![\p{{L}}\p{{N}}])[^\p{{L}}\p{{N}}\n]{{0,4}}"
        r"(?P<number>[+(]?\d[\d ()./\u00a0\u2011-]{3,18}\d)(?!\p{N})"
    )


@cache
def _home() -> "regex.Pattern[str]":
    words = {kind: either(_words()[kind]) for kind in _words() if kind != "_why"}
    name = r"\p{Lu}[\p{L}'’.-]{1,30}"
    of = r"(?:de|del|della|dei|delle|da|do|dos|das|la|las|los|el)"
    apart = either(word.capitalize() for word in _words()["joined_to_name"])
    shapes = (
        rf"{_NO_YEAR}\d{{1,5}}\p{{L}}?,?\s(?:{name}\s){{1,3}}(?i:{words['behind_name']})(?![\p{{L}}\p{{N}}])",
        rf"\d{{1,4}}(?:\s?(?:bis|ter))?,?\s(?i:{words['with_number_first']})\s[^\d,;:.!?\n]{{2,50}}",
        rf"(?i:{words['before_name']})\s?(?:{of}\s){{0,2}}(?:{name}\s?){{1,4}},?\s?(?:[nN]\.?º\s?)?{_HOUSE}",
        rf"\p{{Lu}}[\p{{L}}-]{{1,40}}(?i:{words['joined_to_name']})\s?{_HOUSE}",
        rf"\p{{Lu}}[\p{{L}}-]{{1,40}}\s(?:{apart})\s?{_HOUSE}",
        r"〒\s?\d{3}-\d{4}[^\s]{0,40}",
    )
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}/-])(?:{'|'.join(shapes)}){_POSTCODE}")


@cache
def _words() -> dict[str, list[str]]:
    return dict(json.loads(Path(__file__).with_name("contact_data.json").read_text(encoding="utf-8")))
