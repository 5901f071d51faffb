"""Numbers, prices, dates and times in a text against what the client gave."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import regex

from qc.contracts import CRITICAL, MAJOR, ClientFactsDTO, CopyDTO
from qc.rules.calendar_words import durations, months, weekdays
from qc.rules.claims import claim_places
from qc.rules.client import names_of
from qc.rules.leftovers import EXEMPT
from qc.rules.quantities import quantities
from qc.rules.quantity import DATE, DURATION, LANGUAGES, MONEY, NUMBER, PERCENT, TIME, YEAR, Quantity
from qc.rules.registry import Finding, data, language_of, prose
from qc.rules.sentences import blank, covered, sentences, stem, without_links, without_phrases

_TELEPHONE = regex.compile(
    r"(?<![\p{L}\p{N}])(?:\+|00|0)[\d][\d ()./\u00a0\u2011-]{5,18}\d(?![\p{L}\p{N}])"
    r"|\(\d{2,5}\)[ -]?\d[\d -]{4,12}\d"
    r"|(?<!\d)\d{3}[-. ]\d{3}[-. ]\d{3,4}(?!\d)|(?<![\d.,])\d{3}(?: \d{2,3}){3}(?!\d)"
)
_SHORT_CODE = regex.compile(
    r"(?<=(?:STOP|BAJA|ARRET|STOPP|SAIR|PARAR|ALTO)[^\d\n]{0,12})\d{3,6}"
    r"|(?<=\p{Lu}{3,12} (?:to|al|au|an|a|aan) )\d{3,6}"
)
_TAG = regex.compile(r"[#@＃][\p{L}\p{N}\p{M}_]+|©[^\n]{0,12}\d{4}|https?\S+")
_WORDS = regex.compile(r"[\p{L}\p{M}]{4,}")
_MINUTES_OF_A_DAY = 24 * 60
_FEWEST_COUNTED = 12  # numbers in words up to it are small counts
_SUPPORTS = {  # which kinds of fact prove a value of a kind
    MONEY: (MONEY, NUMBER, YEAR),
    PERCENT: (PERCENT, NUMBER),
    DATE: (DATE,),
    TIME: (TIME,),
    YEAR: (YEAR, NUMBER),
    DURATION: (DURATION, NUMBER, TIME),
    NUMBER: (NUMBER, DURATION, YEAR, MONEY, PERCENT),
}


@dataclass(frozen=True)
class Given:
    """What the client gave, read in its likely languages."""

    values: tuple[Quantity, ...]
    days: tuple[tuple[frozenset[int], frozenset[int], frozenset[str]], ...]  # (weekdays, months, word stems) of a fact
    stems: frozenset[str]
    text: str


def unsupported(copy: CopyDTO) -> Iterator[Finding]:
    language = language_of(copy)
    given = _given(copy.client, tuple(names_of(copy)), language)
    for field, text in prose(copy):
        for sentence in sentences(_own_claims(copy, text)):
            for said, severity in (*_wrong_values(sentence, language, given), *_wrong_days(sentence, language, given)):
                yield Finding(field, said, _REASONS[severity].format(said=said.strip()), severity)


_REASONS = {
    CRITICAL: "“{said}” contradicts what the client gave.",
    MAJOR: "The client gave nothing that supports “{said}”.",
}


def _own_claims(copy: CopyDTO, text: str) -> str:
    """The text without addresses, tags, telephones, demanded texts, and claims that are findings already."""
    clean = blank(without_phrases(without_links(text), copy.client.mandatory), EXEMPT, _TAG, _TELEPHONE, _SHORT_CODE)
    return covered(clean, claim_places(copy, clean), by=" ")


@lru_cache(maxsize=64)
def _given(client: ClientFactsDTO, names: tuple[str, ...], language: str) -> Given:
    lines = (*client.facts, *client.mandatory, *names, client.website, client.call_to_action)
    languages = tuple(dict.fromkeys((language, *LANGUAGES)))
    values = {one for line in lines for name in {language, "en"} for one in quantities(line, name)}
    days = [(_weekdays(line, languages), _months(line, languages), _stems(line)) for line in lines]
    return Given(
        values=tuple(values),
        days=tuple(day for day in days if day[0] or day[1]),
        stems=_stems(" ".join((*client.facts, *client.mandatory))) - _span_stems((language, "en")),
        text=" ".join(lines).casefold(),
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word)[:6] for word in _WORDS.findall(text.casefold()))


def _span_stems(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(name)[:6] for language in languages for name in durations(language))


def _wrong_values(sentence: str, language: str, given: Given) -> Iterator[tuple[str, str]]:
    here = _stems(sentence)
    for one in quantities(sentence, language):
        if _is_supported(one, given) or not _needs_proof(one, given, here):
            continue
        yield one.said, CRITICAL if _is_contradicted(one, given) else MAJOR


def _is_supported(one: Quantity, given: Given) -> bool:
    for fact in given.values:
        if fact.kind in _SUPPORTS[one.kind] and fact.values & one.values and _same_currency(one, fact):
            return not (one.year and fact.year and one.year != fact.year)
        if (
            {one.kind, fact.kind} == {TIME, NUMBER}
            and _hours(fact) & _hours(one)
            and not _is_contradicted_number(one, given)
        ):
            return True
    return False


def _is_contradicted_number(one: Quantity, given: Given) -> bool:
    return one.kind == NUMBER and _is_contradicted(one, given)


def _hours(one: Quantity) -> set[int]:
    """A time in minutes, or a bare number as an hour: from 9 to 19.30."""
    return {int(value) * (60 if one.kind == NUMBER else 1) for value in one.values if value < _MINUTES_OF_A_DAY}


def _same_currency(one: Quantity, fact: Quantity) -> bool:
    return not (one.kind == fact.kind == MONEY and one.unit and fact.unit) or one.unit == fact.unit


def _needs_proof(one: Quantity, given: Given, here: frozenset[str]) -> bool:
    """Whether this value must be a fact. Durations and small counts in words need not, unless a fact speaks of them."""
    if one.kind == DURATION:
        return any(fact.kind == DURATION and fact.unit == one.unit for fact in given.values) and bool(
            here & given.stems
        )
    if one.kind == NUMBER:
        return _number_needs_proof(one, given)
    return True


def _number_needs_proof(one: Quantity, given: Given) -> bool:
    table = data("quantities")
    if one.unit in table["counted_aloud"] or (one.said.isdecimal() and one.before and _is_label(one, given)):
        return False
    if one.in_words and max(one.values) <= _FEWEST_COUNTED:
        return _is_contradicted(one, given)
    return True


def _is_label(one: Quantity, given: Given) -> bool:
    """A number that belongs to the name before it (Route 66), unless that is a street or a word of the client's."""
    before = one.before
    if not before[:1].isupper() or before.isupper():
        return False
    street = any(before.casefold().endswith(word) for word in data("quantities")["streets"])
    return not street and before.casefold() not in given.text and not one.unit


