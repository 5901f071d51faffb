"""Numbers that an objective itself sets as a target; years, ages, ranges and durations are none."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from strategy.rulebook import folded, rules

NUMBER = re.compile(
    r"(?P<money>[€$£¥]\s?)?(?<![\w.,-])(?P<number>\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?:\s?(?P<multiplier>[^\W\d_]+)\b\.?)?(?P<after>\s?[%€$£])?",
)
MOST_UNIT_WORDS = 4
MOST_DIGITS = 15
LONGEST_OBJECTIVE = 2_000  # beyond it a text is a document, not a goal


@dataclass(frozen=True)
class Target:
    value: Decimal
    unit: str


def target_in(objective: str) -> Target | None:
    """The first number of the sentence that says how much of what is wanted; None where there is none."""
    text = objective[:LONGEST_OBJECTIVE]
    for match in NUMBER.finditer(text):
        if target := _target(text, match):
            return target
    return None


def _target(text: str, match: re.Match[str]) -> Target | None:
    before = folded(text[: match.start()]).split()
    last = before[-1].strip(",;:(") if before else ""
    words = rules("number_words")
    factor, rest = _multiplier(text, match)
    unit = _unit(match, rest)
    if last in words["not_before"] or _is_range(text, match) or _is_year(match["number"], last, unit):
        return None
    if not unit or folded(unit.split()[0]) in words["durations"]:
        return None
    value = _value(match["number"])
    return Target(value * factor, unit) if value is not None and value > 0 else None


def _multiplier(text: str, match: re.Match[str]) -> tuple[int, str]:
    """What a multiplier word after the number stands for, and the text that follows it."""
    word = match["multiplier"] or ""
    factor = rules("number_words")["multipliers"].get(folded(word), 1)
    if factor == 1:
        return 1, text[match.end("number") :]
    return factor, text[match.end("multiplier") :].removeprefix(".")


def _unit(match: re.Match[str], rest: str) -> str:
    money = rules("number_words")["money"]
    sign = rest.lstrip()[:1]
    if match["money"] or sign in money:
        return money[(match["money"] or sign).strip()]
    if sign == "%":
        return "%"
    found: list[str] = []
    for word in re.split(r"[^\S\n]+", re.split(r"[.,;:!?()\n–—]", rest, maxsplit=1)[0].strip()):
        if not found and folded(word) in rules("number_words")["linking"]:
            continue
        if not word or folded(word) in rules("number_words")["stop"] or len(found) == MOST_UNIT_WORDS:
            break
        found.append(word)
    while found and len(found[-1]) <= 2:  # an article or "de" left hanging
        found.pop()
    return " ".join(found) if any(char.isalpha() for char in "".join(found)) else ""


def _is_range(text: str, match: re.Match[str]) -> bool:
    number_after = re.match(r"\s?(?:-|–|—|/|to\b|a\b|à\b|bis\b)\s?\d", text[match.end("number") :])
    number_before = re.search(r"\d\s?(?:-|–|—|/|to|a|à|bis)\s?$", text[: match.start("number")])
    return bool(number_after or number_before)


def _is_year(number: str, last: str, unit: str) -> bool:
    if not re.fullmatch(r"(?:19|20)\d\d", number):
        return False
    return not unit or last in rules("number_words")["years_before"]


def _value(number: str) -> Decimal | None:
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,'’\u00a0\u202f ]\d{3})+", number):
        number = re.sub(r"\D", "", number)
    if len(number) > MOST_DIGITS:
        return None
    try:
        return Decimal(number.replace(",", "."))
    except InvalidOperation:
        return None
