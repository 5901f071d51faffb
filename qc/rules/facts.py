"""Numbers, prices, dates and times in a text against what the client gave."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import regex

from aicmo_site.kernel.extract.measures import are_others, is_measure
from aicmo_site.kernel.extract.money import bound_before
from aicmo_site.kernel.extract.partial_dates import PartialDate
from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.extract.reading import DATE, DURATION, MONEY, NUMBER, PERCENT, TIME, YEAR, Quantity
from aicmo_site.kernel.telephones import TELEPHONE, ending_of
from aicmo_site.kernel.text.sentences import blank, covered, sentences, without_links, without_phrases
from qc.contracts import CRITICAL, MAJOR, CopyDTO
from qc.engine.registry import Finding, data, language_of, prose
from qc.rules.claims import claim_places
from qc.rules.client_requirements import names_of
from qc.rules.client_values import (
    Given,
    Proof,
    given_by,
    hours_of,
    internally,
    keys_of,
    months_in,
    names_in,
    stems,
    weekday_of,
    weekdays_in,
)
from qc.rules.contacts import short_numbers
from qc.rules.date_kinds import BEGINS, is_begun, misplaced
from qc.rules.labelled_numbers import wrong_labels
from qc.rules.leftovers import EXEMPT
from qc.rules.prices import is_another_s, prices_asked
from qc.rules.ratios import Ratio, ratios
from qc.rules.reckoning import as_length, is_premise
from qc.rules.restated import bounds_of, is_given_share, is_near, is_restated, is_worked_out, small

_SHORT_CODE = regex.compile(  # judged by itself
    r"(?<=(?:STOP|BAJA|ARRET|STOPP|SAIR|PARAR|ALTO)[^\d\n]{0,12})\d{3,6}"
    r"|(?<=\p{Lu}{2,12} (?:to|al|au|an|ao|a|aan|na|till|til|su) )\d{3,6}"
)
_TAG = regex.compile(r"[#@＃][\p{L}\p{N}\p{M}_]+|©[^\n]{0,12}\d{4}|https?\S+")
_ORDINAL_DAY = regex.compile(r"第[1-5１-５](?=[月火水木金土日]曜)")  # the second Saturday
_HOURS = {TIME: NUMBER, NUMBER: TIME}  # a bare number may be an hour
_FEWEST_COUNTED = 12  # numbers in words up to it are small counts
_MOST_COUNTED_ALOUD = 25  # five reasons; beyond, but at the head of a sentence (101 ideas), it is a figure
_HYPERBOLES = (100, 1_000, 10_000, 1_000_000)
_FIGURES = regex.compile(r"\d+")
_BESIDE = 30  # characters before a day in which its day of the week stands
_MORE_OF_A_DAY = regex.compile(
    r"(?i)\s?(?:[-–:.h]\s?\d|h(?!\p{L})|uhr|(?:to|bis|a|à|até|tot|do|till|til|and|und|y|et|e|en|i|og|och)\s)"
)
_ARTICLES = ("a", "an", "ein", "eine", "un", "una", "une", "een")  # a 12 pack
_FEWEST_BOUND = 4  # up to three of one thing may stand beside as many of another
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
    given, inside = given_by(copy.client, names_of(copy), language), internally(copy.client, language)
    for field, text in prose(copy):
        for said in _wrong_telephones(text, given):
            severity = CRITICAL if given.telephones else MAJOR
            yield Finding(field, said, _REASONS[severity].format(said=said.strip()), severity)
        for said in short_numbers(text, copy):
            yield Finding(field, said, _REASONS[MAJOR].format(said=said), MAJOR)
        own = _own_claims(copy, text)
        for said in wrong_labels(own, given.labelled):
            yield Finding(field, said, _REASONS[CRITICAL].format(said=said), CRITICAL)
        for sentence in sentences(own):
            shares = list(ratios(sentence, language))
            plain = covered(sentence, [(one.start, one.start + len(one.said)) for one in shares], " ")
            wrong = (
                *_wrong_shares(shares, given),
                *_wrong_values(plain, language, given, inside),
                *_wrong_days(plain, language, given),
                *((said, CRITICAL) for said in misplaced(plain, language, given.days_told)),
            )
            for said, severity in wrong:
                yield Finding(field, said, _REASONS[severity].format(said=said.strip()), severity)


_REASONS = {
    CRITICAL: "“{said}” contradicts what the client gave.",
    MAJOR: "The client gave nothing that supports “{said}”.",
}


def _own_claims(copy: CopyDTO, text: str) -> str:
    """The text without addresses, tags, telephones, demanded texts, and claims that are findings already."""
    clean = blank(
        without_phrases(without_links(text), copy.client.mandatory), EXEMPT, _TAG, _ORDINAL_DAY, TELEPHONE, _SHORT_CODE
    )
    return covered(clean, claim_places(copy, clean), by=" ")


def _wrong_telephones(text: str, given: Given) -> Iterator[str]:
    """Telephone numbers that are not the client's."""
    for match in TELEPHONE.finditer(without_links(text)):
        if ending_of(match[0]) not in given.telephones:
            yield match[0]


