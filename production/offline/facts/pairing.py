"""Which message a fact proves: the one that it shares the most words with, and none where it shares none."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import takewhile

from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.extract.times import find_times
from aicmo_site.kernel.languages import primary_of
from aicmo_site.kernel.text.stems import stem
from onboarding.contracts import ProofPointDTO
from production.offline.facts.table import Points

SHORTEST_WORD, LONGEST_ENDING = 4, 3  # letters
WORD = re.compile(r"[^\W_]+(?:[.@+][^\W_]+)*+")  # also B@D, v1.0


def paired(
    messages: tuple[str, ...], action: str, points: Points, common: frozenset[str]
) -> tuple[dict[str, Points], Points]:
    """The facts by the message, or the call to action, that they prove, and those that prove none. Of a single message
    all others are."""
    told = tuple(filter(None, (*messages, action)))
    proofs: dict[str, Points] = dict.fromkeys(told, ())
    spoken = {text: _stems(text, common) for text in told}
    alone = messages[0] if len(messages) == 1 else ""
    unplaced: Points = ()
    for point in points:
        if text := _proven(_stems(point.text, common), spoken) or alone:
            proofs[text] += (point,)
        else:
            unplaced += (point,)
    return proofs, unplaced


def speaks_of(words: str, texts: Iterable[str], common: frozenset[str]) -> bool:
    """Whether words and one of the texts speak of the same."""
    said = _stems(words, common)
    return any(_is_told(word, _stems(text, common)) for text in texts for word in said)


def is_occasion(point: ProofPointDTO, language: str, today: date) -> bool:
    """Whether it says when something is: such a fact holds for all messages."""
    days = (one.as_date() for found in find_dates(point.text, primary_of(language)) for one in found.dates)
    return bool(point.until or find_times(point.text, language)) or any(day and day >= today for day in days)


def is_price(point: ProofPointDTO) -> bool:
    return any(money.currency for money in find_money(point.text))


def _proven(said: frozenset[str], spoken: dict[str, frozenset[str]]) -> str:
    """The first of those texts that share the most words with it; "" where none does."""
    shared = {message: sum(_is_told(word, words) for word in said) for message, words in spoken.items()}
    most = max(shared.values(), default=0)
    return next(message for message, times in shared.items() if times == most) if most else ""


def _is_told(word: str, words: Iterable[str]) -> bool:
    return any(_are_forms_of_one(word, other) for other in words)


def _are_forms_of_one(word: str, other: str) -> bool:
    """Whether two words differ in their endings alone: test and tested; where both have one, longer in common."""
    shared = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(word, other, strict=False)))
    least = SHORTEST_WORD if shared in (len(word), len(other)) else SHORTEST_WORD + 1
    return (shared >= least and max(len(word), len(other)) - shared <= LONGEST_ENDING) or word == other


def _stems(text: str, common: frozenset[str]) -> frozenset[str]:
    words = (word for word in WORD.findall(text.casefold()) if word not in common)
    return frozenset(stem(word) for word in words if len(word) >= SHORTEST_WORD or not word.isalpha())
