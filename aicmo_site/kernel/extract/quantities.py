"""Prices, percentages, dates, times and numbers in a text, read so that two spellings of one value are equal."""

import regex

from aicmo_site.kernel.extract.amounts import amounts
from aicmo_site.kernel.extract.moments import dates, times
from aicmo_site.kernel.extract.reading import Quantity
from aicmo_site.kernel.text.sentences import blank, covered

_IDIOMS = regex.compile(
    r"\d{1,2}[月월](?![ \u00a0]?\d)"
    r"|(?<!\d)(?:24/7|7/7|24h/24|50/50|50-50|9-to-5|360°|\d+:\d+(?=\s*(?:scale|ratio)))(?!\d)"
)
_CHAPTER = regex.compile(r"\A[0-4]:[0-5]\d(?= \p{Lu})")  # of a video, by minutes: no hour is written so
_LISTED = regex.compile(  # from the first line begun in a run of spaces; but 3. Mai 2027 is a day
    r"(?:\A|(?<=\S[^\S\n]*\n))\s*+\d{1,2}[.)]\s(?!\p{L}+\.? \d{4}(?!\d))|(?<=\s)\d\)\s"
)
_READERS = (dates, times, amounts)


def quantities(text: str, language: str) -> list[Quantity]:
    """All of a text, in order. What one reading has taken is not read again."""
    found: list[Quantity] = []
    text = blank(text, _IDIOMS, _LISTED, _CHAPTER)
    for read in _READERS:
        new = list(read(text, language))
        text = covered(text, [(one.start, one.start + len(one.said)) for one in new])
        found += [one for one in new if one.kind]
    return sorted(found, key=lambda one: one.start)