def _wrong_shares(shares: list[Ratio], given: Given) -> Iterator[tuple[str, str]]:
    for one in shares:
        if not is_given_share(one.value, given):
            yield one.said, CRITICAL if given.ratios or PERCENT in given.kinds else MAJOR


def _wrong_values(sentence: str, language: str, given: Given, inside: Given) -> Iterator[tuple[str, str]]:
    here = stems(sentence)
    found = list(map(as_length, quantities(sentence, language)))
    is_reckoned = any(one.kind == MONEY and is_worked_out(one, given, sentence) for one in found)
    for one in found:
        if is_reckoned and (is_premise(one) or is_worked_out(one, given, sentence)):
            continue
        if _is_no_such_day(one, given, sentence) or _is_another_price(one, given, sentence):
            yield one.said, CRITICAL
        elif is_proven(one, given, sentence):
            if _is_of_another(one, given, here):
                yield one.said, CRITICAL
        elif _needs_proof(one, given, here, sentence) and not is_internal(one, inside, sentence):
            yield one.said, CRITICAL if _is_contradicted(one, given) else MAJOR


def _is_another_price(one: Quantity, given: Given, sentence: str) -> bool:
    if (
        one.kind != MONEY
        or one.values == {0}
        or not is_another_s(one.values, one.start, sentence, given.prices, len(one.said))
    ):
        return False
    asked = prices_asked(one.start, sentence, given.prices, len(one.said))
    return not is_near(one, asked, bounds_of(one, sentence))


def _is_no_such_day(one: Quantity, given: Given, sentence: str) -> bool:
    """Saturday the 18th, where no fact has such a Saturday."""
    day = weekday_of(one.before) if one.kind == NUMBER and one.said.isdecimal() and one.before else None
    if day is None or _MORE_OF_A_DAY.match(sentence, one.start + len(one.said)):
        return False
    proofs = [(key[1], proof) for key, proof in given.proofs.items() if key[0] == DATE and key[1][1] in one.values]
    return bool(given.days_of_months) and not any(_falls_on(day, value, 0, proof) for value, proof in proofs)


def is_proven(one: Quantity, given: Given, sentence: str) -> bool:
    """Whether a fact has the value, or one of which it is another form."""
    if one.weekday is None and one.kind == DATE and (told := _weekday_before(one, sentence)) is not None:
        one = replace(one, weekday=told)
    return _is_supported(one, given) or is_restated(one, given, sentence)


def is_internal(one: Quantity, inside: Given, sentence: str) -> bool:
    """Whether the figure is one of those that are not for the public, and no small count that anybody may have."""
    is_small = one.kind in (NUMBER, DURATION) and max(one.values) <= _FEWEST_COUNTED
    return not is_small and is_proven(one, inside, sentence)


def _weekday_before(one: Quantity, sentence: str) -> int | None:
    """The day of the week that stands before this day of several: Saturday 17 and Sunday 18 April."""
    days = "|".join(str(day) for _, day in one.values)
    for match in regex.finditer(
        rf"(\p{{L}}{{3,14}})(?:-feira)?[.,]{{0,2}} (?:den |le |el |il )?(?:{days})(?!\d)", sentence
    ):
        if one.start <= match.end() <= one.start + len(one.said) and weekday_of(match[1]) is not None:
            return weekday_of(match[1])
    return None


