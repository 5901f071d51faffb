"""Which objectives speak of an occasion that people come to, and on which day it is."""

from collections.abc import Iterable
from datetime import date, timedelta

from onboarding.contracts import NormalizedBriefDTO
from strategy.days import Moment, moments_in
from strategy.figures import plain
from strategy.phrases import named_in, words_of
from strategy.rulebook import folded, occurs, rules

FRIDAY, SUNDAY = 4, 6
DELIVERABLES = "scope.deliverables."
LONGEST_OBJECTIVE = 2_000  # beyond it a text is a document, not a goal


def speaks_of_an_event(words: str) -> bool:
    text, stems = folded(words[:LONGEST_OBJECTIVE]), rules("pieces")["event_words"]
    return any(occurs(folded(stem), text) for each in stems.values() for stem in each)


def names_several_events(brief: NormalizedBriefDTO) -> bool:
    """Whether the client's words for the channel mean more than one: then no single day is led to."""
    stems = [folded(stem) for each in rules("pieces")["several_events"].values() for stem in each]
    places = [f"{DELIVERABLES}{at}" for at, channel in enumerate(brief.scope.deliverables) if channel == "event"]
    said = [folded(source.words) for source in brief.provenance if source.field in places]
    return any(occurs(stem, words) for stem in stems for words in said)


def last_event_day(objectives: Iterable[str], since: date, *, is_event: bool) -> date | None:
    """The last day that any objective about an event names. `is_event`: the campaign has one, so each may be."""
    spoken = (words for words in objectives if is_event or speaks_of_an_event(words))
    return max((day for words in spoken if (day := first_day(words, since))), default=None)


def first_day(words: str, since: date) -> date | None:
    """The first exact day that a sentence names; without a year the first such day from then on."""
    days = (moment.next_after(since) for moment in days_named(words))
    return next((day for day in days if day), None)


def last_of_weekend(words: str, day: date) -> date:
    """The Sunday of a weekend that the sentence speaks of and that begins on that day, else the day itself."""
    text = folded(words[:LONGEST_OBJECTIVE])  # in German the end of a longer word
    is_weekend = day.weekday() >= FRIDAY and any(folded(name) in text for name in rules("numbers")["weekend"])
    return day + timedelta(days=SUNDAY - day.weekday()) if is_weekend else day


def days_named(words: str) -> list[Moment]:
    """The exact days that a sentence names, deadlines and beginnings in the past aside."""
    text = plain(words[:LONGEST_OBJECTIVE])
    return [moment for moment in moments_in(text) if moment.month_day and not _is_deadline(text, moment)]


def _is_deadline(text: str, moment: Moment) -> bool:
    """“By 6 June” or “since 6 June”, but not “para el 6 de junio”, which may say for when something is as well."""
    before = [word for word in words_of(text[: moment.start])[-2:] if named_in(word, "since")]
    leads = (word for word in words_of(text[moment.start : moment.end]) if not named_in(word, "for_a_day"))
    return bool(before) or any(named_in(word, "deadline_before") for word in leads)
