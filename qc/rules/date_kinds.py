"""Days of the wrong kind: the day on which entries close is none on which they open, nor that of the fair."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import regex

from aicmo_site.kernel.extract.calendar import months, weekdays
from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.times import find_times
from aicmo_site.kernel.text.sentences import sentences
from aicmo_site.kernel.text.stems import stem
from qc.engine.registry import data

BEGINS, ENDS = KINDS = ("begins", "ends")
_MOST_DAYS = 60  # sentences of facts with a day that are held against one of copy
_FEWEST_SHARED = 2  # words that copy has of another day's fact, while it has none of this one's
_CLAUSE = regex.compile(r"[,;:!?()\n]|\.(?=\s|$)|\s[-–—]\s|\s(?:and|or|und|oder|y|o|et|ou|e|en|og|och|i|oraz)\s")
_WORDS = regex.compile(r"[\p{L}\p{M}]{4,}")
_UNSPACED = regex.compile(r"[\p{Han}]{2,}|\p{Katakana}{3,}")
_BESIDE = r"\s(?:(?:the|den|dem|le|el|il|o|de|on|am|dia|dzień|\p{L}{3,14}(?:-feira)?)[.,]{0,2}\s){0,2}$"  # a weekday

Day = tuple[int, int]  # month and day


@dataclass(frozen=True)
class _Day:
    values: frozenset[Day]  # by all its readings
    kind: str
    said: str


@dataclass(frozen=True)
class Told:
    """Days that facts tell. kinds: of each day, whether something begins or ends on it. lines: of each sentence with a
    day its words and its days."""

    kinds: Mapping[Day, frozenset[str]]
    lines: tuple[tuple[frozenset[str], frozenset[Day]], ...]
    by_word: Mapping[str, tuple[int, ...]]


def told_by(facts: Iterable[str], languages: tuple[str, ...]) -> Told:
    kinds: dict[Day, set[str]] = defaultdict(set)
    lines: list[tuple[frozenset[str], frozenset[Day]]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for sentence in (part for fact in facts for part in sentences(fact)):
        words = _words(sentence, languages)
        days = [one for language in languages for one in _days(sentence, language)] if words else []  # else a bare day
        said: dict[Day, set[str]] = defaultdict(set)
        for one in days:
            for day in one.values:
                said[day].add(one.kind)
        for day, told in said.items():
            kinds[day] |= told - {""} or {""}  # one of the languages may have no words for it
        if days and len(lines) < _MOST_DAYS:
            for word in words:
                by_word[word].append(len(lines))
            lines.append((words, frozenset().union(*(one.values for one in days))))
    return Told(
        {day: frozenset(found) for day, found in kinds.items()},
        tuple(lines),
        {word: tuple(numbers) for word, numbers in by_word.items()},
    )


def misplaced(sentence: str, language: str, told: Told) -> Iterator[str]:
    """Days that facts have as those of something else."""
    dates = list(_days(sentence, language)) if told.kinds else []
    words = _words(sentence, (language,)) if dates else frozenset()
    for one in dates:
        kinds = frozenset().union(*(told.kinds.get(day, frozenset()) for day in one.values))
        is_turned = bool(one.kind) and not kinds & {"", one.kind}
        if kinds and (is_turned or _is_of_another(one.values, words, told)):
            yield one.said


def _is_of_another(values: frozenset[Day], words: frozenset[str], told: Told) -> bool:
    """Whether the sentence speaks of what another day is told of, hours too, and of nothing told of this one."""
    own = [line for line, days in told.lines if days & values and line]
    if not own or any(words & line for line in own):
        return False
    shared = Counter(number for word in words for number in told.by_word.get(word, ()))
    return any(count >= _FEWEST_SHARED and not told.lines[number][1] & values for number, count in shared.items())


def _days(sentence: str, language: str) -> Iterator[_Day]:
    for found in find_dates(sentence, language, pairs=True):
        said = sentence[found.start : found.end]
        days = [frozenset((r.month, r.day) for r in one.readings if r.month and r.day) for one in found.dates]
        kind = _kind_of(sentence, *found.outer, language) if len(days) == 1 else ""  # 17 and 18 April: both are of it
        kinds = (BEGINS, *("" for _ in days[2:]), ENDS) if found.is_span and len(days) > 1 else (kind for _ in days)
        yield from (_Day(values, one, said) for values, one in zip(days, kinds, strict=False) if values)


def _kind_of(sentence: str, start: int, end: int, language: str) -> str:
    """By the word right before a day, else by the nearest one of its clause; "" where none tells it."""
    if language not in data("date_kinds"):
        return ""
    first = max((match.end() for match in _CLAUSE.finditer(sentence, 0, start)), default=0)
    last = match.start() if (match := _CLAUSE.search(sentence, end)) else len(sentence)
    before, behind = sentence[first:start], sentence[end:last]
    for kind in KINDS:
        if _before(language, kind).search(f"{before} " if not before.endswith(" ") else before):
            return kind
    near = [
        (distance, kind)
        for kind in KINDS
        for distance in (
            *(len(before) - match.end() for match in _near(language, kind).finditer(before)),
            *(match.start() for match in _near(language, kind).finditer(behind)),
        )
    ]
    return min(near, default=(0, ""))[1]


def is_begun(before: str, language: str) -> bool:
    """Whether the words before a time make it the one from which something is."""
    return language in data("date_kinds") and bool(_before(language, BEGINS).search(before))


@cache
def _before(language: str, kind: str) -> "regex.Pattern[str]":
    words = sorted(data("date_kinds")[language][kind]["before"], key=len, reverse=True)
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{'|'.join(map(regex.escape, words))}){_BESIDE}")


@cache
def _near(language: str, kind: str) -> "regex.Pattern[str]":
    words = data("date_kinds")[language][kind]["near"]
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{'|'.join(map(regex.escape, words))})\p{{L}}*")


def _words(text: str, languages: tuple[str, ...]) -> frozenset[str]:
    names = _calendar(languages)
    spaced = (stem(word)[:6] for word in _WORDS.findall(text.casefold()) if word not in names)
    times = (f"{min(one.minutes)}" for one in find_times(text, languages[0]))
    return frozenset((*spaced, *times, *_UNSPACED.findall(text)))


@cache
def _calendar(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for language in languages for name in (*months(language), *weekdays(language)))