def _is_contradicted(one: Quantity, given: Given) -> bool:
    same_kind = [fact for fact in given.values if fact.kind == one.kind]
    if one.kind in (NUMBER, DURATION):
        return any(one.unit and fact.unit == one.unit for fact in same_kind)
    return bool(same_kind)


def _weekdays(text: str, languages: tuple[str, ...]) -> frozenset[int]:
    """The days that a text names; from Monday to Friday names those between as well."""
    found: set[int] = set()
    for language in languages:
        names = weekdays(language)
        places = [(names[m[0].casefold()], m.start(), m.end()) for m in _names(language, "days").finditer(text)]
        found.update(day for day, _, _ in places)
        for (first, _, end), (last, start, _) in pairwise(places):
            if _SPAN.fullmatch(text[end:start]):
                found.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(found)


_AFTER_PREPOSITION = r"(?<=\b(?:in|of|until|till|by|from|this|next|early|late|mid|last|all|during|and|to|through) )"
_SPAN = regex.compile(r"(?i)\s*(?:-|–|—|to|till|until|through|bis|a|al|à|au|tot(?: en met)?|t/m|do)\s*")


def _months(text: str, languages: tuple[str, ...]) -> frozenset[int]:
    return frozenset(
        months(name, short=False)[m[0].casefold()] for name in languages for m in _names(name, "months").finditer(text)
    )


@lru_cache(maxsize=64)
def _names(language: str, kind: str) -> "regex.Pattern[str]":
    """Full names only; of English months that are verbs, too, only with a capital, as in "this May"."""
    table: dict[str, Any] = weekdays(language) if kind == "days" else months(language, short=False)
    verbs = ("May", "March") if language == "en" and kind == "months" else ()
    names = [name for name in table if len(name) >= 3 and name.title() not in verbs]
    pattern = "|".join(
        [
            *map(regex.escape, sorted(names, key=len, reverse=True)),
            *(f"{_AFTER_PREPOSITION}(?-i:{name}|{name.upper()})" for name in verbs),
        ]
    )
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{pattern or '(?!)'})(?!\p{{L}})")


def _wrong_days(sentence: str, language: str, given: Given) -> Iterator[tuple[str, str]]:
    """A weekday or a month that differs from the one in the fact of which the sentence speaks."""
    mine = (_weekdays(sentence, (language,)), _months(sentence, (language,)))
    if not any(mine) or not given.days:
        return
    here = _stems(sentence)
    related = [fact for fact in given.days if here & fact[2] or fact[0] & mine[0] or fact[1] & mine[1]]
    for number, kind in enumerate(("days", "months")):
        known = frozenset().union(*(fact[number] for fact in given.days))
        if related and mine[number] and any(fact[number] for fact in related) and not mine[number] & known:
            match = _names(language, kind).search(sentence)
            if match and not _is_dated(sentence, match, language):
                yield match[0], CRITICAL


def _is_dated(sentence: str, match: "regex.Match[str]", language: str) -> bool:
    """Whether the name is part of a whole date, which has been judged as such."""
    dates = (one for one in quantities(sentence, language) if one.kind == DATE)
    return any(one.start <= match.start() < one.start + len(one.said) for one in dates)
