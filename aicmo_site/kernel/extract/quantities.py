"""Prices, percentages, dates, times and numbers in a text, read so that two spellings of one value are equal."""

from collections.abc import Iterator
from decimal import Decimal

import regex

from aicmo_site.kernel.extract.amounts import amounts
from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.durations import find_durations
from aicmo_site.kernel.extract.money import bound_before
from aicmo_site.kernel.extract.reading import DATE, DURATION, TIME, Quantity
from aicmo_site.kernel.extract.times import find_times
from aicmo_site.kernel.extract.word_lookup import lowered
from aicmo_site.kernel.text.remembering import remembered
from aicmo_site.kernel.text.sentences import blank, covered

_IDIOMS = regex.compile(
    r"\d{1,2}[月월](?![ \u00a0]?\d)"
    r"|(?<!\d)(?:24/7|7/7|24h/24|50/50|50-50|9-to-5|360°|\d+:\d+(?=\s*(?:scale|ratio)))(?!\d)"
    r"|(?m:^)[0-6]:\d\d(?=\s\p{Lu})"  # where a chapter of a video begins
)
_LISTED = regex.compile(  # from the first line begun in a run of spaces; but 3. Mai 2027 is a day
    r"(?:\A|(?<=\S[^\S\n]*\n))\s*+\d{1,2}[.)]\s(?!(?:\p{L}+\.?|\d{1,2}\.) ?\d{4}(?!\d)|(?:bis|[-–]) ?\d)|(?<=\s)\d\)\s"
)


@remembered(1024)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """All of a text, in order. What one reading has taken is not read again."""
    found: list[Quantity] = []
    text = blank(text, _IDIOMS, _LISTED)
    for read in _READERS:
        new = list(read(text, language))
        text = covered(text, [(one.start, one.start + len(one.said)) for one in new])
        found += new
    return tuple(sorted(found, key=lambda one: one.start))


def _dates(text: str, language: str) -> Iterator[Quantity]:
    for found in find_dates(text, language, pairs=True):
        first = found.first_day()
        years = [one.year or (first.year if first else 0) for one in found.dates]
        for one, year in zip(found.dates, years, strict=True):
            if one.day:
                days = frozenset((reading.month, reading.day) for reading in one.readings)
                weekday = found.weekday if len(found.dates) == 1 else None
                said = text[found.start : found.end]
                yield Quantity(DATE, days, said, found.start, year=year, weekday=weekday)


def _times(text: str, language: str) -> Iterator[Quantity]:
    for one in find_times(text, language):
        yield Quantity(TIME, one.minutes, text[one.start : one.end], one.start, in_words=one.in_words)


def _durations(text: str, language: str) -> Iterator[Quantity]:
    low = lowered(text)
    for one in find_durations(text, language):
        said, bound = text[one.start : one.end], bound_before(low, one.start)
        for count in dict.fromkeys((one.low, one.high)):
            if count > 1:
                counts = frozenset({Decimal(str(count)).normalize()})
                yield Quantity(DURATION, counts, said, one.start, one.unit, one.in_words, bound=bound)


_READERS = (_dates, _times, _durations, amounts)