def _is_of_another(one: Quantity, given: Given, here: frozenset[str]) -> bool:
    """A count that facts have of other things alone, while they speak of this thing as well: eleven benches, and so no
    eleven fixers."""
    if (
        one.kind != NUMBER
        or not one.unit
        or one.before.casefold() in _ARTICLES
        or max(one.values) < _FEWEST_BOUND
        or one.unit[:6] not in given.stems
    ):
        return False
    proofs = [given.proofs[NUMBER, value] for value in one.values if (NUMBER, value) in given.proofs]
    units = {unit for proof in proofs for unit in proof.units}
    return bool(units) and all(units) and not any(unit[:4] == word[:4] for unit in units for word in (one.unit, *here))


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


def _needs_proof(one: Quantity, given: Given, here: frozenset[str], sentence: str) -> bool:
    """Whether this value must be a fact. Durations and small counts in words need not, unless a fact speaks of them."""
    if one.kind == DURATION:
        return _duration_needs_proof(one, given, here)
    if one.kind == NUMBER:
        return _number_needs_proof(one, given, sentence)
    return True


def _duration_needs_proof(one: Quantity, given: Given, here: frozenset[str]) -> bool:
    """Where a fact tells a length in its unit or by its number, or where both tell an age: from 16 years."""
    is_told = (DURATION, one.unit) in given.units or any((DURATION, value) in given.proofs for value in one.values)
    is_range = len(_FIGURES.findall(one.said)) > 1 and any(unit == one.unit for _, _, unit in given.spans)
    return (is_told and bool(here & given.stems)) or (one.unit, one.bound) in given.bounds or is_range


def _number_needs_proof(one: Quantity, given: Given, sentence: str) -> bool:
    if one.unit in data("quantities")["counted_aloud"] and _is_counted_aloud(one):
        return False
    if one.said.isdecimal() and one.before and _is_label(one, given):
        return False
    if one.in_words and max(one.values) <= _FEWEST_COUNTED:
        is_limit = bound_before(small(sentence), one.start) in ("at most", "at least")
        return is_limit or is_measure(one.unit) or _is_contradicted(one, given)
    return True


def _is_counted_aloud(one: Quantity) -> bool:
    """Five reasons, 101 ideas at the head of a sentence, a thousand things; but no 412 things that were done."""
    value = max(one.values)
    return value <= _MOST_COUNTED_ALOUD or not one.before or value in _HYPERBOLES


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
        if season := _wrong_season(sentence, language, given, coming=True):
            yield season, MAJOR
        return
    keys = keys_of(mine, stems(sentence))
    told = frozenset().union(*(given.told[key] for key in keys if key in given.told))
    for kind in ("days", "months"):
        if kind in told and mine[kind] and not mine[kind] & (given.days[kind] if kind == "days" else given.dated):
            match = names_in(language, kind).search(sentence)
            if match and not _is_dated(sentence, match, language):
                yield match[0], CRITICAL
    if mine["months"] and "months" not in told and not mine["months"] & given.dated:
        match = names_in(language, "months").search(sentence)
        if match and not _is_dated(sentence, match, language):
            yield match[0], MAJOR
    elif not mine["months"] and (season := _wrong_season(sentence, language, given)):
        yield season, MAJOR


def _wrong_season(sentence: str, language: str, given: Given, *, coming: bool = False) -> str:
    """A season told as a time, where facts name months and none of it, nor the season itself. coming: only one that the
    sentence announces."""
    lines = data("restated")["seasons"].get(language)
    match = _season(language).search(sentence) if lines and given.dated else None
    if not match or match[1].casefold() in given.text:
        return ""
    begun = is_begun(sentence[: match.start()], language)
    if coming and not begun and not regex.match(rf"(?i)(?:{'|'.join(lines['coming'])})\s?", match[0]):
        return ""
    mine = set(lines["names"][match[1].casefold()])
    if language == "pt":  # on either side of the equator
        mine |= {(month + 5) % 12 + 1 for month in mine}
    begins = {month for (month, _), kinds in given.days_told.kinds.items() if BEGINS in kinds}
    told = begins if begins and begun else given.dated
    return "" if told & mine else match[0]


@cache
def _season(language: str) -> "regex.Pattern[str]":
    lines = data("restated")["seasons"][language]
    names = "|".join(sorted(lines["names"], key=len, reverse=True))
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{'|'.join(lines['lead'])})\s?({names})(?!\p{{L}})")


def _is_dated(sentence: str, match: "regex.Match[str]", language: str) -> bool:
    """Whether the name is part of a whole date, which has been judged as such."""
    dates = (one for one in quantities(sentence, language) if one.kind == DATE)
    return any(one.start <= match.start() < one.start + len(one.said) for one in dates)
