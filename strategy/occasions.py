"""Which objectives speak of an occasion that people come to, and on which day it is."""

from collections.abc import Iterable
from datetime import date

from strategy.days import Moment, moments_in
from strategy.figures import plain
from strategy.phrases import named_in
from strategy.rulebook import folded, occurs, rules

LONGEST_OBJECTIVE = 2_000  # beyond it a text is a document, not a goal


def speaks_of_an_event(words: str) -> bool:
    text, stems = folded(words[:LONGEST_OBJECTIVE]), rules("pieces")["event_words"]
    return any(occurs(folded(stem), text) for each in stems.values() for stem in each)


def event_day(words: str, since: date, *, is_event: bool = False) -> date | None:
    """The exact day that a sentence about an event names, a deadline aside; without a year the first from then on.
    `is_event`: the campaign is for an event, so the sentence need not say so."""
    if not is_event and not speaks_of_an_event(words):
        return None
    days = (moment.next_after(since) for moment in days_named(words))
    return next((day for day in days if day), None)


def last_event_day(objectives: Iterable[str], since: date, *, is_event: bool) -> date | None:
    """The last day that any of the objectives names for an event."""
    days = (event_day(words, since, is_event=is_event) for words in objectives)
    return max((day for day in days if day), default=None)


def days_named(words: str) -> list[Moment]:
    """The exact days that a sentence names, deadlines aside."""
    text = plain(words[:LONGEST_OBJECTIVE])
    return [moment for moment in moments_in(text) if moment.month_day and not _is_deadline(text, moment)]


def _is_deadline(text: str, moment: Moment) -> bool:
    """As in "by 6 June", but not "para el 6 de junio", which may say for when something is as well."""
    leads = (word for word in text[moment.start : moment.end].split() if not named_in(word, "for_a_day"))
    return any(named_in(word, "deadline_before") for word in leads)
