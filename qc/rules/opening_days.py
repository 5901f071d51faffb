"""Days on which a client is closed, told as open ones, and the reverse."""

from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.extract.reading import DATE
from aicmo_site.kernel.languages import READ
from aicmo_site.kernel.text.sentences import sentences
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.engine.registry import data, language_of, prose
from qc.rules.client_values import weekdays_in
from qc.rules.internal import public_facts

_CLAUSE = regex.compile(r"[;,.()、。]|\s[-–—]\s")
_KANJI = regex.compile(r"([月火水木金土日])曜")


def turned_days(copy: CopyDTO) -> Iterator[tuple[str, str]]:
    """(field, sentence); one that names a date is about that day alone and is left."""
    language = language_of(copy)
    open_days, shut_days = _days_of(copy.client)
    for field, text in prose(copy) if open_days or shut_days else ():
        for sentence in sentences(text):
            is_open, is_shut = (bool(_said(kind).search(sentence)) for kind in ("open", "shut"))
            against = shut_days - open_days if is_open else open_days - shut_days
            if is_open == is_shut or _said("unsure").search(sentence) or not _days(sentence) & against:
                continue
            if not any(one.kind == DATE for one in quantities(sentence, language)):
                yield field, sentence


@lru_cache(maxsize=64)
def _days_of(client: ClientFactsDTO) -> tuple[frozenset[int], frozenset[int]]:
    """The days that facts name in any way, and those on which something is closed."""
    clauses = [part for fact in public_facts(client) for part in _CLAUSE.split(fact)]
    shut = [part for part in clauses if _said("shut").search(part)]
    rest = [part for part in clauses if not _said("shut").search(part) and not _said("unsure").search(part)]
    return frozenset().union(*map(_days, rest)), frozenset().union(*map(_days, shut))


def _days(text: str) -> frozenset[int]:
    return weekdays_in(text, READ) | {"月火水木金土日".index(match[1]) for match in _KANJI.finditer(text)}


@cache
def _said(kind: str) -> "regex.Pattern[str]":
    words = data("opening_days")[kind]
    return regex.compile(rf"(?i)(?<!\p{{Latin}})(?:{'|'.join(words)})(?!\p{{Latin}})")
