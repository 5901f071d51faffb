"""Numbers, prices, dates and times in a text against what the client gave."""

from collections.abc import Iterator
from typing import Any

import regex

from aicmo_site.kernel.extract.measures import are_others
from aicmo_site.kernel.extract.partial_dates import PartialDate
from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.extract.reading import DATE, DURATION, MONEY, NUMBER, PERCENT, TIME, YEAR, Quantity
from aicmo_site.kernel.text.sentences import blank, covered, sentences, without_links, without_phrases
from qc.contracts import CRITICAL, MAJOR, CopyDTO
from qc.engine.registry import Finding, data, language_of, prose
from qc.rules.claims import claim_places
from qc.rules.client_requirements import names_of
from qc.rules.client_values import Given, Proof, given_by, hours_of, keys_of, months_in, names_in, stems, weekdays_in
from qc.rules.leftovers import EXEMPT
from qc.rules.prices import is_another_s
from qc.rules.telephones import TELEPHONE, ending_of

_SHORT_CODE = regex.compile(
    r"(?<=(?:STOP|BAJA|ARRET|STOPP|SAIR|PARAR|ALTO)[^\d\n]{0,12})\d{3,6}"
    r"|(?<=\p{Lu}{3,12} (?:to|al|au|an|a|aan) )\d{3,6}"
)
_TAG = regex.compile(r"[#@＃][\p{L}\p{N}\p{M}_]+|©[^\n]{0,12}\d{4}|https?\S+")
_HOURS = {TIME: NUMBER, NUMBER: TIME}  # a bare number may be an hour
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


def unsupported(copy: CopyDTO) -> Iterator[Finding]:
    language = language_of(copy)
    given = given_by(copy.client, names_of(copy), language)
    for field, text in prose(copy):
        for said in _wrong_telephones(text, given):
            yield Finding(field, said, _REASONS[CRITICAL].format(said=said.strip()), CRITICAL)
        for sentence in sentences(_own_claims(copy, text)):
            for said, severity in (*_wrong_values(sentence, language, given), *_wrong_days(sentence, language, given)):
                yield Finding(field, said, _REASONS[severity].format(said=said.strip()), severity)


_REASONS = {
    CRITICAL: "“{said}” contradicts what the client gave.",
    MAJOR: "The client gave nothing that supports “{said}”.",
}


def _own_claims(copy: CopyDTO, text: str) -> str:
    """The text without addresses, tags, telephones, demanded texts, and claims that are findings already."""
    clean = blank(without_phrases(without_links(text), copy.client.mandatory), EXEMPT, _TAG, TELEPHONE, _SHORT_CODE)
    return covered(clean, claim_places(copy, clean), by=" ")


def _wrong_telephones(text: str, given: Given) -> Iterator[str]:
    """Telephone numbers that are not the client's, where it gave one."""
    for match in TELEPHONE.finditer(without_links(text)) if given.telephones else ():
        if ending_of(match[0]) not in given.telephones:
            yield match[0]


def _wrong_values(sentence: str, language: str, given: Given) -> Iterator[tuple[str, str]]:
    here = stems(sentence)
    for one in quantities(sentence, language):
        if one.kind == MONEY and is_another_s(one.values, one.start, sentence, given.prices):
            yield one.said, CRITICAL
        elif _is_supported(one, given) or not _needs_proof(one, given, here):
            continue
        else:
            yield one.said, CRITICAL if _is_contradicted(one, given) else MAJOR


def _is_supported(one: Quantity, given: Given) -> bool:
    if any(_proves(given, kind, value, one) for kind in _SUPPORTS[one.kind] for value in one.values):
        return True
    if one.kind not in _HOURS or not given.hours[_HOURS[one.kind]] & hours_of(one):
        return False
    return not (one.kind == NUMBER and _is_contradicted(one, given))


def _proves(given: Given, kind: str, value: Any, one: Quantity) -> bool:
    """Whether the value was given as this kind, in the same currency and year where both say one."""
    proof = given.proofs.get((kind, value))
    if proof is None:
        return False
    if one.kind == kind == NUMBER and are_others(one.unit, proof.units):
        return False
    if one.kind == kind == DURATION and one.unit not in proof.units:
        return False
    in_currency = one.kind != MONEY or kind != MONEY or bool(proof.units & one.currencies)
    in_year = not one.year or bool(proof.years & {one.year, 0})
    return in_currency and in_year and (one.weekday is None or _falls_on(one.weekday, value, one.year, proof))


def _falls_on(weekday: int, month_day: tuple[int, int], year: int, proof: Proof) -> bool:
    """Whether a day is one of the week as told, by the client's own words or in a year that is named."""
    years = {year} if year else proof.years - {0}
    days = {day for one in years if (day := PartialDate(one, *month_day).as_date())}
    return weekday in proof.weekdays or not days or weekday in {day.weekday() for day in days}


def _needs_proof(one: Quantity, given: Given, here: frozenset[str]) -> bool:
    """Whether this value must be a fact. Durations and small counts in words need not, unless a fact speaks of them."""
    if one.kind == DURATION:
        return _duration_needs_proof(one, given, here)
    if one.kind == NUMBER:
        return _number_needs_proof(one, given)
    return True


def _duration_needs_proof(one: Quantity, given: Given, here: frozenset[str]) -> bool:
    """Where a fact tells a length in its unit or by its number, or where both tell an age: from 16 years."""
    is_told = (DURATION, one.unit) in given.units or any((DURATION, value) in given.proofs for value in one.values)
    return (is_told and bool(here & given.stems)) or (one.unit, one.bound) in given.bounds


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
    if before == before.lower() or before.isupper():
        return False
    street = any(before.casefold().endswith(word) for word in data("quantities")["streets"])
    return not street and before.casefold() not in given.text and not one.unit


def _is_contradicted(one: Quantity, given: Given) -> bool:
    if one.kind == NUMBER and any(are_others(one.unit, {unit}) for kind, unit in given.units if kind == NUMBER):
        return True
    if one.kind == DURATION and any((DURATION, value) in given.proofs for value in one.values):
        return True
    if one.kind in (NUMBER, DURATION):
        return bool(one.unit) and (one.kind, one.unit) in given.units
    return one.kind in given.kinds


def _wrong_days(sentence: str, language: str, given: Given) -> Iterator[tuple[str, str]]:
    """A weekday or a month that differs from the one in the fact of which the sentence speaks."""
    mine = {"days": weekdays_in(sentence, (language,)), "months": months_in(sentence, (language,))}
    if not any(mine.values()):
        return
    keys = keys_of(mine, stems(sentence))
    told = frozenset().union(*(given.told[key] for key in keys if key in given.told))
    for kind in ("days", "months"):
        if kind in told and mine[kind] and not mine[kind] & given.days[kind]:
            match = names_in(language, kind).search(sentence)
            if match and not _is_dated(sentence, match, language):
                yield match[0], CRITICAL


def _is_dated(sentence: str, match: "regex.Match[str]", language: str) -> bool:
    """Whether the name is part of a whole date, which has been judged as such."""
    dates = (one for one in quantities(sentence, language) if one.kind == DATE)
    return any(one.start <= match.start() < one.start + len(one.said) for one in dates)
