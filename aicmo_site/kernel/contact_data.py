"""Telephone numbers, mail and postal addresses in running text, in many countries' ways of writing them.

For hiding them: what only may be one counts, but for what our readers take as days, times and sums. Whose they are
nobody can tell here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import regex

from aicmo_site.kernel.extract.calendar import month_names, weekday_names
from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.digits import latin_digits_at
from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.extract.times import find_times
from aicmo_site.kernel.telephones import TELEPHONE, ending_of
from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.sentences import covered

KINDS = MAIL, NUMBER, HOME = "mail", "telephone", "address"
_AROUND = 12  # characters beside a number in which its currency may stand
_CURRENCY = regex.compile(r"[\p{L}\p{Sc}]")
_FEWEST_DIGITS = 5  # that are left of a telephone number when days and times are taken out
_LABEL = r"[\p{L}\p{N}-]{1,63}"
_MAIL = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}._%+-])[\p{{L}}\p{{N}}._%+-]{{1,64}}(?:"
    rf"(?:@|\s@\s|\s?[(\[](?:at|ät|arroba)[)\]]\s?){_LABEL}(?:(?:\.|\s?[(\[](?:dot|punkt|punto)[)\]]\s?){_LABEL}){{1,4}}"
    rf"|\s(?:at|ät|arroba)\s{_LABEL}(?:\s(?:dot|punkt|punto)\s{_LABEL}){{1,4}})"
)
# Groups as they are usual abroad, where no leading 0 or + marks a number: 912 34 567, 20 12 34 56, 138 1234 5678, …;
# of seven digits those that are no range (555-0100), and nine and more without any group.
_GROUPED = regex.compile(
    r"(?<![\p{N}.,+-])(?:\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3}|\d{3}[ -]\d{4}[ -]\d{4}|\d{5} \d{5}"
    r"|(?:\d{2} )?\d{5}-\d{4}|\d{3}-0\d{3}|(?<![\p{L}/=_#])(?!\d+000\b)[1-9]\d{8,12}(?!\p{L}))(?![\p{N}]|[.,-]\d)"
)
_BROKEN = regex.compile(  # by the end of a line, before which there is no whole number
    r"(?<![\p{N}\p{Latin}\p{Cyrillic}\p{Greek}])(?:\+|0)\d[\d ()./-]{1,7}\n ?\d[\d ()./-]{2,12}\d(?!\p{N})"
)
_LINKED = regex.compile(r"(?i)(?:\bwa\.me/|\b(?:send\?phone|tel|callto|sms)[=:])(?P<number>\+?\d{5,15})")
_SIGNS = {**dict.fromkeys(range(0x2010, 0x2016), "-"), 0x2212: "-", 0x09: " "}
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
    """In their order; what overlaps is one."""
    plain, places = latin_digits_at(text)
    found = list[Contact]()
    for one in sorted(_contacts(plain.translate(_SIGNS)), key=lambda each: (each.start, -each.end)):
        last = found[-1] if found else None
        if last is None or one.start >= last.end:
            found.append(one)
        elif one.end > last.end:
            found[-1] = replace(last, end=one.end, same=f"{last.same} {one.same}")
    placed = (replace(one, start=places[one.start], end=places[one.end]) for one in found)
    return [replace(one, words=text[one.start : one.end]) for one in placed]


def _contacts(text: str) -> Iterator[Contact]:
    for match in _MAIL.finditer(text):
        yield Contact(MAIL, match[0], match.start(), match.end(), match[0].casefold())
    patterns = (TELEPHONE, _GROUPED, _BROKEN)
    numbers = [match for pattern in patterns for match in pattern.finditer(text, overlapped=True)]
    others = _without_days_and_times(text) if numbers else ""
    for match in numbers:
        left = others[match.start() : match.end()]
        if match.re is _BROKEN and left != match[0]:
            continue  # a day or a time begins the next line
        if sum(map(str.isdigit, left)) >= _FEWEST_DIGITS and not _is_sum(text, match.start(), match.end()):
            yield _telephone(match)
    for pattern in (_labelled(), _LINKED):
        yield from (_telephone(match, "number") for match in pattern.finditer(text))
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
    of = r"(?:de|du|des|del|della|dei|delle|da|do|dos|das|la|las|les|los|el)"
    apart = either(word.capitalize() for word in _words()["joined_to_name"])
    shapes = (
        rf"{_NO_YEAR}\d{{1,5}}\p{{L}}?,?\s(?:{name}\s){{1,3}}(?i:{words['behind_name']})(?![\p{{L}}\p{{N}}])",
        rf"\d{{1,4}}(?:\s?(?:bis|ter))?,?\s(?i:{words['with_number_first']})\s[^\d,;:.!?\n]{{2,50}}",
        rf"(?i:{words['before_name']})\s?(?:{of}\s){{0,2}}(?:{name}\s?){{1,4}},?\s?(?:[nN]\.?º\s?)?{_HOUSE}",
        rf"\p{{Lu}}[\p{{L}}-]{{1,40}}(?i:{words['joined_to_name']})\s?{_HOUSE}",
        rf"\p{{Lu}}[\p{{L}}-]{{1,40}}\s(?:{apart})\s?{_HOUSE}",
        rf"(?i:{words['with_number_first']})\s(?:{of}\s){{0,2}}(?:{name}\s?){{1,4}},?\s?{_HOUSE}",
        rf"(?:{words['at_name']})\s(?!(?i:\L<days>)(?!\p{{L}})){name}\s{_NO_YEAR}\d{{1,4}}\s?\p{{L}}?(?![\p{{L}}\p{{N}}]|\s[\p{{L}}\d%]|\s?%)",
        rf"(?i:{words['box']})\s?(?:[nN]\.?[º°o]\s?)?{_NO_YEAR}\d[\d ]{{0,8}}(?<=\d)(?!\p{{N}})",
        r"〒\s?\d{3}-\d{4}[^\s]{0,40}",
    )
    unspaced = (
        r"\p{Han}{1,12}[都道府県市区郡町村][\p{Han}\p{Hiragana}\p{Katakana}]{0,20}\d{1,4}(?:丁目|番地?|-)\d{1,4}(?:[-番号]+\d{0,4}){0,3}",
        r"\p{Han}{1,20}[路街巷弄]\d{1,5}号",
    )
    return regex.compile(
        rf"(?<![\p{{L}}\p{{N}}/-])(?:{'|'.join(shapes)}){_POSTCODE}|(?:{'|'.join(unspaced)})(?![月日時年円人名件\d])",
        days=[*weekday_names("de"), *month_names()],
    )


@cache
def _words() -> dict[str, list[str]]:
    return dict(json.loads(Path(__file__).with_name("contact_data.json").read_text(encoding="utf-8")))
