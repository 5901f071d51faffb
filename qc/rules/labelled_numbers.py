"""Numbers that are the name of a place: of a house, a pier, a hall."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import regex

from aicmo_site.kernel.extract.calendar import months, weekday_names
from aicmo_site.kernel.text.stems import stem
from qc.engine.registry import data

_LETTERS = 6  # by which two forms of a name are one: Młyńska and Młyńskiej

Labelled = Mapping[str, frozenset[str]]


def labelled_by(lines: Iterable[str]) -> Labelled:
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for name, number, _ in _numbers(line):
            found[name].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def wrong_labels(text: str, given: Labelled) -> Iterator[str]:
    """What a text calls by another number than the client does."""
    for name, number, said in _numbers(text) if given else ():
        if name in given and number not in given[name]:
            yield said


def _numbers(text: str) -> Iterator[tuple[str, str, str]]:
    """(name, number, both as they stand)"""
    for match in _named().finditer(text):
        name = match["name"]
        if name.casefold() not in _calendar():
            yield stem(name)[:_LETTERS], match["number"].casefold(), match[0]


@cache
def _named() -> "regex.Pattern[str]":
    places = "|".join(data("quantities")["places"])
    end = r"(?=\s*(?:$|[,;)\n(–—]|\.(?:\s|$)))"
    return regex.compile(
        rf"(?<!\p{{L}})(?:(?P<name>\p{{Lu}}[\p{{L}}'’-]{{3,}})\s(?P<number>\d{{1,4}}[a-zA-Z]?){end}"
        rf"|(?P<name>(?i:{places}))\s(?P<number>\d{{1,3}}[a-zA-Z]?)(?![\p{{L}}\d]|[.,:]\d))"
    )


@cache
def _calendar() -> frozenset[str]:
    tongues = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da")
    return frozenset((*weekday_names(), *(name for tongue in tongues for name in months(tongue))))
